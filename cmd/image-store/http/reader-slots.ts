import type { Random } from '#apis/machinery/random.ts';
import { StoreRefusal } from '../store-refusal.ts';

export interface ReaderLimits {
  /** Of one blob: a thousand hosts that want the same image take turns. */
  readonly perBlob: number;
  readonly inTotal: number;
}

/** How many read at this moment. */
export class ReaderSlots {
  readonly #limits: ReaderLimits;
  readonly #random: Pick<Random, 'fraction'>;
  readonly #readers = new Map<string, number>();
  #total = 0;

  constructor({ limits, random }: { readonly limits: ReaderLimits; readonly random: Pick<Random, 'fraction'> }) {
    this.#limits = limits;
    this.#random = random;
  }

  get count(): number {
    return this.#total;
  }

  /** Takes a place; give it back with what this returns. Throws `Busy` with a time to come again, unlike that of others. */
  enter(sha256: string): () => void {
    const count = this.#readers.get(sha256) ?? 0;
    if (count >= this.#limits.perBlob || this.#total >= this.#limits.inTotal) {
      const retryAfterSeconds = 1 + Math.floor(this.#random.fraction() * 5);
      throw new StoreRefusal('Busy', 'too many read this at this moment', { retryAfterSeconds });
    }
    this.#readers.set(sha256, count + 1);
    this.#total += 1;
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      this.#total -= 1;
      const left = (this.#readers.get(sha256) ?? 1) - 1;
      if (left > 0) this.#readers.set(sha256, left);
      else this.#readers.delete(sha256);
    };
  }
}
