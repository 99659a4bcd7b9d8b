import protobuf from 'protobufjs/minimal.js';

/**
 * Reads 64-bit integers as plain numbers, without an object for each, and drops unknown fields. For etcd's revisions, counts and watch ids, which
 * stay far below 2^53.
 */
export class NumberReader extends protobuf.BufferReader {
  constructor(bytes: Buffer) {
    super(bytes);
    this.discardUnknown = true;
  }

  override int64(): Integer {
    return this.#number() as unknown as Integer;
  }

  #number(): number {
    const start = this.pos;
    let value = 0;
    let factor = 1;
    for (let taken = 0; taken < maximumExactBytes && this.pos < this.len; taken += 1) {
      const byte = this.buf[this.pos]!;
      this.pos += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 0x80;
    }
    // Negative, or too large to be exact, or cut off: the long way decides.
    this.pos = start;
    return Number(super.int64());
  }
}

/** What the library promises. The generated code takes a number as well, and is declared to give one. */
type Integer = ReturnType<protobuf.Reader['int64']>;

/** Seven bits each: 49 bits. */
const maximumExactBytes = 7;
