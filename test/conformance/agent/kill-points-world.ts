import type { HostVolume, HostVolumeStatus } from '#apis/infrastructure/host-volume.ts';
import type { Instance, MachinePort, SavedDisk } from '#apis/infrastructure/instance.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { DiskUploads } from '#cmd/node-agent/instance/disk-saving.ts';
import { guestPort, type PortPlugger } from '#cmd/node-agent/instance/port-plugger.ts';
import { Journal } from '#cmd/node-agent/journal/journal.ts';
import type { JournalState } from '#cmd/node-agent/journal/journal-state.ts';
import type { JournalStorage } from '#cmd/node-agent/journal/journal-storage.ts';
import { createNodeAgent, type NodeAgent } from '#cmd/node-agent/node-agent.ts';
import type { DriverAbilities } from '#drivers/contract/abilities.ts';
import type { Driver } from '#drivers/contract/driver.ts';
import { FakeDriver } from '#drivers/fake/fake-driver.ts';
import { MemoryFiles } from '#drivers/fake/fake-files.ts';
import type { FakeGuest } from '#drivers/fake/fake-guest.ts';
import { FakeHost } from '#drivers/fake/fake-host.ts';
import { FakeVolumeDriver } from '#drivers/fake/fake-volume-driver.ts';
import type { VolumeDriver, VolumeMark } from '#drivers/contract/volume-driver.ts';
import type { ObservedObject } from '#proto/transport/agent-message.ts';
import type { Desired } from '#proto/transport/gateway-message.ts';
import { MemoryJournalStorage } from '#test/harness/memory-journal-storage.ts';
import { ScriptedGateway } from '#test/harness/scripted-gateway.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';

const controlPlaneUID = 'plane';

/**
 * A host whose agent is killed at the n-th moment after it was armed. A moment is right before and right after everything that the agent has somebody
 * else do: a write of its journal, a call of a driver, a port plugged in, a disk sent; and each change of a guest in the midst of such a call.
 */
export class KillPointsWorld {
  readonly clock = new VirtualClock();
  readonly files = new MemoryFiles();
  readonly machine: FakeHost;
  readonly storage: MemoryJournalStorage;
  readonly gateway: ScriptedGateway;
  /** Uids of instances to those of the ports that are plugged in for them. */
  readonly plugged = new Map<string, ReadonlySet<string>>();
  /** Files on their way to the image store. */
  readonly spool = new Set<string>();
  /** What the image store has, by purpose. */
  readonly stored = new Map<string, SavedDisk>();
  /** What was done to volumes that guests had open, or were given without one. */
  readonly violations: string[] = [];
  /** Moments that have passed since it was armed. */
  momentCount = 0;
  #killAtMoment = Infinity;
  #agent: { readonly agent: NodeAgent; isAlive: boolean } | undefined;
  #session = 0;
  readonly #desired = new Map<string, { readonly instance: Instance; readonly overrides: Partial<Desired> }>();
  readonly #volumes = new Map<string, HostVolume>();

  constructor() {
    const { clock, files } = this;
    this.storage = new MemoryJournalStorage({ clock });
    this.gateway = new ScriptedGateway({ clock, controlPlaneUID });
    this.machine = new FakeHost({
      clock,
      files,
      store: { load: () => [], put: (guest) => this.#seen(guest), remove: () => this.#moment() },
    });
  }

  /** From now on moments count; the agent is killed at that one. */
  arm(killAtMoment: number): void {
    this.momentCount = 0;
    this.#killAtMoment = killAtMoment;
  }

  get wasKilled(): boolean {
    return this.momentCount >= this.#killAtMoment;
  }

  async start(): Promise<void> {
    const life = { isAlive: true };
    const driver = new FakeDriver({ host: this.machine, clock: this.clock, portAttachment: 'Tap' });
    const agent = createNodeAgent({
      identity: { hostUID: 'host-a-uid', controlPlaneUID },
      bootID: 'boot-1',
      dialer: this.gateway,
      journalStorage: this.#storageOf(life),
      driver: this.#driverOf(driver, life),
      volumes: this.#watched(this.#volumeDriver(), life),
      ports: this.#watched(this.#ports(), life),
      uploads: this.#uploads(life),
      images: { acquire: ({ uid }) => Promise.resolve({ format: 'Raw', path: `/images/${uid}`, virtualSizeBytes: 1 }) },
      configDriveDocuments: ({ instance }) => new Map([['hostname', Buffer.from(instance.spec.machine.hostname)]]),
      clock: this.clock,
      random: new SeededRandom(1),
      logger: silentLogger,
      agentVersion: 'test',
    });
    this.#agent = Object.assign(life, { agent });
    agent.start().catch(() => {});
    await this.clock.settle();
    this.#session += 1;
    this.gateway.welcome(this.#session);
    for (const volume of this.#volumes.values()) this.#sayVolume(volume);
    for (const { instance, overrides } of this.#desired.values()) this.gateway.desire(instance, overrides);
    const revisions = [...this.#desired.values()].map(({ instance }) => Number(instance.metadata.resourceVersion));
    this.gateway.say({ kind: 'SnapshotEnd', session: this.#session, revision: Math.max(1, ...revisions) });
    await this.clock.settle();
  }

  /** What is wanted of an instance, now and by every agent to come. */
  desire(instance: Instance, overrides: Partial<Desired> = {}): void {
    this.#desired.set(instance.metadata.uid, { instance, overrides });
    this.gateway.desire(instance, overrides);
  }

  desireVolume(volume: HostVolume): void {
    this.#volumes.set(volume.metadata.uid, volume);
    this.#sayVolume(volume);
  }

  /** Wishes for something else in a while, whoever hears it then. */
  desireLater(instance: Instance, delayMilliseconds: number): void {
    this.clock.setTimer(() => this.desire(instance), delayMilliseconds);
  }

  desireVolumeLater(volume: HostVolume, delayMilliseconds: number): void {
    this.clock.setTimer(() => this.desireVolume(volume), delayMilliseconds);
  }

  /** Lets time pass; an agent that was killed is started again. */
  async settle(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      await this.clock.advance(10_000);
      if (this.#agent?.isAlive === false) await this.start();
    }
    await this.clock.advance(60_000);
  }

  /** Ends the agent in good order; what its journal holds then. */
  async finish(): Promise<JournalState> {
    this.#killAtMoment = Infinity;
    const stopping = this.#agent?.agent.stop();
    if (stopping !== undefined) await this.clock.waitFor(stopping, { limitMilliseconds: 60_000 });
    return (await Journal.open({ storage: this.storage, logger: silentLogger })).state;
  }

  guest(instance: Instance): FakeGuest | undefined {
    return this.machine.guest(instance.metadata.uid);
  }

  volumeStatus(volume: HostVolume): HostVolumeStatus | undefined {
    const told = this.gateway.messages.findLast(
      (message): message is ObservedObject => message.kind === 'ObservedObject' && message.uid === volume.metadata.uid,
    );
    return told === undefined ? undefined : (JSON.parse(Buffer.from(told.statusJSON).toString()) as HostVolumeStatus);
  }

  #sayVolume(volume: HostVolume): void {
    const { uid, generation, resourceVersion, deletionTimestamp } = volume.metadata;
    this.gateway.say({
      kind: 'DesiredObject',
      session: this.#session,
      revision: Number(resourceVersion),
      type: 'HostVolume',
      uid,
      generation,
      objectJSON: Buffer.from(JSON.stringify(volume)),
      tombstone: deletionTimestamp !== undefined,
      released: false,
    });
  }

  /** A guest that changes is a moment; one that has a volume without a file should never have been started. */
  #seen({ mark, devices }: FakeGuest): void {
    const missing = devices?.volumes.find(({ path }) => !this.files.volumes.has(path));
    if (missing !== undefined) this.violations.push(`${mark.instanceUID} has ${missing.volumeUID}, which is gone`);
    this.#moment();
  }

  #moment(): void {
    this.momentCount += 1;
    if (this.momentCount !== this.#killAtMoment) return;
    const agent = this.#agent;
    if (agent === undefined) return;
    agent.isAlive = false;
    agent.agent.kill();
    this.gateway.stream.cut();
  }

  /** The outcome of `work`, with a moment before and one after; nothing ever for an agent that is dead. */
  async #between<Result>(life: Life, work: () => Promise<Result>): Promise<Result> {
    if (!life.isAlive) return never;
    this.#moment();
    if (!life.isAlive) return never;
    const result = await work();
    if (!life.isAlive) return never;
    this.#moment();
    return life.isAlive ? result : never;
  }

  /** `part` with a moment before and after each of its calls. */
  #watched<Part extends object>(part: Part, life: Life): Part {
    return new Proxy(part, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...parameters: unknown[]): unknown =>
          this.#between(life, () => Reflect.apply(member, target, parameters) as Promise<unknown>);
      },
    });
  }

  /** Looking changes nothing, so it is no moment; everything else is. */
  #driverOf(driver: FakeDriver, life: Life): Driver {
    const abilities = Object.entries(driver.abilities).map(([name, ability]) => [name, this.#watched(ability as object, life)]);
    const watched = this.#watched(driver, life);
    const looking = new Set<string | symbol>(['observe', 'recover', 'describe', 'onChange', 'close', 'consoleLog']);
    return new Proxy<Driver>(driver, {
      get: (target, name) => {
        if (name === 'abilities') return Object.fromEntries(abilities) as DriverAbilities;
        const member: unknown = Reflect.get(looking.has(name) ? target : watched, name);
        return typeof member === 'function' && looking.has(name) ? (member.bind(target) as unknown) : member;
      },
    });
  }

  #storageOf(life: Life): JournalStorage {
    const { storage } = this;
    return {
      read: () => storage.read(),
      append: (bytes) => this.#between(life, () => storage.append(bytes)),
      replace: (bytes) => this.#between(life, () => storage.replace(bytes)),
      close: () => storage.close(),
    };
  }

  /** Notes whatever is done to a volume that a guest has. */
  #volumeDriver(): VolumeDriver {
    const driver = new FakeVolumeDriver({ files: this.files });
    const note = (what: string, { volumeUID }: VolumeMark): void => {
      const holder = this.machine.guests().find(({ devices }) => devices?.volumes.some((each) => each.volumeUID === volumeUID));
      if (holder !== undefined) this.violations.push(`${what} ${volumeUID} under ${holder.mark.instanceUID}`);
    };
    return {
      recover: () => driver.recover(),
      create: (mark, options) => driver.create(mark, options),
      find: (mark) => driver.find(mark),
      save: (mark, options) => {
        note('save', mark);
        return driver.save(mark, options);
      },
      extend: (mark, options) => {
        note('extend', mark);
        return driver.extend(mark, options);
      },
      destroy: (mark) => {
        note('destroy', mark);
        return driver.destroy(mark);
      },
    };
  }

  #ports(): PortPlugger {
    return {
      plug: async ({ metadata, spec }, { keep }) => {
        const ports: readonly MachinePort[] = spec.machine.ports ?? [];
        const kept = keep.filter((uid) => this.plugged.get(metadata.uid)?.has(uid) === true);
        this.plugged.set(metadata.uid, new Set([...kept, ...ports.map(({ uid }) => uid)]));
        await Promise.resolve();
        return ports.map((port) =>
          guestPort(port, { kind: 'Tap', interfaceName: `tap-${port.uid}`, networkNamespacePath: '/run/netns/switch' }),
        );
      },
      unplug: async (instanceUID) => {
        this.plugged.delete(instanceUID);
        await Promise.resolve();
      },
    };
  }

  /** As the real ones: what an agent before this one left behind is gone when this one starts. */
  #uploads(life: Life): DiskUploads {
    this.spool.clear();
    return {
      upload: async ({ purpose, save, signal }) => {
        const path = `/spool/${purpose}`;
        this.spool.add(path);
        try {
          const { format, virtualSizeBytes } = await save({ path, signal });
          await this.#between(life, () => Promise.resolve());
          const text = this.files.texts.get(path) ?? '';
          const disk = { sha256: text.trim(), sizeBytes: text.length, format, virtualSizeBytes };
          await this.#between(life, () => Promise.resolve(this.stored.set(purpose, disk)));
          return disk;
        } finally {
          this.spool.delete(path);
        }
      },
    };
  }
}

interface Life {
  isAlive: boolean;
}

const never = new Promise<never>(() => {});
