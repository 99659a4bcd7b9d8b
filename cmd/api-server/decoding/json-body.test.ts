import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadRequestError } from '#apis/machinery/errors.ts';
import { decodeJsonBody } from './json-body.ts';
import { scanJson } from './json-scan.ts';
import { countFields, deepestNesting, mostFields } from './field-survey.ts';

describe('a JSON body', () => {
  it('is read as it is', () => {
    expect(decodeJsonBody(Buffer.from('{"a":[1,{"b":"ü:{"}]}'))).toEqual({ value: { a: [1, { b: 'ü:{' }] }, duplicateFields: [] });
  });

  it('names the places of fields that are stated twice', () => {
    const text = '{"a":1,"spec":{"flavor":"x","list":[{"k":1},{"k":1,"k":2}],"flavor":"y"},"a\\u0062":1,"ab":2}';

    expect(decodeJsonBody(Buffer.from(text)).duplicateFields).toEqual(['spec.list[1].k', 'spec.flavor', 'ab']);
  });

  it('does not take what is inside of strings for fields', () => {
    const { duplicateFields } = decodeJsonBody(Buffer.from('{"a":"{\\"b\\":1,\\"b\\":2}","a2":"\\\\","b":"b\\"","c":":"}'));

    expect(duplicateFields).toEqual([]);
  });

  it.each([
    ['no JSON', '{"a":', /not JSON/],
    ['more fields than anything of ours', `[${'0,'.repeat(mostFields)}0]`, /more than 131072 fields/],
    ['nested deeper than anything of ours', '['.repeat(deepestNesting + 1) + ']'.repeat(deepestNesting + 1), /nested 65 levels/],
    ['nested so deep that a parser runs out of stack', '['.repeat(1_000_000), /nested 1000000 levels/],
    ['a field __proto__', '{"a":{"__proto__":{"b":1}}}', /__proto__/],
    ['a field __proto__ in disguise', '{"a":{"\\u005f_\\u0070roto__":{"b":1}}}', /__proto__/],
  ])('is refused when it is %s', (_, text, message) => {
    expect(() => decodeJsonBody(Buffer.from(text))).toThrow(
      expect.objectContaining({ name: BadRequestError.name, message: expect.stringMatching(message) }),
    );
  });

  it('is refused when it is not UTF-8', () => {
    expect(() => decodeJsonBody(Buffer.from([0x22, 0xff, 0x22]))).toThrow('not UTF-8');
  });

  it('has as many field names in its bytes as in its value when none is stated twice', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        fc.pre(!JSON.stringify(value).includes('__proto__'));
        expect(scanJson(Buffer.from(JSON.stringify(value, undefined, 1))).fieldNameCount).toBe(countFields(value));
      }),
    );
  });
});
