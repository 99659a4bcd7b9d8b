import type { KindDefinition } from '#apis/machinery/kind.ts';
import { apiVersionOf, groupResourceOf } from '#apis/machinery/kind.ts';
import { formatKey, type ApiObject, type ObjectKey } from '#apis/machinery/object-meta.ts';
import { isPlainObject } from '#apis/machinery/plain-value.ts';

/** A manifest that could be located. */
export interface LocatedManifest {
  readonly kind: KindDefinition;
  readonly key: ObjectKey;
  /** As it would be sent, with its namespace. */
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** What a plan knows of one object: its two states, or why there would be no second one. */
export interface PlannedState extends Pick<LocatedManifest, 'kind' | 'key'> {
  readonly before: ApiObject | undefined;
  /** Absent: it is refused, or deleted. */
  readonly after: ApiObject | undefined;
  readonly refusal?: string;
  readonly isDeletion?: boolean;
}

/** Finds the kind and the name of each manifest; a text for those that have none. */
export function locateManifests(
  objects: readonly Readonly<Record<string, unknown>>[],
  { catalog, namespace }: { readonly catalog: readonly KindDefinition[]; readonly namespace: string },
): readonly (LocatedManifest | string)[] {
  const seen = new Set<string>();
  return objects.map((manifest, index) => {
    const at = `spec.objects[${index}]`;
    const kind = catalog.find((each) => each.kind === manifest['kind'] && apiVersionOf(each) === manifest['apiVersion']);
    if (kind === undefined) return `${at}: the server has no kind "${String(manifest['kind'])}" in "${String(manifest['apiVersion'])}"`;
    const { metadata } = manifest;
    if (!isPlainObject(metadata) || typeof metadata['name'] !== 'string' || metadata['name'] === '')
      return `${at}.metadata.name: required: only objects with a name can be planned`;
    const stated = typeof metadata['namespace'] === 'string' && metadata['namespace'] !== '' ? metadata['namespace'] : namespace;
    const key = kind.scope === 'Namespaced' ? { namespace: stated, name: metadata['name'] } : { name: metadata['name'] };
    const identity = identityOf({ kind, key });
    if (seen.has(identity)) return `${at}: ${identity} stands here twice`;
    seen.add(identity);
    return { kind, key, manifest: kind.scope === 'Namespaced' ? { ...manifest, metadata: { ...metadata, namespace: stated } } : manifest };
  });
}

/** As `servers.compute.tycho.dev default/web`. */
export function identityOf({ kind, key }: Pick<LocatedManifest, 'kind' | 'key'>): string {
  return `${groupResourceOf(kind)} ${formatKey(key)}`;
}
