import { isConditionTrue } from '../machinery/condition.ts';
import { addAmounts, allocatable, hasRoom, mostAmounts, noAmounts, subtractAmounts, type Amounts } from '../infrastructure/allocatable.ts';
import type { Aggregate } from '../infrastructure/aggregate.ts';
import type { Host } from '../infrastructure/host.ts';
import { liveMoveWord } from './live-move-word.ts';
import { AggregateTable } from './aggregate-table.ts';
import { Bitset } from './bitset.ts';
import { RoomForSize } from './room-for-size.ts';
import type { Multipliers } from './weighers/multipliers.ts';

/**
 * All hosts in the form in which decisions are cheap: each host has a slot, each quality that a constraint can ask
 * for is a {@link Bitset} over the slots, kept up to date as hosts and claims change.
 *
 * A claim is counted from the decision on (`assume`) and until the Instance that carries it is gone, so decisions made
 * in one breath do not all pick the same host. Of several incarnations that a server has on one host, one at a time has anything there: the most that any
 * of them takes counts once.
 */
export class HostTable {
  /** Slots in use. */
  readonly all = new Bitset();
  /** Hosts whose Ready condition is True. */
  readonly ready = new Bitset();
  /** Hosts that are not cordoned. */
  readonly uncordoned = new Bitset();
  /** Hosts with as many servers as their aggregates allow. */
  readonly atServerLimit = new Bitset();
  readonly aggregates = new AggregateTable();

  readonly #slotByUID = new Map<string, number>();
  readonly #rows: (HostRow | undefined)[] = [];
  readonly #hosts: (Host | undefined)[] = [];
  readonly #freeSlots: number[] = [];
  readonly #byCapability = new Map<string, Bitset>();
  readonly #byZone = new Map<string, Bitset>();
  readonly #byTrait = new Map<string, Bitset>();
  readonly #claims = new Map<string, Claim>();
  /** By server, host and instance. */
  readonly #claimsByServer = new Map<string, Map<string, Map<string, Amounts>>>();
  /** Kept for hosts that are not in the table too: claims may become known before their host does. */
  readonly #claimedByHost = new Map<string, Amounts>();
  readonly #claimCountByHost = new Map<string, number>();
  /** What hosts have left for one more of a size; least recently used first. */
  readonly #roomBySize = new Map<string, RoomForSize>();

  /** How many hosts there are. */
  get hostCount(): number {
    return this.#slotByUID.size;
  }

  /** The host in a slot that came out of one of the sets. */
  row(slot: number): HostRow {
    const row = this.#rows[slot];
    if (row === undefined) throw new Error(`slot ${slot} holds no host`);
    return row;
  }

  /** Takes in a host as it is now. */
  putHost(host: Host): void {
    const uid = host.metadata.uid;
    const slot = this.#slotByUID.get(uid) ?? this.#takeSlot(uid);
    this.#hosts[slot] = host;
    this.#rows[slot] = {
      name: host.metadata.name,
      uid,
      zone: undefined,
      allocatable: allocatable(host) ?? noAmounts,
      claimed: this.#claimedByHost.get(uid) ?? noAmounts,
      isExclusive: host.status?.exclusive === true,
    };
    this.all.set(slot, true);
    this.ready.set(slot, isConditionTrue(host.status?.conditions, 'Ready'));
    this.uncordoned.set(slot, !host.spec.unschedulable && host.metadata.deletionTimestamp === undefined);
    const moves = liveMoveWord(host);
    markOnly(this.#byCapability, slot, [...(host.status?.capabilities ?? []), ...(moves === undefined ? [] : [moves])]);
    markOnly(this.#byTrait, slot, host.spec.traits ?? []);
    this.#refreshRoom(slot);
    this.aggregates.putHost(slot, host);
    this.#refreshRules(slot, host);
  }

  /** Takes in an aggregate as it is now. */
  putAggregate(aggregate: Aggregate): void {
    this.aggregates.put(aggregate, [...this.#hosts.entries()].filter(isThere));
    this.#refreshAllRules();
  }

  removeAggregate(name: string): void {
    this.aggregates.remove(name);
    this.#refreshAllRules();
  }

  removeHost(uid: string): void {
    const slot = this.#slotByUID.get(uid);
    if (slot === undefined) return;
    this.#slotByUID.delete(uid);
    this.#rows[slot] = undefined;
    this.#hosts[slot] = undefined;
    this.aggregates.removeHost(slot);
    for (const set of [this.all, this.ready, this.uncordoned, this.atServerLimit]) set.set(slot, false);
    for (const index of [this.#byCapability, this.#byZone, this.#byTrait]) markOnly(index, slot, []);
    for (const room of this.#roomBySize.values()) room.remove(slot);
    this.#freeSlots.push(slot);
  }

  /** Counts a claim; the same instance counts once, wherever it was counted before. */
  putClaim(claim: Claim): void {
    this.removeClaim(claim.instance);
    this.#claims.set(claim.instance, claim);
    this.#changeClaims(claim, (claims) => claims.set(claim.instance, claim.amounts));
  }

  removeClaim(instance: string): void {
    const claim = this.#claims.get(instance);
    if (claim === undefined) return;
    this.#claims.delete(instance);
    this.#changeClaims(claim, (claims) => claims.delete(instance));
  }

  /** Hosts that have the capability. */
  withCapability(capability: string): Bitset {
    return this.#byCapability.get(capability) ?? empty;
  }

  /** Hosts of the availability zone. */
  inZone(zone: string): Bitset {
    return this.#byZone.get(zone) ?? empty;
  }

  /** Hosts with the trait. */
  withTrait(trait: string): Bitset {
    return this.#byTrait.get(trait) ?? empty;
  }

  /** Hosts with room for a server of that size. Where the server itself has something already, that is not in its way. */
  withRoomFor(size: Amounts, serverUID?: string): Bitset {
    const { hosts } = this.#roomFor(size);
    const own = this.#ownSlots(serverUID);
    if (own.length === 0) return hosts;
    const more = hosts.clone();
    for (const { slot, amounts } of own) {
      const row = this.row(slot);
      more.set(slot, hasRoom({ ...row, claimed: subtractAmounts(row.claimed, amounts) }, size));
    }
    return more;
  }

  /** Hosts with as many other servers as their aggregates allow. */
  fullOfOthers(serverUID: string | undefined): Bitset {
    const own = this.#ownSlots(serverUID);
    if (own.length === 0) return this.atServerLimit;
    const full = this.atServerLimit.clone();
    // It is one of those that were let in.
    for (const { slot } of own) full.set(slot, false);
    return full;
  }

  /** By slot, the share of each host that would be left free by one more server of that size: see {@link freeShare}. */
  freeShares(size: Amounts): Readonly<Float64Array> {
    return this.#roomFor(size).freeShares;
  }

  #roomFor(size: Amounts): RoomForSize {
    const key = `${size.vcpus}/${size.memoryMiB}/${size.diskGiB}`;
    const known = this.#roomBySize.get(key);
    if (known !== undefined) {
      this.#roomBySize.delete(key);
      this.#roomBySize.set(key, known);
      return known;
    }
    const room = new RoomForSize(size);
    this.all.forEach((slot) => room.put(slot, this.row(slot)));
    this.#roomBySize.set(key, room);
    if (this.#roomBySize.size > sizeLimit) this.#roomBySize.delete(this.#roomBySize.keys().next().value!);
    return room;
  }

  /** The slot of a host, if it is in the table. */
  slotOf(hostUID: string): number | undefined {
    return this.#slotByUID.get(hostUID);
  }

  #takeSlot(uid: string): number {
    const slot = this.#freeSlots.pop() ?? this.#rows.length;
    this.#slotByUID.set(uid, slot);
    return slot;
  }

  /** Where a server has something, and how much. */
  #ownSlots(serverUID: string | undefined): readonly { readonly slot: number; readonly amounts: Amounts }[] {
    const hosts = serverUID === undefined ? undefined : this.#claimsByServer.get(serverUID);
    return [...(hosts ?? [])].flatMap(([hostUID, claims]) => {
      const slot = this.#slotByUID.get(hostUID);
      return slot === undefined ? [] : [{ slot, amounts: mostOf(claims) }];
    });
  }

  #changeClaims({ instance, hostUID, serverUID = instance }: Claim, change: (claims: Map<string, Amounts>) => void): void {
    const hosts = this.#claimsByServer.get(serverUID) ?? new Map<string, Map<string, Amounts>>();
    const claims = hosts.get(hostUID) ?? new Map<string, Amounts>();
    const [before, wasThere] = [mostOf(claims), claims.size > 0];
    change(claims);
    this.#claimsByServer.set(serverUID, hosts);
    hosts.set(hostUID, claims);
    if (claims.size === 0) hosts.delete(hostUID);
    if (hosts.size === 0) this.#claimsByServer.delete(serverUID);
    this.#addToHost(hostUID, subtractAmounts(mostOf(claims), before), Number(claims.size > 0) - Number(wasThere));
  }

  /** Both may be negative. */
  #addToHost(hostUID: string, amounts: Amounts, more: number): void {
    const claimed = addAmounts(this.#claimedByHost.get(hostUID) ?? noAmounts, amounts);
    if (claimed.vcpus === 0 && claimed.memoryMiB === 0 && claimed.diskGiB === 0) this.#claimedByHost.delete(hostUID);
    else this.#claimedByHost.set(hostUID, claimed);
    const count = (this.#claimCountByHost.get(hostUID) ?? 0) + more;
    if (count === 0) this.#claimCountByHost.delete(hostUID);
    else this.#claimCountByHost.set(hostUID, count);
    const slot = this.#slotByUID.get(hostUID);
    if (slot === undefined) return;
    this.#rows[slot] = { ...this.row(slot), claimed };
    this.#refreshRoom(slot);
    this.#refreshServerLimit(slot);
  }

  #refreshAllRules(): void {
    for (const [slot, host] of [...this.#hosts.entries()].filter(isThere)) this.#refreshRules(slot, host);
  }

  /** What the aggregates of a host say about it. */
  #refreshRules(slot: number, host: Host): void {
    const { zone, maximumServers, multipliers } = this.aggregates.rulesFor(slot, host);
    const { multipliers: _before, maximumServers: _limit, ...row } = this.row(slot);
    this.#rows[slot] = {
      ...row,
      zone,
      ...(maximumServers === undefined ? {} : { maximumServers }),
      ...(multipliers === undefined ? {} : { multipliers }),
    };
    markOnly(this.#byZone, slot, zone === undefined ? [] : [zone]);
    this.#refreshServerLimit(slot);
  }

  #refreshServerLimit(slot: number): void {
    const { uid, maximumServers = Number.POSITIVE_INFINITY } = this.row(slot);
    this.atServerLimit.set(slot, (this.#claimCountByHost.get(uid) ?? 0) >= maximumServers);
  }

  #refreshRoom(slot: number): void {
    const row = this.row(slot);
    for (const room of this.#roomBySize.values()) room.put(slot, row);
  }
}

/** What a decision needs to know of one host. */
export interface HostRow {
  readonly name: string;
  readonly uid: string;
  readonly zone: string | undefined;
  readonly allocatable: Amounts;
  readonly claimed: Amounts;
  /** Whether one server takes it whole. */
  readonly isExclusive: boolean;
  /** Most servers that its aggregates allow; absent: any number. */
  readonly maximumServers?: number;
  /** How much weighers count here, where aggregates say so. */
  readonly multipliers?: Multipliers;
}

/** What one incarnation takes from its host. */
export interface Claim {
  /** Name of the Instance. */
  readonly instance: string;
  /** Whose it is; absent: that of a server which has no other. */
  readonly serverUID?: string;
  readonly hostUID: string;
  readonly amounts: Amounts;
}

/** Sizes whose hosts are kept ready; a cloud has far fewer flavors in use at a time. */
const sizeLimit = 256;

const empty = new Bitset();

function mostOf(claims: ReadonlyMap<string, Amounts>): Amounts {
  return [...claims.values()].reduce(mostAmounts, noAmounts);
}

function isThere(entry: [number, Host | undefined]): entry is [number, Host] {
  return entry[1] !== undefined;
}

function markOnly(index: Map<string, Bitset>, slot: number, words: readonly string[]): void {
  for (const set of index.values()) set.set(slot, false);
  for (const word of words) {
    let set = index.get(word);
    if (set === undefined) {
      set = new Bitset();
      index.set(word, set);
    }
    set.set(slot, true);
  }
}
