import type { ServedObject, WatchEvent } from '../registry/registry.ts';
import { encodeNotice } from './json-representation.ts';
import { assembleList, listMetadata } from './list-assembly.ts';
import type { Representation } from './representation.ts';

/** The versions of Kubernetes' `meta.k8s.io` in which the forms of this folder were published. They differ in nothing but the name. */
export type MetaVersion = 'v1' | 'v1beta1';

/** Metadata and nothing else, for those who only want to know what is there. */
export function partialMetadataRepresentation(version: MetaVersion): Representation {
  const encode = (served: ServedObject): string => encodePartialMetadata(served, version, { withOwners: true });
  const typeMeta = { kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${version}` };
  return {
    name: `metadata-${version}`,
    contentType: 'application/json',
    encodeObject: (served) => Buffer.from(encode(served)),
    encodeList: (list) =>
      assembleList({
        head: `{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/${version}","metadata":${JSON.stringify(listMetadata(list))},"items":[`,
        items: list.items,
        encodeItems: (items) => Buffer.from(items.map(encode).join(',')),
        tail: ']}',
      }),
    encodeEvent: (event: WatchEvent) =>
      'object' in event ? Buffer.from(`{"type":"${event.type}","object":${encode(event.object)}}\n`) : encodeNotice(event, typeMeta),
  };
}

/** One object's metadata as an object of its own. Who owns which field is as long again, and nothing to the reader of a table. */
export function encodePartialMetadata(
  served: ServedObject,
  version: MetaVersion,
  { withOwners }: { readonly withOwners: boolean },
): string {
  const { managedFields, ...metadata } = served.object().metadata;
  const shown = withOwners && managedFields !== undefined ? { ...metadata, managedFields } : metadata;
  return `{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/${version}","metadata":${JSON.stringify(shown)}}`;
}
