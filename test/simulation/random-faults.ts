import { hostKind } from '#apis/infrastructure/host.ts';
import type { MemoryStorage } from '#cmd/api-server/storage/memory/memory-storage.ts';
import type { SeededRandom } from '#test/harness/seeded-random.ts';
import type { Invariants } from './invariants.ts';
import { replicaCount, type SimulatedControlPlane } from './simulated-control-plane.ts';
import type { SimulatedHost } from './simulated-host.ts';

export interface RandomFaultsOptions {
  readonly controlPlane: SimulatedControlPlane;
  readonly hosts: readonly SimulatedHost[];
  readonly storage: MemoryStorage;
  readonly invariants: Invariants;
  readonly random: SeededRandom;
  /** Whether the control plane still has a record of the host. */
  readonly hasRecord: (host: SimulatedHost) => boolean;
  /** What was done, in order: the story of a failed run. */
  readonly note: (what: string) => void;
}

/** Everything that may go wrong with machines, processes and networks, one thing at a time. What was broken is mended some faults later, or at the end. */
export class RandomFaults {
  readonly #options: RandomFaultsOptions;

  constructor(options: RandomFaultsOptions) {
    this.#options = options;
  }

  async strike(): Promise<void> {
    const { random, controlPlane, hosts, note } = this.#options;
    const host = random.pick(hosts.filter((each) => !each.isPoweredOff || random.fraction() < 0.5).concat(hosts[0]!));
    const replica = random.integer(replicaCount);
    const fault = random.pick(faults);
    note(`${fault} (${host.name}, replica ${replica})`);
    switch (fault) {
      case 'kill api-server':
        return controlPlane.killApiServer(replica);
      case 'kill controller-manager':
        return controlPlane.killControllerManager(replica);
      case 'kill gateway':
        return controlPlane.killGateway(replica);
      case 'suspend api-server':
        return controlPlane.suspendApiServer(replica);
      case 'suspend controller-manager':
        return controlPlane.suspendControllerManager(replica);
      case 'delay watches':
        return controlPlane.delayWatches(replica, 500 + random.integer(5_000));
      case 'restart processes':
        return controlPlane.startAll();
      case 'kill agent':
        return host.killAgent();
      case 'start agent':
        return host.startAgent();
      case 'cut power':
        host.cutPower();
        return this.#options.invariants.checkDurability(host);
      case 'restore power':
        return this.#restorePower(host);
      case 'give up a host':
        return this.#giveUp(host);
      case 'cut streams':
        return host.cutStreams();
      case 'swallow streams':
        return host.swallowStreams();
      case 'leave streams half-dead':
        return host.leaveStreamsHalfDead();
      case 'partition':
        host.isPartitioned = !host.isPartitioned;
        return;
      case 'slow disk':
        host.hasSlowDisk = !host.hasSlowDisk;
        return;
      case 'fill disk':
        return host.journal.failNext(1 + random.integer(3));
      case 'break a guest':
        return this.#breakGuest(host);
      case 'compact':
        return this.#compact();
    }
  }

  /** Everything that was broken works again, for good. */
  mend(): void {
    this.#options.note('all is mended');
    this.#options.controlPlane.startAll();
    for (const host of this.#options.hosts) {
      host.isPartitioned = false;
      host.hasSlowDisk = false;
      host.journal.failNext(0);
      // Streams that swallow everything would be noticed by their silence; some are left to that.
      this.#restorePower(host);
    }
  }

  /** A host that was given up comes back only when it has been forgotten: the operator has said that it is off. */
  #restorePower(host: SimulatedHost): void {
    if (host.isGivenUp && this.#options.hasRecord(host)) this.#deleteRecord(host);
    else host.restorePower();
  }

  /** At most one, since the others have to carry what it leaves. */
  #giveUp(host: SimulatedHost): void {
    if (this.#options.hosts.some(({ isGivenUp }) => isGivenUp)) return;
    host.cutPower();
    host.isGivenUp = true;
    this.#deleteRecord(host);
  }

  #deleteRecord(host: SimulatedHost): void {
    this.#options.controlPlane
      .client('operator')
      .resource(hostKind)
      .delete({ name: host.name })
      .catch(() => {
        // No answer: it is asked for again before the power comes back.
      });
  }

  #breakGuest({ machine }: SimulatedHost): void {
    const { random } = this.#options;
    const guests = machine.guests();
    if (guests.length === 0) return;
    const { instanceUID } = random.pick(guests).mark;
    if (random.fraction() < 0.5) machine.end(instanceUID, { reason: 'Crashed', message: 'the simulation broke it' });
    else machine.lose(instanceUID, 'the simulation took its disk');
  }

  async #compact(): Promise<void> {
    const { storage, random } = this.#options;
    const revision = await storage.currentRevision();
    await storage.compact(Math.max(1, revision - random.integer(50)));
  }
}

const faults = [
  'kill api-server',
  'kill controller-manager',
  'kill gateway',
  'suspend api-server',
  'suspend controller-manager',
  'delay watches',
  'restart processes',
  'restart processes',
  'restart processes',
  'kill agent',
  'start agent',
  'start agent',
  'cut power',
  'restore power',
  'restore power',
  'give up a host',
  'cut streams',
  'swallow streams',
  'leave streams half-dead',
  'leave streams half-dead',
  'partition',
  'slow disk',
  'fill disk',
  'break a guest',
  'compact',
] as const;
