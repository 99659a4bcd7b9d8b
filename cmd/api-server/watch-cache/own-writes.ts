import type { CachedObject } from './cached-object.ts';

/** What this process has written to one key: the object, or that it is gone. */
export interface OwnWrite {
  readonly revision: number;
  readonly object: CachedObject | undefined;
}

/**
 * What this process has written and not yet seen in the watch: so that it need not lose a race against itself, nor make again the bytes that it
 * has at hand. Only a shortcut: bounded, the oldest go first.
 */
export class OwnWrites {
  readonly #capacity: number;
  readonly #byKey = new Map<string, OwnWrite>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(storageKey: string): OwnWrite | undefined {
    return this.#byKey.get(storageKey);
  }

  add(storageKey: string, write: OwnWrite): void {
    if ((this.#byKey.get(storageKey)?.revision ?? 0) > write.revision) return;
    this.#byKey.delete(storageKey);
    this.#byKey.set(storageKey, write);
    if (this.#byKey.size <= this.#capacity) return;
    const [oldest] = this.#byKey.keys();
    if (oldest !== undefined) this.#byKey.delete(oldest);
  }

  /** The watch has shown the key as of `revision`. Returns the object of exactly that write, if it was ours. */
  seen(storageKey: string, revision: number): CachedObject | undefined {
    const write = this.#byKey.get(storageKey);
    if (write === undefined || write.revision > revision) return undefined;
    this.#byKey.delete(storageKey);
    return write.revision === revision ? write.object : undefined;
  }

  clear(): void {
    this.#byKey.clear();
  }
}
