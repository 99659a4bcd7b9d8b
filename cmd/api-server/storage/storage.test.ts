import { describe, expect, it } from 'vitest';
import { byteOrdered } from './byte-order.ts';
import { prefixEnd } from './storage.ts';

describe('prefixEnd', () => {
  it.each([
    ['/tycho/', '/tycho0'],
    ['a\u007f', 'a\u0080'],
    ['a\uD7FF', 'a\uE000'],
    ['a\uFFFF', 'a\u{10000}'],
    ['a\u{10FFFF}', 'b'],
  ])('of %j comes after every key with that prefix and before all others', (prefix, end) => {
    expect(prefixEnd(prefix)).toBe(end);
    expect(byteOrdered(`${prefix}\u{10FFFF}`) < byteOrdered(end)).toBe(true);
  });

  it('does not exist for the empty prefix', () => {
    expect(() => prefixEnd('')).toThrow(RangeError);
  });
});

describe('byteOrdered', () => {
  it('puts keys in the order of their UTF-8 bytes', () => {
    const keys = ['z', 'a', 'é', '\uFFFD', '\u{1F600}', 'aa', 'a/', 'a\0'];
    const inBytes = [...keys].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));

    const ordered = [...keys].sort((one, other) => (byteOrdered(one) < byteOrdered(other) ? -1 : 1));

    expect(ordered).toEqual(inBytes);
  });
});
