import { flavorIDOf, flavorKind, type Flavor } from '#apis/compute/flavor.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind, type Port } from '#apis/compute/port.ts';
import { defaultQuotaKind, type DefaultQuota } from '#apis/compute/default-quota.ts';
import type { Quota } from '#apis/compute/quota.ts';
import { aggregateKind, type Aggregate } from '#apis/infrastructure/aggregate.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import { guardPrefix } from '../watch-cache/object-location.ts';

/**
 * Guards are keys without content. A decision that rests on many objects (what is in use on a host, what a quota still allows) compares the revision of
 * one guard instead of those of all objects, and every write that could make such a decision wrong writes the guard. This file is the one place that
 * says which writes those are, but for one: what a project uses grows with many kinds, and only where there is a quota is its guard written
 * (`quota-gate.ts`).
 *
 * Beside guards, a placement compares the revisions of the single objects that it rests on: Server, Flavor, ServerGroup.
 */

/** Guards what is in use on a host and how much the host may take. */
export function hostGuard(hostUID: string): string {
  return `${guardPrefix}host/${hostUID}`;
}

/** Guards what a project has in use, and its limits. */
export function quotaGuard(namespace: string): string {
  return `${guardPrefix}quota/${namespace}`;
}

/** Guards the limits that hold for all projects together. Written only when those change, so that it costs everybody else one comparison. */
export const defaultQuotasGuard = `${guardPrefix}default-quotas/all`;

/** Guards how many members of an AntiAffinity group are on a host. */
export function groupHostGuard(groupUID: string, hostUID: string): string {
  return `${guardPrefix}group/${groupUID}/${hostUID}`;
}

/** Guards on which host the members of an Affinity group are: one guard for the whole group, since the first member decides for all. */
export function groupGuard(groupUID: string): string {
  return `${guardPrefix}group/${groupUID}/all`;
}

/** Guards who speaks for a host. */
export function sessionGuard(hostUID: string): string {
  return `${guardPrefix}session/${hostUID}`;
}

/** Guards which addresses of a network are in use. */
export function networkGuard(networkUID: string): string {
  return `${guardPrefix}network/${networkUID}`;
}

/** Guards which host is in which zone: few writes say so, and placements in a zone compare it. */
export const zonesGuard = `${guardPrefix}zones/all`;

/** Guards which ids flavors are known by. */
export const flavorIDsGuard = `${guardPrefix}flavor-ids/all`;

/** Guards which numbers of networks are in use. */
export const networkNumbersGuard = `${guardPrefix}network-numbers/all`;

/** Guards which numbers the objects of a kind have had. Unlike other guards it says something: the last one that was given (`object-numbers.ts`). */
export function numbersGuard(kind: KindDefinition): string {
  return `${guardPrefix}numbers/${groupResourceOf(kind)}`;
}

/** A change of one object: `previous` is absent on create, `next` on delete. */
export interface Change {
  readonly kind: KindDefinition;
  readonly previous: ApiObject | undefined;
  readonly next: ApiObject | undefined;
}

/** The guards that a change has to write, so that decisions which did not see it fail. */
export function guardsToBump(change: Change): readonly string[] {
  return bumps.get(groupResourceOf(change.kind))?.(change) ?? [];
}

type Bumps = (change: Change) => readonly string[];

const bumps: ReadonlyMap<string, Bumps> = new Map<string, Bumps>([
  [groupResourceOf(quotaKind), bumpsOfQuota],
  [groupResourceOf(defaultQuotaKind), bumpsOfDefaultQuota],
  [groupResourceOf(hostKind), bumpsOfHost],
  [groupResourceOf(aggregateKind), (change) => (touchesZones(change) ? [zonesGuard] : [])],
  [groupResourceOf(instanceKind), bumpsOfInstance],
  [groupResourceOf(flavorKind), (change) => (touchesFlavorIDs(change) ? [flavorIDsGuard] : [])],
  [groupResourceOf(networkKind), bumpsOfNetwork],
  [groupResourceOf(portKind), bumpsOfPort],
]);

/** Any limit that appears, changes or goes. */
function bumpsOfQuota({ previous, next }: Change): readonly string[] {
  const before = previous as Quota | undefined;
  const now = next as Quota | undefined;
  const namespace = (now ?? before)?.metadata.namespace ?? '';
  return samePlain(before?.spec, now?.spec) ? [] : [quotaGuard(namespace)];
}

function bumpsOfDefaultQuota({ previous, next }: Change): readonly string[] {
  const [before, now] = [previous as DefaultQuota | undefined, next as DefaultQuota | undefined];
  return samePlain(before?.spec, now?.spec) ? [] : [defaultQuotasGuard];
}

/** What the host has, keeps back and promises; whether it takes servers at all; who speaks for it. */
function bumpsOfHost({ previous, next }: Change): readonly string[] {
  const before = previous as Host | undefined;
  const now = next as Host | undefined;
  const uid = (now ?? before)?.metadata.uid ?? '';
  const capacityOf = (host: Host | undefined) => [
    host === undefined || host.metadata.deletionTimestamp !== undefined,
    host?.status?.inventory,
    host?.spec.reserved,
    host?.spec.allocationRatios,
    host?.spec.unschedulable,
  ];
  const isSameCapacity = previous === undefined || samePlain(capacityOf(before), capacityOf(now));
  const speakerFor = (host: Host | undefined) => [host?.status?.session?.number, host?.status?.session?.gateway];
  const isSameSession = samePlain(speakerFor(before), speakerFor(now));
  const isTouchingZones = touchesZones({ kind: hostKind, previous, next });
  return [
    ...(isSameCapacity ? [] : [hostGuard(uid)]),
    ...(isSameSession ? [] : [sessionGuard(uid)]),
    ...(isTouchingZones ? [zonesGuard] : []),
  ];
}

/** Whether a change of a Host or an Aggregate may put a host into another zone. */
export function touchesZones({ kind, previous, next }: Change): boolean {
  if (kind === hostKind) {
    const [before, now] = [previous as Host | undefined, next as Host | undefined];
    return now !== undefined && !samePlain([before?.spec.zone, before?.metadata.labels], [now.spec.zone, now.metadata.labels]);
  }
  if (kind !== aggregateKind) return false;
  const [before, now] = [previous as Aggregate | undefined, next as Aggregate | undefined].map((aggregate) =>
    aggregate?.spec.zone === undefined ? [] : [aggregate.spec.zone, aggregate.spec.hosts, aggregate.spec.hostSelector],
  );
  return !samePlain(before, now);
}

/** Whether a flavor gets an id. One that goes only makes room. */
export function touchesFlavorIDs({ kind, previous, next }: Change): boolean {
  if (kind !== flavorKind || next === undefined) return false;
  return previous === undefined || flavorIDOf(previous as Flavor) !== flavorIDOf(next as Flavor);
}

/** A claim that appears or changes. One that goes only makes room. */
function bumpsOfInstance({ previous, next }: Change): readonly string[] {
  const before = (previous as Instance | undefined)?.spec;
  const now = (next as Instance | undefined)?.spec;
  if (now === undefined || (samePlain(before?.claim, now.claim) && before?.host.uid === now.host.uid)) return [];
  return [hostGuard(now.host.uid)];
}

/** A number that is given out. One that comes back only makes room. */
function bumpsOfNetwork({ previous }: Change): readonly string[] {
  return previous === undefined ? [networkNumbersGuard] : [];
}

/** Addresses that are given out, which is when a Port is made. Those that come back only make room. */
function bumpsOfPort({ previous, next }: Change): readonly string[] {
  const networkUID = (next as Port | undefined)?.status?.networkUID;
  return previous === undefined && networkUID !== undefined ? [networkGuard(networkUID)] : [];
}
