import { quotaKind } from '#apis/compute/quota.ts';
import { portKind } from '#apis/compute/port.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { serverKind } from '#apis/compute/server.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { resourceNames, allocatable, mostAmounts, noAmounts } from '#apis/infrastructure/allocatable.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { growthOf, limitsOf, usageOf, type Use } from '#apis/infrastructure/quota-use.ts';
import { zoneOfHost } from '#apis/infrastructure/host-zone.ts';
import { Journal } from '#cmd/node-agent/journal/journal.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { FakeGuest } from '#drivers/fake/fake-guest.ts';
import type { SimulatedHost } from './simulated-host.ts';
import type { StoreTruth, TrueChange } from './store-truth.ts';

/** What counts against quotas, and the quotas. */
const countedPlurals: ReadonlySet<string> = new Set(
  [serverKind, volumeKind, portKind, serverGroupKind, quotaKind].map(({ plural }) => plural),
);

/** What must hold at every moment, whatever goes wrong. Each check is told what is really so: the machines and the store, not what anybody believes. */
export class Invariants {
  readonly #truth: StoreTruth;
  readonly #hosts: readonly SimulatedHost[];
  readonly #report: (message: string) => void;
  #checkedChangeCount = -1;
  #usage: Use = {};

  constructor(options: {
    readonly truth: StoreTruth;
    readonly hosts: readonly SimulatedHost[];
    readonly report: (message: string) => void;
  }) {
    this.#truth = options.truth;
    this.#hosts = options.hosts;
    this.#report = options.report;
  }

  /** After every event of the simulation. */
  check(): void {
    this.#atMostOneRunning();
    this.#devicesInOneGuest();
    if (this.#checkedChangeCount === this.#truth.changeCount) return;
    this.#checkedChangeCount = this.#truth.changeCount;
    this.#claimsFit();
    this.#groupsKeptApart();
    this.#pinnedInTheirZone();
    this.#addressesGivenOnce();
  }

  /** After every change of the store, one at a time: of several at one moment, each must be right when it comes. */
  checkChange(change: TrueChange): void {
    if (countedPlurals.has(change.plural)) this.#quotasHold();
    if (change.object === undefined) this.#checkDeletion(change);
  }

  /** When a record goes from the store, what it stood for must be gone from the machines. */
  #checkDeletion({ plural, key, previous }: TrueChange): void {
    if (plural === 'ports' || plural === 'volumeattachments') this.#checkDevice(`${plural} ${key}`, previous!.metadata.uid);
    if (plural !== 'instances') return;
    const { spec, metadata } = previous as Instance;
    const host = this.#hosts.find(({ uid }) => uid === spec.host.uid);
    const isAttestedGone = ![...this.#truth.hosts.values()].some(
      (each) => each.metadata.uid === spec.host.uid && each.metadata.deletionTimestamp === undefined,
    );
    if (host?.machine.guest(metadata.uid) !== undefined && !isAttestedGone)
      this.#report(`instance ${key} was released while its guest is still on ${host.name}`);
  }

  /** After the power of a host was cut: what it had acknowledged must be on its disk. */
  async checkDurability(host: SimulatedHost): Promise<void> {
    const journal = await Journal.open({ storage: host.journal, logger: silentLogger });
    if (journal.state.revision < host.acknowledgedRevision) {
      this.#report(
        `${host.name} had acknowledged revision ${host.acknowledgedRevision}, and after a power cut its disk holds ${journal.state.revision}`,
      );
    }
  }

  #atMostOneRunning(): void {
    const running = new Map<string, string>();
    for (const host of this.#hosts) {
      for (const guest of host.machine.guests()) {
        const { mark } = guest;
        if (!mayExecute(guest)) continue;
        if (this.#truth.shelved.has(mark.instanceUID))
          this.#report(`epoch ${mark.epoch} of server ${mark.serverUID} runs on ${host.name}, which had given up its right to for good`);
        const elsewhere = running.get(mark.serverUID);
        if (elsewhere !== undefined)
          this.#report(`server ${mark.serverUID} runs twice: ${elsewhere} and epoch ${mark.epoch} on ${host.name}`);
        running.set(mark.serverUID, `epoch ${mark.epoch} on ${host.name}`);
      }
    }
  }

  /** An executing guest of a host that somebody still counts on must not have what has no record any more. */
  #checkDevice(what: string, uid: string): void {
    for (const host of this.#hosts) {
      if (host.isGivenUp) continue;
      for (const { mark, state, devices } of host.machine.guests()) {
        if (state.kind !== 'Running' && state.kind !== 'Paused') continue;
        const has =
          devices?.ports.some((port) => port.uid === uid) === true || devices?.volumes.some((each) => each.attachmentUID === uid) === true;
        if (has) this.#report(`${what} was released while the guest of ${mark.serverUID} on ${host.name} still has it`);
      }
    }
  }

  #devicesInOneGuest(): void {
    const seen = new Map<string, string>();
    for (const host of this.#hosts) {
      for (const guest of host.machine.guests()) {
        const { mark, devices } = guest;
        if (!mayExecute(guest)) continue;
        const exclusive = (devices?.volumes ?? []).filter(({ isShareable }) => !isShareable).map(({ volumeUID }) => `volume ${volumeUID}`);
        for (const device of [...exclusive, ...(devices?.ports ?? []).map(({ uid }) => `port ${uid}`)]) {
          const other = seen.get(device);
          if (other !== undefined) this.#report(`${device} is in two guests: ${other}, and ${mark.instanceUID} on ${host.name}`);
          seen.set(device, `${mark.instanceUID} on ${host.name}`);
        }
      }
    }
  }

  #claimsFit(): void {
    for (const host of this.#truth.hosts.values()) {
      const limit = allocatable(host);
      if (limit === undefined) continue;
      const own = [...this.#truth.instances.values()].filter(({ spec }) => spec.host.uid === host.metadata.uid).map(({ spec }) => spec);
      // One incarnation of a server at a time has anything there.
      const claims = [...Map.groupBy(own, ({ server }) => server.uid).values()].map((specs) =>
        specs.map(({ claim }) => claim).reduce(mostAmounts, noAmounts),
      );
      for (const name of resourceNames) {
        const sum = claims.reduce((total, claim) => total + claim[name], 0);
        if (sum > limit[name]) this.#report(`host ${host.metadata.name} has promised ${sum} ${name} of ${limit[name]}`);
      }
    }
  }

  /** A limit may be set below what is in use; from then on nothing grows. */
  #quotasHold(): void {
    const { servers, volumes, ports, serverGroups } = this.#truth;
    const counted = [
      ...Array.from(servers.values(), (object) => ({ kind: serverKind, object })),
      ...Array.from(volumes.values(), (object) => ({ kind: volumeKind, object })),
      ...Array.from(ports.values(), (object) => ({ kind: portKind, object })),
      ...Array.from(serverGroups.values(), (object) => ({ kind: serverGroupKind, object })),
    ];
    // All of the simulation happens in one namespace.
    const usage = usageOf(counted);
    const grown = growthOf(this.#usage, usage);
    this.#usage = usage;
    for (const { metadata, spec } of this.#truth.quotas.values()) {
      for (const [name, limit] of Object.entries(limitsOf(spec))) {
        const used = usage[name] ?? 0;
        if (used > limit && (grown[name] ?? 0) > 0)
          this.#report(`${used} ${name} are in use of ${limit} that quota ${metadata.name} allows`);
      }
    }
  }

  #addressesGivenOnce(): void {
    const holders = new Map<string, string>();
    for (const { metadata, spec, status } of this.#truth.ports.values()) {
      for (const address of [...(status?.ipAddresses ?? []), status?.macAddress].filter((each) => each !== undefined)) {
        const key = `${address} of network ${spec.network}`;
        const other = holders.get(key);
        if (other !== undefined) this.#report(`${key} was given to two ports, ${other} and ${metadata.name}`);
        holders.set(key, metadata.name);
      }
    }
  }

  /** Who asked for a zone is there, whatever becomes of the zone. */
  #pinnedInTheirZone(): void {
    const { servers, instances, hosts, aggregates } = this.#truth;
    const byUID = new Map(Array.from(servers.values(), (server) => [server.metadata.uid, server]));
    const hostsByUID = new Map(Array.from(hosts.values(), (host) => [host.metadata.uid, host]));
    for (const { spec, status, metadata } of instances.values()) {
      const wanted = byUID.get(spec.server.uid)?.spec.placement?.zone;
      const host = hostsByUID.get(spec.host.uid);
      if (wanted === undefined || host === undefined || status?.phase === 'Destroyed') continue;
      const zone = zoneOfHost(host, aggregates.values());
      if (zone !== wanted)
        this.#report(`instance ${metadata.name} of a server of zone ${wanted} is on ${host.metadata.name}, in zone ${zone}`);
    }
  }

  /** No two members of a group that keeps them apart have an incarnation on one host, until one of them is destroyed. */
  #groupsKeptApart(): void {
    const { serverGroups, servers, instances } = this.#truth;
    for (const { metadata, spec } of serverGroups.values()) {
      if (spec.policy !== 'AntiAffinity') continue;
      const members = new Set(
        Array.from(servers.values())
          .filter((server) => server.spec.placement?.serverGroup === metadata.name)
          .map((server) => server.metadata.uid),
      );
      const byHost = Map.groupBy(
        Array.from(instances.values()).filter((each) => members.has(each.spec.server.uid) && each.status?.phase !== 'Destroyed'),
        (instance) => instance.spec.host.name,
      );
      for (const [host, there] of byHost) {
        const count = new Set(there.map((instance) => instance.spec.server.uid)).size;
        if (count > spec.maximumServersPerHost) this.#report(`${host} has ${count} members of server group ${metadata.name}`);
      }
    }
  }
}

/** Whether it executes, or would if anybody let it go on. One on its way between hosts stands still at both ends, and its agents decide where it goes on. */
function mayExecute({ state, isInTransfer }: FakeGuest): boolean {
  return state.kind === 'Running' || (state.kind === 'Paused' && isInTransfer !== true);
}
