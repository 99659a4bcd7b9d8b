/**
 * Keys that somebody has to look at, each at most once at a time.
 *
 * Three sets say where a key is:
 * - `waiting` (in order): to be handed out. A key is in here at most once.
 * - `processing`: handed out, and not yet given back with `done`.
 * - `dirty`: added again while it was processing; it goes to the end of `waiting` when it is given back.
 *
 * So a key that is added a hundred times is looked at once, one that changes while it is being looked at is looked at
 * again, and no two workers ever look at the same key. Delays and retries are layers of their own
 * (`delayed-additions.ts`, `retry-delays.ts`).
 */
export class WorkQueue {
  readonly #capacity: number;
  readonly #waiting = new Set<string>();
  readonly #processing = new Set<string>();
  readonly #dirty = new Set<string>();
  readonly #takers: ((key: string | undefined) => void)[] = [];
  #closed = false;

  /** `capacity`: the most keys that may wait; those that come back dirty are let in beyond it. */
  constructor({ capacity }: { readonly capacity: number }) {
    this.#capacity = capacity;
  }

  /**
   * Marks a key to be looked at. `Refused`: the queue is full or closed, and the caller must see to it that the key is
   * added again later.
   */
  add(key: string): 'Accepted' | 'Refused' {
    if (this.#closed) return 'Refused';
    if (this.#processing.has(key)) {
      this.#dirty.add(key);
      return 'Accepted';
    }
    if (this.#waiting.has(key)) return 'Accepted';
    if (this.#waiting.size >= this.#capacity) return 'Refused';
    this.#offer(key);
    return 'Accepted';
  }

  /**
   * The next key, as soon as there is one; undefined once the queue is closed and empty. Whoever got a key must call
   * {@link done} with it, whatever became of it.
   */
  take(): Promise<string | undefined> {
    const [key] = this.#waiting;
    if (key !== undefined) {
      this.#waiting.delete(key);
      this.#processing.add(key);
      return Promise.resolve(key);
    }
    if (this.#closed) return Promise.resolve(undefined);
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  /** Gives back a key that {@link take} handed out. If it was added meanwhile it waits again. */
  done(key: string): void {
    this.#processing.delete(key);
    if (this.#dirty.delete(key)) this.#offer(key);
  }

  /** Whether a new key would be accepted. */
  get hasRoom(): boolean {
    return !this.#closed && this.#waiting.size < this.#capacity;
  }

  /** How many keys wait. */
  get length(): number {
    return this.#waiting.size;
  }

  /** How many keys are being looked at. */
  get processingCount(): number {
    return this.#processing.size;
  }

  /** Takes no more keys and forgets those that wait. Takers that wait get undefined. */
  close(): void {
    this.#closed = true;
    this.#waiting.clear();
    this.#dirty.clear();
    for (const taker of this.#takers.splice(0)) taker(undefined);
  }

  #offer(key: string): void {
    const taker = this.#takers.shift();
    if (taker === undefined) {
      this.#waiting.add(key);
    } else {
      this.#processing.add(key);
      taker(key);
    }
  }
}
