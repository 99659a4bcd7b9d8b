import type { Duplex } from 'node:stream';
import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import type { Clock, Timer } from '#apis/machinery/clock.ts';
import { ApiError, ConflictError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';
import type { AgentMessage, Hello, HostReport } from '#proto/transport/agent-message.ts';
import { protocolVersion, type GatewayStream } from '#proto/transport/agent-wire.ts';
import type { ConsoleOpen, GatewayMessage, Ping } from '#proto/transport/gateway-message.ts';
import type { ActionSecretResolver } from './action-secret.ts';
import { ConsoleRequests } from './console-requests.ts';
import { DesiredFeed } from './desired-feed.ts';
import type { GatewayMetrics } from './gateway-metrics.ts';
import { HostObjectsFeed } from './host-objects-feed.ts';
import { InvalidReportError, withHostReport } from './host-status.ts';
import { hostVolumeReports } from './host-volume-status.ts';
import { instanceReports } from './instance-status.ts';
import { LiveConsoles } from './live-consoles.ts';
import type { NetworkPeers } from './network-peers.ts';
import { ObservedWriter } from './observed-writer.ts';
import { isStaleSession } from './stale-session.ts';
import { StreamProgress } from './stream-progress.ts';
import type { UserDataResolver } from './user-data.ts';
import type { WriteSlots } from './write-slots.ts';

export interface HostSessionOptions {
  readonly stream: GatewayStream;
  /** What the agent says after its hello. */
  readonly messages: AsyncIterable<AgentMessage>;
  readonly hello: Hello;
  /** The Host as it was written when this session took it. */
  readonly host: Host;
  readonly number: number;
  readonly controlPlaneUID: string;
  /** How often the control plane was restored from a backup. */
  readonly incarnation: number;
  /** Where hosts find the image store; empty: there is none. */
  readonly imageStoreURL: string;
  readonly timings: SessionTimings;
  readonly hosts: ResourceClient<Host>;
  readonly hostInformer: Informer<Host>;
  readonly instances: ObjectsOfHosts<Instance>;
  readonly volumes: ObjectsOfHosts<HostVolume>;
  readonly peers: NetworkPeers;
  readonly userData: UserDataResolver;
  readonly actionSecrets: ActionSecretResolver;
  readonly slots: WriteSlots;
  readonly metrics: GatewayMetrics;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** One kind of which each object is kept on a host: how it is read and written. */
export interface ObjectsOfHosts<Object extends ApiObject> {
  readonly client: ResourceClient<Object>;
  readonly informer: Informer<Object>;
  readonly byHost: ObjectIndex<Object>;
  readonly byUID: ObjectIndex<Object>;
}

export interface SessionTimings {
  readonly pingIntervalSeconds: number;
  /** After so long without a word the other side counts as gone. */
  readonly silenceLimitSeconds: number;
  /** How long the agent may regard its lease as held after each ping. */
  readonly leaseSeconds: number;
  /** After so long without an acknowledgement of what was sent, a stream that is alive is made anew. */
  readonly progressLimitSeconds: number;
}

/** One host's stream, from the moment it holds the session until it ends. */
export class HostSession {
  readonly hostUID: string;
  readonly hostName: string;
  readonly number: number;
  readonly #options: HostSessionOptions;
  readonly #stream: GatewayStream;
  readonly #feed: DesiredFeed;
  readonly #objects: HostObjectsFeed;
  readonly #instanceWriter: ObservedWriter<Instance>;
  readonly #volumeWriter: ObservedWriter<HostVolume>;
  readonly #console: ConsoleRequests;
  readonly #liveConsoles: LiveConsoles;
  readonly #progress: StreamProgress;
  /** What goes out before everything else. At most one ping and the open console requests. */
  readonly #urgent: GatewayMessage[] = [];
  /** What live consoles say, one piece of each at a time. Takes turns with what the host is to be told. */
  readonly #typed: { readonly message: GatewayMessage; readonly sent: () => void }[] = [];
  #isTypedNext = false;
  #lastRequest = 0;
  #wake: (() => void) | undefined;
  #nextPing: Timer | undefined;
  #pingNumber = 0;
  #ended = false;
  #hostReport: HostReport | undefined;
  #writingHostReport = false;

  constructor(options: HostSessionOptions) {
    const { host, number, stream, clock, instances, volumes, peers, timings } = options;
    this.#options = options;
    this.#stream = stream;
    this.hostUID = host.metadata.uid;
    this.hostName = host.metadata.name;
    this.number = number;
    this.#progress = new StreamProgress({ clock, timings });
    const about = { hostUID: this.hostUID, session: number };
    this.#feed = new DesiredFeed(
      { ...options, ...about, instances: instances.informer, waitingElsewhere: () => this.#objects.waitingSince },
      instances.byHost.get(this.hostUID),
    );
    this.#objects = new HostObjectsFeed(
      {
        ...about,
        volumes: volumes.informer,
        liveVolumes: volumes.client,
        claimRevision: Number(host.metadata.resourceVersion),
        peers,
        toldRevision: () => this.#feed.toldRevision,
        revision: () => instances.informer.revision,
      },
      volumes.byHost.get(this.hostUID),
    );
    const hostSession = { hostName: this.hostName, number };
    const onLost = (): void => this.end('another session speaks for this host');
    const parts = { ...options, hostUID: this.hostUID, hostSession, onLost };
    this.#instanceWriter = new ObservedWriter({ ...parts, subject: { ...instances, ...instanceReports } });
    this.#volumeWriter = new ObservedWriter({ ...parts, subject: { ...volumes, ...hostVolumeReports } });
    const nextRequest = (): number => (this.#lastRequest += 1);
    this.#console = new ConsoleRequests({
      clock,
      nextRequest,
      send: (request) => this.#sendUrgent({ kind: 'ConsoleRequest', session: number, ...request }),
    });
    this.#liveConsoles = new LiveConsoles({ session: number, nextRequest, send: (message) => this.#sendTyped(message) });
  }

  /** Speaks until the stream ends, and then is of no use any more. Never rejects. */
  async run(): Promise<void> {
    const { logger, controlPlaneUID, incarnation, imageStoreURL, timings } = this.#options;
    logger.info({ host: this.hostName, session: this.number }, 'session begun');
    const { pingIntervalSeconds, silenceLimitSeconds } = timings;
    const version = Math.min(protocolVersion, this.#options.hello.protocolVersion);
    this.#urgent.push({
      kind: 'Welcome',
      session: this.number,
      controlPlaneUID,
      protocolVersion: version,
      pingIntervalSeconds,
      silenceLimitSeconds,
      imageStoreURL,
      ...(incarnation === 0 ? {} : { incarnation }),
    });
    this.#ping();
    const sending = this.#send();
    try {
      for await (const message of this.#options.messages) this.#take(message);
    } catch (error) {
      this.end((error as Error).message);
    }
    this.#stop();
    const { reason } = await this.#stream.closed;
    await sending;
    logger.info({ host: this.hostName, session: this.number, reason }, 'session ended');
  }

  /** Says goodbye and ends the stream. */
  end(reason: string, { final = false }: { readonly final?: boolean } = {}): void {
    if (this.#ended) return;
    this.#ended = true;
    // The stream may be stuck: whether the word arrives makes no difference.
    void this.#stream.send({ kind: 'Goodbye', reason, final }).catch(() => {});
    this.#stream.close(reason);
    this.#stop();
  }

  /** An Instance of this host may have news. */
  instanceChanged(instance: Instance): void {
    this.#feed.mark(formatKey(keyOf(instance)));
    this.#instanceWriter.poke(instance.metadata.uid);
    this.#poke();
  }

  /** A HostVolume of this host may have news. */
  volumeChanged(volume: HostVolume): void {
    this.#objects.markVolume(formatKey(keyOf(volume)));
    this.#volumeWriter.poke(volume.metadata.uid);
    this.#poke();
  }

  /** The other hosts of a network that this one has guests in may be others. */
  peersChanged(networkUID: string): void {
    this.#objects.markNetwork(networkUID);
    this.#poke();
  }

  /** The end of a guest's console. Throws {@link ConsoleUnavailableError}. */
  consoleLog(instanceUID: string, options: { readonly maximumBytes: number }): Promise<Uint8Array> {
    return this.#console.ask(instanceUID, options);
  }

  /** A guest's live console. Destroying it closes it. */
  openConsole(instanceUID: string, console: ConsoleOpen['console']): Duplex {
    return this.#liveConsoles.open(instanceUID, console);
  }

  #take(message: AgentMessage): void {
    this.#progress.heard();
    if (message.kind === 'Hello') throw new Error('the agent said hello twice');
    if (message.kind === 'ConsoleChunk') {
      if (!this.#liveConsoles.take(message)) this.#console.take(message);
      return;
    }
    if (message.session !== this.number) throw new Error(`the agent spoke in session ${message.session}, and this is ${this.number}`);
    switch (message.kind) {
      case 'Acknowledge':
      case 'Pong':
        this.#progress.acknowledged(message.revision);
        return;
      case 'Observed':
        this.#takeReport(this.#instanceWriter.put({ ...message, uid: message.instanceUID }));
        return;
      case 'ObservedObject':
        // Nobody writes down who the other hosts of a network are.
        if (message.type === 'HostVolume') this.#takeReport(this.#volumeWriter.put(message));
        return;
      case 'HostReport':
        this.#hostReport = message;
        void this.#writeHostReport();
    }
  }

  #takeReport(isTaken: boolean): void {
    if (!isTaken) throw new Error('the agent reports on too many objects that nobody knows');
  }

  async #writeHostReport(): Promise<void> {
    if (this.#writingHostReport) return;
    this.#writingHostReport = true;
    const { hostInformer, hosts, slots, clock, logger } = this.#options;
    while (this.#hostReport !== undefined && !this.#ended) {
      const { report } = this.#hostReport;
      this.#hostReport = undefined;
      try {
        await slots.use(async () => {
          const host = await hosts.get({ name: this.hostName });
          const patch = mergePatchBetween(host.status ?? {}, withHostReport(host, report, clock));
          if (patch === undefined) return;
          const { resourceVersion } = host.metadata;
          const hostSession = { hostName: this.hostName, number: this.number };
          hostInformer.absorb(await hosts.patchStatus({ name: this.hostName }, { status: patch }, { resourceVersion, hostSession }));
        });
      } catch (error) {
        if (isStaleSession(error)) this.end('another session speaks for this host');
        else if (error instanceof ConflictError) this.#hostReport ??= { kind: 'HostReport', session: this.number, report };
        else if (isFinal(error)) logger.warn({ error, host: this.hostName }, 'a host report could not be written; the next one will be');
        else {
          logger.warn({ error, host: this.hostName }, 'a host report could not be written; trying again');
          this.#hostReport ??= { kind: 'HostReport', session: this.number, report };
          await clock.sleep(feedRetryMilliseconds);
        }
      }
    }
    this.#writingHostReport = false;
  }

  async #send(): Promise<void> {
    const { clock, logger } = this.#options;
    while (!this.#ended) {
      try {
        const { message, sent } = await this.#nextMessage();
        if (message === undefined) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        } else {
          if ('revision' in message) this.#progress.sent(message.revision);
          await this.#stream.send(message);
          sent?.();
        }
      } catch (error) {
        if (this.#ended || (error as Error).name === 'StreamClosedError') return;
        logger.warn({ error, host: this.hostName }, 'what a host is to be told could not be read; trying again');
        await clock.sleep(feedRetryMilliseconds);
      }
    }
  }

  async #nextMessage(): Promise<{ readonly message: GatewayMessage | undefined; readonly sent?: () => void }> {
    const urgent = this.#urgent.shift();
    if (urgent !== undefined) return { message: urgent };
    if (this.#isTypedNext && this.#typed.length > 0) {
      this.#isTypedNext = false;
      return this.#typed.shift()!;
    }
    const message = (await this.#objects.next()) ?? (await this.#feed.next());
    this.#isTypedNext = true;
    return message === undefined ? (this.#typed.shift() ?? { message }) : { message };
  }

  /** Resolves when the stream has taken it; never, if the stream ends before. */
  #sendTyped(message: GatewayMessage): Promise<void> {
    if (this.#ended) return Promise.resolve();
    const sent = new Promise<void>((resolve) => this.#typed.push({ message, sent: resolve }));
    this.#poke();
    return sent;
  }

  #sendUrgent(message: GatewayMessage): void {
    this.#urgent.push(message);
    this.#poke();
  }

  #poke(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  /** A ping is a look at the stream, too. */
  #ping(): void {
    const { timings, clock } = this.#options;
    const fault = this.#progress.fault();
    if (fault !== undefined) {
      this.#options.metrics.streamRemade(fault.cause);
      this.end(fault.message);
      return;
    }
    for (const key of this.#feed.waitingForUserData) this.#feed.mark(key);
    this.#pingNumber += 1;
    const ping: Ping = { kind: 'Ping', session: this.number, number: this.#pingNumber, leaseSeconds: timings.leaseSeconds };
    // A stream that takes nothing gets no second ping: its progress is what counts then.
    if (!this.#urgent.some(({ kind }) => kind === 'Ping')) this.#sendUrgent(ping);
    this.#nextPing = clock.setTimer(() => this.#ping(), timings.pingIntervalSeconds * 1000);
  }

  #stop(): void {
    this.#ended = true;
    this.#nextPing?.cancel();
    this.#instanceWriter.close();
    this.#volumeWriter.close();
    this.#console.close();
    this.#liveConsoles.close();
    this.#poke();
  }
}

const feedRetryMilliseconds = 1_000;

/** Whether the same again would end as it did: the report makes no sense, or nobody wants it. */
function isFinal(error: unknown): boolean {
  return error instanceof InvalidReportError || (error instanceof ApiError && error.code < 500 && error.code !== 429);
}
