import { describe, expect, it } from 'vitest';
import { decodeYamlBody, maximumYamlBytes } from './yaml-body.ts';

const decode = (text: string) => decodeYamlBody(Buffer.from(text));

describe('a YAML body', () => {
  it('is read, JSON included', () => {
    expect(decode('a: [1, {b: x}]\n').value).toEqual({ a: [1, { b: 'x' }] });
    expect(decode('{"a": 1}').value).toEqual({ a: 1 });
    expect(decode('{a: 1}').value).toEqual({ a: 1 });
  });

  it('leaves times and words of older YAML what they are: strings', () => {
    expect(decode('a: 2026-01-01\nb: yes\n').value).toEqual({ a: '2026-01-01', b: 'yes' });
  });

  it('names the places of keys that are stated twice', () => {
    expect(decode('spec:\n  flavor: a\n  list:\n    - {k: 1, k: 2}\n  flavor: b\n').duplicateFields).toEqual([
      'spec.list[0].k',
      'spec.flavor',
    ]);
  });

  it.each([
    ['not YAML', 'a: [', /not YAML/],
    ['two documents', 'a: 1\n---\nb: 2\n', /not YAML/],
    ['a few lines that stand for a billion', bomb(), /not YAML: Excessive alias count/],
    ['nested without end', '['.repeat(100_000), /nested deeper/],
    ['nested without brackets', '- '.repeat(60_000), /nested deeper/],
    ['nothing but faults', '[]'.repeat(1_000), /not YAML: Unexpected flow-seq-start at node end at line 1, column 3/],
    ['a key __proto__', 'a: {__proto__: {b: 1}}\n', /__proto__/],
    ['longer than what can be read in a moment', `a: ${'x'.repeat(maximumYamlBytes)}\n`, /send it as JSON/],
  ])('is refused when it is %s', (_, text, message) => {
    expect(() => decode(text)).toThrow(message);
  });
});

function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level += 1) {
    lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')}]`);
  }
  return lines.join('\n');
}
