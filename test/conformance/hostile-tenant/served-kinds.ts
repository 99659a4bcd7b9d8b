import { catalog } from '#apis/catalog.ts';

/** What is in projects, and what is not. */
const plain = catalog.filter(({ kind }) => kind !== 'Namespace');
export const namespaced = plain.filter(({ scope }) => scope === 'Namespaced');
export const clusterWide = plain.filter(({ scope }) => scope === 'Cluster');
/** The path of a kind's group and version. */
export const rootOf = ({ group, version }: { readonly group: string; readonly version: string }): string =>
  group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
