/** One type of object that the server has, as discovery tells it. */
export interface ApiResource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** As in URLs: `servers`. */
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly verbs: readonly string[];
}

/** One object, or with no name all of a type. `namespace` is absent for cluster-scoped types and for all namespaces. */
export interface ResourceAddress {
  readonly resource: ApiResource;
  readonly namespace?: string;
  readonly name?: string;
}

/** The URL path of an address. */
export function pathOf({ resource, namespace, name }: ResourceAddress, subresource?: string): string {
  const root = resource.group === '' ? `/api/${resource.version}` : `/apis/${resource.group}/${resource.version}`;
  const within = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  const one = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `${root}${within}/${resource.plural}${one}${subresource === undefined ? '' : `/${subresource}`}`;
}

/** `server.compute.tycho.dev/web`: how kubectl names an object in what it prints, so that scripts work with both. */
export function printedName(resource: Pick<ApiResource, 'singular' | 'group'>, name: string): string {
  return `${qualifiedSingular(resource)}/${name}`;
}

/** `server.compute.tycho.dev` */
export function qualifiedSingular(resource: Pick<ApiResource, 'singular' | 'group'>): string {
  return resource.group === '' ? resource.singular : `${resource.singular}.${resource.group}`;
}

/** `servers.compute.tycho.dev` */
export function qualifiedPlural(resource: Pick<ApiResource, 'plural' | 'group'>): string {
  return resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`;
}

/** `compute.tycho.dev/v1alpha1` */
export function apiVersionOf(resource: Pick<ApiResource, 'group' | 'version'>): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}
