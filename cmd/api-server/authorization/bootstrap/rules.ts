import type { PolicyRule } from '#apis/kubernetes/rbac.ts';

/** Short words for writing roles down. */

export const readVerbs = ['get', 'list', 'watch'] as const;
export const writeVerbs = ['create', 'update', 'patch', 'delete', 'deletecollection'] as const;
export const allVerbs = [...readVerbs, ...writeVerbs] as const;

/** Deleting what the store can no longer read, by Kubernetes' name. */
export const unreadVerb = 'unsafe-delete-ignore-read-errors';

export function rule(verbs: readonly string[], group: string, resources: readonly string[], resourceNames?: readonly string[]): PolicyRule {
  return { verbs: [...verbs], apiGroups: [group], resources: [...resources], ...(resourceNames === undefined ? {} : { resourceNames }) };
}

export function pathRule(...paths: readonly string[]): PolicyRule {
  return { verbs: ['get'], nonResourceURLs: paths };
}
