import type { ClusterRole, PolicyRule } from '#apis/kubernetes/rbac.ts';
import { matchesLabels, type LabelSelector } from '#apis/machinery/label-selector.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';

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
    // What operators there are is checked when a role is written, in the words of Kubernetes.
    const selectors = role.aggregationRule?.clusterRoleSelectors as readonly LabelSelector[] | undefined;
    if (selectors === undefined) return [];
    const taken = byName.filter(
      (each) => each.metadata.name !== role.metadata.name && selectors.some((selector) => matchesLabels(selector, each.metadata.labels)),
    );
    const rules = distinct(taken.flatMap((each) => each.rules ?? []));
    return samePlain(rules, role.rules ?? []) ? [] : [{ role, rules }];
  });
}

function distinct(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}
