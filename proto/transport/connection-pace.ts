import type { Clock, Timer } from '#apis/machinery/clock.ts';

export interface ConnectionPaceOptions<Connection> {
  readonly perSecond: number;
  /** More than so many waiting are refused. */
  readonly maximumWaiting: number;
  readonly admit: (connection: Connection) => void;
  readonly refuse: (connection: Connection) => void;
  readonly clock: Pick<Clock, 'monotonicMilliseconds' | 'setTimer'>;
}

/**
 * Lets connections through at a steady rate: a TLS handshake costs a millisecond or two of CPU, and after an outage thousands of agents come at
 * once. Those that come faster wait their turn; a burst of a tenth of a second's worth goes straight through.
 */
export class ConnectionPace<Connection> {
  readonly #options: ConnectionPaceOptions<Connection>;
  readonly #waiting: Connection[] = [];
  readonly #burst: number;
  #tokens: number;
  #countedAt: number;
  #timer: Timer | undefined;

  constructor(options: ConnectionPaceOptions<Connection>) {
    this.#options = options;
    this.#burst = Math.max(1, options.perSecond / 10);
    this.#tokens = this.#burst;
    this.#countedAt = options.clock.monotonicMilliseconds();
  }

  offer(connection: Connection): void {
    if (this.#waiting.length >= this.#options.maximumWaiting) {
      this.#options.refuse(connection);
      return;
    }
    this.#waiting.push(connection);
    this.#admitWhatFits();
  }

  /** Refuses all that wait. */
  close(): void {
    this.#timer?.cancel();
    for (const connection of this.#waiting.splice(0)) this.#options.refuse(connection);
  }

  #admitWhatFits(): void {
    const now = this.#options.clock.monotonicMilliseconds();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#countedAt) * this.#options.perSecond) / 1000);
    this.#countedAt = now;
    while (this.#tokens >= 1 && this.#waiting.length > 0) {
      this.#tokens -= 1;
      this.#options.admit(this.#waiting.shift()!);
    }
    if (this.#waiting.length === 0 || this.#timer !== undefined) return;
    this.#timer = this.#options.clock.setTimer(
      () => {
        this.#timer = undefined;
        this.#admitWhatFits();
      },
      Math.ceil(((1 - this.#tokens) * 1000) / this.#options.perSecond),
    );
  }
}
