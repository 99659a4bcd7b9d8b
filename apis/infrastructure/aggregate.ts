import { Type } from 'typebox';
import type { StatusCause } from '../machinery/errors.ts';
import { defineKind, displayName, numberSchema, objectName, setOf, strictObject, stringMap, type Fields } from '../machinery/kind.ts';
import { labelSelectorSchema } from '../machinery/label-selector.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { infrastructureGroup, infrastructureVersion } from './group.ts';

const names = (description: string) => Type.Optional(setOf(objectName(), { maxItems: 10_000, description }));

/** As Nova bounds nothing here, and a multiplier beyond this drowns every other. */
const multiplier = (what: string) =>
  Type.Optional(
    Type.Number({
      minimum: -1_000_000,
      maximum: 1_000_000,
      description: `How much ${what} counts when hosts are compared. Negative: the other way round.`,
    }),
  );

const isolation = strictObject(
  {
    projects: names('Only servers of these projects. A host in several aggregates that say so takes those of any of them.'),
    flavors: names('Only servers of these flavors. A host in several aggregates that say so takes those of any of them.'),
    imageLabels: Type.Optional(
      stringMap({
        description:
          'For each of these labels: no server whose image has the label with another value. Several values stand between commas. An image without the label is welcome.',
      }),
    ),
  },
  { description: 'Whom the hosts are kept for.' },
);

const aggregateSpec = strictObject(
  {
    displayName: displayName(),
    description: Type.Optional(Type.String({ maxLength: 255, description: 'Words for people.' })),
    hosts: names('Names of hosts that belong to it, whether they are there yet or not.'),
    hostSelector: Type.Optional(labelSelectorSchema('Hosts with these labels belong to it, too.')),
    zone: Type.Optional(
      objectName({ description: 'The availability zone of its hosts. A host has one zone at most, whatever it belongs to.' }),
    ),
    metadata: Type.Optional(
      stringMap({
        description: 'What flavors can ask for by extraSpecs `aggregate_instance_extra_specs:KEY`. Several values stand between commas.',
      }),
    ),
    isolation: Type.Optional(isolation),
    maximumServersPerHost: Type.Optional(
      Type.Integer({ minimum: 1, description: 'How many servers one host takes. Of several aggregates the least holds.' }),
    ),
    weights: Type.Optional(
      strictObject(
        {
          freeResources: multiplier('the room that is left (1 if nothing is said)'),
          serverGroup: multiplier('the wish of a soft server group (10 if nothing is said)'),
        },
        { description: 'How hosts of this aggregate are compared. Of several aggregates the least holds.' },
      ),
    ),
  },
  { description: 'Which hosts, and what holds for them.' },
);

const aggregateStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer({ description: 'The generation that this status speaks of.' })),
  number: numberSchema,
  hostCount: Type.Optional(Type.Integer({ description: 'How many hosts belong to it.' })),
  hosts: Type.Optional(Type.Array(Type.String(), { description: 'Names of the hosts that belong to it, the first thousand.' })),
});

/** Hosts that have something in common. A host may be in many, and in one zone at most. For those who run the cloud; tenants see zones alone. */
export const aggregateKind = defineKind({
  group: infrastructureGroup,
  version: infrastructureVersion,
  kind: 'Aggregate',
  plural: 'aggregates',
  shortNames: ['agg'],
  categories: ['tycho'],
  scope: 'Cluster',
  description: 'Hosts that have something in common: a zone, a purpose, those they are kept for.',
  fields: strictObject({ spec: aggregateSpec, status: Type.Optional(aggregateStatus) }),
  rules: ['`hostSelector`: In and NotIn need values, Exists and DoesNotExist take none.', 'A host is in one zone at most.'],
  validate: validateAggregate,
  columns: [
    { name: 'Zone', type: 'string', path: '.spec.zone', description: 'The availability zone.', priority: 0 },
    { name: 'Hosts', type: 'integer', path: '.status.hostCount', description: 'How many hosts belong to it.', priority: 0 },
    { name: 'Description', type: 'string', path: '.spec.description', description: 'Words for people.', priority: 1 },
  ],
});

export type AggregateSpec = Fields<typeof aggregateSpec>;
export type AggregateStatus = Fields<typeof aggregateStatus>;
export type Aggregate = Resource<AggregateSpec, AggregateStatus>;

function validateAggregate(object: ApiObject): readonly StatusCause[] {
  const { hostSelector } = (object as Aggregate).spec;
  return (hostSelector?.matchExpressions ?? []).flatMap(({ operator, values = [] }, index): StatusCause[] => {
    const needsValues = operator === 'In' || operator === 'NotIn';
    if (needsValues === values.length > 0) return [];
    const field = `spec.hostSelector.matchExpressions[${index}].values`;
    return needsValues
      ? [{ reason: 'FieldValueRequired', message: `Required value: ${operator} needs one at least`, field }]
      : [{ reason: 'FieldValueForbidden', message: `Forbidden: ${operator} takes none`, field }];
  });
}
