import type { Clock } from '#apis/machinery/clock.ts';
import { BadRequestError, ExpiredError, ServiceUnavailableError, TimeoutError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { CompactedError, FutureRevisionError, type Storage } from '../storage/storage.ts';
import type { CachedObject } from './cached-object.ts';
import { formatContinueToken, parseContinueToken, type ContinueToken } from './continue-token.ts';
import type { KindCache } from './kind-cache.ts';
import { rangeOf, type KeyRange } from './object-location.ts';
import { wishOfList, type RevisionWish, type RevisionWords } from './revision-wish.ts';
import { Selection } from './selection.ts';
import type { ServedList } from './served-object.ts';
import { within } from './sorted-objects.ts';
import { storageReadFault } from './storage-fault.ts';
import type { WatchCache } from './watch-cache.ts';

/** Texts as they came in the query. */
export interface ListRequest extends RevisionWords {
  /** Absent: all namespaces. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** 0 is no limit. */
  readonly limit?: number;
  readonly continueToken?: string;
}

/** Answers lists from memory: every page of one list from one snapshot. */
export class ObjectLister {
  readonly #cache: WatchCache;
  readonly #storage: Pick<Storage, 'range'>;
  readonly #clock: Clock;

  constructor(options: { readonly cache: WatchCache; readonly storage: Pick<Storage, 'range'>; readonly clock: Clock }) {
    this.#cache = options.cache;
    this.#storage = options.storage;
    this.#clock = options.clock;
  }

  /** Throws {@link ExpiredError} (with a token to go on from the newest state), {@link TimeoutError}, {@link BadRequestError}, {@link InvalidError}. */
  async list(kind: KindDefinition, request: ListRequest): Promise<ServedList> {
    const selection = Selection.parse(kind, request);
    const range = rangeOf(kind, request.namespace);
    const token = tokenOf(request, range);
    const wish = token === undefined ? wishOfList(request) : wishOfToken(token);
    await settleWish(this.#cache, wish);
    const cache = this.#cache.of(kind);
    const isOneDirectory = request.namespace !== undefined || kind.scope === 'Cluster';
    const query: Query = {
      cache,
      selection,
      range: token === undefined ? range : { ...range, start: `${token.after}\0` },
      directory: isOneDirectory ? range.start : undefined,
      limit: request.limit ?? 0,
      token,
    };
    const revision = wish.kind === 'Exactly' ? wish.revision : this.#cache.revision;
    const isCurrent = revision >= cache.lastChange;
    const found = isCurrent ? candidatesByIndex(query) : undefined;
    const candidates = found ?? candidatesOfSnapshot(query, revision);
    if (candidates === undefined) return await this.#fromStorage(query, revision);
    // The pages to come shall show what this one does, whatever happens in between.
    if (isCurrent && query.limit > 0 && candidates.length > query.limit) cache.keepSnapshot();
    return await this.#fromMemory(query, candidates, revision);
  }

  async #fromMemory(query: Query, candidates: readonly CachedObject[], revision: number): Promise<ServedList> {
    const { selection, limit } = query;
    if (selection.selectsAll) {
      const items = limit === 0 ? candidates : candidates.slice(0, limit);
      return page(items, candidates.length - items.length, revision, query);
    }
    const { selected, more } = await this.#select(candidates, selection, limit);
    return page(selected, more ? 'Unknown' : 0, revision, query);
  }

  /** Looks at no more candidates than it must, and lets others run now and then. */
  async #select(
    candidates: readonly CachedObject[],
    selection: Selection,
    limit: number,
  ): Promise<{ readonly selected: CachedObject[]; readonly more: boolean }> {
    const selected: CachedObject[] = [];
    let looked = 0;
    for (const candidate of candidates) {
      looked += 1;
      if (looked % candidatesPerTurn === 0) await this.#clock.sleep(0);
      if (!selection.matches(candidate)) continue;
      if (limit > 0 && selected.length === limit) return { selected, more: true };
      selected.push(candidate);
    }
    return { selected, more: false };
  }

  /** A snapshot that is no longer in memory may still be in the store. */
  async #fromStorage(query: Query, revision: number): Promise<ServedList> {
    const { cache, selection, limit, range } = query;
    const selected: CachedObject[] = [];
    let start = range.start;
    for (;;) {
      const result = await this.#readPage({ start, end: range.end, limit: storagePageSize, revision }, query);
      for (const [position, item] of result.items.entries()) {
        const object = this.#cache.readOrReport(cache, item);
        if (object === undefined || !selection.matches(object)) continue;
        if (limit > 0 && selected.length === limit) {
          const remaining = result.items.length - position + result.remainingCount;
          return page(selected, selection.selectsAll ? remaining : 'Unknown', revision, query);
        }
        selected.push(object);
      }
      const last = result.items.at(-1);
      if (!result.more || last === undefined) return page(selected, 0, revision, query);
      start = `${last.key}\0`;
    }
  }

  async #readPage(request: Parameters<Storage['range']>[0], query: Query): ReturnType<Storage['range']> {
    try {
      return await this.#storage.range(request);
    } catch (error) {
      const isGone = error instanceof CompactedError || error instanceof FutureRevisionError;
      throw isGone ? expired(query) : storageReadFault(error);
    }
  }
}

/** Waits until the cache is as new as `wish` wants. Throws {@link TimeoutError} (cause ResourceVersionTooLarge) for revisions of the future. */
export async function settleWish(cache: WatchCache, wish: RevisionWish): Promise<void> {
  if (wish.kind === 'Newest') return await cache.beFresh();
  const revision = wish.kind === 'Any' ? 0 : wish.revision;
  if (await cache.waitFor(revision, futureTimeoutMilliseconds)) return;
  if (!cache.isReady) throw new ServiceUnavailableError('the cache is being loaded from the store', { details: { retryAfterSeconds: 1 } });
  throw new TimeoutError(`Timeout: Too large resource version: ${revision}, current: ${cache.revision}`, {
    details: { causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }], retryAfterSeconds: 1 },
  });
}

interface Query {
  readonly cache: KindCache;
  readonly selection: Selection;
  /** What is left to list. */
  readonly range: KeyRange;
  /** What stands in front of each name; absent if names of several namespaces are listed. */
  readonly directory: string | undefined;
  /** 0: no limit. */
  readonly limit: number;
  readonly token: ContinueToken | undefined;
}

function tokenOf(request: ListRequest, range: KeyRange): ContinueToken | undefined {
  if (request.continueToken === undefined || request.continueToken === '') return undefined;
  if ((request.resourceVersion ?? '') !== '' && request.resourceVersion !== '0') {
    throw new BadRequestError('specifying resource version is not allowed when using continue');
  }
  if ((request.resourceVersionMatch ?? '') !== '') throw new BadRequestError('resourceVersionMatch is not allowed when using continue');
  return parseContinueToken(request.continueToken, range.start);
}

function wishOfToken(token: ContinueToken): RevisionWish {
  return token.revision === 'Newest' ? { kind: 'Newest' } : { kind: 'Exactly', revision: token.revision };
}

/** Undefined if memory has let go of that revision. */
function candidatesOfSnapshot({ cache, range }: Query, revision: number): readonly CachedObject[] | undefined {
  const snapshot = cache.snapshotAt(revision);
  return snapshot === undefined ? undefined : within(snapshot.objects, range);
}

/** For selections that an index answers: few objects to sort instead of many to look at. */
function candidatesByIndex({ cache, selection, range, directory }: Query): readonly CachedObject[] | undefined {
  const isWithin = ({ storageKey }: CachedObject): boolean => storageKey >= range.start && storageKey < range.end;
  const name = selection.requiredValue('metadata.name');
  if (name !== undefined && directory !== undefined) {
    const found = cache.get(directory + name);
    return found !== undefined && found.name === name && isWithin(found) ? [found] : [];
  }
  for (const { field, kind, value } of selection.fields) {
    const indexed = kind === 'Equal' ? cache.byField(field, value) : undefined;
    if (indexed === undefined) continue;
    return [...indexed].filter(isWithin).sort((left, right) => (left.storageKey < right.storageKey ? -1 : 1));
  }
  return undefined;
}

function page(items: readonly CachedObject[], remaining: number | 'Unknown', revision: number, query: Query): ServedList {
  const last = items.at(-1);
  const isLast = remaining === 0 || last === undefined;
  return {
    items,
    revision,
    continueToken: isLast ? undefined : formatContinueToken({ revision, after: last.storageKey }),
    remainingItemCount: isLast || remaining === 'Unknown' || !query.selection.selectsAll ? undefined : remaining,
  };
}

function expired({ token }: Query): ExpiredError {
  if (token === undefined) return new ExpiredError('The resourceVersion for the provided list is too old.');
  return new ExpiredError(
    'The provided continue token is too old for a consistent list. List again without it, or go on with the token in this answer, which continues with ' +
      'the newest state: what changed since the first page may then be missing or appear twice.',
    { continueToken: formatContinueToken({ revision: 'Newest', after: token.after }) },
  );
}

const candidatesPerTurn = 2_000;
const storagePageSize = 500;
const futureTimeoutMilliseconds = 3_000;
