/** A set of small whole numbers, one bit each; grows with the highest that was ever in it. Finding a gap looks at 32 of them at a time. */
export class OffsetSet {
  #words = new Uint32Array(8);

  add(offset: number): void {
    const word = offset >>> 5;
    if (word >= this.#words.length) {
      const grown = new Uint32Array(2 ** Math.ceil(Math.log2(word + 1)));
      grown.set(this.#words);
      this.#words = grown;
    }
    this.#words[word]! |= 1 << (offset & 31);
  }

  delete(offset: number): void {
    const word = offset >>> 5;
    if (word < this.#words.length) this.#words[word]! &= ~(1 << (offset & 31));
  }

  has(offset: number): boolean {
    return ((this.#words[offset >>> 5] ?? 0) & (1 << (offset & 31))) !== 0;
  }

  /** The lowest number from `first` to `last`, both inclusive, that is not in the set; undefined if all are. */
  lowestGap(first: number, last: number): number | undefined {
    for (let offset = first; offset <= last;) {
      const used = (this.#words[offset >>> 5] ?? 0) >>> (offset & 31);
      const ones = trailingOnes(used);
      // Zeros came in from above, so there are never more.
      const restOfWord = 32 - (offset & 31);
      if (ones < restOfWord) return offset + ones <= last ? offset + ones : undefined;
      offset += restOfWord;
    }
    return undefined;
  }
}

function trailingOnes(word: number): number {
  const inverted = ~word >>> 0;
  // The lowest bit that is set stands where the ones end.
  return inverted === 0 ? 32 : 31 - Math.clz32(inverted & -inverted);
}
