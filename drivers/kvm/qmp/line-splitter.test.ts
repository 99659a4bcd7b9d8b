import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter } from './line-splitter.ts';
import { QMPProtocolError } from './qmp-error.ts';

describe('LineSplitter', () => {
  it('gives the same lines however the bytes are cut', () => {
    const text = fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll('\n', '')));
    fc.assert(
      fc.property(text, fc.array(fc.nat(16), { minLength: 1 }), (lines, sizes) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const splitter = new LineSplitter({ maximumLineBytes: 1_000_000 });
        const seen: string[] = [];
        for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
          const size = 1 + (sizes[turn % sizes.length] ?? 0);
          seen.push(...splitter.push(bytes.subarray(start, start + size)));
          start += size;
        }
        expect(seen).toEqual(lines);
      }),
    );
  });

  it('gives up on a line that does not end', () => {
    const splitter = new LineSplitter({ maximumLineBytes: 10 });
    splitter.push(Buffer.from('12345\n1234567890'));

    expect(() => splitter.push(Buffer.from('1'))).toThrow(QMPProtocolError);
  });
});
