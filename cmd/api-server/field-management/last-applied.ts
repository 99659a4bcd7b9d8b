import type { ApiObject, ObjectMeta } from '#apis/machinery/object-meta.ts';
import { isPlainObject, without } from '#apis/machinery/plain-value.ts';
import type { FieldSet } from './field-set.ts';
import type { Shape } from './object-shape.ts';
import { statedFields } from './stated-fields.ts';

/** Where kubectl's client-side apply keeps what it sent last. */
export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

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
