import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { ServedGroupVersion, ServedResource } from '../resources/served-resource.ts';

/** The older form of discovery: one document for the groups, and one for each version of a group. */

/** `/api`: the versions of the core group. */
export function coreVersions(groupVersions: readonly ServedGroupVersion[]): object {
  const versions = groupVersions.filter(({ group }) => group === '').map(({ version }) => version);
  return { kind: 'APIVersions', versions, serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '' }] };
}

/** `/apis`: all other groups. */
export function groupList(groupVersions: readonly ServedGroupVersion[]): object {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: namedGroups(groupVersions).map(groupOf) };
}

/** `/apis/GROUP`. */
export function groupDocument(versions: readonly ServedGroupVersion[]): object {
  return { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(versions) };
}

/** The versions of each group, but for the core group, which has no name. The newest stands first. */
export function namedGroups(groupVersions: readonly ServedGroupVersion[]): readonly (readonly ServedGroupVersion[])[] {
  return [...Map.groupBy(groupVersions, ({ group }) => group)].filter(([group]) => group !== '').map(([, versions]) => versions);
}

/** `/api/v1` or `/apis/GROUP/VERSION`: what there is and what can be done with it. */
export function resourceList(groupVersion: ServedGroupVersion): object {
  const resources = groupVersion.resources.flatMap((resource) => [resourceEntry(resource), ...subresourceEntries(resource)]);
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: apiVersionOf(groupVersion), resources };
}

function groupOf(versions: readonly ServedGroupVersion[]): object {
  const entries = versions.map((each) => ({ groupVersion: apiVersionOf(each), version: each.version }));
  return { name: versions[0]?.group, versions: entries, preferredVersion: entries[0] };
}

function resourceEntry({ kind, verbs }: ServedResource): object {
  return {
    name: kind.plural,
    singularName: kind.singular,
    namespaced: kind.scope === 'Namespaced',
    kind: kind.kind,
    verbs,
    ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
  };
}

function subresourceEntries({ kind, subresources }: ServedResource): readonly object[] {
  return subresources.map((each) => ({
    name: `${kind.plural}/${each.name}`,
    singularName: '',
    namespaced: kind.scope === 'Namespaced',
    ...(each.kind.group === kind.group ? {} : { group: each.kind.group, version: each.kind.version }),
    kind: each.kind.kind,
    verbs: each.verbs,
  }));
}
