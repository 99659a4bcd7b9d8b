import { hostKind } from '#apis/infrastructure/host.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { makeBackup } from '#cmd/api-server/backup/make-backup.ts';
import { restoreBackup } from '#cmd/api-server/backup/restore-backup.ts';
import { readIncarnation } from '#cmd/api-server/storage/incarnation.ts';
import { MemoryStorage } from '#cmd/api-server/storage/memory/memory-storage.ts';
import { ShiftedStorage } from '#cmd/api-server/storage/shifted-storage.ts';
import type { Storage } from '#cmd/api-server/storage/storage.ts';
import { backupEntries, BackupReader, type BackupHead } from '#cmd/bootstrap/backup-file.ts';
import { collect } from '#test/harness/collect.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { InProcessTransfers } from '#test/harness/in-process-transfers.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { Invariants } from './invariants.ts';
import { declareBasics, RandomUser } from './random-user.ts';
import { replicaCount, SimulatedControlPlane } from './simulated-control-plane.ts';
import { SimulatedHost } from './simulated-host.ts';
import { SimulatedImageStore } from './simulated-image-store.ts';
import type { NetworkWeather } from './simulated-network.ts';
import { StoreTruth } from './store-truth.ts';

export interface RestoreReport {
  /** Broken promises, the first one first; empty: all was well. */
  readonly violations: readonly string[];
  readonly story: readonly string[];
  /** Guests that ran without a record after the restore, and servers of the backup that were gone: how much there was to get wrong. */
  readonly unmatched: number;
  readonly gone: number;
}

const hostCount = 3;
const calm: NetworkWeather = { lossFraction: 0, mostDelayMilliseconds: 2 };

/** A cloud under storm, of which a backup is made; the storm goes on; then its store is lost, and the backup restored, in the middle of it. */
export async function simulateRestore(seed: number): Promise<RestoreReport> {
  const world = new RestoredWorld(new SeededRandom(`restore ${seed}`));
  await world.begin();
  await world.storm(30);
  const lines = await world.backUp();
  await world.storm(30);
  await world.restore(lines);
  await world.storm(30);
  return world.settle();
}

/** One control plane on one store, and what is really in that. */
interface Life {
  readonly controlPlane: SimulatedControlPlane;
  readonly truth: StoreTruth;
  readonly invariants: Invariants;
}

class RestoredWorld {
  readonly #violations: string[] = [];
  readonly #story: string[] = [];
  readonly #clock = new VirtualClock();
  readonly #random: SeededRandom;
  readonly #weather: NetworkWeather = { ...calm };
  readonly #firstStore: MemoryStorage;
  readonly #hosts: SimulatedHost[] = [];
  /** Incarnations that somebody has wished to be destroyed, in whichever life. */
  readonly #tombstones = new Set<string>();
  /** By incarnation: the host that has its guest. */
  #guests = new Map<string, string>();
  readonly #imageStore: SimulatedImageStore;
  readonly #transfers = new InProcessTransfers((from, to) =>
    this.#hosts.every((each) => (each.name !== from && each.name !== to) || !each.isPartitioned),
  );
  #life: Life;
  #storms = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
    this.#firstStore = new MemoryStorage({ clock: this.#clock });
    this.#life = this.#createLife(this.#firstStore, 'first');
    const life = (): Life => this.#life;
    this.#imageStore = new SimulatedImageStore({
      weather: this.#weather,
      get truth() {
        return life().truth;
      },
    });
  }

  async begin(): Promise<void> {
    const limit = { limitMilliseconds: 60_000 };
    const roles = new InProcessApiServer({ storage: this.#firstStore, clock: this.#clock, random: new SeededRandom('roles') });
    await this.#clock.waitFor(roles.ready, limit);
    roles.close();
    this.#life.controlPlane.startAll();
    const client = this.#life.controlPlane.client('setup', calm);
    await this.#clock.advance(10_000);
    await this.#clock.waitFor(declareBasics(client), limit);
    const system = await this.#clock.waitFor(client.resource(namespaceKind).get({ name: 'tycho-system' }), limit);
    for (let index = 1; index <= hostCount; index += 1) {
      const metadata = { name: `host-${index}` };
      const spec = { unschedulable: false, gracePeriodSeconds: 30 };
      const declared = { apiVersion: 'infrastructure.tycho.dev/v1alpha1', kind: 'Host', metadata, spec };
      const host = await this.#clock.waitFor(client.resource(hostKind).create(declared), limit);
      this.#hosts.push(this.#createHost(metadata.name, host.metadata.uid, system.metadata.uid));
    }
    for (const host of this.#hosts) host.startAgent();
  }

  async storm(seconds: number): Promise<void> {
    this.#storms += 1;
    const random = this.#random.child(`storm ${this.#storms}`);
    const { controlPlane, truth } = this.#life;
    const user = new RandomUser({ client: controlPlane.client(`user ${this.#storms}`), truth, random: random.child('user') });
    Object.assign(this.#weather, { lossFraction: 0.02, mostDelayMilliseconds: 60 });
    const end = this.#clock.monotonicMilliseconds() + seconds * 1000;
    while (this.#clock.monotonicMilliseconds() < end && this.#violations.length === 0) {
      await this.#pass(random.integer(1200));
      void user.act();
      if (random.fraction() < 0.3) this.#strike(random);
    }
    Object.assign(this.#weather, calm);
  }

  /** As it is at this moment, whatever goes on. */
  async backUp(): Promise<readonly string[]> {
    const chunks = makeBackup({ storage: this.#firstStore, clock: this.#clock, productVersion: '0.0.0', incarnation: 0 });
    const bytes = await this.#clock.waitFor(collect(chunks), { limitMilliseconds: 1_000 });
    this.#note('a backup is made');
    return Buffer.concat(bytes).toString('utf8').trimEnd().split('\n');
  }

  /** All processes of the control plane end, and others begin on a new store with what the backup has. */
  async restore(lines: readonly string[]): Promise<void> {
    const { controlPlane } = this.#life;
    for (let index = 0; index < replicaCount; index += 1) {
      controlPlane.killApiServer(index);
      controlPlane.killControllerManager(index);
      controlPlane.killGateway(index);
    }
    for (const host of this.#hosts) host.cutStreams();
    const store = new MemoryStorage({ clock: this.#clock });
    const head = JSON.parse(lines[0]!) as BackupHead;
    async function* each(): AsyncGenerator<string> {
      yield* lines;
    }
    const entries = backupEntries(each(), new BackupReader());
    await this.#clock.waitFor(restoreBackup({ storage: store, decrypting: store, entries, head, clock: this.#clock }), {
      limitMilliseconds: 1_000,
    });
    this.#note('the backup is restored');
    const { revisionOffset } = await readIncarnation(store);
    const storage = new ShiftedStorage(store);
    this.#life = this.#createLife(storage, 'second', { after: revisionOffset + 1, loadedAt: await storage.currentRevision() });
    this.#life.controlPlane.startAll();
  }

  async settle(): Promise<RestoreReport> {
    this.#life.controlPlane.startAll();
    for (const host of this.#hosts) host.restorePower();
    await this.#pass(600_000);
    const gone = this.#lookAtServers();
    const unmatched = this.#lookAtGuests();
    return { violations: this.#violations, story: this.#story, unmatched, gone };
  }

  /** Each server of the new life says what it is, or why not. */
  #lookAtServers(): number {
    let gone = 0;
    for (const { metadata, status } of this.#life.truth.servers.values()) {
      const reason = findCondition(status?.conditions, 'Ready')?.reason;
      if (reason === 'GoneSinceBackup') gone += 1;
      else if (reason === undefined || status?.phase === undefined) this.#violation(`server ${metadata.name} does not say what it is`);
    }
    return gone;
  }

  /** What is on a machine without a record is named on its Host. */
  #lookAtGuests(): number {
    const { instances, hosts } = this.#life.truth;
    const recorded = new Set(Array.from(instances.values(), ({ metadata }) => metadata.uid));
    let unmatched = 0;
    for (const host of this.#hosts) {
      const named = hosts.get(host.name)?.status?.unmatchedGuests ?? [];
      for (const { mark } of host.machine.guests()) {
        if (recorded.has(mark.instanceUID)) continue;
        unmatched += 1;
        const isNamed = named.some(
          ({ instanceUID, serverUID, epoch }) => instanceUID === mark.instanceUID && serverUID === mark.serverUID && epoch === mark.epoch,
        );
        if (!isNamed)
          this.#violation(`epoch ${mark.epoch} of server ${mark.serverUID} is on ${host.name}, has no record, and is not named there`);
      }
    }
    return unmatched;
  }

  #strike(random: SeededRandom): void {
    const host = random.pick(this.#hosts);
    const { controlPlane } = this.#life;
    const index = random.integer(replicaCount);
    const faults: readonly (readonly [string, () => void])[] = [
      [`the agent of ${host.name} is killed`, () => host.killAgent()],
      [`${host.name} loses power`, () => host.cutPower()],
      [`the streams of ${host.name} break`, () => host.cutStreams()],
      [`gateway ${index} is killed`, () => controlPlane.killGateway(index)],
      [`controller-manager ${index} is killed`, () => controlPlane.killControllerManager(index)],
      [`api-server ${index} is killed`, () => controlPlane.killApiServer(index)],
      ['all is mended', () => this.#mend()],
      ['all is mended', () => this.#mend()],
      ['all is mended', () => this.#mend()],
    ];
    const [what, strike] = random.pick(faults);
    this.#note(what);
    strike();
  }

  #mend(): void {
    this.#life.controlPlane.startAll();
    for (const host of this.#hosts) host.restorePower();
  }

  async #pass(milliseconds: number): Promise<void> {
    const end = this.#clock.monotonicMilliseconds() + milliseconds;
    let isOver = false;
    this.#clock.setTimer(() => (isOver = true), milliseconds);
    while (!isOver && this.#clock.monotonicMilliseconds() <= end && this.#violations.length === 0) {
      await this.#clock.step();
      this.#life.invariants.check();
      this.#checkDestructions();
    }
  }

  /** No guest goes from a machine unless somebody wished for it. */
  #checkDestructions(): void {
    const now = new Map(this.#hosts.flatMap((host) => host.machine.guests().map(({ mark }) => [mark.instanceUID, host.name] as const)));
    for (const [uid, host] of this.#guests) {
      if (!now.has(uid) && !this.#tombstones.has(uid))
        this.#violation(`the guest of instance ${uid} is gone from ${host}, and nobody wished for that`);
    }
    this.#guests = now;
  }

  /** Up to `loadedAt`, what is in the store came there by the restore, object by object: promises about changes are none about that. */
  #createLife(storage: Storage, name: string, { after, loadedAt } = { after: 1, loadedAt: 1 }): Life {
    let isLoading = false;
    const truth: StoreTruth = new StoreTruth({
      onChange: (change) => {
        if (change.plural === 'instances' && change.object?.metadata.deletionTimestamp !== undefined)
          this.#tombstones.add(change.object.metadata.uid);
        isLoading = change.revision <= loadedAt;
        invariants.checkChange(change);
        isLoading = false;
      },
    });
    const invariants = new Invariants({
      truth,
      hosts: this.#hosts,
      report: (message) => {
        if (!isLoading) this.#violation(message);
      },
    });
    void truth
      .follow(storage, { afterRevision: after })
      .catch((error: unknown) => this.#violation(`the store cannot be followed: ${String(error)}`));
    const controlPlane = new SimulatedControlPlane({
      clock: this.#clock,
      random: this.#random.child(`${name} control plane`),
      storage,
      weather: this.#weather,
      bug: undefined,
      onGatewayAnswer: () => {},
      onMissingRight: (message) => this.#violation(message),
    });
    return { controlPlane, truth, invariants };
  }

  #createHost(name: string, uid: string, controlPlaneUID: string): SimulatedHost {
    const random = this.#random.child(name);
    return new SimulatedHost({
      name,
      uid,
      controlPlaneUID,
      clock: this.#clock,
      random,
      weather: this.#weather,
      gateway: () => this.#life.controlPlane.gateway(random),
      imageStore: this.#imageStore,
      transfers: this.#transfers,
      bug: undefined,
    });
  }

  #note(what: string): void {
    this.#story.push(`${(this.#clock.monotonicMilliseconds() / 1000).toFixed(3)} s: ${what}`);
  }

  #violation(message: string): void {
    this.#violations.push(message);
    this.#note(`VIOLATION: ${message}`);
  }
}
