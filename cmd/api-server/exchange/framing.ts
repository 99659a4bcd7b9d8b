/** How a batch of encoded events becomes bytes on a transport. The result is shared by all streams of one framing. */
export interface Framing {
  /** Streams whose framings have the same name get the same bytes. */
  readonly name: string;
  readonly frame: (batch: readonly Buffer[]) => Buffer;
  /** The bytes inside one result of `frame`. */
  readonly payloadOf: (framed: Buffer) => Buffer;
}

/** Events one after the other. For calls inside one process, and for clients of HTTP/1.0. */
export const plainFraming: Framing = {
  name: 'plain',
  frame: (batch) => (batch.length === 1 && batch[0] !== undefined ? batch[0] : Buffer.concat(batch)),
  payloadOf: (framed) => framed,
};

/** One chunk of HTTP/1.1's chunked transfer coding (RFC 9112 §7.1) a batch, so that it can be written to any number of sockets as it is. */
export const chunkedFraming: Framing = {
  name: 'chunked',
  frame: (batch) => {
    let payloadBytes = 0;
    for (const event of batch) payloadBytes += event.length;
    return Buffer.concat([Buffer.from(`${payloadBytes.toString(16)}\r\n`), ...batch, lineEnd]);
  },
  payloadOf: (framed) => framed.subarray(framed.indexOf('\n') + 1, framed.length - lineEnd.length),
};

const lineEnd = Buffer.from('\r\n');
