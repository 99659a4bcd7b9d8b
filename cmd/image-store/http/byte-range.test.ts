import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentRange, wantedRange } from './byte-range.ts';

const blob = { sizeBytes: 100, entityTag: '"tag"' };

describe('wantedRange', () => {
  it.each([
    ['bytes=0-9', { kind: 'Part', start: 0, end: 9 }],
    ['bytes=90-', { kind: 'Part', start: 90, end: 99 }],
    ['bytes=90-1000', { kind: 'Part', start: 90, end: 99 }],
    ['bytes=-10', { kind: 'Part', start: 90, end: 99 }],
    ['bytes=-1000', { kind: 'Part', start: 0, end: 99 }],
    ['bytes=100-', { kind: 'Unsatisfiable' }],
    ['bytes=-0', { kind: 'Unsatisfiable' }],
    ['bytes=9-0', { kind: 'Whole' }],
    ['bytes=0-1,5-6', { kind: 'Whole' }],
    ['bytes=-', { kind: 'Whole' }],
    ['lines=0-1', { kind: 'Whole' }],
    [undefined, { kind: 'Whole' }],
  ])('reads %s', (range, expected) => {
    expect(wantedRange({ range }, blob)).toEqual(expected);
  });

  it('gives the whole when the range is of other bytes', () => {
    expect(wantedRange({ range: 'bytes=5-', 'if-range': '"other"' }, blob)).toEqual({ kind: 'Whole' });
    expect(wantedRange({ range: 'bytes=5-', 'if-range': '"tag"' }, blob)).toEqual({ kind: 'Part', start: 5, end: 99 });
  });

  it('never leaves the blob, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(1000), fc.nat(1000), fc.nat(50), (junk, first, last, sizeBytes) => {
        for (const range of [junk, `bytes=${junk}`, `bytes=${first}-${last}`, `bytes=${first}-`, `bytes=-${last}`]) {
          const wanted = wantedRange({ range }, { sizeBytes, entityTag: '"t"' });
          const isInside = wanted.kind !== 'Part' || (wanted.start >= 0 && wanted.start <= wanted.end && wanted.end < sizeBytes);
          expect(isInside).toBe(true);
        }
      }),
    );
  });
});

describe('sentRange', () => {
  it('takes what makes sense, and nothing else', () => {
    expect(sentRange('bytes 0-9/10')).toEqual({ start: 0, end: 9, totalBytes: 10 });
    for (const junk of ['bytes 0-10/10', 'bytes 5-4/10', 'bytes 0-9/*', 'bytes */10', '0-9/10', 'bytes -1-2/10', '']) {
      expect(sentRange(junk)).toBeUndefined();
    }
  });
});
