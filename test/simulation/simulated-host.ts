import type { Clock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { createNodeAgent, type NodeAgent } from '#cmd/node-agent/node-agent.ts';
import type { Gateway } from '#controllers/instance/gateway.ts';
import { FakeDriver } from '#drivers/fake/fake-driver.ts';
import { MemoryFiles } from '#drivers/fake/fake-files.ts';
import { FakeHost } from '#drivers/fake/fake-host.ts';
import { FakeVolumeDriver } from '#drivers/fake/fake-volume-driver.ts';
import type { GatewayStream } from '#proto/transport/agent-wire.ts';
import { DialError, type AgentStream } from '#proto/transport/agent-wire.ts';
import type { AgentMessage } from '#proto/transport/agent-message.ts';
import type { GatewayMessage } from '#proto/transport/gateway-message.ts';
import { streamPair, type StreamPair } from '#test/harness/in-memory-stream.ts';
import type { InProcessTransfers } from '#test/harness/in-process-transfers.ts';
import { MemoryJournalStorage } from '#test/harness/memory-journal-storage.ts';
import type { SeededRandom } from '#test/harness/seeded-random.ts';
import type { PlantedBug } from './planted-bugs.ts';
import { ProcessClock } from './process-clock.ts';
import type { SimulatedImageStore } from './simulated-image-store.ts';
import type { NetworkWeather } from './simulated-network.ts';

export interface SimulatedHostOptions {
  readonly name: string;
  readonly uid: string;
  readonly controlPlaneUID: string;
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly weather: NetworkWeather;
  readonly gateway: () => Gateway | undefined;
  readonly imageStore: SimulatedImageStore;
  readonly transfers: InProcessTransfers;
  readonly bug: PlantedBug | undefined;
}

/** What the host promises, in all; small, so that hosts fill up. */
export const hostInventory = { vcpus: 8, memoryMiB: 8704, diskGiB: 100 } as const;

/** A machine with an agent on it: what dies with the agent, and what stays. */
export class SimulatedHost {
  readonly #options: SimulatedHostOptions;
  readonly #random: SeededRandom;
  readonly #files = new MemoryFiles();
  readonly #cachedImages = new Set<string>();
  /** The guests, which outlive the agent. */
  readonly machine: FakeHost;
  readonly journal: MemoryJournalStorage;
  /** The highest revision that the gateway side has seen acknowledged. */
  acknowledgedRevision = 0;
  isPoweredOff = false;
  isPartitioned = false;
  /** Each flush of the journal may take seconds. */
  hasSlowDisk = false;
  /** The operator has deleted its Host and says that it will not come back: its power may return, and it must run nothing then. */
  isGivenUp = false;
  #streams: StreamPair[] = [];
  #agent: { readonly agent: NodeAgent; readonly clock: ProcessClock; readonly volumes: FakeVolumeDriver } | undefined;
  #starts = 0;
  #boots = 1;

  constructor(options: SimulatedHostOptions) {
    this.#options = options;
    this.#random = options.random;
    this.machine = new FakeHost({ clock: options.clock, files: this.#files });
    this.journal = new MemoryJournalStorage({
      clock: options.clock,
      syncMilliseconds: () => {
        if (this.hasSlowDisk) return this.#random.integer(8_000);
        return this.#random.integer(4) === 0 ? this.#random.integer(400) : this.#random.integer(20);
      },
      syncs: options.bug?.journalSyncs ?? 'Honest',
    });
  }

  get name(): string {
    return this.#options.name;
  }

  get uid(): string {
    return this.#options.uid;
  }

  /** Uids of the volumes whose bytes are there. */
  get volumeUIDs(): readonly string[] {
    return [...this.#files.volumes.values()].map(({ volumeUID }) => volumeUID);
  }

  startAgent(): void {
    if (this.#agent !== undefined || this.isPoweredOff) return;
    const { clock: hardwareClock, uid, controlPlaneUID, bug, random, imageStore, transfers } = this.#options;
    const clock = new ProcessClock(hardwareClock);
    this.#starts += 1;
    const volumes = new FakeVolumeDriver({ files: this.#files });
    const agent = createNodeAgent({
      identity: { hostUID: uid, controlPlaneUID },
      bootID: `boot-${this.#boots}`,
      dialer: { open: () => this.#dial() },
      journalStorage: this.journal,
      driver: new FakeDriver({ host: this.machine, clock, inventory: hostInventory }),
      images: imageStore.images(this.#cachedImages),
      uploads: imageStore.uploads({ files: this.#files, clock, random: random.child(`uploads ${this.#starts}`) }),
      volumes,
      transfers: transfers.of(this.name),
      configDriveDocuments: () => new Map(),
      clock,
      random: random.child(`agent ${this.#starts}`),
      logger: silentLogger,
      agentVersion: 'simulated',
      ...(bug?.agentRules === undefined ? {} : { rules: bug.agentRules }),
    });
    this.#agent = { agent, clock, volumes };
    agent.start().catch(() => {});
  }

  killAgent(): void {
    this.#agent?.agent.kill();
    this.#agent?.clock.kill();
    this.#agent?.volumes.close();
    this.#agent = undefined;
    this.#options.transfers.drop(this.name);
    this.cutStreams();
  }

  /** The power goes; of what was not yet on the disk, some bytes made it. */
  cutPower(): void {
    this.killAgent();
    this.machine.powerCycle();
    this.journal.powerCut({ keptBytes: this.#random.integer(40) });
    this.isPoweredOff = true;
    this.#boots += 1;
  }

  restorePower(): void {
    this.isPoweredOff = false;
    this.startAgent();
  }

  cutStreams(): void {
    for (const stream of this.#streams) stream.cut();
    this.#streams = [];
  }

  /** The network swallows all that is said, and nobody hears of it. */
  swallowStreams(): void {
    for (const stream of this.#streams) stream.swallow();
  }

  /** The agent loses its connection and dials again; the gateway hears nothing of it and goes on as before. */
  leaveStreamsHalfDead(): void {
    for (const stream of this.#streams) {
      stream.swallow();
      stream.agent.close('the connection broke on this side');
    }
  }

  async #dial(): Promise<AgentStream> {
    const gateway = this.#options.gateway();
    if (gateway === undefined || this.isPartitioned) throw new DialError('no gateway can be reached');
    const { clock, weather } = this.#options;
    const pair = streamPair({ clock, delayMilliseconds: () => this.#random.integer(weather.mostDelayMilliseconds + 1) });
    this.#streams = [...this.#streams.slice(-3), pair];
    gateway.acceptSession(this.#haunted(pair.gateway), { hostUID: this.uid });
    return pair.agent;
  }

  /** The gateway's end, as a network that repeats old messages now and then makes it, which also notes what is acknowledged. */
  #haunted(stream: GatewayStream): GatewayStream {
    const { weather } = this.#options;
    const said: GatewayMessage[] = [];
    const note = (message: AgentMessage): void => {
      if (message.kind === 'Acknowledge') this.acknowledgedRevision = Math.max(this.acknowledgedRevision, message.revision);
    };
    return {
      closed: stream.closed,
      close: (reason) => stream.close(reason),
      received: notingEach(stream.received, note),
      send: async (message) => {
        await stream.send(message);
        if (message.kind !== 'Desired') return;
        if (said.length < 64) said.push(message);
        if (this.#random.fraction() < weather.lossFraction * 4) await stream.send(this.#random.pick(said));
      },
    };
  }
}

async function* notingEach<Message>(
  messages: AsyncIterable<Message>,
  note: (message: Message) => void,
): AsyncGenerator<Message, void, undefined> {
  for await (const message of messages) {
    note(message);
    yield message;
  }
}
