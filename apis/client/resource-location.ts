import type { KindDefinition } from '../machinery/kind.ts';

/** All that a client must know of a kind. Every KindDefinition is one; a program that learns kinds by discovery makes its own. */
export type ResourceLocation = Pick<KindDefinition, 'group' | 'version' | 'kind' | 'plural' | 'scope'>;

/** Which part of a resource's URL space a request is about. */
export interface ResourcePath {
  /** Absent for cluster-scoped kinds, and to mean all namespaces. */
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly subresource?: string | undefined;
}

/** The URL path of a collection, an object or a subresource: `/apis/compute.tycho.dev/v1alpha1/namespaces/default/servers/web`. */
export function pathOf(location: ResourceLocation, { namespace, name, subresource }: ResourcePath): string {
  if (location.scope === 'Cluster' && namespace !== undefined) {
    throw new TypeError(`${location.kind} is cluster-scoped: it has no namespace "${namespace}"`);
  }
  if (location.scope === 'Namespaced' && name !== undefined && namespace === undefined) {
    throw new TypeError(`${location.kind} "${name}" needs a namespace`);
  }
  const root = location.group === '' ? ['api', location.version] : ['apis', location.group, location.version];
  const scope = namespace === undefined ? [] : ['namespaces', namespace];
  const object = name === undefined ? [] : [name, ...(subresource === undefined ? [] : [subresource])];
  return `/${[...root, ...scope, location.plural, ...object].map(encodeURIComponent).join('/')}`;
}
