import { MalformedObjectError } from './malformed-object-error.ts';

/**
 * Looks over the outermost fields of an encoded object before anything is made of it. Two bytes can say "one more item", which becomes an object of a few
 * hundred bytes: what fits into a body would otherwise fill the memory. Throws {@link MalformedObjectError} for more than an honest client sends.
 */
export function requireBounds(bytes: Uint8Array, { isLarge }: { readonly isLarge: boolean }): void {
  if (!isLarge && bytes.length > mostObjectBytes) {
    throw new MalformedObjectError(`it has ${bytes.length} bytes, and at most ${mostObjectBytes} are taken in protobuf`);
  }
  const reader = new FieldReader(bytes);
  let metadataBytes = 0;
  for (let count = 1; !reader.isAtEnd; count += 1) {
    if (count > mostFields) throw new MalformedObjectError(`it has more than ${mostFields} fields and items`);
    const { number, length } = reader.next();
    if (number === metadataField) metadataBytes += length;
  }
  if (metadataBytes > mostObjectBytes) {
    throw new MalformedObjectError(`its metadata has ${metadataBytes} bytes, and at most ${mostObjectBytes} are taken`);
  }
}

/** Twice the annotations that an object may have. What is larger, a Secret or a ConfigMap, is so for its data. */
const mostObjectBytes = 512 * 1024;
const mostFields = 65_536;
const metadataField = 1;

/** Walks over the fields of one message (https://protobuf.dev/programming-guides/encoding). Throws {@link MalformedObjectError}. */
class FieldReader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#bytes.length;
  }

  next(): { readonly number: number; readonly length: number } {
    const tag = this.#varint();
    const length = this.#lengthOf(tag & 7);
    this.#position += length;
    if (this.#position > this.#bytes.length) throw new MalformedObjectError('it is cut short');
    return { number: Math.floor(tag / 8), length };
  }

  #lengthOf(wireType: number): number {
    switch (wireType) {
      case 0:
        this.#varint();
        return 0;
      case 1:
        return 8;
      case 2:
        return this.#varint();
      case 5:
        return 4;
      default:
        throw new MalformedObjectError(`it holds a field of wire type ${wireType}, which no client sends`);
    }
  }

  /** Exact up to 2^53: larger lengths are longer than any body. */
  #varint(): number {
    let value = 0;
    for (let count = 0; count < 10; count += 1) {
      const byte = this.#bytes[this.#position];
      if (byte === undefined) throw new MalformedObjectError('it is cut short');
      this.#position += 1;
      value += (byte & 0x7f) * 2 ** (7 * count);
      if (byte < 0x80) return value;
    }
    throw new MalformedObjectError('it holds a number of more than ten bytes');
  }
}
