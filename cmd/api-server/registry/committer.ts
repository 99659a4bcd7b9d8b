import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { RequestEntityTooLargeError } from '#apis/machinery/errors.ts';
import { groupResourceOf } from '#apis/machinery/kind.ts';
import {
  keyEnd,
  StorageUnavailableError,
  type Comparison,
  type Operation,
  type Storage,
  type StoredItem,
  type Transaction,
  type TransactionResult,
} from '../storage/storage.ts';
import type { CachedObject } from '../watch-cache/cached-object.ts';
import type { KeyRange } from '../watch-cache/object-location.ts';
import { storageFault, storageReadFault } from '../watch-cache/storage-fault.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import { guardsToBump } from './guards.ts';

/** A guard that says something: its value is kept beside the objects. */
export interface Counter {
  readonly key: string;
  readonly value: Buffer;
}

/** One object to write. `next` absent: it is deleted. `previous` absent: it must not exist. */
export interface ObjectWrite {
  readonly kind: KindDefinition;
  readonly storageKey: string;
  readonly previous: CachedObject | undefined;
  readonly next: ApiObject | undefined;
  readonly timeToLiveSeconds?: number;
}

export type CommitResult =
  /** In the order of the writes. What was deleted is given as it was last, at the revision of the deletion. */
  | { readonly kind: 'Committed'; readonly revision: number; readonly objects: readonly CachedObject[] }
  /** Something is not as it was compared: nothing was done. `current` holds what the compared keys are now, at `revision`. */
  | { readonly kind: 'Lost'; readonly revision: number; readonly current: ReadonlyMap<string, StoredItem> };

/** The one way into the storage: writes objects together with the guards that they touch, and tells the cache. */
export class Committer {
  readonly #storage: Storage;
  readonly #cache: WatchCache;
  #commitCount = 0;
  #lostCount = 0;

  constructor(options: { readonly storage: Storage; readonly cache: WatchCache }) {
    this.#storage = options.storage;
    this.#cache = options.cache;
  }

  /** Transactions that were done, and that lost a race. */
  get counters(): { readonly commits: number; readonly lostRaces: number } {
    return { commits: this.#commitCount, lostRaces: this.#lostCount };
  }

  /**
   * Writes all or nothing. `compare` are further keys that must be as stated; `guards` are further ones to write beside those that the writes touch
   * ({@link guardsToBump}); `counters` are guards with a value. Throws the errors of {@link storageFault}: after a {@link TimeoutError} it is not known whether it was done.
   */
  async commit(
    writes: readonly ObjectWrite[],
    also: { readonly compare?: readonly Comparison[]; readonly guards?: readonly string[]; readonly counters?: readonly Counter[] } = {},
  ): Promise<CommitResult> {
    const values = writes.map((write) => this.#valueOf(write));
    const operations = writes.map((write, position) => operationOf(write, values[position]));
    const touched = writes.flatMap(({ kind, previous, next }) => guardsToBump({ kind, previous: previous?.object(), next }));
    const guards = [...touched, ...(also.guards ?? [])];
    for (const key of new Set(guards)) operations.push({ kind: 'Put', key, value: guardValue });
    for (const { key, value } of also.counters ?? []) operations.push({ kind: 'Put', key, value });
    const compare = [
      ...writes.map(({ storageKey, previous }) => ({ key: storageKey, modRevision: previous?.revision ?? 0 })),
      ...(also.compare ?? []),
    ];
    const result = await this.#transact({ compare, operations }, writes, values);
    if (!result.succeeded) {
      this.#lostCount += 1;
      return { kind: 'Lost', revision: result.revision, current: new Map(result.current.map((item) => [item.key, item])) };
    }
    this.#commitCount += 1;
    const objects = writes.map((write, position) => this.#written(write, values[position], result.revision));
    return { kind: 'Committed', revision: result.revision, objects };
  }

  /** Whether writing what is there already would change how it lies in the storage, as after a change of the encryption's key. */
  async isStale(storageKey: string): Promise<boolean> {
    return (await this.#storage.isStale?.(storageKey)) ?? false;
  }

  /** What lies under a key now. Throws the errors of {@link storageReadFault}. */
  async stored(storageKey: string): Promise<StoredItem | undefined> {
    const [item] = await this.storedIn({ start: storageKey, end: keyEnd(storageKey) });
    return item;
  }

  /** What lies in a range now, all of it. Throws the errors of {@link storageReadFault}. */
  async storedIn(range: KeyRange): Promise<readonly StoredItem[]> {
    try {
      return (await this.#storage.range(range)).items;
    } catch (error) {
      throw storageReadFault(error);
    }
  }

  /** Deletes what nobody can read, if it is still the same; returns whether. No guard is touched: which ones it concerned, it alone could say. */
  async deleteUnread({ key, modRevision }: StoredItem): Promise<boolean> {
    try {
      const { succeeded } = await this.#storage.transact({ compare: [{ key, modRevision }], operations: [{ kind: 'Delete', key }] });
      return succeeded;
    } catch (error) {
      throw storageFault(error);
    }
  }

  /** What a write would give, without writing: under the revision that is there, or without any. */
  preview(write: ObjectWrite): CachedObject {
    const { kind, storageKey, previous, next } = write;
    const value = this.#valueOf(write);
    if (next === undefined || value === undefined) return existing(write);
    const revision = previous?.revision ?? 0;
    if (previous === undefined) return this.#cache.built({ storageKey, bytes: Buffer.from(JSON.stringify(next)), revision, parsed: next });
    return this.#built(kind, storageKey, next, value, revision);
  }

  #valueOf({ kind, next, storageKey }: ObjectWrite): Buffer | undefined {
    if (next === undefined) return undefined;
    const value = this.#cache.of(kind).form.store(next);
    if (value.length <= maximumObjectBytes) return value;
    throw new RequestEntityTooLargeError(
      `${groupResourceOf(kind)} ${JSON.stringify(next.metadata.name)} would take ${value.length} bytes; the most is ${maximumObjectBytes}`,
      {
        details: { name: storageKey.slice(storageKey.lastIndexOf('/') + 1), kind: kind.plural },
      },
    );
  }

  async #transact(
    transaction: Transaction,
    writes: readonly ObjectWrite[],
    values: readonly (Buffer | undefined)[],
  ): Promise<TransactionResult> {
    try {
      return await this.#storage.transact(transaction);
    } catch (error) {
      const isInDoubt = error instanceof StorageUnavailableError && error.outcome === 'Unknown';
      const revision = isInDoubt ? await this.#revisionOfDone(writes, values) : undefined;
      if (revision === undefined) throw storageFault(error);
      return { succeeded: true, revision };
    }
  }

  /**
   * The store may have done it and lost only the answer: one object that stands as it was to be written, or that is gone as it was to be, shows
   * that all was done.
   */
  async #revisionOfDone(writes: readonly ObjectWrite[], values: readonly (Buffer | undefined)[]): Promise<number | undefined> {
    const [write] = writes;
    const [value] = values;
    if (write === undefined) return undefined;
    try {
      const { items, revision } = await this.#storage.range({ start: write.storageKey, end: `${write.storageKey}\0` });
      const [found] = items;
      if (value === undefined) return found === undefined ? revision : undefined;
      return found !== undefined && found.modRevision > (write.previous?.revision ?? 0) && found.value.equals(value)
        ? found.modRevision
        : undefined;
    } catch {
      // Still no answer: it stays in doubt, and the caller is told so.
      return undefined;
    }
  }

  #written(write: ObjectWrite, value: Buffer | undefined, revision: number): CachedObject {
    const { kind, storageKey, next } = write;
    const isDeletion = next === undefined || value === undefined;
    const object = isDeletion
      ? existing(write).atRevision(revision, this.#cache.of(kind).form)
      : this.#built(kind, storageKey, next, value, revision);
    this.#cache.wrote(storageKey, revision, isDeletion ? undefined : object);
    return object;
  }

  #built(kind: KindDefinition, storageKey: string, next: ApiObject, value: Buffer, revision: number): CachedObject {
    const parsed: ApiObject = { ...next, metadata: { ...next.metadata, resourceVersion: String(revision) } };
    return this.#cache.built({ storageKey, bytes: this.#cache.of(kind).form.serve(value, revision), revision, parsed });
  }
}

function existing({ storageKey, previous }: ObjectWrite): CachedObject {
  if (previous === undefined) throw new Error(`${storageKey}: there is nothing to delete`);
  return previous;
}

function operationOf(write: ObjectWrite, value: Buffer | undefined): Operation {
  if (value === undefined) return { kind: 'Delete', key: write.storageKey };
  const { timeToLiveSeconds } = write;
  return { kind: 'Put', key: write.storageKey, value, ...(timeToLiveSeconds === undefined ? {} : { timeToLiveSeconds }) };
}

/** Only the revision of a guard means something, but for counters. */
const guardValue = Buffer.from('1');

/** etcd takes requests of 1.5 MiB by default; a transaction may hold more than one object. */
const maximumObjectBytes = 1_000_000;
