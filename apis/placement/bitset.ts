/**
 * A set of host slots. Intersecting and counting cost one machine word for 32 hosts, so that a decision over ten
 * thousand hosts, with the count of what each constraint ruled out, takes microseconds.
 */
export class Bitset {
  #words: Uint32Array;

  constructor(slotCount = 0) {
    this.#words = new Uint32Array(wordsFor(slotCount));
  }

  has(slot: number): boolean {
    return ((this.#words[slot >>> 5] ?? 0) & (1 << (slot & 31))) !== 0;
  }

  set(slot: number, present: boolean): void {
    const word = slot >>> 5;
    if (word >= this.#words.length) {
      if (!present) return;
      this.#grow(word + 1);
    }
    const bit = 1 << (slot & 31);
    this.#words[word] = present ? this.#words[word]! | bit : this.#words[word]! & ~bit;
  }

  /** How many slots are in the set. */
  count(): number {
    let total = 0;
    for (const word of this.#words) total += populationCount(word);
    return total;
  }

  /** How many slots are in both sets. */
  countCommon(other: Bitset): number {
    const shared = Math.min(this.#words.length, other.#words.length);
    let total = 0;
    for (let index = 0; index < shared; index += 1) total += populationCount(this.#words[index]! & other.#words[index]!);
    return total;
  }

  /** Keeps only what is also in `other`. */
  intersect(other: Bitset): void {
    for (let index = 0; index < this.#words.length; index += 1) {
      this.#words[index] = this.#words[index]! & (other.#words[index] ?? 0);
    }
  }

  /** Adds what is in `other`. */
  unite(other: Bitset): void {
    if (other.#words.length > this.#words.length) this.#grow(other.#words.length);
    for (let index = 0; index < other.#words.length; index += 1) this.#words[index] = this.#words[index]! | other.#words[index]!;
  }

  /** Takes out what is in `other`. */
  subtract(other: Bitset): void {
    const shared = Math.min(this.#words.length, other.#words.length);
    for (let index = 0; index < shared; index += 1) this.#words[index] = this.#words[index]! & ~other.#words[index]!;
  }

  clone(): Bitset {
    const copy = new Bitset();
    copy.#words = this.#words.slice();
    return copy;
  }

  /** Slots in rising order. */
  *[Symbol.iterator](): Iterator<number> {
    for (let index = 0; index < this.#words.length; index += 1) {
      let word = this.#words[index]!;
      while (word !== 0) {
        const lowest = word & -word;
        yield index * 32 + (31 - Math.clz32(lowest));
        word ^= lowest;
      }
    }
  }

  /** As the iterator does, and several times as fast. */
  forEach(visit: (slot: number) => void): void {
    for (let index = 0; index < this.#words.length; index += 1) {
      let word = this.#words[index]!;
      while (word !== 0) {
        const lowest = word & -word;
        visit(index * 32 + (31 - Math.clz32(lowest)));
        word ^= lowest;
      }
    }
  }

  #grow(wordCount: number): void {
    const grown = new Uint32Array(Math.max(wordCount, this.#words.length * 2));
    grown.set(this.#words);
    this.#words = grown;
  }
}

function wordsFor(slotCount: number): number {
  return (slotCount + 31) >>> 5;
}

/** Number of one bits in a 32-bit word, by adding neighbours in parallel. */
function populationCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return (((bits + (bits >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24;
}
