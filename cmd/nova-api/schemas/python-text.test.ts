import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pythonText, pythonValue } from './python-text.ts';

test.each([
  ['a', "'a'"],
  ["it's", `"it's"`],
  [`'"`, String.raw`'\'"'`],
  ['a\nb\\', String.raw`'a\nb\\'`],
  ['\u0000\u200b', String.raw`'\x00\u200b'`],
  ['Grüße 🚀', "'Grüße 🚀'"],
  [null, 'None'],
  [true, 'True'],
  [false, 'False'],
  [1.5, '1.5'],
  [[1, 'a', [null]], "[1, 'a', [None]]"],
  [{ a: 1, b: { c: [] } }, "{'a': 1, 'b': {'c': []}}"],
])('%j is printed as Python prints it', (value, printed) => {
  expect(pythonText(value)).toBe(printed);
});

test('a string by itself has no quotes', () => {
  expect(pythonValue("it's")).toBe("it's");
  expect(pythonValue(['x'])).toBe("['x']");
});

test('what is printed is never much longer than its limit', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 50 }), (value, limit) => {
      expect(pythonText(value, limit).length).toBeLessThanOrEqual(limit + 1);
    }),
  );
  expect(pythonText(Array.from({ length: 1_000_000 }, () => 'x')).length).toBeLessThan(300);
});
