import type { Clock } from '#apis/machinery/clock.ts';

/** Wrong passwords of one user from one address within {@link windowSeconds}; more are not even tried. */
export const mostFailures = 10;
export const windowSeconds = 60;

/** Pairs of user and address that are remembered. Beyond it, the one that failed first is forgotten. */
const mostPairs = 10_000;

/** Passwords that are tried at one time: each takes memory, and one of the four threads that Node has for such work. */
const mostAtOnce = 4;

/** Those that wait for that. */
export const mostWaiting = 256;

export type LoginOutcome<Result> =
  | { readonly kind: 'Done'; readonly result: Result | undefined }
  /** It was not tried. */
  | { readonly kind: 'Wait'; readonly seconds: number };

/** Keeps people from guessing passwords, and logins from taking all of the machine. */
export class LoginLimits {
  readonly #clock: Pick<Clock, 'monotonicMilliseconds'>;
  readonly #failures = new Map<string, { count: number; readonly since: number }>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor({ clock }: { readonly clock: Pick<Clock, 'monotonicMilliseconds'> }) {
    this.#clock = clock;
  }

  /** Does `attempt` for a user at an address, and counts it as a failure if it gives undefined. */
  async try<Result>(
    { user, address }: { readonly user: string; readonly address: string },
    attempt: () => Promise<Result | undefined>,
  ): Promise<LoginOutcome<Result>> {
    const key = JSON.stringify([user, address]);
    if (this.#running >= mostAtOnce) {
      if (this.#waiting.length >= mostWaiting) return { kind: 'Wait', seconds: 1 };
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      const seconds = this.#secondsToWait(key);
      if (seconds > 0) return { kind: 'Wait', seconds };
      const result = await attempt();
      if (result === undefined) this.#count(key);
      else this.#failures.delete(key);
      return { kind: 'Done', result };
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  #secondsToWait(key: string): number {
    const known = this.#failures.get(key);
    if (known === undefined) return 0;
    const left = windowSeconds - (this.#clock.monotonicMilliseconds() - known.since) / 1000;
    if (left <= 0) this.#failures.delete(key);
    return left > 0 && known.count >= mostFailures ? Math.ceil(left) : 0;
  }

  #count(key: string): void {
    const known = this.#failures.get(key);
    if (known !== undefined) {
      known.count += 1;
      return;
    }
    const [oldest] = this.#failures.keys();
    if (this.#failures.size >= mostPairs && oldest !== undefined) this.#failures.delete(oldest);
    this.#failures.set(key, { count: 1, since: this.#clock.monotonicMilliseconds() });
  }
}
