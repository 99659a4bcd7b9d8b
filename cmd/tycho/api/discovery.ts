import type { ApiClient } from './api-client.ts';
import type { ApiResource } from './api-resource.ts';

/** Asks the server which types of objects it has: one request for the core group and one for all others. */
export async function discover(client: ApiClient): Promise<readonly ApiResource[]> {
  const [core, groups] = await Promise.all([discoverAt(client, '/api'), discoverAt(client, '/apis')]);
  return [...groups, ...core];
}

/** Aggregated discovery; the plain form is for servers that do not have it. */
const accept =
  ['v2', 'v2beta1'].map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`).join(',') +
  ',application/json';

async function discoverAt(client: ApiClient, path: '/api' | '/apis'): Promise<readonly ApiResource[]> {
  const answer = await client.send({ path, accept });
  const document = JSON.parse(answer.text) as GroupDiscoveryList | LegacyGroups | LegacyVersions;
  if (document.kind === 'APIGroupDiscoveryList') return document.items.flatMap(fromAggregated);
  const groupVersions =
    document.kind === 'APIVersions' ? document.versions : document.groups.map((group) => group.preferredVersion.groupVersion);
  const lists = await Promise.all(groupVersions.map((groupVersion) => client.json<LegacyResources>({ path: `${path}/${groupVersion}` })));
  return lists.flatMap(fromLegacy);
}

function fromAggregated(group: GroupDiscoveryList['items'][number]): readonly ApiResource[] {
  const [preferred] = group.versions;
  return (preferred?.resources ?? []).map((resource) => ({
    group: group.metadata?.name ?? '',
    version: preferred?.version ?? '',
    plural: resource.resource,
    singular: resource.singularResource,
    kind: resource.responseKind.kind,
    isNamespaced: resource.scope === 'Namespaced',
    shortNames: resource.shortNames ?? [],
    categories: resource.categories ?? [],
    verbs: resource.verbs,
  }));
}

function fromLegacy(list: LegacyResources): readonly ApiResource[] {
  const [version = '', group = ''] = list.groupVersion.split('/').toReversed();
  return list.resources
    .filter((resource) => !resource.name.includes('/'))
    .map((resource) => ({
      group,
      version,
      plural: resource.name,
      singular: resource.singularName || resource.kind.toLowerCase(),
      kind: resource.kind,
      isNamespaced: resource.namespaced,
      shortNames: resource.shortNames ?? [],
      categories: resource.categories ?? [],
      verbs: resource.verbs,
    }));
}

interface GroupDiscoveryList {
  readonly kind: 'APIGroupDiscoveryList';
  readonly items: readonly {
    readonly metadata?: { readonly name?: string };
    readonly versions: readonly {
      readonly version: string;
      readonly resources?: readonly {
        readonly resource: string;
        readonly responseKind: { readonly kind: string };
        readonly scope: 'Namespaced' | 'Cluster';
        readonly singularResource: string;
        readonly verbs: readonly string[];
        readonly shortNames?: readonly string[];
        readonly categories?: readonly string[];
      }[];
    }[];
  }[];
}

interface LegacyGroups {
  readonly kind: 'APIGroupList';
  readonly groups: readonly { readonly preferredVersion: { readonly groupVersion: string } }[];
}

interface LegacyVersions {
  readonly kind: 'APIVersions';
  readonly versions: readonly string[];
}

interface LegacyResources {
  readonly groupVersion: string;
  readonly resources: readonly {
    readonly name: string;
    readonly singularName?: string;
    readonly namespaced: boolean;
    readonly kind: string;
    readonly verbs: readonly string[];
    readonly shortNames?: readonly string[];
    readonly categories?: readonly string[];
  }[];
}
