import { parseIPv4Range, type IPv4Range } from '#apis/compute/ipv4-range.ts';
import { networkKind, type Network } from '#apis/compute/network.ts';
import { portKind, type Port } from '#apis/compute/port.ts';
import type { CachedObject } from '../watch-cache/cached-object.ts';
import type { CacheEvent } from '../watch-cache/event-window.ts';
import type { KindCache } from '../watch-cache/kind-cache.ts';
import type { CacheListener, WatchCache } from '../watch-cache/watch-cache.ts';
import { OffsetSet } from './offset-set.ts';

/**
 * Which addresses of each network are in use, kept beside the watch cache and always as new as it: made from its index of Ports when a network is first
 * asked for, and changed with every Port from then on.
 */
export class AddressBooks implements CacheListener {
  readonly #cache: WatchCache;
  readonly #books = new Map<string, AddressBook>();

  constructor(cache: WatchCache) {
    this.#cache = cache;
  }

  /** The network has addresses: who asks has made sure. */
  of(network: Network): AddressBook {
    const { uid } = network.metadata;
    const existing = this.#books.get(uid);
    if (existing !== undefined) return existing;
    const range = parseIPv4Range(network.spec.cidr ?? '');
    if (range === undefined) throw new Error(`network ${uid} is stored with the range ${network.spec.cidr}, which is none`);
    const book = new AddressBook(range);
    for (const port of this.#cache.of(portKind).byField('status.networkUID', uid) ?? []) book.add(port.object() as Port);
    this.#books.set(uid, book);
    return book;
  }

  changed({ kind }: KindCache, { kind: change, object, previous }: CacheEvent): void {
    if (kind === networkKind && (change === 'Delete' || hasOtherRange(object, previous))) this.#books.delete(object.object().metadata.uid);
    if (kind !== portKind || this.#books.size === 0) return;
    if (previous !== undefined) this.#bookOf(previous.object() as Port)?.remove(previous.object() as Port);
    if (change === 'Put') this.#bookOf(object.object() as Port)?.add(object.object() as Port);
  }

  caughtUp(): void {}

  restarted(): void {
    this.#books.clear();
  }

  #bookOf({ status }: Port): AddressBook | undefined {
    return status?.networkUID === undefined ? undefined : this.#books.get(status.networkUID);
  }
}

function hasOtherRange(object: CachedObject, previous: CachedObject | undefined): boolean {
  return previous !== undefined && (object.object() as Network).spec.cidr !== (previous.object() as Network).spec.cidr;
}

/** What is in use of one network. */
export class AddressBook {
  readonly range: IPv4Range;
  readonly #offsets = new OffsetSet();
  readonly #macAddresses = new Set<string>();

  constructor(range: IPv4Range) {
    this.range = range;
  }

  add({ status }: Port): void {
    for (const offset of this.#offsetsOf(status?.ipAddresses)) this.#offsets.add(offset);
    if (status?.macAddress !== undefined) this.#macAddresses.add(status.macAddress);
  }

  remove({ status }: Port): void {
    for (const offset of this.#offsetsOf(status?.ipAddresses)) this.#offsets.delete(offset);
    if (status?.macAddress !== undefined) this.#macAddresses.delete(status.macAddress);
  }

  hasAddress(ipAddress: string): boolean {
    const offset = this.range.offsetOf(ipAddress);
    return offset !== undefined && this.#offsets.has(offset);
  }

  hasMACAddress(macAddress: string): boolean {
    return this.#macAddresses.has(macAddress);
  }

  /** The lowest address between these offsets that nobody has and that is not `reserved`. */
  lowestFree({ first, last, reserved }: { readonly first: number; readonly last: number; readonly reserved: number }): string | undefined {
    const gap = this.#offsets.lowestGap(first, last);
    const free = gap === reserved ? this.#offsets.lowestGap(reserved + 1, last) : gap;
    return free === undefined ? undefined : this.range.addressAt(free);
  }

  #offsetsOf(ipAddresses: readonly string[] = []): readonly number[] {
    return ipAddresses.map((each) => this.range.offsetOf(each)).filter((offset) => offset !== undefined);
  }
}
