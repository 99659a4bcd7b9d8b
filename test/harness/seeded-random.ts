import type { Random } from '#apis/machinery/random.ts';

/** Chance that a seed repeats. Not for secrets. */
export class SeededRandom implements Random {
  readonly #seed: string;
  #state: [number, number, number, number];

  constructor(seed: number | string) {
    this.#seed = String(seed);
    this.#state = stateFrom(this.#seed);
    for (let round = 0; round < 15; round += 1) this.#next();
  }

  /** A generator of its own, fixed by this one's seed and `name`: drawing more from one does not shift the others. */
  child(name: string): SeededRandom {
    return new SeededRandom(`${this.#seed}/${name}`);
  }

  fraction(): number {
    return this.#next() / 2 ** 32;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  integer(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** One of the items, each as likely as the others. */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.integer(items.length)];
    if (item === undefined) throw new RangeError('there is nothing to pick from');
    return item;
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.#next() >>> 24);
  }

  uuid(): string {
    const bytes = this.bytes(16);
    bytes[6] = (bytes[6]! & 0x0f) | 0x40;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    const hex = Buffer.from(bytes).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** 32 bits of the generator sfc32 (small, fast, chaotic; by Chris Doty-Humphrey). */
  #next(): number {
    let [a, b, c, counter] = this.#state;
    const result = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + result) >>> 0;
    this.#state = [a, b, c, counter];
    return result;
  }
}

/** Four 32-bit FNV-1a hashes of the seed, each with a different beginning. */
function stateFrom(seed: string): [number, number, number, number] {
  const hash = (beginning: number): number => {
    let value = (2_166_136_261 ^ beginning) >>> 0;
    for (const byte of Buffer.from(seed)) value = Math.imul(value ^ byte, 16_777_619) >>> 0;
    return value;
  };
  return [hash(1), hash(2), hash(3), 1];
}
