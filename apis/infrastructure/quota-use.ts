import type { Flavor } from '../compute/flavor.ts';
import { keyPairKind, type KeyPair } from '../compute/key-pair.ts';
import { portKind, type Port } from '../compute/port.ts';
import type { Quota, QuotaLimits, QuotaSpec } from '../compute/quota.ts';
import { serverGroupKind, type ServerGroup } from '../compute/server-group.ts';
import { serverKind, type Server, type ServerSize } from '../compute/server.ts';
import { volumeKind, type Volume } from '../compute/volume.ts';
import { groupResourceOf, type KindDefinition } from '../machinery/kind.ts';
import type { ApiObject } from '../machinery/object-meta.ts';
import { amountsOf as amountsTaken, extraDisksOf, type StatedSize } from './local-disk.ts';
import { resourceClassesOf } from './resource-classes.ts';

/**
 * Amounts by the names that a Quota's spec has for them; a resource class as `resourceClasses.CUSTOM_GPU`. What is not there is 0, or for limits: any
 * amount.
 */
export type Use = Readonly<Record<string, number>>;

/** What counts against quotas, and of which kind the objects are that it is a sum over. Each object counts by itself alone. */
const counters: ReadonlyMap<string, (object: ApiObject) => Use> = new Map<string, (object: ApiObject) => Use>([
  [groupResourceOf(serverKind), (object) => useOfServer(object as Server)],
  [groupResourceOf(volumeKind), (object) => ({ volumes: 1, volumeGiB: (object as Volume).spec.sizeGiB })],
  [groupResourceOf(portKind), (object) => ({ ports: 1, addresses: (object as Port).status?.ipAddresses?.length ?? 0 })],
  [groupResourceOf(keyPairKind), () => ({ keyPairs: 1 })],
  [groupResourceOf(serverGroupKind), () => ({ serverGroups: 1 })],
]);

/** The kinds that count against quotas. */
export const countedKinds: readonly KindDefinition[] = [serverKind, volumeKind, portKind, keyPairKind, serverGroupKind];

/** The kind whose objects make up this amount. */
export function kindCountedAs(name: string): KindDefinition {
  switch (name) {
    case 'volumes':
    case 'volumeGiB':
      return volumeKind;
    case 'ports':
    case 'addresses':
      return portKind;
    case 'keyPairs':
      return keyPairKind;
    case 'serverGroups':
      return serverGroupKind;
    default:
      return serverKind;
  }
}

/** What one object of a kind takes of its project's quotas. */
export function useOf(kind: KindDefinition, object: ApiObject | undefined): Use {
  return object === undefined ? {} : (counters.get(groupResourceOf(kind))?.(object) ?? {});
}

/** Whose an object is for the quota of a single user: who made it, or for whom a key pair is. Undefined: nobody's in particular. */
export function userOf(kind: KindDefinition, object: ApiObject): string | undefined {
  if (kind === keyPairKind) return (object as KeyPair).spec.user;
  return kind === serverKind || kind === serverGroupKind ? (object as Server | ServerGroup).status?.createdBy : undefined;
}

/** Whether a quota counts such an object at all: that of a single user does not count those of others. */
export function isCountedBy({ user }: Pick<QuotaSpec, 'user'>, kind: KindDefinition, object: ApiObject): boolean {
  return user === undefined || userOf(kind, object) === user;
}

/** What objects take together. */
export function usageOf(objects: Iterable<{ readonly kind: KindDefinition; readonly object: ApiObject }>): Use {
  const sum: Record<string, number> = {};
  for (const { kind, object } of objects) addUse(sum, useOf(kind, object));
  return sum;
}

export function addUse(sum: Record<string, number>, use: Use): void {
  for (const [name, amount] of Object.entries(use)) sum[name] = (sum[name] ?? 0) + amount;
}

/** By how much each amount rises. */
export function growthOf(before: Use, after: Use): Use {
  return Object.fromEntries(
    Object.entries(after)
      .map(([name, amount]) => [name, amount - (before[name] ?? 0)] as const)
      .filter(([, amount]) => amount > 0),
  );
}

/** The limits that a sum can exceed. Those of single objects are {@link objectLimits}. */
export function limitsOf(spec: QuotaLimits): Use {
  return Object.fromEntries(Object.entries(statedIn(spec)).filter(([name]) => !objectLimits.includes(name)));
}

/** All limits of a quota. */
function statedIn(spec: QuotaSpec): Use {
  const { resourceClasses = {}, unlimited: _unlimited, user: _user, ...amounts } = spec;
  const limits: Record<string, number> = { ...amounts };
  for (const [name, amount] of Object.entries(resourceClasses)) limits[`${classPrefix}${name}`] = amount;
  return limits;
}

/** Limits that hold for each server group, each server, or each user, by itself. */
export const objectLimits: readonly string[] = ['serverGroupMembers', 'serverMetadataItems', 'keyPairsPerUser'];

/** What is left of defaults in a namespace with these quotas: the limits that no quota of the whole namespace speaks of. */
export function defaultsBeside<Limits extends QuotaLimits>(defaults: Limits, quotas: readonly QuotaSpec[]): QuotaLimits {
  const said = new Set(
    quotas
      .filter(({ user }) => user === undefined)
      .flatMap((spec) => [...Object.keys(statedIn(spec)).map(shortName), ...(spec.unlimited ?? [])]),
  );
  const { resourceClasses = {}, unlimited: _unlimited, ...amounts } = defaults;
  const unsaid = (some: object) => Object.fromEntries(Object.entries(some).filter(([name]) => !said.has(name)));
  const classes = unsaid(resourceClasses) as Record<string, number>;
  return { ...unsaid(amounts), ...(Object.keys(classes).length === 0 ? {} : { resourceClasses: classes }) };
}

/** The amounts that would exceed a limit if `requested` came to `used`. What does not grow exceeds nothing: a limit may be below what is in use. */
export function exceeded(limits: Use, used: Use, requested: Use): readonly string[] {
  return Object.keys(limits).filter((name) => {
    const more = requested[name] ?? 0;
    return more > 0 && (used[name] ?? 0) + more > limits[name]!;
  });
}

/** As people read them: `servers=1,CUSTOM_GPU=2`. */
export function formatAmounts(names: readonly string[], of: Use): string {
  return names.map((name) => `${shortName(name)}=${of[name] ?? 0}`).join(',');
}

/** A resource class goes by its own name. */
export function shortName(name: string): string {
  return name.startsWith(classPrefix) ? name.slice(classPrefix.length) : name;
}

/** The part of a usage that a quota limits, in the shape of its status. */
export function usedOf({ spec }: Pick<Quota, 'spec'>, usage: Use): NonNullable<NonNullable<Quota['status']>['used']> {
  const entries = Object.keys(limitsOf(spec)).map((name) => [name, usage[name] ?? 0] as const);
  const classes = entries.filter(([name]) => name.startsWith(classPrefix)).map(([name, amount]) => [shortName(name), amount]);
  return {
    ...Object.fromEntries(entries.filter(([name]) => !name.startsWith(classPrefix))),
    ...(classes.length === 0 ? {} : { resourceClasses: Object.fromEntries(classes) }),
  };
}

/**
 * A server counts from the moment it exists, whatever its power, with the largest of the sizes that it has, is to have, or keeps to go back to. One that is
 * shelved and has no place on a host counts as a server and no more. One that is being deleted counts as nothing: that is what its quota was given back
 * for, and a Restore has to ask again.
 */
function useOfServer({ metadata, spec, status }: Server): Use {
  if (metadata.deletionTimestamp !== undefined) return {};
  const use: Record<string, number> = { servers: 1 };
  if (spec.power === 'Shelved' && status?.hostID === undefined) return use;
  for (const size of [status?.resources, status?.requestedResources, status?.resize?.previousResources]) {
    for (const [name, amount] of Object.entries(amountsOf(size))) use[name] = Math.max(use[name] ?? 0, amount);
  }
  return use;
}

function amountsOf(size: ServerSize | undefined): Use {
  if (size === undefined) return {};
  const { vcpus, memoryMiB, diskGiB, classes = {} } = size;
  const standard = { VCPU: vcpus, MEMORY_MB: memoryMiB, DISK_GB: diskGiB };
  const byClass = Object.entries({ ...standard, ...classes }).map(([name, amount]) => [`${classPrefix}${name}`, amount]);
  return { vcpus, memoryMiB, diskGiB, ...(Object.fromEntries(byClass) as Use) };
}

/** The size that quotas count for a flavor. */
export function sizeOfFlavor({ metadata: { name }, spec }: Pick<Flavor, 'metadata' | 'spec'>): ServerSize {
  const size = sizeOf({ flavor: name, ...spec });
  return spec.id === undefined ? size : { ...size, flavorID: spec.id };
}

/** The size that quotas count for what a flavor gave. */
export function sizeOf(
  machine: StatedSize & { readonly flavor: string; readonly extraSpecs?: Readonly<Record<string, string>> },
): ServerSize {
  const { flavor, extraSpecs = {} } = machine;
  const classes = resourceClassesOf(extraSpecs);
  return {
    flavor,
    ...amountsTaken(machine),
    ...extraDisksOf(machine),
    ...(Object.keys(classes).length === 0 ? {} : { classes }),
  };
}

const classPrefix = 'resourceClasses.';
