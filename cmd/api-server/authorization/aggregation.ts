import type { ClusterRole, LabelSelector, PolicyRule } from '#apis/kubernetes/rbac.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import { matchesLabels, type LabelRequirement } from '../watch-cache/label-selector.ts';

/** A role whose rules are not those of the roles that it takes in. */
export interface AggregationChange {
  readonly role: ClusterRole;
  readonly rules: readonly PolicyRule[];
}

/**
 * Which aggregated ClusterRoles have other rules than they should: those of the roles that they select, by name, each rule once. A role that is itself
 * aggregated gives what it has, so chains come out after as many passes as they have links.
 */
export function planAggregation(roles: readonly ClusterRole[]): readonly AggregationChange[] {
  const byName = roles.toSorted((one, other) => (one.metadata.name < other.metadata.name ? -1 : 1));
  return roles.flatMap((role) => {
    const selectors = role.aggregationRule?.clusterRoleSelectors;
    if (selectors === undefined) return [];
    const taken = byName.filter(
      (each) => each.metadata.name !== role.metadata.name && selectors.some((selector) => selects(selector, each)),
    );
    const rules = distinct(taken.flatMap((each) => each.rules ?? []));
    return samePlain(rules, role.rules ?? []) ? [] : [{ role, rules }];
  });
}

/** An empty selector selects everything, as in Kubernetes. */
function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, { metadata }: ClusterRole): boolean {
  const requirements = [
    ...Object.entries(matchLabels).map(([key, value]): LabelRequirement => ({ kind: 'In', key, values: [value] })),
    ...matchExpressions.map(({ key, operator, values = [] }) => requirementOf(key, operator, values)),
  ];
  return matchesLabels(requirements, metadata.labels ?? {});
}

function requirementOf(key: string, operator: string, values: readonly string[]): LabelRequirement {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return { kind: operator, key, values };
    case 'Exists':
      return { kind: 'Exists', key };
    default:
      return { kind: 'Missing', key };
  }
}

function distinct(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}
