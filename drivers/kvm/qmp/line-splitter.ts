import { QMPProtocolError } from './qmp-error.ts';

const lineFeed = 0x0a;

/**
 * Cuts a stream of bytes into lines. It works on bytes, since a chunk may end inside a character, and gives up with
 * {@link QMPProtocolError} on a line longer than `maximumLineBytes`, so that a hostile peer cannot fill our memory.
 */
export class LineSplitter {
  readonly #maximumLineBytes: number;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  constructor(options: { readonly maximumLineBytes: number }) {
    this.#maximumLineBytes = options.maximumLineBytes;
  }

  /** The lines that `chunk` completes, without their line feeds. */
  push(chunk: Uint8Array): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      this.#keep(chunk.subarray(start, end));
      lines.push(Buffer.concat(this.#pending, this.#pendingBytes).toString('utf8'));
      this.#pending = [];
      this.#pendingBytes = 0;
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    return lines;
  }

  #keep(piece: Uint8Array): void {
    this.#pendingBytes += piece.length;
    if (this.#pendingBytes > this.#maximumLineBytes) {
      throw new QMPProtocolError(`a line is longer than ${this.#maximumLineBytes} bytes`);
    }
    if (piece.length > 0) this.#pending.push(piece);
  }
}
