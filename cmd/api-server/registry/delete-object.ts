import { timestamp } from '#apis/machinery/condition.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject, ObjectKey, ObjectMeta } from '#apis/machinery/object-meta.ts';
import { without } from '#apis/machinery/plain-value.ts';
import { serverKind } from '#apis/compute/server.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { changedMeanwhile, conflict, forbidden, notFound, someOf, unreadable } from '../admission/rejection.ts';
import { setServerFields } from '../admission/server-set-fields.ts';
import type { StoredItem } from '../storage/storage.ts';
import { CachedObject } from '../watch-cache/cached-object.ts';
import type { KindCache } from '../watch-cache/kind-cache.ts';
import { rangeOf, storageKeyOf } from '../watch-cache/object-location.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import { timeToLive, withoutEmpty } from './create-object.ts';
import { permanentNamespaces } from './permanent-namespaces.ts';
import type { DeleteOptions, DeleteResult } from './registry.ts';
import type { RegistryParts } from './registry-parts.ts';
import { readItem, type UnreadableItem } from './unreadable-item.ts';

/** Deletes objects, or marks them for deletion while finalizers hold them. */
export class ObjectDeleter {
  readonly #parts: RegistryParts;

  constructor(parts: RegistryParts) {
    this.#parts = parts;
  }

  /**
   * Throws {@link NotFoundError}, {@link ConflictError} for preconditions, {@link ForbiddenError} for what must stay, and {@link StorageReadError} for what
   * cannot be read and is not to be deleted unread.
   */
  async delete(kind: KindDefinition, key: ObjectKey, options: DeleteOptions): Promise<DeleteResult> {
    if (groupResourceOf(kind) === groupResourceOf(namespaceKind) && permanentNamespaces.includes(key.name)) {
      throw forbidden(kind, key.name, 'this namespace may not be deleted');
    }
    const storageKey = storageKeyOf(kind, key);
    return await this.#parts.mutex.run([storageKey], () => this.#delete(kind, key, storageKey, options));
  }

  async #delete(kind: KindDefinition, key: ObjectKey, storageKey: string, options: DeleteOptions): Promise<DeleteResult> {
    const { cache, committer, allocators } = this.#parts;
    const objects = cache.of(kind);
    // Deleting is rare and rests on what is there now: a fresh look spares the care about a stale one.
    await cache.beFresh();
    // What cannot be read is in no cache, and keeps its name from others all the same. Where all could be read, nobody has to look.
    let current: CachedObject | UnreadableItem | undefined = cache.latest(objects, storageKey);
    if (current === undefined && cache.counters.unreadable > 0) current = this.#readable(objects, await committer.stored(storageKey));
    for (let attempt = 1; attempt <= lostRaceAttempts; attempt += 1) {
      if (current === undefined) throw notFound(kind, key.name);
      if (!(current instanceof CachedObject)) return await this.#deleteUnread(kind, key, current, options);
      requirePreconditions(kind, key, current, options.preconditions);
      const object = current.object();
      refuseProtected(kind, object);
      refuseProtectedContents(kind, object, cache);
      const next = this.#marked(kind, object, options);
      if (next === object) return { kind: 'Terminating', object: current };
      const compare = allocators.get(groupResourceOf(kind))?.release?.(object) ?? [];
      const write = { kind, storageKey, previous: current, next, ...timeToLive(kind) };
      if (options.dryRun)
        return next === undefined ? { kind: 'Gone', last: current } : { kind: 'Terminating', object: committer.preview(write) };
      const result = await committer.commit([write], { compare });
      if (result.kind === 'Committed') {
        const [committed = current] = result.objects;
        return next === undefined ? { kind: 'Gone', last: committed } : { kind: 'Terminating', object: committed };
      }
      if (compare.length > 0) await cache.waitFor(result.revision, lostRaceWaitMilliseconds);
      const item = result.current.get(storageKey);
      current = this.#readable(objects, item);
    }
    throw changedMeanwhile(kind, key.name);
  }

  #readable(objects: KindCache, item: StoredItem | undefined): CachedObject | UnreadableItem | undefined {
    return item === undefined ? undefined : readItem(this.#parts.cache, objects, item);
  }

  async #deleteUnread(
    kind: KindDefinition,
    key: ObjectKey,
    { item, fault }: UnreadableItem,
    options: DeleteOptions,
  ): Promise<DeleteResult> {
    if (options.whenUnreadable !== 'DeleteUnread') throw unreadable(kind, key.name, fault);
    const isDone = await this.#parts.committer.deleteUnread(item);
    if (!isDone) throw changedMeanwhile(kind, key.name);
    return { kind: 'GoneUnread', fault };
  }

  /** The object as it has to stay for now; itself if nothing changes; undefined if nothing holds it. */
  #marked(kind: KindDefinition, current: ApiObject, options: DeleteOptions): ApiObject | undefined {
    const now = this.#parts.clock.now();
    const mark = deletionMark(kind, current, options.gracePeriodSeconds, now);
    const windowSeconds = mark?.deletionGracePeriodSeconds ?? current.metadata.deletionGracePeriodSeconds ?? 0;
    const before = current.metadata.finalizers ?? [];
    // Until a deletion is for good, what the object owns stays: so nobody is told yet to see to it.
    const wanted = windowSeconds > 0 ? [] : finalizersOf(options.propagationPolicy);
    const finalizers = [...before.filter((finalizer) => !propagationFinalizers.has(finalizer)), ...wanted];
    if (finalizers.length === 0) return undefined;
    const isSame = finalizers.length === before.length && finalizers.every((finalizer) => before.includes(finalizer));
    if (mark === undefined && isSame) return current;
    const next = { ...current, metadata: { ...without(current.metadata, ['finalizers']), ...mark, ...withoutEmpty({ finalizers }) } };
    setServerFields(kind, next);
    return next;
  }
}

/**
 * What a DELETE writes down of itself; undefined: an earlier one said as much. As in Kubernetes the deletion takes effect at `deletionTimestamp`, which a
 * later DELETE can bring forward and never push back.
 */
function deletionMark(
  { deletion }: KindDefinition,
  { metadata, ...rest }: ApiObject,
  gracePeriodSeconds: number | undefined,
  now: Date,
): Partial<ObjectMeta> | undefined {
  const { deletionTimestamp, generation } = metadata;
  const window = deletion.windowSeconds({ metadata, ...rest });
  const seconds = Math.min(window, gracePeriodSeconds ?? window);
  const mark = {
    deletionTimestamp: timestamp(new Date(now.getTime() + seconds * 1000)),
    deletionGracePeriodSeconds: seconds,
    generation: generation + 1,
  };
  if (deletionTimestamp === undefined) return mark;
  const isSooner = gracePeriodSeconds !== undefined && Date.parse(mark.deletionTimestamp) < Date.parse(deletionTimestamp);
  return isSooner ? mark : undefined;
}

/** Throws {@link ForbiddenError} for what must not be deleted as it is. What is being deleted already goes on. */
function refuseProtected(kind: KindDefinition, object: ApiObject): void {
  if (object.metadata.deletionTimestamp !== undefined) return;
  const causes = kind.deletion.refusal(object);
  const [first] = causes;
  if (first !== undefined) throw forbidden(kind, object.metadata.name, `${first.field ?? ''}: ${first.message}`, causes);
}

/** Servers come from people's hands: those that are protected keep their project, by name. One that is protected later is waited for. */
function refuseProtectedContents(kind: KindDefinition, { metadata }: ApiObject, cache: WatchCache): void {
  if (groupResourceOf(kind) !== groupResourceOf(namespaceKind) || metadata.deletionTimestamp !== undefined) return;
  const servers = [...cache.kinds].find((each) => groupResourceOf(each.kind) === groupResourceOf(serverKind));
  const contents = [...(servers?.in(rangeOf(serverKind, metadata.name)) ?? [])].map((cached) => cached.object());
  const protectedNames = contents.filter((server) => serverKind.deletion.refusal(server).length > 0).map((server) => server.metadata.name);
  if (protectedNames.length === 0) return;
  const why = `it holds servers that are protected: ${someOf(protectedNames)}; set spec.deletionProtection of each to false first`;
  throw forbidden(kind, metadata.name, why);
}

function requirePreconditions(
  kind: KindDefinition,
  key: ObjectKey,
  current: CachedObject,
  { uid, resourceVersion }: DeleteOptions['preconditions'],
): void {
  const found = current.object().metadata.uid;
  if (uid !== undefined && uid !== found)
    throw conflict(kind, key.name, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${found}`);
  if (resourceVersion !== undefined && resourceVersion !== String(current.revision)) {
    throw conflict(
      kind,
      key.name,
      `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${current.revision}`,
    );
  }
}

function finalizersOf(policy: DeleteOptions['propagationPolicy']): readonly string[] {
  switch (policy) {
    case 'Foreground':
      return ['foregroundDeletion'];
    case 'Orphan':
      return ['orphan'];
    case 'Background':
      return [];
  }
}

const propagationFinalizers = new Set(['foregroundDeletion', 'orphan']);
const lostRaceAttempts = 16;
const lostRaceWaitMilliseconds = 3_000;
