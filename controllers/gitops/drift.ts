import type { ApiClient } from '#apis/client/api-client.ts';
import { ApiError, NotFoundError } from '#apis/machinery/errors.ts';
import { annotated, appliedAnnotation, type DesiredObject } from './desired-objects.ts';
import { appliedFields, changedFields, fieldsHash, type ChangedField } from './managed-fields.ts';

/** What has become of an object that somebody else wrote to. */
export type Finding =
  | { readonly kind: 'Gone' }
  | { readonly kind: 'Changed'; readonly fields: readonly ChangedField[] }
  /** It says what it was made to say; only whose word that is has changed. */
  | { readonly kind: 'Same'; readonly heldFields: string | undefined };

/** Most fields that are told of one object. */
const maximumFields = 20;

/** Compares an object with what applying it again would make of it, which takes two requests and changes nothing. */
export async function inspectObject(client: ApiClient, { kind, key, ...desired }: DesiredObject, fieldManager: string): Promise<Finding> {
  const resource = client.resourceAt(kind);
  try {
    const live = await resource.get(key);
    const healed = await resource.apply(annotated({ kind, key, ...desired }), { fieldManager, dryRun: true, force: true });
    const isNote = `.metadata.annotations.${appliedAnnotation}`;
    const fields = changedFields(live, healed, fieldManager, maximumFields).filter(({ field }) => field !== isNote);
    return fields.length === 0 ? { kind: 'Same', heldFields: fieldsHash(appliedFields(live, fieldManager)) } : { kind: 'Changed', fields };
  } catch (error) {
    if (error instanceof NotFoundError) return { kind: 'Gone' };
    if (!(error instanceof ApiError)) throw error;
    // That it cannot be healed is said when it is tried.
    return { kind: 'Changed', fields: [{ field: '', manager: undefined, since: undefined }] };
  }
}
