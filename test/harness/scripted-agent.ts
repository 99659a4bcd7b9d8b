import type { InstanceStatus } from '#apis/infrastructure/instance.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { AgentMessage, Hello } from '#proto/transport/agent-message.ts';
import type { GatewayService } from '#proto/transport/agent-wire.ts';
import type { Desired, GatewayMessage } from '#proto/transport/gateway-message.ts';
import { streamPair, type StreamPair } from './in-memory-stream.ts';

export interface ScriptedAgentOptions {
  readonly clock: Clock;
  readonly hostUID: string;
  /** `Attentive` (the default) answers pings and acknowledges everything; `Mute` says only what a test tells it to. */
  readonly manner?: 'Attentive' | 'Mute';
}

/** An agent that says what a test tells it to, and remembers what it was told. One stream. */
export class ScriptedAgent {
  readonly #options: ScriptedAgentOptions;
  readonly pair: StreamPair;
  readonly messages: GatewayMessage[] = [];
  /** The number that it was welcomed with. */
  session = 0;

  constructor(gateway: GatewayService, options: ScriptedAgentOptions) {
    this.#options = options;
    this.pair = streamPair(options);
    gateway.acceptSession(this.pair.gateway, { hostUID: options.hostUID });
    void this.#listen();
  }

  say(message: AgentMessage): void {
    // A stream that ended is what some tests are about.
    void this.pair.agent.send(message).catch(() => {});
  }

  hello(overrides: Partial<Hello> = {}, status: object = {}): void {
    const report = { statusJSON: Buffer.from(JSON.stringify(status)), orphanInstanceUIDs: [] };
    this.say({
      kind: 'Hello',
      hostUID: this.#options.hostUID,
      agentVersion: 'scripted',
      protocolVersion: 1,
      highestSession: 0,
      report,
      ...overrides,
    });
  }

  /** Reports a status of an instance that it was told of. */
  report(desired: Desired, status: InstanceStatus): void {
    const { instanceUID, epoch, generation } = desired;
    this.say({ kind: 'Observed', session: this.session, instanceUID, epoch, generation, statusJSON: Buffer.from(JSON.stringify(status)) });
  }

  /** All that was said about instances, oldest first. */
  get desired(): readonly Desired[] {
    return this.messages.filter((message): message is Desired => message.kind === 'Desired');
  }

  /** The kinds of all messages but pings. */
  get heard(): readonly string[] {
    return this.messages.filter(({ kind }) => kind !== 'Ping').map(({ kind }) => kind);
  }

  async #listen(): Promise<void> {
    for await (const message of this.pair.agent.received) {
      this.messages.push(message);
      if (message.kind === 'Welcome') this.session = message.session;
      if (this.#options.manner === 'Mute') continue;
      if (message.kind === 'Ping') this.say({ kind: 'Pong', session: this.session, number: message.number, revision: 0 });
      if ('revision' in message) this.say({ kind: 'Acknowledge', session: this.session, revision: message.revision });
    }
  }
}
