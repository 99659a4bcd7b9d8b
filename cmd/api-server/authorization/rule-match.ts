import type { PolicyRule } from '#apis/kubernetes/rbac.ts';
import type { Action, PathAction, ResourceAction } from '../exchange/action.ts';

/** Whether `rule` allows `action`, by Kubernetes' rules for RBAC. Which namespace it is in is not the rule's business. */
export function ruleAllows(rule: PolicyRule, action: Action): boolean {
  return action.kind === 'Path' ? allowsPath(rule, action) : allowsResource(rule, action) && allowsName(rule, action);
}

/** {@link ruleAllows} but for the name of the object. */
export function allowsResource({ verbs, apiGroups = [], resources = [] }: PolicyRule, action: ResourceAction): boolean {
  return has(verbs, action.verb) && has(apiGroups, action.group) && hasResource(resources, action);
}

/** A rule that names objects allows nothing that is about none, or about one whose name is not known yet, as `create`. */
export function allowsName({ resourceNames = [] }: PolicyRule, { name, selectedName }: ResourceAction): boolean {
  return resourceNames.length === 0 || resourceNames.includes(name ?? selectedName ?? '');
}

function allowsPath({ verbs, nonResourceURLs = [] }: PolicyRule, { verb, path }: PathAction): boolean {
  return has(verbs, verb) && nonResourceURLs.some((pattern) => pathMatches(pattern, path));
}

/** `*` at the end of a pattern stands for any rest. */
export function pathMatches(pattern: string, path: string): boolean {
  return pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.replace(/\*+$/, '')));
}

function has(words: readonly string[], word: string): boolean {
  return words.includes('*') || words.includes(word);
}

function hasResource(words: readonly string[], { resource, subresource }: ResourceAction): boolean {
  if (subresource === undefined) return has(words, resource);
  return has(words, `${resource}/${subresource}`) || words.includes(`*/${subresource}`);
}
