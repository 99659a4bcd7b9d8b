import { serverActionKind, type ServerAction } from '#apis/compute/server-action.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { serverKind } from '#apis/compute/server.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { without } from '#apis/machinery/plain-value.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import { numberedKinds } from './object-numbers.ts';

type WithStatus = ApiObject & { readonly status?: Readonly<Record<string, unknown>> };

/** The fields of a status that are given when the object is made, and that nobody changes from then on, by `groupResourceOf`. */
const givenFields: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  [groupResourceOf(serverKind), ['createdBy']],
  [groupResourceOf(serverActionKind), ['createdBy']],
  [groupResourceOf(serverGroupKind), ['createdBy']],
  ...numberedKinds.map((kind) => [groupResourceOf(kind), ['number']] as const),
]);

/** A new object with what the api-server knows of its making: who asked for it, and for an action also which server has that name now. */
export function withGivenStatus(kind: KindDefinition, object: ApiObject, { user, cache }: { user: string; cache: WatchCache }): ApiObject {
  if (!givenFields.get(groupResourceOf(kind))?.includes('createdBy')) return object;
  const { status } = object as WithStatus;
  const serverUID = kind === serverActionKind ? serverUIDOf(object as ServerAction, cache) : undefined;
  return { ...object, status: { ...status, createdBy: user, ...(serverUID === undefined ? {} : { serverUID }) } } as ApiObject;
}

/** A status as somebody wishes it, with what was given to the object as it was given: who writes a status need not repeat it, and cannot change it. */
export function withGivenKept<Object extends ApiObject>(kind: KindDefinition, next: Object, current: ApiObject): Object {
  const given = givenFields.get(groupResourceOf(kind));
  if (given === undefined) return next;
  const before = (current as WithStatus).status ?? {};
  const kept = Object.fromEntries(given.filter((field) => before[field] !== undefined).map((field) => [field, before[field]]));
  const status = { ...without((next as WithStatus).status ?? {}, given), ...kept };
  if (Object.keys(status).length === 0 && (next as WithStatus).status === undefined) return next;
  return { ...next, status };
}

/** Of the server that has the name now: another one of that name is not what was meant. */
function serverUIDOf({ metadata, spec }: ServerAction, cache: WatchCache): string | undefined {
  const { namespace = '' } = metadata;
  return cache
    .of(serverKind)
    .get(storageKeyOf(serverKind, { namespace, name: spec.server }))
    ?.object().metadata.uid;
}
