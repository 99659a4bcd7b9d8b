import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import type { Clock, Timer } from '#apis/machinery/clock.ts';
import { ConflictError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf } from '#apis/machinery/object-meta.ts';
import type { AgentMessage, Hello, HostReport, Observed } from '#proto/transport/agent-message.ts';
import { protocolVersion, type GatewayStream } from '#proto/transport/agent-wire.ts';
import type { GatewayMessage, Ping } from '#proto/transport/gateway-message.ts';
import { ConsoleRequests } from './console-requests.ts';
import { DesiredFeed } from './desired-feed.ts';
import type { GatewayMetrics } from './gateway-metrics.ts';
import { withHostReport } from './host-status.ts';
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
  readonly timings: SessionTimings;
  readonly hosts: ResourceClient<Host>;
  readonly hostInformer: Informer<Host>;
  readonly instances: ResourceClient<Instance>;
  readonly instanceInformer: Informer<Instance>;
  readonly instancesByHost: ObjectIndex<Instance>;
  readonly instancesByUID: ObjectIndex<Instance>;
  readonly userData: UserDataResolver;
  readonly slots: WriteSlots;
  readonly metrics: GatewayMetrics;
  readonly clock: Clock;
  readonly logger: Logger;
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
  readonly #writer: ObservedWriter;
  readonly #console: ConsoleRequests;
  readonly #progress: StreamProgress;
  /** What goes out before everything else. At most one ping and the open console requests. */
  readonly #urgent: GatewayMessage[] = [];
  #wake: (() => void) | undefined;
  #nextPing: Timer | undefined;
  #pingNumber = 0;
  #ended = false;
  #hostReport: HostReport | undefined;
  #writingHostReport = false;

  constructor(options: HostSessionOptions) {
    const { host, number, stream, clock, instancesByHost, timings } = options;
    this.#options = options;
    this.#stream = stream;
    this.hostUID = host.metadata.uid;
    this.hostName = host.metadata.name;
    this.number = number;
    this.#progress = new StreamProgress({ clock, timings });
    const { instanceInformer: informer, instancesByUID: byUID } = options;
    this.#feed = new DesiredFeed(
      { ...options, hostUID: this.hostUID, session: number, instances: informer },
      instancesByHost.get(this.hostUID),
    );
    this.#writer = new ObservedWriter({
      ...options,
      hostUID: this.hostUID,
      hostSession: { hostName: this.hostName, number },
      informer,
      byUID,
      onLost: () => this.end('another session speaks for this host'),
    });
    this.#console = new ConsoleRequests({
      clock,
      send: (request) => this.#sendUrgent({ kind: 'ConsoleRequest', session: number, ...request }),
    });
  }

  /** Speaks until the stream ends, and then is of no use any more. Never rejects. */
  async run(): Promise<void> {
    const { logger, controlPlaneUID, timings } = this.#options;
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
      imageStoreURL: '',
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
    this.#writer.poke(instance.metadata.uid);
    this.#poke();
  }

  /** The end of a guest's console. Throws {@link ConsoleUnavailableError}. */
  consoleLog(instanceUID: string, options: { readonly maximumBytes: number }): Promise<Uint8Array> {
    return this.#console.ask(instanceUID, options);
  }

  #take(message: AgentMessage): void {
    this.#progress.heard();
    if (message.kind === 'Hello') throw new Error('the agent said hello twice');
    if (message.kind === 'ConsoleChunk') {
      this.#console.take(message);
      return;
    }
    if (message.session !== this.number) throw new Error(`the agent spoke in session ${message.session}, and this is ${this.number}`);
    switch (message.kind) {
      case 'Acknowledge':
      case 'Pong':
        this.#progress.acknowledged(message.revision);
        return;
      case 'Observed':
        this.#takeReport(message);
        return;
      case 'HostReport':
        this.#hostReport = message;
        void this.#writeHostReport();
    }
  }

  #takeReport(observed: Observed): void {
    if (!this.#writer.put(observed)) throw new Error('the agent reports on too many instances that nobody knows');
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
        else logger.warn({ error, host: this.hostName }, 'a host report could not be written; the next one will be');
      }
    }
    this.#writingHostReport = false;
  }

  async #send(): Promise<void> {
    const { clock, logger } = this.#options;
    while (!this.#ended) {
      try {
        const message = this.#urgent.shift() ?? (await this.#feed.next());
        if (message === undefined) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        } else {
          if ('revision' in message) this.#progress.sent(message.revision);
          await this.#stream.send(message);
        }
      } catch (error) {
        if (this.#ended || (error as Error).name === 'StreamClosedError') return;
        logger.warn({ error, host: this.hostName }, 'what a host is to be told could not be read; trying again');
        await clock.sleep(feedRetryMilliseconds);
      }
    }
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
    this.#writer.close();
    this.#console.close();
    this.#poke();
  }
}

const feedRetryMilliseconds = 1_000;
