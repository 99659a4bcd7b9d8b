import { prefixEnd, type Operation, type Revision, type Storage, type StoredItem } from '#cmd/api-server/storage/storage.ts';

/** One implementation, ready to be tested. Its store outlives a test: each works below a prefix of its own. */
export interface StorageUnderTest {
  readonly storage: Storage;
  /** Another client of the same store, for what must hold across api-servers. */
  readonly other: Storage;
  /** Lets time pass, or has it passed already when the clock is the machine's own: then what is awaited comes by itself. */
  readonly advance: (milliseconds: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface KeyRange {
  readonly start: string;
  readonly end: string;
}

/** A prefix that no other test uses. */
export function freshPrefix(): string {
  freshCount += 1;
  return `/tycho/test-${freshCount}/`;
}

let freshCount = 0;

export function rangeOfPrefix(prefix: string): KeyRange {
  return { start: prefix, end: prefixEnd(prefix) };
}

export function put(key: string, value: string | Buffer, options: { readonly timeToLiveSeconds?: number } = {}): Operation {
  return { kind: 'Put', key, value: Buffer.from(value), ...options };
}

export function remove(key: string): Operation {
  return { kind: 'Delete', key };
}

/** Writes without conditions, and gives the revision. */
export async function write(storage: Storage, ...operations: readonly Operation[]): Promise<Revision> {
  const result = await storage.transact({ compare: [], operations });
  if (!result.succeeded) throw new Error('a transaction without comparisons did not succeed');
  return result.revision;
}

/** One transaction after the other, several at a time. Gives the revisions in the order of the transactions. */
export async function writeAll(storage: Storage, transactions: readonly (readonly Operation[])[]): Promise<readonly Revision[]> {
  const revisions: Revision[] = [];
  for (let first = 0; first < transactions.length; first += inFlight) {
    const some = transactions.slice(first, first + inFlight);
    revisions.push(...(await Promise.all(some.map((operations) => write(storage, ...operations)))));
  }
  return revisions;
}

const inFlight = 32;

/** `key=value` of each, for short expectations. */
export function texts(items: readonly StoredItem[]): readonly string[] {
  return items.map(({ key, value }) => `${key.slice(key.indexOf('/', '/tycho/'.length) + 1)}=${value.toString()}`);
}

/** The numbers from 0 to `count - 1`. */
export function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
