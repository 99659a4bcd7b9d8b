import type { ApiClient } from '#apis/client/api-client.ts';
import type { ObjectOf, ResourceClient } from '#apis/client/resource-client.ts';
import { serverKind, type Server, type ServerSpec } from '#apis/compute/server.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { eventKind, type Event } from '#apis/kubernetes/core.ts';
import { findCondition, type Condition } from '#apis/machinery/condition.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { silentLogger, type Logger } from '#apis/machinery/logger.ts';
import { discardedMetrics } from '#apis/machinery/metrics.ts';
import { controllerNames, createControllers, type ControllerName } from '#cmd/controller-manager/all-controllers.ts';
import { EventRecorder } from '#controllers/runtime/event-recorder.ts';
import type { StartableLoop } from '#controllers/runtime/loop.ts';
import { SharedInformers } from '#controllers/runtime/shared-informers.ts';
import { InProcessApiServer } from './in-process-api-server.ts';
import { processPeers, type InProcessTransport } from './in-process-transport.ts';
import { ModelAgents } from './model-agents.ts';
import { SeededRandom } from './seeded-random.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface LoopWorldOptions {
  /** Default: all of them. */
  readonly loops?: readonly ControllerName[];
  readonly seed?: number;
  readonly logger?: Logger;
  /** Default: as the controller-manager's. */
  readonly actionRetentionSeconds?: number;
}

/** The controllers on a real api-server with agents that are modelled, in one process on a virtual clock. */
export class LoopWorld {
  readonly clock: VirtualClock;
  readonly server: InProcessApiServer;
  /** The user's own connection. */
  readonly client: ApiClient;
  readonly agents: ModelAgents;
  readonly loops: readonly StartableLoop[];
  /** The controllers' connection. */
  readonly transport: InProcessTransport;
  readonly #stopping: AbortController;
  readonly #runs: readonly Promise<void>[];

  private constructor(
    parts: Pick<LoopWorld, 'clock' | 'server' | 'client' | 'agents' | 'loops' | 'transport'>,
    stopping: AbortController,
    runs: readonly Promise<void>[],
  ) {
    ({
      clock: this.clock,
      server: this.server,
      client: this.client,
      agents: this.agents,
      loops: this.loops,
      transport: this.transport,
    } = parts);
    this.#stopping = stopping;
    this.#runs = runs;
  }

  /** Starts everything and makes what servers refer to: the flavor `small` and the image `debian`. */
  static async start(options: LoopWorldOptions = {}): Promise<LoopWorld> {
    const { loops: names = controllerNames, seed = 1, logger = silentLogger, actionRetentionSeconds } = options;
    const clock = new VirtualClock();
    const random = new SeededRandom(seed);
    const server = new InProcessApiServer({ clock, random: random.child('api-server'), logger });
    await clock.waitFor(server.ready, { limitMilliseconds: 10_000 });
    const controllersClient = server.client({ peer: processPeers.controllerManager });
    const parts = { clock, random: random.child('controllers'), logger };
    const informers = new SharedInformers({ ...parts, client: controllersClient });
    const metrics = discardedMetrics;
    const events = new EventRecorder({ ...parts, metrics, events: controllersClient.resource(eventKind), component: 'test' });
    const loops = createControllers(names, {
      ...parts,
      client: controllersClient,
      informers,
      events,
      metrics,
      ...(actionRetentionSeconds === undefined ? {} : { actionRetentionSeconds }),
    });
    const agentClient = server.client({ peer: processPeers.gateway });
    const agentInformers = new SharedInformers({ ...parts, client: agentClient });
    const agents = new ModelAgents({ client: agentClient, informers: agentInformers, clock });
    const stopping = new AbortController();
    const runs = [informers.run(stopping.signal), agentInformers.run(stopping.signal)];
    const world = new LoopWorld({ clock, server, client: server.client(), agents, loops, transport: server.transport() }, stopping, runs);
    await world.does(world.#makeReferences());
    await world.does(agents.startGateway());
    await world.does(Promise.all(loops.map((loop) => loop.start())));
    return world;
  }

  async stop(): Promise<void> {
    this.agents.stop();
    await this.clock.waitFor(Promise.all(this.loops.map((loop) => loop.stop())), { limitMilliseconds: 60_000 });
    this.#stopping.abort(new Error('the test is over'));
    await Promise.all(this.#runs);
    this.server.close();
    if (this.server.missingRights.size > 0) throw new Error([...this.server.missingRights].join('\n'));
  }

  /** The outcome of something that somebody does, with as much time passing as it takes. */
  does<Value>(promise: Promise<Value>): Promise<Value> {
    return this.clock.waitFor(promise, { limitMilliseconds: 60_000 });
  }

  objects<Kind extends KindDefinition>(kind: Kind): ResourceClient<ObjectOf<Kind>> {
    return this.client.resource(kind);
  }

  /** A user creates a server. */
  createServer(name: string, spec: Partial<ServerSpec> = {}): Promise<Server> {
    const whole = { flavor: 'small', image: 'debian', ...spec } as ServerSpec;
    return this.does(
      this.objects(serverKind).create({
        apiVersion: 'compute.tycho.dev/v1alpha1',
        kind: 'Server',
        metadata: { namespace: 'default', name },
        spec: whole,
      }),
    );
  }

  async getServer(name: string): Promise<Server | undefined> {
    try {
      return await this.does(this.objects(serverKind).get({ namespace: 'default', name }));
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  /** Where a server stands, as `Running True/Running`; `gone` when it is. */
  async stateOf(name: string): Promise<string> {
    const server = await this.getServer(name);
    if (server === undefined) return 'gone';
    const ready = await this.readyOf(name);
    return `${server.status?.phase ?? '-'} ${ready?.status ?? '-'}/${ready?.reason ?? '-'}`;
  }

  async readyOf(name: string): Promise<Condition | undefined> {
    return findCondition((await this.getServer(name))?.status?.conditions, 'Ready');
  }

  /** The incarnations of a server, the oldest first. */
  async instancesOf(name: string): Promise<readonly Instance[]> {
    const { items } = await this.does(this.objects(instanceKind).list({ namespace: 'default' }));
    return items.filter(({ spec }) => spec.server.name === name).toSorted((one, other) => one.spec.epoch - other.spec.epoch);
  }

  async instanceOf(name: string): Promise<Instance> {
    const instance = (await this.instancesOf(name)).at(-1);
    if (instance === undefined) throw new Error(`server ${name} has no instance`);
    return instance;
  }

  /** Events about an object, as `Started×1`. */
  async eventsAbout(name: string, namespace = 'default'): Promise<readonly string[]> {
    const { items } = await this.does(this.objects(eventKind).list({ namespace }));
    const about = items.filter((event: Event) => event.involvedObject.name === name);
    return about.map((event) => `${event.reason}×${event.count}`).toSorted();
  }

  async #makeReferences(): Promise<void> {
    const compute = 'compute.tycho.dev/v1alpha1';
    await this.objects(flavorKind).create({
      apiVersion: compute,
      kind: 'Flavor',
      metadata: { name: 'small' },
      spec: { vcpus: 1, memoryMiB: 512, diskGiB: 10 },
    });
    await this.objects(imageKind).create({
      apiVersion: compute,
      kind: 'Image',
      metadata: { namespace: 'public', name: 'debian' },
      spec: {
        format: 'Qcow2',
        source: { url: 'https://images.test/debian.qcow2', sha256: 'a'.repeat(64) },
        minimumDiskGiB: 0,
        minimumMemoryMiB: 0,
      },
    });
  }
}
