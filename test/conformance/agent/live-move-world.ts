import type { Server } from '#apis/compute/server.ts';
import { instanceName, type Instance, type InstanceSpec } from '#apis/infrastructure/instance.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { JournalStorage } from '#cmd/node-agent/journal/journal-storage.ts';
import { createNodeAgent, type NodeAgent } from '#cmd/node-agent/node-agent.ts';
import { noReferences } from '#controllers/server/observation.ts';
import { planServer } from '#controllers/server/plan.ts';
import type { ServerStep } from '#controllers/server/server-step.ts';
import type { ServerAction, ServerActionSpec } from '#apis/compute/server-action.ts';
import type { Driver } from '#drivers/contract/driver.ts';
import { FakeDriver } from '#drivers/fake/fake-driver.ts';
import { FakeHost } from '#drivers/fake/fake-host.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aServerAction } from '#test/builders/server-action.ts';
import { aServer } from '#test/builders/server.ts';
import { InProcessTransfers } from '#test/harness/in-process-transfers.ts';
import { MemoryJournalStorage } from '#test/harness/memory-journal-storage.ts';
import { ScriptedGateway } from '#test/harness/scripted-gateway.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';

const controlPlaneUID = 'plane';
const never = new Promise<never>(() => {});

type HostName = 'a' | 'b';

interface Life {
  isAlive: boolean;
}

/**
 * Two hosts with real agents and fake guests, and the plan of the server loop between them. The agent of one of them is killed at the n-th moment: before or
 * after a write of its journal or a call of its driver. It notes whenever two incarnations execute.
 */
export class LiveMoveWorld {
  readonly clock = new VirtualClock();
  readonly transfers = new InProcessTransfers();
  readonly hosts: Readonly<Record<HostName, MoveHost>>;
  readonly violations: string[] = [];
  server: Server;
  instances: readonly Instance[] = [];
  actions: readonly ServerAction[] = [];
  momentCount = 0;
  #kill: { readonly host: HostName; readonly moment: number; readonly powerCut: boolean } | undefined;
  /** Of the newest change. */
  revision = 100;

  constructor() {
    this.server = aServer({ status: { epoch: 1, instance: instanceName('server-uid', 1) } });
    this.hosts = { a: new MoveHost('a', this), b: new MoveHost('b', this) };
  }

  /** Kills the agent of a host at that moment from now; with `powerCut`, its guests too. */
  arm(kill: NonNullable<LiveMoveWorld['killed']>): void {
    this.momentCount = 0;
    this.#kill = kill;
  }

  get killed(): { readonly host: HostName; readonly moment: number; readonly powerCut: boolean } | undefined {
    return this.#kill;
  }

  /** A server that runs on host a. */
  async begin(metadata: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.hosts.a.start();
    await this.hosts.b.start();
    const uid = this.server.metadata.uid;
    this.instances = [
      anInstance({
        spec: { server: { name: this.server.metadata.name, uid }, host: { name: 'a', uid: 'a-uid' } },
        machine: {
          flavor: this.server.spec.flavor,
          metadata,
          image: { ...anInstance().spec.machine.image, name: this.server.spec.image! },
        },
      }),
    ];
    this.server = { ...this.server, status: { epoch: 1, instance: instanceName(uid, 1) } };
    await this.settle();
  }

  order(type: ServerActionSpec['type']): void {
    const name = `action-${this.actions.length + 1}`;
    const action = aServerAction({ metadata: { name, uid: `${name}-uid` } });
    this.actions = [...this.actions, { ...action, spec: { server: this.server.metadata.name, type } }];
  }

  /** Everybody does what is to be done, for so many rounds; agents that were killed are started again. */
  async settle(rounds = 40): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      this.#hear();
      for (const step of planServer(this.#observation(), this.clock.now())) this.#take(step);
      this.#place();
      for (const host of Object.values(this.hosts)) host.tell(this.instances);
      await this.clock.advance(1_000);
      if (round % 4 === 3) for (const host of Object.values(this.hosts)) await host.startAgain();
    }
  }

  async finish(): Promise<void> {
    this.#kill = undefined;
    for (const host of Object.values(this.hosts)) await host.stop();
  }

  /** Instances whose guests execute, by looking at the machines. */
  get executing(): readonly string[] {
    return Object.values(this.hosts).flatMap(({ machine }) =>
      machine
        .guests()
        .filter(({ state }) => state.kind === 'Running')
        .map(({ mark }) => mark.instanceUID),
    );
  }

  /** A guest has changed. */
  seen(): void {
    const { executing } = this;
    if (executing.length > 1) this.violations.push(`these execute at once: ${executing.join(', ')}`);
  }

  moment(host: HostName): void {
    const kill = this.#kill;
    if (kill?.host !== host) return;
    this.momentCount += 1;
    if (this.momentCount !== kill.moment) return;
    this.hosts[host].kill(kill);
  }

  #hear(): void {
    this.instances = this.instances.flatMap((instance) => {
      const status = this.hosts[instance.spec.host.name as HostName].gateway.statusOf(instance) ?? instance.status;
      if (instance.metadata.deletionTimestamp !== undefined && status?.phase === 'Destroyed') return [];
      return [status === undefined ? instance : { ...instance, status }];
    });
  }

  #observation(): Parameters<typeof planServer>[0] {
    const actions = this.actions.filter(({ status }) => status?.phase !== 'Succeeded' && status?.phase !== 'Failed');
    return {
      server: this.server,
      instances: this.instances,
      host: { kind: 'Connected' },
      actions,
      records: [],
      migrations: [],
      references: noReferences,
    };
  }

  #place(): void {
    const { move } = this.server.status ?? {};
    const [newest] = this.instances;
    if (move === undefined || move.failure !== undefined || move.destination !== undefined || newest === undefined) return;
    const epoch = (this.server.status?.epoch ?? 1) + 1;
    const host = newest.spec.host.name === 'a' ? 'b' : 'a';
    const { departure: _, ...spec } = newest.spec;
    const arrival = { actionUID: move.actionUID, source: move.source };
    const { machine, ...rest } = spec;
    const placed = anInstance({ spec: { ...rest, epoch, host: { name: host, uid: `${host}-uid` }, arrival } });
    this.instances = [{ ...placed, metadata: this.#stamped(placed.metadata), spec: { ...placed.spec, machine } }, ...this.instances];
    this.server = { ...this.server, status: { ...this.server.status, epoch, move: { ...move, destination: placed.metadata.name } } };
  }

  #take(step: ServerStep): void {
    switch (step.kind) {
      case 'SetWish':
        return this.#change(step.instance, ({ metadata, spec }) => ({
          metadata: { ...this.#stamped(metadata), generation: metadata.generation + 1 },
          spec: JSON.parse(JSON.stringify({ ...spec, ...step.wish })) as InstanceSpec,
        }));
      case 'DeleteInstance':
        return this.#change(step.instance, ({ metadata }) => ({
          metadata: { ...this.#stamped(metadata), deletionTimestamp: '2026-06-01T12:00:00Z' },
        }));
      case 'NoteStatus':
        this.server = { ...this.server, status: JSON.parse(JSON.stringify(step.status)) as NonNullable<Server['status']> };
        return;
      case 'ReportAction':
        this.actions = this.actions.map((each) =>
          each.metadata.uid === step.action.metadata.uid ? { ...each, status: step.status } : each,
        );
        return;
      // Records of moves, and disks, are nobody's here.
      default:
    }
  }

  #change(target: Instance, change: (instance: Instance) => Partial<Instance>): void {
    this.instances = this.instances.map((each) => (each.metadata.uid === target.metadata.uid ? { ...each, ...change(each) } : each));
  }

  #stamped(metadata: Instance['metadata']): Instance['metadata'] {
    this.revision += 1;
    return { ...metadata, resourceVersion: String(this.revision) };
  }
}

/** One of the two. */
class MoveHost {
  readonly machine: FakeHost;
  readonly gateway: ScriptedGateway;
  readonly #name: HostName;
  readonly #world: LiveMoveWorld;
  readonly #storage: MemoryJournalStorage;
  readonly #told = new Map<string, string>();
  #agent: (Life & { readonly agent: NodeAgent }) | undefined;
  #session = 0;
  #known: readonly Instance[] = [];
  #boots = 1;

  constructor(name: HostName, world: LiveMoveWorld) {
    const { clock } = world;
    this.#name = name;
    this.#world = world;
    this.#storage = new MemoryJournalStorage({ clock });
    this.gateway = new ScriptedGateway({ clock, controlPlaneUID });
    this.machine = new FakeHost({ clock, store: { load: () => [], put: () => world.seen(), remove: () => {} } });
  }

  async start(): Promise<void> {
    const life: Life = { isAlive: true };
    const { clock, transfers } = this.#world;
    const agent = createNodeAgent({
      identity: { hostUID: `${this.#name}-uid`, controlPlaneUID },
      bootID: `boot-${this.#boots}`,
      dialer: this.gateway,
      journalStorage: this.#watched<JournalStorage>(this.#storage, life),
      driver: this.#driver(life),
      images: { acquire: ({ uid }) => Promise.resolve({ format: 'Raw', path: `/images/${uid}`, virtualSizeBytes: 1 }) },
      transfers: transfers.of(this.#name),
      configDriveDocuments: () => new Map(),
      clock,
      random: new SeededRandom(1),
      logger: silentLogger,
      agentVersion: 'test',
    });
    this.#agent = Object.assign(life, { agent });
    agent.start().catch(() => {});
    await clock.settle();
    this.#session += 1;
    this.#told.clear();
    this.gateway.welcome(this.#session);
    this.tell(this.#known);
    this.gateway.say({ kind: 'SnapshotEnd', session: this.#session, revision: this.#world.revision });
    await clock.settle();
  }

  async startAgain(): Promise<void> {
    if (this.#agent?.isAlive === false) await this.start();
  }

  /** Says what is wanted here, as far as it is news. */
  tell(instances: readonly Instance[]): void {
    const own = instances.filter(({ spec }) => spec.host.name === this.#name);
    for (const { metadata } of this.#known) {
      if (own.some((each) => each.metadata.uid === metadata.uid)) continue;
      this.gateway.say({ kind: 'Released', session: this.#session, revision: this.#world.revision, instanceUID: metadata.uid });
    }
    this.#known = own;
    for (const instance of own) {
      const text = JSON.stringify([instance.spec, instance.metadata.deletionTimestamp]);
      if (this.#told.get(instance.metadata.uid) === text) continue;
      this.#told.set(instance.metadata.uid, text);
      this.gateway.desire(instance);
    }
  }

  kill({ powerCut }: { readonly powerCut: boolean }): void {
    const agent = this.#agent;
    if (agent === undefined) return;
    agent.isAlive = false;
    agent.agent.kill();
    this.gateway.stream.cut();
    this.#world.transfers.drop(this.#name);
    if (!powerCut) return;
    this.#boots += 1;
    this.#storage.powerCut();
    this.machine.powerCycle();
  }

  async stop(): Promise<void> {
    const stopping = this.#agent?.agent.stop();
    if (stopping !== undefined) await this.#world.clock.waitFor(stopping, { limitMilliseconds: 60_000 });
  }

  #driver(life: Life): Driver {
    const driver = new FakeDriver({ host: this.machine, clock: this.#world.clock });
    const abilities = Object.fromEntries(Object.entries(driver.abilities).map(([name, ability]) => [name, this.#watched(ability, life)]));
    const watched = this.#watched<Driver>(driver, life);
    return new Proxy(watched, { get: (target, name) => (name === 'abilities' ? abilities : (Reflect.get(target, name) as unknown)) });
  }

  /** `part` with a moment before and after each of its calls that take time. */
  #watched<Part extends object>(part: Part, life: Life): Part {
    return new Proxy(part, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...words: unknown[]): unknown => {
          const isCounted = !['onChange', 'close', 'observe', 'describe', 'recover', 'read'].includes(String(name));
          if (!isCounted) return member.apply(target, words) as unknown;
          return this.#between(life, () => member.apply(target, words) as Promise<unknown>);
        };
      },
    });
  }

  async #between(life: Life, work: () => Promise<unknown>): Promise<unknown> {
    if (!life.isAlive) return never;
    this.#world.moment(this.#name);
    if (!life.isAlive) return never;
    const result = await work();
    if (!life.isAlive) return never;
    this.#world.moment(this.#name);
    return life.isAlive ? result : never;
  }
}
