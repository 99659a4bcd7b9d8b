import type { Instance } from '#apis/infrastructure/instance.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { AgentMessage, Hello, Observed } from '#proto/transport/agent-message.ts';
import { DialError, type AgentDialer, type AgentStream } from '#proto/transport/agent-wire.ts';
import type { Desired, GatewayMessage } from '#proto/transport/gateway-message.ts';
import { streamPair, type StreamPair } from './in-memory-stream.ts';

export interface ScriptedGatewayOptions {
  readonly clock: Clock;
  readonly controlPlaneUID: string;
}

/** A gateway that says what a test tells it to, and remembers what the agent said. One agent, one stream at a time. */
export class ScriptedGateway implements AgentDialer {
  readonly #options: ScriptedGatewayOptions;
  #pair: StreamPair | undefined;
  /** Streams that were opened. */
  dialCount = 0;
  /** Dialing fails while false. */
  reachable = true;
  /** All that the agent said on the present stream. */
  messages: AgentMessage[] = [];
  session = 0;

  constructor(options: ScriptedGatewayOptions) {
    this.#options = options;
  }

  open(): Promise<AgentStream> {
    if (!this.reachable) return Promise.reject(new DialError('the gateway is off'));
    this.dialCount += 1;
    const pair = streamPair(this.#options);
    this.#pair = pair;
    this.messages = [];
    void this.#record(pair);
    return Promise.resolve(pair.agent);
  }

  /** The wire between the agent and this gateway. */
  get stream(): StreamPair {
    if (this.#pair === undefined) throw new Error('no agent has dialed');
    return this.#pair;
  }

  say(message: GatewayMessage): void {
    // A stream that ended is what some tests are about.
    void this.stream.gateway.send(message).catch(() => {});
  }

  welcome(session: number, overrides: { readonly controlPlaneUID?: string } = {}): void {
    this.session = session;
    const { controlPlaneUID } = { ...this.#options, ...overrides };
    this.say({
      kind: 'Welcome',
      session,
      controlPlaneUID,
      protocolVersion: 1,
      pingIntervalSeconds: 10,
      silenceLimitSeconds: 30,
      imageStoreURL: '',
    });
    this.#pingLater(this.stream, session);
  }

  desire(instance: Instance, overrides: Partial<Desired> = {}): void {
    this.say({
      kind: 'Desired',
      session: this.session,
      revision: Number(instance.metadata.resourceVersion),
      instanceUID: instance.metadata.uid,
      epoch: instance.spec.epoch,
      generation: instance.metadata.generation,
      instanceJSON: Buffer.from(JSON.stringify(instance)),
      tombstone: instance.metadata.deletionTimestamp !== undefined,
      userData: new Uint8Array(),
      userDataError: '',
      actionSecret: new Uint8Array(),
      actionSecretError: '',
      ...overrides,
    });
  }

  /** Welcome, these instances, and the end of the snapshot. */
  serve(session: number, instances: readonly Instance[], revision = 1000): void {
    this.welcome(session);
    for (const instance of instances) this.desire(instance);
    this.say({ kind: 'SnapshotEnd', session, revision });
  }

  get hello(): Hello | undefined {
    return this.messages.find((message): message is Hello => message.kind === 'Hello');
  }

  /** The newest acknowledged revision of this stream. */
  get acknowledged(): number {
    return this.messages.reduce((newest, message) => (message.kind === 'Acknowledge' ? message.revision : newest), 0);
  }

  /** The statuses that the agent reported for an instance on this stream, oldest first. */
  reported(instance: Instance): NonNullable<Instance['status']>[] {
    return this.messages
      .filter((message): message is Observed => message.kind === 'Observed' && message.instanceUID === instance.metadata.uid)
      .map(({ statusJSON }) => JSON.parse(Buffer.from(statusJSON).toString('utf8')) as NonNullable<Instance['status']>);
  }

  /** The newest of {@link ScriptedGateway.reported}. */
  statusOf(instance: Instance): Instance['status'] {
    return this.reported(instance).at(-1);
  }

  #pingLater(pair: StreamPair, session: number): void {
    this.#options.clock.setTimer(() => {
      if (pair !== this.#pair) return;
      void pair.gateway.send({ kind: 'Ping', session, number: 1, leaseSeconds: 30 }).catch(() => {});
      this.#pingLater(pair, session);
    }, 10_000);
  }

  async #record({ gateway }: StreamPair): Promise<void> {
    const { messages } = this;
    for await (const message of gateway.received) messages.push(message);
  }
}
