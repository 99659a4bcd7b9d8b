import type { Duplex } from 'node:stream';
import type { Guest, Mark } from './guest.ts';

/**
 * Capability `migrate-live`: a guest goes to another host while it runs. The agents of the two hosts make the connections and keep the right to run;
 * a driver only moves what the guest is made of, by streams that are given to it.
 *
 * The guest never executes at both ends by what a driver does: `send` leaves it standing still once all of it was sent, and `receive` leaves it standing
 * still until it is admitted. Whoever stands still is observed as `Paused`, and goes on by {@link LiveMigrating.admit} where it came to, or by
 * `pausing.resume` where it was.
 */
export interface LiveMigrating {
  /**
   * Sends a guest that runs, its disks first and its memory after, while it goes on. Resolves when all of it was sent: the guest stands still then, also for a
   * driver that comes after this one. When it rejects, for a DriverError or because the signal was aborted, the guest goes on as if nothing had been
   * (`Unsupported`: the other end cannot take it, and why).
   */
  send(mark: Mark, options: SendOptions): Promise<void>;

  /**
   * Takes in a prepared guest that is sent by another host. Resolves when it is whole: it stands still, and nothing more is needed from the other end. When it
   * rejects, no process is left, and what is on the disk is worth nothing.
   */
  receive(guest: Guest, options: ReceiveOptions): Promise<void>;

  /** Lets a guest that was received whole execute, and tells the networks that it is plugged into where it is now. One that executes is left alone. */
  admit(mark: Mark): Promise<void>;
}

export interface SendOptions {
  /** Opens a stream to the other end under a name; several may have the same. Rejects when the other end is not there. */
  readonly connect: (channel: string) => Promise<Duplex>;
  readonly signal: AbortSignal;
  /** Bytes a second at most; absent: as fast as it goes. */
  readonly bytesPerSecond?: number;
  /** The same once it is forced, when the guest stands still for as long as it takes. */
  readonly forcedBytesPerSecond?: number;
  /** Whether a guest that writes faster than it can be sent is slowed down. */
  readonly autoConverge: boolean;
  /** For how long the guest may stand still at the end, as far as that can be foreseen. */
  readonly downtimeMilliseconds: number;
  /** Asked again and again: whether it is to be brought to its end now, though the guest has to stand still for longer. */
  readonly isForced: () => boolean;
  readonly onProgress: (progress: SendProgress) => void;
}

export interface ReceiveOptions {
  /** The next stream that the other end opens under that name. Rejects when the signal is aborted, or the other end is gone. */
  readonly accept: (channel: string) => Promise<Duplex>;
  readonly signal: AbortSignal;
}

/** How far it is. Bytes of disks and memory together count; a guest that writes makes the total grow. */
export interface SendProgress {
  readonly stage: 'Disks' | 'Memory' | 'Handover';
  readonly diskTotalBytes: number;
  readonly diskSentBytes: number;
  readonly memoryTotalBytes: number;
  readonly memorySentBytes: number;
  readonly memoryRemainingBytes: number;
  /** By how much the guest is slowed down, in percent; absent: not at all. */
  readonly throttlePercent?: number;
  /** Until it is over, if nothing changes; absent: nobody knows. */
  readonly remainingSeconds?: number;
}
