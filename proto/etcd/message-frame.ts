/**
 * Messages as gRPC lays them into a stream of bytes: one byte that says whether they are compressed (never here, since nobody offers it), four that
 * tell the length, and the message. https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 */
export function frameOf(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(headBytes + message.length);
  frame.writeUInt8(0, 0);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, headBytes);
  return frame;
}

/** Finds the messages in a stream that comes in pieces of any size. They are views of the pieces where they lie in one. */
export class FrameReader {
  #rest: Buffer[] = [];
  #restBytes = 0;

  /** The messages that are complete with this piece. Throws a {@link RangeError} if it is not gRPC, or compressed. */
  take(piece: Buffer): Buffer[] {
    let bytes = this.#join(piece);
    const messages: Buffer[] = [];
    while (bytes.length >= headBytes) {
      if (bytes[0] !== 0) throw new RangeError('a message is compressed, which nobody offered to read');
      const end = headBytes + bytes.readUInt32BE(1);
      if (bytes.length < end) break;
      messages.push(bytes.subarray(headBytes, end));
      bytes = bytes.subarray(end);
    }
    if (bytes.length > 0) this.#keep(bytes);
    return messages;
  }

  /** Joins only once there is enough: a message of many pieces is copied once. */
  #join(piece: Buffer): Buffer {
    if (this.#restBytes === 0) return piece;
    this.#keep(piece);
    if (this.#restBytes < this.#wantedBytes()) return Buffer.alloc(0);
    const joined = Buffer.concat(this.#rest, this.#restBytes);
    this.#rest = [];
    this.#restBytes = 0;
    return joined;
  }

  #wantedBytes(): number {
    const first = this.#rest[0]!;
    return first.length < headBytes ? headBytes : headBytes + first.readUInt32BE(1);
  }

  #keep(bytes: Buffer): void {
    this.#rest.push(bytes);
    this.#restBytes += bytes.length;
  }
}

const headBytes = 5;
