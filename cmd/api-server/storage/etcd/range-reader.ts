import type { EtcdChannel } from '#proto/etcd/etcd-channel.ts';
import { rangeMethod } from '#proto/etcd/etcd-method.ts';
import type { etcd } from '#proto/generated/etcd.js';
import { CompactedError, keyEnd, keyPrefix, type RangeRequest, type RangeResult, type Revision, type StoredItem } from '../storage.ts';
import { visibleRange } from '../visible-range.ts';
import { storageFailureOf } from './storage-failure.ts';
import { keyBytes, storedItemOf } from './stored-item.ts';

/** Reads ranges in pages of one snapshot, so that neither side ever holds one huge message. */
export class RangeReader {
  readonly #channel: Pick<EtcdChannel, 'call'>;

  constructor(channel: Pick<EtcdChannel, 'call'>) {
    this.#channel = channel;
  }

  /** As {@link Storage.range}. */
  async read(request: RangeRequest): Promise<RangeResult> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#readSnapshot(request);
      } catch (error) {
        // Who asked for the newest revision did not ask for the one that was compacted between two pages.
        const mayTryAgain = error instanceof CompactedError && request.revision === undefined && attempt < maximumAttempts;
        if (!mayTryAgain) throw error;
      }
    }
  }

  /** The newest revision, linearizable. */
  async currentRevision(): Promise<Revision> {
    const request = { key: keyBytes(keyPrefix), countOnly: true };
    const response = await this.#call(request);
    return response.header?.revision ?? 0;
  }

  async #readSnapshot({ limit = Infinity, revision: asked, ...range }: RangeRequest): Promise<RangeResult> {
    const { start, end } = visibleRange(range);
    const items: StoredItem[] = [];
    const rangeEnd = keyBytes(end);
    let pageItems = firstPageItems;
    let key = keyBytes(start);
    let revision = asked;
    for (;;) {
      const request = { key, rangeEnd, limit: Math.min(pageItems, limit - items.length), ...(revision === undefined ? {} : { revision }) };
      const { header, kvs, count } = await this.#call(request);
      revision ??= header?.revision ?? 0;
      for (const each of kvs ?? []) items.push(storedItemOf(each));
      const remainingCount = (count ?? 0) - (kvs?.length ?? 0);
      const last = items.at(-1);
      if (remainingCount <= 0 || items.length >= limit || last === undefined) {
        return { items, revision, more: remainingCount > 0, remainingCount };
      }
      pageItems = nextPageItems(kvs ?? []);
      key = keyBytes(keyEnd(last.key));
    }
  }

  async #call(request: etcd.RangeRequest.$Properties): Promise<etcd.RangeResponse.$Properties> {
    try {
      return await this.#channel.call(rangeMethod, request);
    } catch (error) {
      throw storageFailureOf(error, request.revision ?? 0);
    }
  }
}

const maximumAttempts = 3;
const firstPageItems = 500;
const largestPageItems = 2000;
const pageBytes = 4 * 1024 * 1024;

/** As many as come to about {@link pageBytes} if they are as large as those before. */
function nextPageItems(page: readonly etcd.KeyValue.$Properties[]): number {
  const bytes = page.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
  const averageBytes = Math.max(1, bytes / Math.max(1, page.length));
  return Math.min(largestPageItems, Math.max(1, Math.floor(pageBytes / averageBytes)));
}
