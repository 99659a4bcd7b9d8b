import type { Clock, Timer } from '#apis/machinery/clock.ts';

export interface FairQueueOptions {
  /** How many may be at work at one time. At least 1. */
  readonly seats: number;
  /** How many of them one flow may hold. */
  readonly mostSeatsPerFlow: number;
  /** How many of one flow may wait. */
  readonly mostWaitingPerFlow: number;
  /** How many of all flows may wait. */
  readonly mostWaiting: number;
  readonly longestWaitMilliseconds: number;
  readonly clock: Pick<Clock, 'setTimer'>;
}

/** Why somebody is not let in. */
export type Turnaway = 'QueueFull' | 'WaitedTooLong' | 'CallerGone';

/** Who gets in, or not. */
export type Admission = { readonly kind: 'Seated'; readonly seat: Seat } | { readonly kind: 'TurnedAway'; readonly reason: Turnaway };

/** A place at work. Its holder owes one {@link leave}; further ones do nothing. */
export interface Seat {
  leave(): void;
}

/**
 * A number of seats, and a queue for each flow of those who wait for one. A seat that becomes free goes to the flow whose turn it is: the flows that wait
 * take turns, one request each, however many a flow has waiting. So whoever waits gets a seat after at most (its place in its own queue) × (flows that
 * wait) seats have become free, whatever the others send. And no flow ever holds the last seats, so a flow that comes while another does something slow
 * need not wait for that.
 */
export class FairQueue {
  readonly #options: FairQueueOptions;
  /** Those that hold a seat or wait for one, and no others. */
  readonly #flows = new Map<string, Flow>();
  /** Those that wait; whose turn it is stands first. */
  readonly #turns = new Set<Flow>();
  #seated = 0;
  #waiting = 0;

  constructor(options: FairQueueOptions) {
    this.#options = options;
  }

  get seatedCount(): number {
    return this.#seated;
  }

  get waitingCount(): number {
    return this.#waiting;
  }

  get flowCount(): number {
    return this.#flows.size;
  }

  /** Lets one of `flow` in, now or when it is its turn. `signal` is asked for only if it has to wait, and ends the waiting. */
  enter(name: string, signal: () => AbortSignal): Admission | Promise<Admission> {
    const flow = this.#flowOf(name);
    // Whoever could be seated has been, so if this flow waits it has all the seats that it may have.
    if (flow.waiting.length === 0 && this.#hasRoomFor(flow)) return { kind: 'Seated', seat: this.#seat(flow) };
    const { mostWaiting, mostWaitingPerFlow } = this.#options;
    if (flow.waiting.length >= mostWaitingPerFlow || this.#waiting >= mostWaiting) {
      this.#forgetIfIdle(flow);
      return { kind: 'TurnedAway', reason: 'QueueFull' };
    }
    return this.#wait(flow, signal());
  }

  #flowOf(name: string): Flow {
    const known = this.#flows.get(name);
    if (known !== undefined) return known;
    const flow: Flow = { name, seated: 0, waiting: [] };
    this.#flows.set(name, flow);
    return flow;
  }

  #hasRoomFor(flow: Flow): boolean {
    return this.#seated < this.#options.seats && flow.seated < this.#options.mostSeatsPerFlow;
  }

  #seat(flow: Flow): Seat {
    flow.seated += 1;
    this.#seated += 1;
    let isTaken = true;
    return {
      leave: () => {
        if (!isTaken) return;
        isTaken = false;
        flow.seated -= 1;
        this.#seated -= 1;
        this.#callNext();
        this.#forgetIfIdle(flow);
      },
    };
  }

  #wait(flow: Flow, signal: AbortSignal): Promise<Admission> {
    return new Promise((resolve) => {
      const settle = (admission: Admission): void => {
        timer.cancel();
        signal.removeEventListener('abort', onAbort);
        resolve(admission);
      };
      const giveUp = (reason: Turnaway): void => {
        flow.waiting.splice(flow.waiting.indexOf(waiter), 1);
        this.#waiting -= 1;
        if (flow.waiting.length === 0) this.#turns.delete(flow);
        this.#forgetIfIdle(flow);
        settle({ kind: 'TurnedAway', reason });
      };
      const onAbort = (): void => giveUp('CallerGone');
      const waiter: Waiter = { settle };
      const timer: Timer = this.#options.clock.setTimer(() => giveUp('WaitedTooLong'), this.#options.longestWaitMilliseconds);
      flow.waiting.push(waiter);
      this.#turns.add(flow);
      this.#waiting += 1;
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Gives the seats that are free to those whose turn it is. */
  #callNext(): void {
    for (const flow of this.#turns) {
      if (this.#seated >= this.#options.seats) return;
      if (!this.#hasRoomFor(flow)) continue;
      const waiter = flow.waiting.shift();
      this.#waiting -= 1;
      // To the end of the line: a Set keeps the order in which its items came.
      this.#turns.delete(flow);
      if (flow.waiting.length > 0) this.#turns.add(flow);
      waiter?.settle({ kind: 'Seated', seat: this.#seat(flow) });
    }
  }

  #forgetIfIdle(flow: Flow): void {
    if (flow.seated === 0 && flow.waiting.length === 0) this.#flows.delete(flow.name);
  }
}

interface Flow {
  readonly name: string;
  seated: number;
  /** First come, first served. */
  readonly waiting: Waiter[];
}

interface Waiter {
  readonly settle: (admission: Admission) => void;
}
