import { serverKind } from '#apis/compute/server.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { MemoryStorage } from '#cmd/api-server/storage/memory/memory-storage.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { InProcessTransfers } from '#test/harness/in-process-transfers.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { unconverged } from './convergence.ts';
import { Invariants } from './invariants.ts';
import type { PlantedBug } from './planted-bugs.ts';
import { RandomFaults } from './random-faults.ts';
import { declareBasics, RandomUser } from './random-user.ts';
import { SimulatedControlPlane } from './simulated-control-plane.ts';
import { SimulatedImageStore } from './simulated-image-store.ts';
import { SimulatedHost } from './simulated-host.ts';
import type { NetworkWeather } from './simulated-network.ts';
import { StoreTruth } from './store-truth.ts';
import { WatchChecker } from './watch-checker.ts';

export interface SimulationOptions {
  readonly seed: number;
  /** How long things go wrong, in simulated seconds. Default 65. */
  readonly stormSeconds?: number;
  readonly bug?: PlantedBug;
}

export interface SimulationReport {
  /** Broken promises, the first one first; empty: all was well. */
  readonly violations: readonly string[];
  /** What was done to the world. */
  readonly story: readonly string[];
  /** A fingerprint of everything that was stored, in order: the same seed gives the same. */
  readonly fingerprint: string;
  readonly revision: number;
  /** Incarnations that gave up their right to run for good: servers shelved, resized or moved. */
  readonly departures: number;
}

const hostCount = 3;
/** When nothing goes wrong any more, everything must be as it was wished for after so many simulated seconds. */
const convergenceSeconds = 900;
const calm: NetworkWeather = { lossFraction: 0, mostDelayMilliseconds: 2 };

/** A control plane, its hosts and a user in one process, on virtual time: a storm of faults from `seed`, then calm, then a reckoning. */
export async function simulate({ seed, stormSeconds = 65, bug }: SimulationOptions): Promise<SimulationReport> {
  const world = await createWorld(new SeededRandom(seed), bug);
  await world.storm(stormSeconds);
  if (world.violations.length === 0) await world.calmDown();
  return world.report();
}

async function createWorld(random: SeededRandom, bug: PlantedBug | undefined): Promise<World> {
  const clock = new VirtualClock();
  const world = new World({ clock, random, bug });
  await world.begin();
  return world;
}

class World {
  readonly violations: string[] = [];
  readonly #story: string[] = [];
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #bug: PlantedBug | undefined;
  readonly #storage: MemoryStorage;
  readonly #weather: NetworkWeather = { ...calm };
  readonly #truth: StoreTruth;
  readonly #controlPlane: SimulatedControlPlane;
  readonly #hosts: SimulatedHost[] = [];
  readonly #transfers = new InProcessTransfers((from, to) =>
    this.#hosts.every((each) => (each.name !== from && each.name !== to) || !each.isPartitioned),
  );
  readonly #imageStore: SimulatedImageStore;
  readonly #invariants: Invariants;
  #checkers: readonly WatchChecker[] = [];
  #fingerprint = 0;
  #faults: RandomFaults | undefined;

  constructor(options: { readonly clock: VirtualClock; readonly random: SeededRandom; readonly bug: PlantedBug | undefined }) {
    this.#clock = options.clock;
    this.#random = options.random;
    this.#bug = options.bug;
    this.#storage = new MemoryStorage({ clock: options.clock });
    this.#invariants = new Invariants({
      truth: (this.#truth = new StoreTruth({
        onChange: (change) => {
          this.#fingerprint = fold(this.#fingerprint, `${change.revision} ${change.plural}/${change.key} ${JSON.stringify(change.object)}`);
          this.#invariants.checkChange(change);
        },
      })),
      hosts: this.#hosts,
      report: (message) => this.#violation(message),
    });
    this.#imageStore = new SimulatedImageStore({ truth: this.#truth, weather: this.#weather });
    this.#controlPlane = new SimulatedControlPlane({
      clock: options.clock,
      random: options.random.child('control plane'),
      storage: this.#storage,
      weather: this.#weather,
      bug: options.bug,
      onGatewayAnswer: (request, response) => this.#checkSessionProof(request.headers ?? {}, response),
      onMissingRight: (message) => this.#violation(message),
    });
  }

  /** Everything starts in good weather: hosts are there, basics are declared. */
  async begin(): Promise<void> {
    await this.#clock.waitFor(makeRoles(this.#storage, this.#clock), { limitMilliseconds: 10_000 });
    void this.#truth.follow(this.#storage);
    this.#controlPlane.startAll();
    const client = this.#controlPlane.client('setup', calm);
    await this.#clock.advance(10_000);
    const within = { limitMilliseconds: 60_000 };
    await this.#clock.waitFor(declareBasics(client), within);
    const system = await this.#clock.waitFor(client.resource(namespaceKind).get({ name: 'tycho-system' }), within);
    for (let index = 1; index <= hostCount; index += 1) {
      const name = `host-${index}`;
      const declared = {
        apiVersion: 'infrastructure.tycho.dev/v1alpha1',
        kind: 'Host',
        metadata: { name },
        spec: { unschedulable: false, gracePeriodSeconds: 30 },
      };
      const host = await this.#clock.waitFor(client.resource(hostKind).create(declared), within);
      this.#hosts.push(this.#createHost(name, host.metadata.uid, system.metadata.uid));
    }
    for (const host of this.#hosts) host.startAgent();
    this.#checkers = [serverKind, instanceKind].map((kind) => this.#follow(kind));
  }

  async storm(seconds: number): Promise<void> {
    const user = new RandomUser({ client: this.#controlPlane.client('user'), truth: this.#truth, random: this.#random.child('user') });
    const faults = new RandomFaults({
      controlPlane: this.#controlPlane,
      hosts: this.#hosts,
      storage: this.#storage,
      invariants: this.#invariants,
      random: this.#random.child('faults'),
      hasRecord: ({ uid }) => [...this.#truth.hosts.values()].some(({ metadata }) => metadata.uid === uid),
      note: (what) => this.#story.push(`${(this.#clock.monotonicMilliseconds() / 1000).toFixed(3)} s: ${what}`),
    });
    Object.assign(this.#weather, { lossFraction: 0.03, mostDelayMilliseconds: 80 });
    const pace = this.#random.child('pace');
    const end = this.#clock.monotonicMilliseconds() + seconds * 1000;
    while (this.#clock.monotonicMilliseconds() < end && this.violations.length === 0) {
      await this.#pass(pace.integer(1500));
      void user.act();
      if (pace.fraction() < 0.5) await faults.strike();
    }
    Object.assign(this.#weather, calm);
    faults.mend();
    this.#faults = faults;
  }

  async calmDown(): Promise<void> {
    const end = this.#clock.monotonicMilliseconds() + convergenceSeconds * 1000;
    await this.#pass(120_000);
    for (const host of this.#truth.hosts.values()) this.#uncordon(host.metadata.name);
    // A host that was given up meanwhile comes back to life, too.
    this.#faults?.mend();
    do {
      await this.#pass(5_000);
      if (this.violations.length > 0) return;
    } while (unconverged(this.#truth, this.#hosts) !== undefined && this.#clock.monotonicMilliseconds() < end);
    const complaint = unconverged(this.#truth, this.#hosts);
    if (complaint !== undefined) this.#violation(`${convergenceSeconds} s after the last fault: ${complaint}`);
    await this.#pass(90_000);
    const [servers, instances] = this.#checkers;
    servers?.compareWith(this.#truth.servers);
    instances?.compareWith(this.#truth.instances);
  }

  report(): SimulationReport {
    const revision = Math.max(0, ...[...this.#truth.revisions.values()].map((each) => each.at(-1) ?? 0));
    return {
      violations: this.violations,
      story: this.#story,
      fingerprint: this.#fingerprint.toString(16),
      revision,
      departures: this.#truth.shelved.size,
    };
  }

  /** Room that a cordon keeps back would be a good reason for a server to wait. */
  #uncordon(name: string): void {
    const hosts = this.#controlPlane.client('operator', calm).resource(hostKind);
    hosts
      .patch({ name }, { spec: { unschedulable: false } })
      .catch((error: unknown) => this.#violation(`in calm weather the operator was refused: ${String(error)}`));
  }

  /** Lets time go on, and looks at everything after every event. */
  async #pass(milliseconds: number): Promise<void> {
    const end = this.#clock.monotonicMilliseconds() + milliseconds;
    let isOver = false;
    this.#clock.setTimer(() => (isOver = true), milliseconds);
    while (!isOver && this.#clock.monotonicMilliseconds() <= end && this.violations.length === 0) {
      await this.#clock.step();
      this.#invariants.check();
    }
  }

  #createHost(name: string, uid: string, controlPlaneUID: string): SimulatedHost {
    const random = this.#random.child(name);
    const gateway = () => this.#controlPlane.gateway(random);
    return new SimulatedHost({
      name,
      uid,
      controlPlaneUID,
      clock: this.#clock,
      random,
      weather: this.#weather,
      gateway,
      imageStore: this.#imageStore,
      transfers: this.#transfers,
      bug: this.#bug,
    });
  }

  #follow(kind: typeof serverKind | typeof instanceKind): WatchChecker {
    const checker = new WatchChecker({
      kind,
      client: this.#controlPlane.client(`checker of ${kind.plural}`),
      truth: this.#truth,
      clock: this.#clock,
      random: this.#random.child(`checker of ${kind.plural}`),
      onViolation: (message) => this.#violation(message),
    });
    void checker.run(new AbortController().signal);
    return checker;
  }

  /** A write about a host that was accepted must be by the session that spoke for the host at that revision. */
  #checkSessionProof(headers: Readonly<Record<string, string>>, response: { readonly status: number }): void {
    const proof = headers['tycho-host-session'] ?? headers['simulated-stale-proof'];
    if (proof === undefined || response.status >= 300) return;
    const [hostName = '', number = ''] = proof.split('/');
    const current = this.#truth.hosts.get(hostName)?.status?.session?.number;
    if (current !== undefined && current > Number(number)) {
      const start = this.#truth.sessionStarts.get(`${hostName}/${Number(number) + 1}`);
      this.#violation(
        `a write by session ${number} of ${hostName} was accepted after session ${current} began at revision ${start ?? 'unknown'}`,
      );
    }
  }

  #violation(message: string): void {
    this.violations.push(message);
    this.#story.push(`${(this.#clock.monotonicMilliseconds() / 1000).toFixed(3)} s: VIOLATION: ${message}`);
  }
}

/** FNV-1a over the characters. */
function fold(hash: number, text: string): number {
  let value = hash;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 16_777_619) >>> 0;
  return value;
}

/** The roles of every installation are there from an earlier start: so what they are shifts nothing that a seed leads to. */
async function makeRoles(storage: MemoryStorage, clock: VirtualClock): Promise<void> {
  const server = new InProcessApiServer({ storage, clock, random: new SeededRandom('roles') });
  await server.ready;
  server.close();
}
