/**
 * One end of a two-way stream of messages, whatever carries it: gRPC over mutual TLS in production, a pair in memory in simulations. Neither end
 * sees anything else of the wire.
 */
export interface MessageStream<Sent, Received> {
  /**
   * Hands a message to the wire, in order. Resolves when there is room for another one: wait for it, or the other side's slowness piles up here.
   * Throws {@link StreamClosedError} when the stream is closed, or closes while waiting.
   */
  send(message: Sent): Promise<void>;
  /** What the other end sends, in order. To be iterated once; ends when the stream is closed, by whichever side. */
  readonly received: AsyncIterable<Received>;
  /** Ends the stream from this side. What was sent before still goes out if the wire is alive. Closing twice is harmless. */
  close(reason: string): void;
  /** Resolves, and never rejects, when the stream has ended. */
  readonly closed: Promise<StreamEnd>;
}

/** How a stream ended. */
export interface StreamEnd {
  /** `Local`: this side closed it. `Remote`: the other side did, in good order. `Broken`: the wire failed, or the other side refused the stream. */
  readonly by: 'Local' | 'Remote' | 'Broken';
  /** One sentence for the log. */
  readonly reason: string;
}

/** The stream that was to carry a message is closed: dial again. */
export class StreamClosedError extends Error {
  override readonly name = 'StreamClosedError';
  readonly end: StreamEnd;

  constructor(end: StreamEnd) {
    super(`the stream is closed: ${end.reason}`);
    this.end = end;
  }
}
