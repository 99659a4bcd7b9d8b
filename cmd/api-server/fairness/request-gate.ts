import type { Clock } from '#apis/machinery/clock.ts';
import { TooManyRequestsError } from '#apis/machinery/errors.ts';
import type { Counter, Histogram, Metrics } from '#apis/machinery/metrics.ts';
import type { User } from '../authentication/user.ts';
import type { Action } from '../exchange/action.ts';
import { FairQueue, type Admission, type Seat, type Turnaway } from './fair-queue.ts';
import { limitedLevels, priorityLevelOf, shares, type LimitedLevel, type PriorityLevel } from './priority-level.ts';
import { TokenBuckets } from './token-buckets.ts';

/** How much may go on at one time. Each is a flag of the api-server. */
export interface GateLimits {
  /** Requests that are being answered, of all levels but the exempt one, watches not counted. 0 turns the gate off. */
  readonly requests: number;
  /** Requests a second of one user, as a mean; twice as many at once. 0: any number. Not for the exempt and the system level. */
  readonly userRequestsPerSecond: number;
  /** Watches that are open, of everybody. */
  readonly watches: number;
  /** Watches of one user. 0: any number. Not for the exempt and the system level. */
  readonly userWatches: number;
}

export const defaultGateLimits: GateLimits = { requests: 600, userRequestsPerSecond: 1_000, watches: 10_000, userWatches: 1_000 };

/**
 * Who is let in, and when: by priority level, and inside a level by turns of the users ({@link FairQueue}). In the manner of Kubernetes' API Priority and
 * Fairness, with fixed levels.
 */
export class RequestGate {
  readonly #limits: GateLimits;
  readonly #clock: Clock;
  readonly #queues: ReadonlyMap<PriorityLevel, FairQueue>;
  readonly #rates: TokenBuckets;
  readonly #watchesByUser = new Map<string, number>();
  readonly #refused: Counter;
  readonly #waitSeconds: Histogram;
  #watches = 0;
  #exempt = 0;

  constructor(options: { readonly limits: GateLimits; readonly clock: Clock; readonly metrics: Metrics }) {
    const { limits, clock, metrics } = options;
    this.#limits = limits;
    this.#clock = clock;
    this.#queues = limits.requests === 0 ? new Map() : new Map(limitedLevels.map((level) => [level, queueOf(level, limits, clock)]));
    const perSecond = limits.requests === 0 ? 0 : limits.userRequestsPerSecond;
    this.#rates = new TokenBuckets({ perSecond, burst: perSecond * 2, clock });
    this.#refused = metrics.counter({
      name: 'tycho_apiserver_turned_away_total',
      help: 'Requests and watches that were answered with 429, by priority level and reason.',
      labels: ['level', 'reason'],
    });
    this.#waitSeconds = metrics.histogram({
      name: 'tycho_apiserver_queue_wait_seconds',
      help: 'Time that requests waited for their turn; those that need not wait are not counted.',
      labels: ['level'],
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15],
    });
  }

  /** What goes on at this moment, for metrics. */
  get load(): GateLoad {
    const levels = [...this.#queues].map(([level, queue]) => ({ level, seated: queue.seatedCount, waiting: queue.waitingCount }));
    const requestCount = this.#exempt + levels.reduce((sum, { seated }) => sum + seated, 0);
    return { requestCount, watchCount: this.#watches, levels };
  }

  /**
   * A seat for one request, which the caller leaves when it is done. Throws {@link TooManyRequestsError}: the user sends too much, too many wait already, or
   * it was not this one's turn in time.
   */
  enter(user: User, action: Action, signal: () => AbortSignal): Seat | Promise<Seat> {
    const level = priorityLevelOf(user, action);
    const queue = this.#queues.get(level);
    if (queue === undefined) return this.#exemptSeat();
    this.#heedRate(level, user);
    const admission = queue.enter(user.name, signal);
    if (!(admission instanceof Promise)) return this.#seatOf(admission, level);
    const startedAt = this.#clock.monotonicMilliseconds();
    return admission.then((late) => {
      this.#waitSeconds.observe((this.#clock.monotonicMilliseconds() - startedAt) / 1000, { level });
      return this.#seatOf(late, level);
    });
  }

  /** Counts one more watch of `user`; the caller leaves when it has ended. Throws {@link TooManyRequestsError}. */
  enterWatch(user: User, action: Action): Seat {
    const level = priorityLevelOf(user, action);
    const { watches, userWatches } = this.#limits;
    const own = this.#watchesByUser.get(user.name) ?? 0;
    if (this.#watches >= watches) throw this.#refuse(level, 'TooManyWatches', `there are already ${watches} watches`);
    const isLimited = userWatches > 0 && level !== 'Exempt' && level !== 'System';
    if (isLimited && own >= userWatches)
      throw this.#refuse(level, 'TooManyWatches', `user ${JSON.stringify(user.name)} has already ${userWatches} watches`);
    this.#watches += 1;
    this.#watchesByUser.set(user.name, own + 1);
    let isOpen = true;
    return {
      leave: () => {
        if (!isOpen) return;
        isOpen = false;
        this.#watches -= 1;
        const left = (this.#watchesByUser.get(user.name) ?? 1) - 1;
        if (left === 0) this.#watchesByUser.delete(user.name);
        else this.#watchesByUser.set(user.name, left);
      },
    };
  }

  #exemptSeat(): Seat {
    this.#exempt += 1;
    return {
      leave: () => {
        this.#exempt -= 1;
      },
    };
  }

  #heedRate(level: PriorityLevel, user: User): void {
    if (level === 'System') return;
    const seconds = this.#rates.take(user.name);
    if (seconds === 0) return;
    const most = this.#limits.userRequestsPerSecond;
    throw this.#refuse(level, 'TooOften', `user ${JSON.stringify(user.name)} sends more than ${most} requests a second`, seconds);
  }

  #seatOf(admission: Admission, level: PriorityLevel): Seat {
    if (admission.kind === 'Seated') return admission.seat;
    throw this.#refuse(level, admission.reason, words[admission.reason]);
  }

  #refuse(level: PriorityLevel, reason: string, message: string, seconds = 1): TooManyRequestsError {
    this.#refused.increment({ level, reason });
    return new TooManyRequestsError(`too many requests, try again later: ${message}`, {
      details: { retryAfterSeconds: Math.max(1, Math.ceil(seconds)) },
    });
  }
}

export interface GateLoad {
  readonly requestCount: number;
  readonly watchCount: number;
  readonly levels: readonly { readonly level: PriorityLevel; readonly seated: number; readonly waiting: number }[];
}

const words: Readonly<Record<Turnaway, string>> = {
  QueueFull: 'too many wait already',
  WaitedTooLong: 'it was not this one’s turn in time',
  CallerGone: 'the caller went away',
};

function queueOf(level: LimitedLevel, limits: GateLimits, clock: Clock): FairQueue {
  const all = Object.values(shares).reduce((sum, share) => sum + share, 0);
  const seats = Math.max(2, Math.round((limits.requests * shares[level]) / all));
  return new FairQueue({
    seats,
    // The last quarter is never one flow's.
    mostSeatsPerFlow: Math.max(1, Math.floor(seats * 0.75)),
    mostWaitingPerFlow: level === 'System' ? mostWaiting : mostWaitingPerFlow,
    mostWaiting,
    longestWaitMilliseconds,
    clock,
  });
}

/** Of a level. Each holds little: its body is not read before it is its turn. */
const mostWaiting = 2_000;
const mostWaitingPerFlow = 200;
/** A quarter of the time that a request may take, as in Kubernetes. */
const longestWaitMilliseconds = 15_000;
