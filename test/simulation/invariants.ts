import { resourceNames, allocatable } from '#apis/infrastructure/allocatable.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { Journal } from '#cmd/node-agent/journal/journal.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { SimulatedHost } from './simulated-host.ts';
import type { StoreTruth, TrueChange } from './store-truth.ts';

/** What must hold at every moment, whatever goes wrong. Each check is told what is really so: the machines and the store, not what anybody believes. */
export class Invariants {
  readonly #truth: StoreTruth;
  readonly #hosts: readonly SimulatedHost[];
  readonly #report: (message: string) => void;
  #checkedChangeCount = -1;

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
    this.#quotasHold();
  }

  /** When a record goes from the store, what it stood for must be gone from the machines. */
  checkDeletion({ plural, key, object, previous }: TrueChange): void {
    if (object !== undefined) return;
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
      for (const { mark, state } of host.machine.guests()) {
        if (state.kind !== 'Running' && state.kind !== 'Paused') continue;
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
      for (const { mark, state, devices } of host.machine.guests()) {
        if (state.kind !== 'Running' && state.kind !== 'Paused') continue;
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
      const claims = [...this.#truth.instances.values()]
        .filter(({ spec }) => spec.host.uid === host.metadata.uid)
        .map(({ spec }) => spec.claim);
      for (const name of resourceNames) {
        const sum = claims.reduce((total, claim) => total + claim[name], 0);
        if (sum > limit[name]) this.#report(`host ${host.metadata.name} has promised ${sum} ${name} of ${limit[name]}`);
      }
    }
  }

  #quotasHold(): void {
    for (const quota of this.#truth.quotas.values()) {
      const { namespace } = quota.metadata;
      const used = [...this.#truth.servers.values()].filter(
        ({ metadata, status }) => metadata.namespace === namespace && status?.resources !== undefined,
      );
      const { servers } = quota.spec;
      if (servers !== undefined && used.length > servers)
        this.#report(`namespace ${namespace} has ${used.length} servers placed of ${servers}`);
    }
  }
}
