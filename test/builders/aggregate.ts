import type { Aggregate, AggregateSpec } from '#apis/infrastructure/aggregate.ts';
import { aMeta } from './api-object.ts';

/** An aggregate as it is stored. */
export function anAggregate(name: string, spec: AggregateSpec): Aggregate {
  return { apiVersion: 'infrastructure.tycho.dev/v1alpha1', kind: 'Aggregate', metadata: aMeta({ name, uid: `uid-of-${name}` }), spec };
}

/** What a client sends to create one. */
export function anAggregateBody(name: string, spec: AggregateSpec): object {
  return { apiVersion: 'infrastructure.tycho.dev/v1alpha1', kind: 'Aggregate', metadata: { name }, spec };
}
