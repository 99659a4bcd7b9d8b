import type { Duplex } from 'node:stream';
import type { ApiClient } from '#apis/client/api-client.ts';
import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import { hostVolumeKind, type HostVolume } from '#apis/infrastructure/host-volume.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { incarnationOf } from '#apis/infrastructure/restored.ts';
import { leaseKind, namespaceKind, secretKind } from '#apis/kubernetes/core.ts';
import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Metrics } from '#apis/machinery/metrics.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { AgentMessage, Hello } from '#proto/transport/agent-message.ts';
import {
  JoinRefusedError,
  type GatewayService,
  type GatewayStream,
  type JoinRequest,
  type JoinResponse,
} from '#proto/transport/agent-wire.ts';
import type { ConsoleOpen } from '#proto/transport/gateway-message.ts';
import { LeaderElection } from '../runtime/leader-election.ts';
import type { StartableLoop } from '../runtime/loop.ts';
import type { SharedInformers } from '../runtime/shared-informers.ts';
import { ActionSecretResolver } from './action-secret.ts';
import type { CertificateSigner } from './certificate-signer.ts';
import { GatewayMetrics } from './gateway-metrics.ts';
import { HostSession, type ObjectsOfHosts, type SessionTimings } from './host-session.ts';
import { JoinDesk } from './join-desk.ts';
import { systemNamespace } from './join-token.ts';
import { NetworkPeers } from './network-peers.ts';
import { SessionClaim } from './session-claim.ts';
import { UserDataResolver } from './user-data.ts';
import { WriteSlots } from './write-slots.ts';

export interface GatewayDependencies {
  readonly client: ApiClient;
  readonly informers: SharedInformers;
  /** Name of this replica and of its Lease, unlike that of any other. */
  readonly name: string;
  /** Where this replica answers requests for logs; absent: nowhere. */
  readonly consoleURL?: string;
  /** Where hosts find the image store; absent: there is none. */
  readonly imageStoreURL?: string | undefined;
  readonly signer: CertificateSigner;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly timings?: Partial<SessionTimings>;
}

/**
 * The loop that stands between the control plane and the hosts whose streams end here. Several run side by side, each for its own hosts; none has to
 * be elected.
 */
export interface Gateway extends GatewayService, StartableLoop {
  /** How many hosts it speaks for. */
  readonly sessionCount: number;
  /**
   * The last `maximumBytes` of a guest's console; undefined when its host has no stream here. The promise rejects with ConsoleUnavailableError when the
   * host does not answer.
   */
  consoleLog(instanceUID: string, options: { readonly maximumBytes: number }): Promise<Uint8Array> | undefined;
  /**
   * A guest's live console: what is written is typed, what the guest says is read. Undefined when its host has no stream here. It fails with
   * ConsoleUnavailableError when it cannot be had, when it is not read, and when the stream ends. Whoever has it destroys it.
   */
  openConsole(instanceUID: string, console: ConsoleOpen['console']): Duplex | undefined;
}

export function createGateway(dependencies: GatewayDependencies): Gateway {
  return new RunningGateway(dependencies);
}

const defaultTimings: SessionTimings = { pingIntervalSeconds: 10, silenceLimitSeconds: 30, leaseSeconds: 30, progressLimitSeconds: 30 };

class RunningGateway implements Gateway {
  readonly name = 'instance';
  readonly #dependencies: GatewayDependencies;
  readonly #timings: SessionTimings;
  readonly #hosts: Informer<Host>;
  readonly #instances: ObjectsOfHosts<Instance>;
  readonly #volumes: ObjectsOfHosts<HostVolume>;
  readonly #hostsByUID: ObjectIndex<Host>;
  readonly #peers: NetworkPeers;
  readonly #claim: SessionClaim;
  readonly #joinDesk: JoinDesk;
  readonly #userData: UserDataResolver;
  readonly #actionSecrets: ActionSecretResolver;
  /** Writes to the api-server that go on at once, over all hosts. */
  readonly #slots = new WriteSlots({ limit: maximumWrites });
  readonly #sessions = new Map<string, HostSession>();
  readonly #conversations = new Set<Promise<void>>();
  /** Hosts that are being taken at this moment. */
  readonly #claims = new Set<{ readonly hostUID: string }>();
  readonly #metrics: GatewayMetrics;
  #controlPlaneUID = '';
  #incarnation = 0;
  #open: { readonly stop: AbortController; readonly lease: Promise<void>; readonly unsubscribe: () => void } | undefined;
  #sweepTimer: Timer | undefined;

  constructor(dependencies: GatewayDependencies) {
    const { client, informers, name, consoleURL, signer, clock, logger, metrics, timings } = dependencies;
    this.#dependencies = dependencies;
    this.#timings = { ...defaultTimings, ...timings };
    this.#hosts = informers.for(hostKind);
    this.#instances = objectsOfHosts(informers.for(instanceKind), client.resource(instanceKind));
    this.#volumes = objectsOfHosts(informers.for(hostVolumeKind), client.resource(hostVolumeKind));
    this.#hostsByUID = this.#hosts.index('uid', (host) => [host.metadata.uid]);
    this.#peers = new NetworkPeers({
      clock,
      hostByUID: (uid) => this.#hostsByUID.get(uid)[0],
      onChange: (hostUID, networkUID) => this.#sessions.get(hostUID)?.peersChanged(networkUID),
    });
    const secrets = client.resource(secretKind);
    const hosts = client.resource(hostKind);
    this.#userData = new UserDataResolver({ secrets });
    this.#actionSecrets = new ActionSecretResolver({ secrets });
    this.#claim = new SessionClaim({ hosts, gateway: name, gatewayURL: consoleURL, clock });
    this.#joinDesk = new JoinDesk({ secrets, hosts, signer, controlPlaneUID: () => this.#controlPlaneUID, clock, logger });
    this.#metrics = new GatewayMetrics(metrics);
  }

  get sessionCount(): number {
    return this.#sessions.size;
  }

  async start(options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    if (this.#open !== undefined) return;
    await Promise.all([this.#hosts, this.#instances.informer, this.#volumes.informer].map((informer) => informer.synced(options)));
    const system = await this.#dependencies.client.resource(namespaceKind).get({ name: systemNamespace }, options);
    this.#controlPlaneUID = system.metadata.uid;
    this.#incarnation = incarnationOf(system);
    for (const instance of this.#instances.informer.list()) this.#peers.instanceChanged(undefined, instance);
    const subscriptions = [
      this.#instances.informer.onChange(({ previous, current }) => this.#instanceChanged(previous, current)),
      this.#volumes.informer.onChange(({ previous, current }) => this.#volumeChanged(previous, current)),
      this.#hosts.onChange(({ previous, current }) => this.#hostChanged(previous, current)),
    ];
    const stop = new AbortController();
    const { ended: lease } = await this.#holdLease(stop, options.signal);
    const unsubscribe = (): void => {
      for (const each of subscriptions) each();
    };
    this.#open = { stop, lease, unsubscribe };
    this.#sweepLater();
  }

  async stop(): Promise<void> {
    const open = this.#open;
    if (open === undefined) return;
    this.#open = undefined;
    this.#sweepTimer?.cancel();
    open.unsubscribe();
    this.#peers.close();
    for (const session of this.#sessions.values()) session.end('the gateway stops');
    const patience = this.#dependencies.clock.sleep(stopPatienceMilliseconds, { signal: open.stop.signal }).catch(() => {});
    await Promise.race([Promise.all(this.#conversations).then(() => {}), patience]);
    open.stop.abort(new Error('the gateway stops'));
    await open.lease;
  }

  acceptSession(stream: GatewayStream, { hostUID }: { readonly hostUID: string }): void {
    const conversation = this.#converse(stream, hostUID).catch((error: unknown) => {
      this.#dependencies.logger.warn({ error, hostUID }, 'an agent got no session');
      goodbye(stream, (error as Error).message);
    });
    this.#conversations.add(conversation);
    void conversation.then(() => this.#conversations.delete(conversation));
  }

  join(request: JoinRequest): Promise<JoinResponse> {
    if (this.#open === undefined) return Promise.reject(new JoinRefusedError('Unavailable', 'the gateway is not open yet: try again'));
    return this.#joinDesk.join(request);
  }

  consoleLog(instanceUID: string, options: { readonly maximumBytes: number }): Promise<Uint8Array> | undefined {
    return this.#sessionOf(instanceUID)?.consoleLog(instanceUID, options);
  }

  openConsole(instanceUID: string, console: ConsoleOpen['console']): Duplex | undefined {
    return this.#sessionOf(instanceUID)?.openConsole(instanceUID, console);
  }

  #sessionOf(instanceUID: string): HostSession | undefined {
    const [instance] = this.#instances.byUID.get(instanceUID);
    return instance === undefined ? undefined : this.#sessions.get(instance.spec.host.uid);
  }

  async #converse(stream: GatewayStream, hostUID: string): Promise<void> {
    if (this.#open === undefined) throw new Error('the gateway is not open yet, or not any more');
    const messages = stream.received[Symbol.asyncIterator]();
    const hello = await this.#hello(stream, messages, hostUID);
    if (hello === undefined) return;
    const hostName = await this.#nameOf(hostUID);
    const claim = { hostUID };
    this.#claims.add(claim);
    try {
      const host = await this.#slots.use(() => this.#claim.take(hostName, hello));
      const { number } = host.status.session;
      const session = this.#createSession({ stream, messages: { [Symbol.asyncIterator]: () => messages }, hello, host, number });
      this.#adopt(session);
      this.#metrics.sessionBegun();
      this.#hosts.absorb(host);
      this.#claims.delete(claim);
      await session.run();
      await this.#release(session, host);
    } finally {
      this.#claims.delete(claim);
    }
  }

  /** The first thing that an agent says. Undefined: it went away before it said anything. */
  async #hello(stream: GatewayStream, messages: AsyncIterator<AgentMessage>, hostUID: string): Promise<Hello | undefined> {
    const timer = this.#dependencies.clock.setTimer(() => stream.close('the agent did not say hello'), helloPatienceMilliseconds);
    const first = await messages.next();
    timer.cancel();
    if (first.done === true) return undefined;
    if (first.value.kind !== 'Hello') throw new Error('an agent has to say hello first');
    if (first.value.hostUID !== hostUID)
      throw new Error(`the agent says it is host ${first.value.hostUID}, and its certificate says ${hostUID}`);
    if (first.value.protocolVersion < 1)
      throw new Error(`the agent speaks version ${first.value.protocolVersion} of the wire, which is not spoken here`);
    // It would make anew what the backup knows and the host has destroyed since.
    if (this.#incarnation > 0 && first.value.knowsRestores !== true)
      throw new Error(
        `the control plane was restored from a backup, and agents of release ${first.value.agentVersion} do not know of that: upgrade the agent`,
      );
    return first.value;
  }

  /** A host that joined a moment ago may not be in the cache yet. */
  async #nameOf(hostUID: string): Promise<string> {
    for (let attempt = 1; attempt <= maximumLookUps; attempt += 1) {
      const [host] = this.#hostsByUID.get(hostUID);
      if (host !== undefined) return host.metadata.name;
      await this.#dependencies.clock.sleep(lookUpIntervalMilliseconds);
    }
    throw new Error(`there is no Host with uid ${hostUID}: it was deleted, or this gateway has not heard of it yet`);
  }

  #createSession(
    parts: Pick<ConstructorParameters<typeof HostSession>[0], 'stream' | 'messages' | 'hello' | 'host' | 'number'>,
  ): HostSession {
    const { client, clock, logger } = this.#dependencies;
    return new HostSession({
      ...parts,
      controlPlaneUID: this.#controlPlaneUID,
      incarnation: this.#incarnation,
      imageStoreURL: this.#dependencies.imageStoreURL ?? '',
      timings: this.#timings,
      hosts: client.resource(hostKind),
      hostInformer: this.#hosts,
      instances: this.#instances,
      volumes: this.#volumes,
      peers: this.#peers,
      userData: this.#userData,
      actionSecrets: this.#actionSecrets,
      slots: this.#slots,
      metrics: this.#metrics,
      clock,
      logger,
    });
  }

  /** The newest session of a host takes the place of an older one. */
  #adopt(session: HostSession): void {
    const existing = this.#sessions.get(session.hostUID);
    const [older, newer] = existing !== undefined && existing.number > session.number ? [session, existing] : [existing, session];
    this.#sessions.set(session.hostUID, newer);
    this.#metrics.sessionCount(this.#sessions.size);
    older?.end('superseded by a newer stream of the same host');
  }

  async #release(session: HostSession, host: Host): Promise<void> {
    if (this.#sessions.get(session.hostUID) !== session) return;
    this.#sessions.delete(session.hostUID);
    this.#metrics.sessionCount(this.#sessions.size);
    try {
      await this.#slots.use(() => this.#claim.giveBack(host, session.number));
    } catch (error) {
      this.#dependencies.logger.warn({ error, host: session.hostName }, 'the end of a session could not be noted; the next sweep will');
    }
  }

  #instanceChanged(previous: Instance | undefined, current: Instance | undefined): void {
    const instance = current ?? previous;
    if (instance === undefined) return;
    this.#peers.instanceChanged(previous, current);
    this.#sessions.get(instance.spec.host.uid)?.instanceChanged(instance);
  }

  #volumeChanged(previous: HostVolume | undefined, current: HostVolume | undefined): void {
    const volume = current ?? previous;
    if (volume !== undefined) this.#sessions.get(volume.spec.host.uid)?.volumeChanged(volume);
  }

  #hostChanged(previous: Host | undefined, current: Host | undefined): void {
    this.#peers.hostChanged(previous, current);
    const replaced = previous !== undefined && previous.metadata.uid !== current?.metadata.uid ? previous : undefined;
    if (replaced !== undefined) this.#sessions.get(replaced.metadata.uid)?.end('the Host was deleted', { final: true });
    const session = current === undefined ? undefined : this.#sessions.get(current.metadata.uid);
    const inForce = current?.status?.session;
    if (session === undefined || inForce === undefined || inForce.number < session.number) return;
    if (inForce.number > session.number) session.end(`superseded by session ${inForce.number}`);
    else if (inForce.disconnectedAt !== undefined) session.end('the Host says that this session has ended');
  }

  /** Resolves once the Lease is held; `ended` resolves when it has been given back. */
  async #holdLease(stop: AbortController, giveUp: AbortSignal | undefined): Promise<{ readonly ended: Promise<void> }> {
    const { client, name, clock, random, logger } = this.#dependencies;
    const leases = client.resource(leaseKind);
    const election = new LeaderElection({ leases, namespace: systemNamespace, name, identity: name, clock, random, logger });
    let hold!: (leading: AbortSignal) => Promise<void>;
    const held = new Promise<void>((resolve, reject) => {
      giveUp?.addEventListener('abort', () => reject(giveUp.reason as Error), { once: true });
      hold = (leading) => {
        resolve();
        return new Promise((end) => leading.addEventListener('abort', () => end(), { once: true }));
      };
    });
    const ended = election.run((leading) => hold(leading), stop.signal);
    try {
      await held;
    } catch (error) {
      stop.abort(error);
      throw error;
    }
    return { ended };
  }

  #sweepLater(): void {
    const { clock, random } = this.#dependencies;
    this.#sweepTimer = clock.setTimer(() => void this.#sweep(), sweepIntervalMilliseconds * (0.75 + random.fraction() / 2));
  }

  /** Notes the end of sessions whose end nobody could note: of this replica's former life, or while the api-server was away. */
  async #sweep(): Promise<void> {
    for (const host of this.#hosts.list()) {
      const session = host.status?.session;
      if (session?.gateway !== this.#dependencies.name || session.disconnectedAt !== undefined) continue;
      const isBeingClaimed = [...this.#claims].some(({ hostUID }) => hostUID === host.metadata.uid);
      if (isBeingClaimed || this.#sessions.get(host.metadata.uid)?.number === session.number || this.#open === undefined) continue;
      try {
        await this.#slots.use(() => this.#claim.giveBack(host, session.number));
      } catch (error) {
        this.#dependencies.logger.warn({ error, host: host.metadata.name }, 'the end of a session could not be noted');
      }
    }
    if (this.#open !== undefined) this.#sweepLater();
  }
}

/** Objects of one kind, found by their uid and by the host that they are on. */
function objectsOfHosts<Object extends ApiObject & { readonly spec: { readonly host: { readonly uid: string } } }>(
  informer: Informer<Object>,
  client: ResourceClient<Object>,
): ObjectsOfHosts<Object> {
  const byHost = informer.index('host', ({ spec }) => [spec.host.uid]);
  return { informer, client, byHost, byUID: informer.index('uid', ({ metadata }) => [metadata.uid]) };
}

function goodbye(stream: GatewayStream, reason: string): void {
  void stream.send({ kind: 'Goodbye', reason, final: false }).catch(() => {});
  stream.close(reason);
}

const maximumWrites = 64;
const helloPatienceMilliseconds = 10_000;
const lookUpIntervalMilliseconds = 100;
const maximumLookUps = 30;
const sweepIntervalMilliseconds = 60_000;
const stopPatienceMilliseconds = 10_000;
