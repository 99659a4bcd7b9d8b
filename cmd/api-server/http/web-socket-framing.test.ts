import fastCheck from 'fast-check';
import { describe, expect, it } from 'vitest';
import { webSocketFraming } from './web-socket-framing.ts';

const event = (text: string): Buffer => Buffer.from(`${JSON.stringify({ text })}\n`);

describe('the framing of a WebSocket', () => {
  it('makes one message of text of each event, in the shortest form', () => {
    const framed = webSocketFraming.frame([Buffer.from('{}\n'), Buffer.from('[1]\n[2]\n')]);

    expect(framed).toEqual(Buffer.from([0x81, 2, 0x7b, 0x7d, 0x81, 3, 0x5b, 0x31, 0x5d, 0x81, 3, 0x5b, 0x32, 0x5d]));
  });

  it.each([0, 100, 114, 116, 65_000, 65_530, 70_000])('gives back what it framed, with events of %i characters', (length) => {
    const batch = [event('x'.repeat(length)), event('ü'), event('y'.repeat(length + 1))];

    expect(webSocketFraming.payloadOf(webSocketFraming.frame(batch))).toEqual(Buffer.concat(batch));
  });

  it('gives back whatever it framed', () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.array(fastCheck.string({ unit: 'binary' })), (texts) => {
        const batch = texts.map(event);
        expect(webSocketFraming.payloadOf(webSocketFraming.frame(batch))).toEqual(Buffer.concat(batch));
      }),
    );
  });
});
