import { lastAppliedAnnotation } from '#apis/kubernetes/last-applied-annotation.ts';
import type { ApiObject, ObjectMeta } from '#apis/machinery/object-meta.ts';
import { isPlainObject, without } from '#apis/machinery/plain-value.ts';
import type { Takeover } from './apply-configuration.ts';
import { difference, leaf, self, type FieldSet } from './field-set.ts';
import type { Shape } from './object-shape.ts';
import { statedFields } from './stated-fields.ts';

/** The managers for which the annotation is heeded and kept true, since they write it: who calls himself otherwise has nothing to do with it. */
export const lastAppliedManagers: ReadonlySet<string> = new Set(['kubectl', 'tycho']);

/**
 * What kubectl's client-side apply owns of an object. A server-side apply of kubectl takes it over without asking, so that changing from one to the other
 * is no conflict with oneself.
 */
export function lastAppliedFields(shape: Shape, live: ApiObject): FieldSet {
  const text = live.metadata.annotations?.[lastAppliedAnnotation];
  if (text === undefined) return undefined;
  try {
    const configuration: unknown = JSON.parse(text);
    return isPlainObject(configuration) ? statedFields(shape, configuration) : undefined;
  } catch {
    // Somebody wrote something else there.
    return undefined;
  }
}

/**
 * What a server-side apply of `tycho` takes over from client-side applies, of `tycho` and of kubectl alike: what they declared last and still own, so that
 * what a file does not say any more goes. What the same managers set in other ways stays theirs. kubectl sees to this itself, with a patch of the records.
 */
export function clientSideTakeover(shape: Shape, live: ApiObject): Takeover {
  const fields = lastAppliedFields(shape, live);
  return { ownersOf: annotationField, fields: fields === undefined ? undefined : difference(withContainers(fields), annotationMap) };
}

/** The manager whose server-side applies go on from client-side ones. */
export const takingOverManager = 'tycho';

const annotationField: FieldSet = { 'f:metadata': { 'f:annotations': { [`f:${lastAppliedAnnotation}`]: leaf } } };

/** It holds the note itself, and so stays with whoever made it. */
const annotationMap: FieldSet = { 'f:metadata': { 'f:annotations': leaf } };

/** With every place that something stated lies in: who made the first label made the map of labels. */
function withContainers(set: Exclude<FieldSet, undefined>): Exclude<FieldSet, undefined> {
  const steps = Object.entries(set).filter(([step]) => step !== self);
  return steps.length === 0 ? set : { [self]: leaf, ...Object.fromEntries(steps.map(([step, below]) => [step, withContainers(below)])) };
}

/** `object` with the annotation telling what has just been applied, where it tells something: a later client-side apply then starts from there. */
export function withLastApplied(
  object: Readonly<Record<string, unknown>>,
  configuration: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const metadata = object['metadata'] as Partial<ObjectMeta>;
  if (metadata.annotations?.[lastAppliedAnnotation] === undefined) return object;
  const stated = configuration['metadata'] as Partial<ObjectMeta>;
  const annotations = without(stated.annotations ?? {}, [lastAppliedAnnotation]);
  const sent = { ...configuration, metadata: { ...without(stated, ['managedFields']), annotations } };
  const text = `${JSON.stringify(sent)}\n`;
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, [lastAppliedAnnotation]: text } } };
}
