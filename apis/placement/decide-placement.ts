import type { Server } from '../compute/server.ts';
import { amountsOf, hasExtraDisks } from '../infrastructure/local-disk.ts';
import { capabilitiesFor, changeCapabilities } from '../infrastructure/capabilities-for.ts';
import type { VolumePlace } from '../infrastructure/instance-volumes.ts';
import type { Instance, Machine, PlacementExplanation } from '../infrastructure/instance.ts';
import { isKept, isMovedFrom } from '../infrastructure/needs-placement.ts';
import type { Random } from '../machinery/random.ts';
import type { HostRow, HostTable } from './host-table.ts';
import { Bitset } from './bitset.ts';
import { chooseHost } from './choose-host.ts';
import type { PlacementRequest } from './placement-request.ts';
import { resolveMachine, type References } from './resolve-machine.ts';
import type { PlacementPolicy } from './weighers/weigher.ts';

/** What to do for one server that has no incarnation. */
export type PlacementDecision =
  | { readonly kind: 'Place'; readonly host: HostRow; readonly machine: Machine; readonly explanation: PlacementExplanation }
  | Wait;

/** It waits for a fact: `reason` and `message` say which, for its Scheduled condition. */
export interface Wait {
  readonly kind: 'Wait';
  readonly reason: string;
  readonly message: string;
  /** How old the server has to be for that to be worth a word; 0 if absent. */
  readonly worthSayingAfterSeconds?: number;
}

/** A server that is to get an incarnation, with all that the decision needs besides the hosts. */
export interface PlacementQuestion {
  readonly server: Server;
  readonly references: References;
  /** The uid of the host of each incarnation that other members of its group have. */
  readonly memberHostUIDs: readonly string[];
  /** Where the servers are that `spec.placement.differentHostFrom` names; absent: it names none. */
  readonly unwantedHostUIDs?: readonly string[];
  /** Where the servers are that `spec.placement.sameHostAs` names; absent: it names none. */
  readonly wantedHostUIDs?: readonly string[];
  readonly volumePlace: VolumePlace;
  /** How many volumes are to be attached to it. */
  readonly volumeCount: number;
  /** The host that it is to leave, for a cold migration. */
  readonly leftHostUID: string | undefined;
  /** The host that it goes back to from a resize or cold migration, if that takes it. */
  readonly returnHostUID?: string | undefined;
  /** What goes to another host while it runs, as it is; absent: nothing does. */
  readonly moving?: MovingMachine | undefined;
}

/** A guest that runs, and can only go on where hosts are alike. */
export interface MovingMachine {
  readonly machine: Machine;
  /** As {@link liveMoveWord} says it of its host. */
  readonly word: string;
}

/** Resolves what the server refers to and chooses a host. Pure but for the breaking of ties. */
export function decidePlacement(
  question: PlacementQuestion,
  table: HostTable,
  options: { readonly policy: PlacementPolicy; readonly random: Pick<Random, 'fraction'> },
): PlacementDecision {
  const { moving } = question;
  const resolved =
    moving === undefined ? resolveMachine(question.server, question.references) : ({ kind: 'Resolved', machine: moving.machine } as const);
  if (resolved.kind === 'Unresolved') return { ...resolved, kind: 'Wait' };
  const { machine: wanted } = resolved;
  const isOffered = table.hostCount === 0 || table.withCapability(changeCapabilities.localDisks).count() > 0;
  if (hasExtraDisks(wanted) && !isOffered) return withoutLocalDisks(wanted.flavor);
  const choice = chooseHost(table, requestFor(question, table, resolved.machine), options);
  if (choice.kind === 'NoHostFits') return { kind: 'Wait', reason: 'NoHostFits', message: choice.message };
  const { host, explanation } = choice;
  const machine = host.zone === undefined ? resolved.machine : { ...resolved.machine, zone: host.zone };
  return { kind: 'Place', host, machine, explanation };
}

function withoutLocalDisks(flavor: string): Wait {
  const message = `spec.flavor: "${flavor}" has an ephemeral or swap disk, which needs the feature "${changeCapabilities.localDisks}", and no host offers it; name another flavor (tycho get flavors)`;
  return { kind: 'Wait', reason: 'Unsupported', message };
}

function requestFor(question: PlacementQuestion, table: HostTable, machine: Machine): PlacementRequest {
  const { server, references, volumePlace, volumeCount, leftHostUID, unwantedHostUIDs, wantedHostUIDs } = question;
  const wishes = server.spec.placement;
  return {
    size: amountsOf(machine),
    serverUID: server.metadata.uid,
    zone: wishes?.zone,
    project: server.metadata.namespace ?? '',
    flavor: machine.flavor,
    extraSpecs: machine.extraSpecs ?? {},
    imageLabels: (references.image ?? references.savedImage)?.metadata.labels ?? {},
    ...(unwantedHostUIDs === undefined ? {} : { unwantedHosts: hostsOf(unwantedHostUIDs, table) }),
    ...(wantedHostUIDs === undefined ? {} : { wantedHosts: hostsOf(wantedHostUIDs, table) }),
    requiredTraits: [...(wishes?.requiredTraits ?? []), ...traitsOf(machine, 'required')],
    forbiddenTraits: [...(wishes?.forbiddenTraits ?? []), ...traitsOf(machine, 'forbidden')],
    capabilities: [...capabilitiesFor(server, machine, { volumeCount }), ...(question.moving === undefined ? [] : [question.moving.word])],
    ...groupWishes(question, table),
    volumeHostUID: volumePlace.kind === 'Host' ? volumePlace.host.uid : undefined,
    leftHostUID,
    ...destinationOf(server),
    ...(question.returnHostUID === undefined ? {} : { returnHostUID: question.returnHostUID }),
  };
}

/** An operator's choice of the host is of one incarnation alone. */
function destinationOf({ spec: { destination }, status }: Server): Pick<PlacementRequest, 'destinationID'> {
  return destination?.epoch === (status?.epoch ?? 0) + 1 ? { destinationID: destination.hostID } : {};
}

function hostsOf(hostUIDs: readonly string[], table: HostTable): Bitset {
  const hosts = new Bitset();
  for (const slot of slotsOf(hostUIDs, table)) hosts.set(slot, true);
  return hosts;
}

/** What the group leaves open, given where its other members are: Affinity their host, AntiAffinity all hosts that are not full of them. */
function groupWishes(
  { references: { serverGroup }, memberHostUIDs }: PlacementQuestion,
  table: HostTable,
): Pick<PlacementRequest, 'groupHosts' | 'softGroup'> {
  const membersBySlot = new Map<number, number>();
  for (const slot of slotsOf(memberHostUIDs, table)) membersBySlot.set(slot, (membersBySlot.get(slot) ?? 0) + 1);
  if (serverGroup === undefined || membersBySlot.size === 0) return { groupHosts: undefined };
  const { policy, maximumServersPerHost } = serverGroup.spec;
  const hostsWith = (least: number): Bitset => {
    const hosts = new Bitset();
    for (const [slot, count] of membersBySlot) hosts.set(slot, count >= least);
    return hosts;
  };
  switch (policy) {
    case 'Affinity':
      return { groupHosts: { allowed: hostsWith(1) } };
    case 'AntiAffinity':
      return { groupHosts: { refused: hostsWith(maximumServersPerHost) } };
    case 'SoftAffinity':
      return { groupHosts: undefined, softGroup: { prefers: 'Together', membersBySlot } };
    case 'SoftAntiAffinity':
      return { groupHosts: undefined, softGroup: { prefers: 'Apart', membersBySlot } };
  }
}

/** Hosts that are not in the table are passed over. */
function slotsOf(hostUIDs: readonly string[], table: HostTable): readonly number[] {
  return hostUIDs.flatMap((uid) => table.slotOf(uid) ?? []);
}

/** A cold migration that is not confirmed leads away from the host that keeps the old incarnation. */
export function hostToLeave(server: Server, instances: readonly Instance[]): string | undefined {
  const moved = instances.find((instance) => isMovedFrom(server, instance));
  if (moved !== undefined) return moved.spec.host.uid;
  const { actionUID, revertedEpoch } = server.status?.resize ?? {};
  if (actionUID === undefined || revertedEpoch !== undefined) return undefined;
  return instances.find((instance) => isKept(server, instance))?.spec.host.uid;
}

/** What goes back from a resize or cold migration goes back to the host that has kept its room. */
export function hostToReturnTo(server: Server, instances: readonly Instance[]): string | undefined {
  if (server.status?.resize?.revertedEpoch === undefined) return undefined;
  return instances.find((instance) => isKept(server, instance))?.spec.host.uid;
}

/** What the flavor asks for, in Nova's words: `trait:HW_CPU_X86_AVX2: required`. */
function traitsOf({ extraSpecs = {} }: Machine, wish: 'required' | 'forbidden'): readonly string[] {
  return Object.entries(extraSpecs)
    .filter(([name, value]) => name.startsWith(traitPrefix) && value === wish)
    .map(([name]) => name.slice(traitPrefix.length));
}

const traitPrefix = 'trait:';
