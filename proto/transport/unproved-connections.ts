import type { Clock, Timer } from '#apis/machinery/clock.ts';

/** What is watched of a connection whose other end has shown no certificate. */
export interface UnprovedConnection {
  readonly bytesRead: number;
  destroy(): unknown;
  once(event: 'close', listener: () => void): unknown;
}

export interface UnprovedConnectionsOptions {
  readonly maximum: number;
  readonly lifetimeSeconds: number;
  /** Looked at once a second, so that a fast one may have sent more. */
  readonly maximumBytes: number;
  readonly clock: Pick<Clock, 'monotonicMilliseconds' | 'setTimer'>;
}

/**
 * Bounds what strangers can hold of a gateway. Joining takes one short question, so who shows no certificate is one of few, gets little time and may
 * send little; hosts keep their room, however many strangers come.
 */
export class UnprovedConnections {
  readonly #options: UnprovedConnectionsOptions;
  readonly #endsAt = new Map<UnprovedConnection, number>();
  #timer: Timer | undefined;

  constructor(options: UnprovedConnectionsOptions) {
    this.#options = options;
  }

  /** False: there are too many already, and this one is to be refused. */
  admit(connection: UnprovedConnection): boolean {
    const { maximum, lifetimeSeconds, clock } = this.#options;
    if (this.#endsAt.size >= maximum) return false;
    this.#endsAt.set(connection, clock.monotonicMilliseconds() + lifetimeSeconds * 1000);
    connection.once('close', () => this.#endsAt.delete(connection));
    this.#lookLater();
    return true;
  }

  /** Watches nobody any more. */
  close(): void {
    this.#timer?.cancel();
    this.#endsAt.clear();
  }

  #lookLater(): void {
    if (this.#timer !== undefined || this.#endsAt.size === 0) return;
    this.#timer = this.#options.clock.setTimer(() => {
      this.#timer = undefined;
      this.#look();
      this.#lookLater();
    }, lookIntervalMilliseconds);
  }

  #look(): void {
    const now = this.#options.clock.monotonicMilliseconds();
    for (const [connection, endsAt] of this.#endsAt) {
      if (endsAt > now && connection.bytesRead <= this.#options.maximumBytes) continue;
      this.#endsAt.delete(connection);
      connection.destroy();
    }
  }
}

const lookIntervalMilliseconds = 1_000;
