import type { Clock } from '#apis/machinery/clock.ts';
import type { AgentMessage } from '#proto/transport/agent-message.ts';
import type { AgentStream, GatewayStream } from '#proto/transport/agent-wire.ts';
import type { GatewayMessage } from '#proto/transport/gateway-message.ts';
import { StreamClosedError, type MessageStream, type StreamEnd } from '#proto/transport/message-stream.ts';
import { ReceiveBuffer } from '#proto/transport/receive-buffer.ts';

export interface StreamPairOptions {
  readonly clock: Clock;
  /** How long the next message takes. Messages of one direction never overtake each other. Default: no time. */
  readonly delayMilliseconds?: () => number;
}

/** Both ends of an agent's stream, in memory. */
export interface StreamPair {
  readonly agent: AgentStream;
  readonly gateway: GatewayStream;
  /** The connection breaks; both ends hear of it. What was under way is lost. */
  cut(): void;
  /** The network swallows everything from now on, and nobody hears of it. */
  swallow(): void;
}

/** A stream between an agent and a gateway of one process. */
export function streamPair(options: StreamPairOptions): StreamPair {
  const agent = new End<AgentMessage, GatewayMessage>(options);
  const gateway = new End<GatewayMessage, AgentMessage>(options);
  agent.peer = gateway;
  gateway.peer = agent;
  return {
    agent,
    gateway,
    cut: () => {
      agent.finish({ by: 'Broken', reason: 'the connection was cut' });
      gateway.finish({ by: 'Broken', reason: 'the connection was cut' });
    },
    swallow: () => {
      agent.swallowing = true;
      gateway.swallowing = true;
    },
  };
}

class End<Sent, Received> implements MessageStream<Sent, Received> {
  readonly received: ReceiveBuffer<Received>;
  readonly closed: Promise<StreamEnd>;
  peer!: End<Received, Sent>;
  swallowing = false;
  readonly #clock: Clock;
  readonly #delayMilliseconds: () => number;
  #resolveClosed!: (end: StreamEnd) => void;
  #end: StreamEnd | undefined;
  #lastArrivalMilliseconds = 0;
  /** Resolves when there is room at this end again. */
  #full: PromiseWithResolvers<void> | undefined;
  #underway = 0;
  /** Resolves when something that this end sent arrives. */
  #arrived: PromiseWithResolvers<void> | undefined;

  constructor({ clock, delayMilliseconds }: StreamPairOptions) {
    this.#clock = clock;
    this.#delayMilliseconds = delayMilliseconds ?? (() => 0);
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    this.received = new ReceiveBuffer<Received>({ pauseAbove: 64, pause: () => this.#fill(), resume: () => this.#makeRoom() });
  }

  async send(message: Sent): Promise<void> {
    if (this.#end !== undefined) throw new StreamClosedError(this.#end);
    this.#underway += 1;
    this.#travel(() => {
      this.#underway -= 1;
      this.#arrived?.resolve();
      this.#arrived = undefined;
      this.peer.received.push(message);
    });
    while (this.#underway >= maximumUnderway && this.#end === undefined) {
      this.#arrived ??= Promise.withResolvers();
      await this.#arrived.promise;
    }
    await this.peer.#full?.promise;
    if (this.#end !== undefined) throw new StreamClosedError(this.#end);
  }

  close(reason: string): void {
    if (this.#end !== undefined) return;
    this.#travel(() => this.peer.finish({ by: 'Remote', reason: 'the peer ended the stream' }));
    this.finish({ by: 'Local', reason });
  }

  finish(end: StreamEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.received.end({ keepWaiting: end.by === 'Remote' });
    this.#makeRoom();
    this.peer.#makeRoom();
    this.#arrived?.resolve();
    this.#resolveClosed(end);
  }

  #travel(arrive: () => void): void {
    if (this.swallowing) return;
    const now = this.#clock.monotonicMilliseconds();
    this.#lastArrivalMilliseconds = Math.max(this.#lastArrivalMilliseconds, now + this.#delayMilliseconds());
    this.#clock.setTimer(() => {
      if (!this.swallowing) arrive();
    }, this.#lastArrivalMilliseconds - now);
  }

  #fill(): void {
    this.#full ??= Promise.withResolvers();
  }

  #makeRoom(): void {
    this.#full?.resolve();
    this.#full = undefined;
  }
}

/** So many messages may be between the ends. */
const maximumUnderway = 64;
