/** Lets a limited number of writes go on at once; the others wait in the order in which they came. */
export class WriteSlots {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor({ limit }: { readonly limit: number }) {
    this.#free = limit;
  }

  async use<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
