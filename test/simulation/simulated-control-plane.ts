import { ApiClient } from '#apis/client/api-client.ts';
import type { TransportRequest, TransportResponse } from '#apis/client/transport.ts';
import { eventKind, leaseKind } from '#apis/kubernetes/core.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { discardedMetrics } from '#apis/machinery/metrics.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { Storage } from '#cmd/api-server/storage/storage.ts';
import { controllerNames, createControllers } from '#cmd/controller-manager/all-controllers.ts';
import { ElectedLoops } from '#controllers/runtime/elected-loops.ts';
import { createGateway, type Gateway } from '#controllers/instance/gateway.ts';
import { EventRecorder } from '#controllers/runtime/event-recorder.ts';
import { LeaderElection } from '#controllers/runtime/leader-election.ts';
import { SharedInformers } from '#controllers/runtime/shared-informers.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { operatorPeer, processPeers, type InProcessTransport } from '#test/harness/in-process-transport.ts';
import type { Peer } from '#cmd/api-server/exchange/api-request.ts';
import type { SeededRandom } from '#test/harness/seeded-random.ts';
import type { PlantedBug } from './planted-bugs.ts';
import { ProcessClock } from './process-clock.ts';
import { SlowStorage } from './slow-storage.ts';
import { SimulatedTransport, type NetworkWeather } from './simulated-network.ts';

export interface SimulatedControlPlaneOptions {
  readonly clock: Clock;
  readonly random: SeededRandom;
  /** What outlives every process. */
  readonly storage: Storage;
  readonly weather: NetworkWeather;
  readonly bug: PlantedBug | undefined;
  /** Told of every answer that a gateway gets. */
  readonly onGatewayAnswer: (request: TransportRequest, response: TransportResponse) => void;
  /** Told when a process is refused something by its role. */
  readonly onMissingRight: (message: string) => void;
}

/** A process that can die at any moment and be started again, or stand still for a while and know nothing of it. */
interface Process {
  readonly clock: ProcessClock;
  kill(): void;
}

interface ApiServerProcess extends Process {
  readonly storage: SlowStorage;
  readonly server: InProcessApiServer;
  readonly connections: Set<InProcessTransport>;
  isReady: boolean;
}

interface GatewayProcess extends Process {
  readonly gateway: Gateway;
}

/** By how much the wall clock of a machine may be wrong, either way. */
export const mostSkewMilliseconds = 5_000;

/** How many replicas of each process there are. Two, so that races between them happen. */
export const replicaCount = 2;

/** All processes of a control plane, in one, on a virtual clock. */
export class SimulatedControlPlane {
  readonly #options: SimulatedControlPlaneOptions;
  readonly #apiServers: (ApiServerProcess | undefined)[] = [];
  readonly #controllerManagers: (Process | undefined)[] = [];
  readonly #gateways: (GatewayProcess | undefined)[] = [];
  #starts = 0;

  constructor(options: SimulatedControlPlaneOptions) {
    this.#options = options;
  }

  /** Starts whatever does not run. */
  startAll(): void {
    for (let index = 0; index < replicaCount; index += 1) {
      this.#apiServers[index] ??= this.#startApiServer();
      this.#controllerManagers[index] ??= this.#startControllerManager(index);
      this.#gateways[index] ??= this.#startGateway(index);
    }
    for (const { clock } of this.#processes()) clock.goOn();
    for (const apiServer of this.#apiServers) if (apiServer !== undefined) apiServer.storage.lagMilliseconds = 0;
  }

  /** Stands still until everything is started again, as after SIGSTOP: what it had begun it ends late, in a world that has gone on. */
  suspendControllerManager(index: number): void {
    this.#controllerManagers[index]?.clock.suspend();
  }

  suspendApiServer(index: number): void {
    this.#apiServers[index]?.clock.suspend();
  }

  /** The cache of an api-server falls behind what others commit. */
  delayWatches(index: number, lagMilliseconds: number): void {
    const apiServer = this.#apiServers[index];
    if (apiServer !== undefined) apiServer.storage.lagMilliseconds = lagMilliseconds;
  }

  #processes(): readonly Process[] {
    return [...this.#apiServers, ...this.#controllerManagers, ...this.#gateways].filter((each) => each !== undefined);
  }

  killApiServer(index: number): void {
    this.#apiServers[index]?.kill();
    this.#apiServers[index] = undefined;
  }

  killControllerManager(index: number): void {
    this.#controllerManagers[index]?.kill();
    this.#controllerManagers[index] = undefined;
  }

  killGateway(index: number): void {
    this.#gateways[index]?.kill();
    this.#gateways[index] = undefined;
  }

  /** One of the gateways that live. */
  gateway(random: SeededRandom): Gateway | undefined {
    const living = this.#gateways.filter((each) => each !== undefined);
    return living.length === 0 ? undefined : random.pick(living).gateway;
  }

  /** A client that talks to whichever api-server lives. */
  client(name: string, weather: NetworkWeather = this.#options.weather): ApiClient {
    return new ApiClient({ transport: this.#transport(name, { peer: operatorPeer, clock: this.#options.clock, weather }) });
  }

  #startApiServer(): ApiServerProcess {
    const { bug, weather, onMissingRight } = this.#options;
    const random = this.#options.random.child(`api-server ${this.#nextStart()}`);
    const clock = this.#clockOf(random);
    const storage = new SlowStorage({ storage: this.#options.storage, clock, random: random.child('storage'), weather });
    const server = new InProcessApiServer({ clock, random, storage: bug?.storage?.(storage) ?? storage, onMissingRight });
    const connections = new Set<InProcessTransport>();
    const process: ApiServerProcess = {
      clock,
      storage,
      server,
      connections,
      isReady: false,
      kill: () => {
        clock.kill();
        for (const connection of connections) connection.cut();
        server.close();
      },
    };
    void server.ready.then(
      () => (process.isReady = true),
      () => {},
    );
    return process;
  }

  #startControllerManager(index: number): Process {
    const name = `controller-manager-${index}`;
    const { clock, random, transport, client } = this.#process(`${name} ${this.#nextStart()}`, processPeers.controllerManager);
    const informers = new SharedInformers({ client, clock, random, logger: silentLogger });
    const events = new EventRecorder({
      events: client.resource(eventKind),
      component: 'tycho-controller-manager',
      clock,
      random,
      logger: silentLogger,
      metrics: discardedMetrics,
    });
    const loops = createControllers(controllerNames, {
      client,
      informers,
      events,
      clock,
      random,
      logger: silentLogger,
      metrics: discardedMetrics,
    });
    const election = new LeaderElection({
      leases: client.resource(leaseKind),
      namespace: 'tycho-system',
      name: 'controller-manager',
      identity: name,
      clock,
      random,
      logger: silentLogger,
    });
    const elected = new ElectedLoops({ loops, election, logger: silentLogger });
    const life = new AbortController();
    void informers.run(life.signal);
    elected.start(() => {});
    return {
      clock,
      kill: () => {
        transport.kill();
        clock.kill();
        life.abort(new Error('killed'));
      },
    };
  }

  #startGateway(index: number): GatewayProcess {
    const name = `gateway-${index}`;
    const { clock, random, transport, client } = this.#process(
      `${name} ${this.#nextStart()}`,
      processPeers.gateway,
      this.#options.onGatewayAnswer,
    );
    const informers = new SharedInformers({ client, clock, random, logger: silentLogger });
    const gateway = createGateway({
      client,
      informers,
      name,
      signer: { sign: () => Promise.reject(new Error('hosts of a simulation have joined already')) } as never,
      clock,
      random,
      logger: silentLogger,
      metrics: discardedMetrics,
    });
    const life = new AbortController();
    void informers.run(life.signal);
    gateway.start({ signal: life.signal }).catch(() => {});
    return {
      clock,
      gateway,
      kill: () => {
        transport.kill();
        clock.kill();
        life.abort(new Error('killed'));
      },
    };
  }

  #process(
    name: string,
    peer: Peer,
    onAnswer?: SimulatedControlPlaneOptions['onGatewayAnswer'],
  ): {
    readonly clock: ProcessClock;
    readonly random: SeededRandom;
    readonly transport: SimulatedTransport;
    readonly client: ApiClient;
  } {
    const random = this.#options.random.child(name);
    const clock = this.#clockOf(random);
    const transport = this.#transport(name, { peer, clock, weather: this.#options.weather, onAnswer });
    return { clock, random, transport, client: new ApiClient({ transport }) };
  }

  /** Each process is on a machine of its own, whose wall clock is wrong by up to so much. */
  #clockOf(random: SeededRandom): ProcessClock {
    const skewMilliseconds = random.child('clock').integer(2 * mostSkewMilliseconds) - mostSkewMilliseconds;
    return new ProcessClock(this.#options.clock, { skewMilliseconds });
  }

  #transport(
    name: string,
    {
      peer,
      clock,
      weather,
      onAnswer,
    }: {
      readonly peer: Peer;
      readonly clock: Clock;
      readonly weather: NetworkWeather;
      readonly onAnswer?: SimulatedControlPlaneOptions['onGatewayAnswer'] | undefined;
    },
  ): SimulatedTransport {
    const { bug } = this.#options;
    const random = this.#options.random.child(`network of ${name}`);
    return new SimulatedTransport({
      connect: () => this.#connect(random, peer),
      weather,
      clock,
      random,
      ...(bug?.rewriteRequest === undefined ? {} : { rewrite: bug.rewriteRequest }),
      ...(onAnswer === undefined ? {} : { onAnswer }),
    });
  }

  /** Like a balancer that knows who is ready. */
  #connect(random: SeededRandom, peer: Peer): InProcessTransport | undefined {
    const ready = this.#apiServers.filter((each) => each?.isReady === true);
    if (ready.length === 0) return undefined;
    const { server, connections } = random.pick(ready)!;
    const connection = server.transport(peer);
    connections.add(connection);
    return connection;
  }

  #nextStart(): number {
    this.#starts += 1;
    return this.#starts;
  }
}
