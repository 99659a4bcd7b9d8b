/** Takes exact pieces from a stream of chunks of any size. */
export class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next bytes, as many as were asked for; fewer only at the end. For small pieces. */
  async take(count: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let missing = count;
    while (missing > 0) {
      const piece = await this.#next(missing);
      if (piece === undefined) break;
      pieces.push(piece);
      missing -= piece.length;
    }
    return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
  }

  /** The next bytes as they come. Throws RangeError when there are fewer. */
  async *stream(count: number): AsyncGenerator<Buffer, void> {
    let missing = count;
    while (missing > 0) {
      const piece = await this.#next(missing);
      if (piece === undefined) throw new RangeError('it ends in the middle of a file');
      missing -= piece.length;
      yield piece;
    }
  }

  /** Lets go of what the bytes come from. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #next(maximumBytes: number): Promise<Buffer | undefined> {
    while (this.#rest.length === 0) {
      const { value, done } = await this.#chunks.next();
      if (done === true) return undefined;
      this.#rest = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
    const piece = this.#rest.subarray(0, maximumBytes);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }
}
