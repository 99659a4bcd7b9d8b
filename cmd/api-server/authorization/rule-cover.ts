import type { PolicyRule } from '#apis/kubernetes/rbac.ts';
import { pathMatches } from './rule-match.ts';

/**
 * What of `wanted` nobody holds who holds `held` only: Kubernetes' check against escalation. Empty if everything is covered. Each rule that is
 * returned is about one verb, group and resource (or one path), and about one name if it names any.
 */
export function uncoveredRules(held: readonly PolicyRule[], wanted: readonly PolicyRule[]): readonly PolicyRule[] {
  return wanted.flatMap(singleRules).filter((single) => !held.some((rule) => covers(rule, single)));
}

/** Takes rules together that differ in their verbs only, as Kubernetes does for its messages. */
export function compactRules(singles: readonly PolicyRule[]): readonly PolicyRule[] {
  const groups = Map.groupBy(singles, (rule) => JSON.stringify({ ...rule, verbs: [] }));
  return [...groups.values()].map((group) => ({ ...group[0], verbs: [...new Set(group.flatMap(({ verbs }) => verbs))] }));
}

/** A rule on one line, as Kubernetes writes it: `{APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}`. */
export function ruleText(rule: PolicyRule): string {
  const parts = [
    ['APIGroups', rule.apiGroups],
    ['Resources', rule.resources],
    ['NonResourceURLs', rule.nonResourceURLs],
    ['ResourceNames', rule.resourceNames],
    ['Verbs', rule.verbs],
  ] as const;
  const texts = parts
    .filter(([, words]) => words !== undefined && words.length > 0)
    .map(([name, words]) => `${name}:${wordsText(words ?? [])}`);
  return `{${texts.join(', ')}}`;
}

/** As Go's `%q` of a list. */
export function wordsText(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(' ')}]`;
}

function singleRules(rule: PolicyRule): readonly PolicyRule[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const ofResources = apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      verbs.flatMap((verb): readonly PolicyRule[] => {
        const single = { apiGroups: [group], resources: [resource], verbs: [verb] };
        return resourceNames.length === 0 ? [single] : resourceNames.map((name) => ({ ...single, resourceNames: [name] }));
      }),
    ),
  );
  const ofPaths = nonResourceURLs.flatMap((path) => verbs.map((verb) => ({ nonResourceURLs: [path], verbs: [verb] })));
  return [...ofResources, ...ofPaths];
}

/** Whether `rule` alone allows all that `single` does. Several rules together never cover what no single one does, since `single` has one of each. */
function covers(rule: PolicyRule, single: PolicyRule): boolean {
  if (!hasAll(rule.verbs, single.verbs)) return false;
  const [path] = single.nonResourceURLs ?? [];
  if (path !== undefined) return (rule.nonResourceURLs ?? []).some((pattern) => pathMatches(pattern, path));
  return (
    hasAll(rule.apiGroups ?? [], single.apiGroups ?? []) &&
    coversResource(rule.resources ?? [], single.resources?.[0] ?? '') &&
    coversNames(rule.resourceNames ?? [], single.resourceNames ?? [])
  );
}

function hasAll(words: readonly string[], wanted: readonly string[]): boolean {
  return words.includes('*') || wanted.every((word) => words.includes(word));
}

function coversResource(words: readonly string[], resource: string): boolean {
  const slash = resource.indexOf('/');
  return words.includes('*') || words.includes(resource) || (slash >= 0 && words.includes(`*${resource.slice(slash)}`));
}

function coversNames(names: readonly string[], wanted: readonly string[]): boolean {
  return names.length === 0 || (wanted.length > 0 && wanted.every((name) => names.includes(name)));
}
