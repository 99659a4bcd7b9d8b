import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ServedGroupVersion, ServedResource } from '../resources/served-resource.ts';

/** The versions of `apidiscovery.k8s.io` in which the form was published. They differ in nothing but the name. */
export type DiscoveryVersion = 'v2' | 'v2beta1';

/** The newer form of discovery: everything in one document, one for `/api` and one for `/apis`. */
export function aggregatedDiscovery(groups: readonly (readonly ServedGroupVersion[])[], version: DiscoveryVersion): object {
  const items = groups.map((versions) => {
    const name = versions[0]?.group ?? '';
    return { metadata: { ...(name === '' ? {} : { name }), creationTimestamp: null }, versions: versions.map(versionEntry) };
  });
  return { kind: 'APIGroupDiscoveryList', apiVersion: `apidiscovery.k8s.io/${version}`, metadata: {}, items };
}

/** Clients tell the two forms apart by the type of the answer. */
export function aggregatedMediaType(version: DiscoveryVersion): string {
  return `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`;
}

function versionEntry({ version, resources }: ServedGroupVersion): object {
  return { version, resources: resources.map(resourceEntry), freshness: 'Current' };
}

function resourceEntry({ kind, verbs, subresources }: ServedResource): object {
  return {
    resource: kind.plural,
    responseKind: kindReference(kind),
    scope: kind.scope === 'Namespaced' ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs,
    ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
    ...(subresources.length > 0
      ? {
          subresources: subresources.map((each) => ({ subresource: each.name, responseKind: kindReference(each.kind), verbs: each.verbs })),
        }
      : {}),
  };
}

function kindReference({ group, version, kind }: Pick<KindDefinition, 'group' | 'version' | 'kind'>): object {
  return { group, version, kind };
}
