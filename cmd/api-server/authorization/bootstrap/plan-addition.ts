import type { ClusterRole, PolicyRule, RoleBinding, Subject } from '#apis/kubernetes/rbac.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import { compactRules, uncoveredRules } from '../rule-cover.ts';
import { autoUpdateAnnotation, type PolicyObject } from './policy.ts';

/**
 * What `current` lacks of what it should have, as a merge patch; undefined if it lacks nothing, or its operator keeps it. Nothing is ever taken away,
 * and a binding to another role is left alone: that is somebody's decision.
 */
export function planAddition(current: ClusterRole | RoleBinding, { metadata, body }: PolicyObject): object | undefined {
  if (current.metadata.annotations?.[autoUpdateAnnotation] === 'false') return undefined;
  const addition = {
    ...missingEntries('labels', current.metadata.labels, metadata.labels),
    ...missingEntries('annotations', current.metadata.annotations, metadata.annotations),
  };
  const patch = {
    ...(Object.keys(addition).length === 0 ? {} : { metadata: addition }),
    ...('roleRef' in body ? bindingAddition(current as RoleBinding, body) : roleAddition(current, body)),
  };
  return Object.keys(patch).length === 0 ? undefined : patch;
}

type Pairs = Readonly<Record<string, string>>;

function missingEntries(field: string, current: Pairs = {}, wanted: Pairs): { readonly [field: string]: Pairs } {
  const missing = Object.entries(wanted).filter(([key]) => current[key] === undefined);
  return missing.length === 0 ? {} : { [field]: Object.fromEntries(missing) };
}

function roleAddition(current: ClusterRole, wanted: Pick<ClusterRole, 'rules' | 'aggregationRule'>): object {
  const selectors = current.aggregationRule?.clusterRoleSelectors ?? [];
  const newSelectors = (wanted.aggregationRule?.clusterRoleSelectors ?? []).filter(
    (each) => !selectors.some((known) => samePlain(known, each)),
  );
  const rules: readonly PolicyRule[] = current.rules ?? [];
  const newRules = compactRules(uncoveredRules(rules, wanted.rules ?? []));
  return {
    ...(newSelectors.length === 0 ? {} : { aggregationRule: { clusterRoleSelectors: [...selectors, ...newSelectors] } }),
    ...(newRules.length === 0 ? {} : { rules: [...rules, ...newRules] }),
  };
}

function bindingAddition(current: RoleBinding, wanted: Pick<RoleBinding, 'roleRef' | 'subjects'>): object {
  if (!samePlain(current.roleRef, wanted.roleRef)) return {};
  const subjects: readonly Subject[] = current.subjects ?? [];
  const missing = (wanted.subjects ?? []).filter((each) => !subjects.some((known) => samePlain(known, each)));
  return missing.length === 0 ? {} : { subjects: [...subjects, ...missing] };
}
