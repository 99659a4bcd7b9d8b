import type { Configuration } from '#apis/client/resource-client.ts';
import { waveAnnotation } from '#apis/gitops/git-sync.ts';
import { apiVersionOf, groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import { isPlainObject, without } from '#apis/machinery/plain-value.ts';
import { memberLabel } from './apply-set.ts';
import { contentHash } from './managed-fields.ts';
import type { ManifestDocument } from './repository-source.ts';

/** One object that is to be there. */
export interface DesiredObject {
  /** Unlike that of any other object of any kind. */
  readonly id: string;
  readonly kind: KindDefinition;
  readonly key: ObjectKey;
  /** What is applied, but for the note of what it was applied from. */
  readonly configuration: Configuration;
  readonly wave: number;
  /** Names the configuration. */
  readonly hash: string;
  /** `FILE:LINE` */
  readonly origin: string;
}

export interface DesiredInput {
  readonly documents: readonly ManifestDocument[];
  readonly kinds: readonly KindDefinition[];
  readonly targetNamespace: string;
  readonly applySetID: string;
  readonly maximumObjects: number;
}

/** On each object that was applied: the hash of its manifest and that of the fields that came of it, so that nothing need be asked to see that all is well. */
export const appliedAnnotation = 'gitops.tycho.dev/applied';

/** Names an object of any kind. */
export function objectID(kind: KindDefinition, { namespace, name }: ObjectKey): string {
  return `${groupResourceOf(kind)}/${namespace ?? ''}/${name}`;
}

/** Names a set of objects, whatever is to be in them. */
export function desiredObjectsHash(objects: readonly Pick<DesiredObject, 'id'>[]): string {
  return contentHash(objects.map(({ id }) => id).toSorted());
}

/** What the manifests of a commit say. One fault, and the commit is not to be applied. */
export function desiredObjects(input: DesiredInput): { readonly objects: readonly DesiredObject[]; readonly faults: readonly string[] } {
  const objects = new Map<string, DesiredObject>();
  const faults: string[] = [];
  for (const document of input.documents) {
    const desired = desiredObject(document, input);
    if (typeof desired === 'string') {
      faults.push(`${document.origin}: ${desired}`);
      continue;
    }
    const twin = objects.get(desired.id);
    if (twin === undefined) objects.set(desired.id, desired);
    else faults.push(`${document.origin}: ${desired.kind.kind} "${desired.key.name}" stands in ${twin.origin} already`);
  }
  if (objects.size > input.maximumObjects)
    faults.push(`there are ${objects.size} objects, and one GitSync holds ${input.maximumObjects} at most: divide them`);
  return { objects: [...objects.values()], faults };
}

/** The configuration with the note of what it was applied from. `fields` is absent while nobody knows what fields will come of it. */
export function annotated({ configuration, hash }: DesiredObject, fields = ''): Configuration {
  const { metadata } = configuration;
  return {
    ...configuration,
    metadata: { ...metadata, annotations: { ...metadata.annotations, [appliedAnnotation]: `${hash}:${fields}` } },
  };
}

/** What {@link appliedAnnotation} of an object says. */
export function appliedNote(
  annotations: Readonly<Record<string, string>> | undefined,
): { readonly hash: string; readonly fields: string } | undefined {
  const [, hash, fields] = /^([0-9a-f]+):([0-9a-f]*)$/.exec(annotations?.[appliedAnnotation] ?? '') ?? [];
  return hash === undefined || fields === undefined ? undefined : { hash, fields };
}

/** What the server fills in. A manifest that was taken from a running cloud has it, and it means nothing there. */
const serverOwned = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
];

const furthestWave = 10_000;

function desiredObject({ value, origin }: ManifestDocument, { kinds, targetNamespace, applySetID }: DesiredInput): DesiredObject | string {
  const { apiVersion, kind: kindName, metadata } = value;
  const kind = kinds.find((each) => each.kind === kindName && apiVersionOf(each) === apiVersion);
  if (kind === undefined) return `${String(kindName)} of ${String(apiVersion)} is no kind of this cloud${hintFor(apiVersion)}`;
  if (!isPlainObject(metadata) || typeof metadata['name'] !== 'string') return 'metadata.name is missing';
  const { name, namespace, labels, annotations } = metadata;
  const mapFault = [labels, annotations].some((map) => map !== undefined && map !== null && !isTextMap(map));
  if (mapFault) return 'metadata.labels and metadata.annotations hold text only: put numbers and such in quotes';
  if (kind.scope === 'Cluster' && namespace !== undefined) return `${kind.kind} belongs to no project: leave out metadata.namespace`;
  if (kind.scope === 'Namespaced' && namespace !== undefined && namespace !== targetNamespace)
    return `metadata.namespace is ${JSON.stringify(namespace)}, and all of this goes to "${targetNamespace}": leave it out`;
  const key = kind.scope === 'Cluster' ? { name } : { namespace: targetNamespace, name };
  const notes = without((annotations ?? {}) as Readonly<Record<string, string>>, [appliedAnnotation]);
  const wave = waveOf(notes);
  if (wave === undefined) return `the annotation ${waveAnnotation} is a whole number in quotes, as "1"`;
  const configuration = {
    ...without(value, ['status']),
    metadata: {
      ...without(metadata, [...serverOwned, 'annotations']),
      ...key,
      labels: { ...(labels as Readonly<Record<string, string>> | undefined), [memberLabel]: applySetID },
      ...(Object.keys(notes).length === 0 ? {} : { annotations: notes }),
    },
  } as unknown as Configuration;
  return { id: objectID(kind, key), kind, key, configuration, wave, hash: contentHash(configuration), origin };
}

function waveOf(annotations: Readonly<Record<string, string>>): number | undefined {
  const text = annotations[waveAnnotation] ?? '0';
  const wave = Number(text);
  return /^-?\d{1,5}$/.test(text) && Math.abs(wave) <= furthestWave ? wave : undefined;
}

function isTextMap(value: unknown): boolean {
  return isPlainObject(value) && Object.values(value).every((each) => typeof each === 'string');
}

function hintFor(apiVersion: unknown): string {
  if (typeof apiVersion !== 'string') return '';
  if (apiVersion.startsWith('kustomize.')) return ': what kustomize makes has to be rendered before it is committed';
  return apiVersion.startsWith('helm.') ? ': charts have to be rendered before they are committed' : '';
}
