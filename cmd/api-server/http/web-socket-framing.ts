import type { Framing } from '../exchange/framing.ts';

/** One text message of a WebSocket an event (RFC 6455 §5.2, as a server sends it), so that it can be written to any number of sockets as it is. */
export const webSocketFraming: Framing = {
  name: 'web-socket',
  frame: (batch) => {
    const parts: Buffer[] = [];
    for (const events of batch) {
      for (const event of linesOf(events)) parts.push(headOf(event.length), event);
    }
    return Buffer.concat(parts);
  },
  payloadOf: (framed) => {
    const events: Buffer[] = [];
    for (let position = 0; position < framed.length;) {
      const { headBytes, payloadBytes } = readHead(framed, position);
      events.push(framed.subarray(position + headBytes, position + headBytes + payloadBytes), lineEnd);
      position += headBytes + payloadBytes;
    }
    return Buffer.concat(events);
  },
};

const lineEnd = Buffer.from('\n');

/** An encoded event is a line of JSON, which holds no line breaks. */
function* linesOf(events: Buffer): Iterable<Buffer> {
  for (let start = 0; start < events.length;) {
    const found = events.indexOf(0x0a, start);
    const end = found < 0 ? events.length : found;
    if (end > start) yield events.subarray(start, end);
    start = end + 1;
  }
}

/** The last and only part of a message of text, not masked. */
const wholeText = 0x81;

function headOf(payloadBytes: number): Buffer {
  if (payloadBytes < 126) return Buffer.from([wholeText, payloadBytes]);
  if (payloadBytes < 65_536) return Buffer.from([wholeText, 126, payloadBytes >> 8, payloadBytes & 0xff]);
  const head = Buffer.alloc(10);
  head[0] = wholeText;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(payloadBytes), 2);
  return head;
}

function readHead(framed: Buffer, position: number): { readonly headBytes: number; readonly payloadBytes: number } {
  const short = framed[position + 1] ?? 0;
  if (short < 126) return { headBytes: 2, payloadBytes: short };
  if (short === 126) return { headBytes: 4, payloadBytes: framed.readUInt16BE(position + 2) };
  return { headBytes: 10, payloadBytes: Number(framed.readBigUInt64BE(position + 2)) };
}
