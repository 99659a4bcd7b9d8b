import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader, frameOf } from './message-frame.ts';

describe('messages in frames', () => {
  it('come out as they went in, in whatever pieces they arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), fc.array(fc.integer({ min: 1, max: 30 })), (messages, sizes) => {
        const reader = new FrameReader();
        const read = piecesOf(Buffer.concat(messages.map((message) => frameOf(message))), sizes).flatMap((piece) => reader.take(piece));

        expect(read.map((message) => [...message])).toEqual(messages.map((message) => [...message]));
      }),
    );
  });

  it('are not read when they are compressed', () => {
    const frame = frameOf(Buffer.from('packed'));
    frame[0] = 1;

    expect(() => new FrameReader().take(frame)).toThrow('compressed');
  });
});

/** Cut at these sizes, over and over. */
function piecesOf(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let start = 0;
  for (let number = 0; start < bytes.length; number += 1) {
    const size = sizes.length === 0 ? bytes.length : sizes[number % sizes.length]!;
    pieces.push(bytes.subarray(start, start + size));
    start += size;
  }
  return pieces;
}
