import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadRequestError } from '#apis/machinery/errors.ts';
import { matchesLabels, parseLabelSelector } from './label-selector.ts';

function matches(selector: string, labels: Record<string, string>): boolean {
  return matchesLabels(parseLabelSelector(selector), labels);
}

describe('a label selector', () => {
  it.each([
    ['', {}, true],
    ['a=b', { a: 'b' }, true],
    ['a==b', { a: 'c' }, false],
    ['a=', { a: '' }, true],
    ['a=', {}, false],
    ['a!=b', { a: 'c' }, true],
    ['a!=b', {}, true],
    ['a!=b', { a: 'b' }, false],
    ['a', { a: '' }, true],
    ['a', {}, false],
    ['!a', {}, true],
    ['!a', { a: 'x' }, false],
    ['a in (b,c)', { a: 'c' }, true],
    ['a in (b, c)', {}, false],
    ['a in ()', { a: '' }, true],
    ['a notin (b,c)', { a: 'b' }, false],
    ['a notin (b,c)', {}, true],
    ['a>5', { a: '6' }, true],
    ['a > 5', { a: '5' }, false],
    ['a<5', { a: '-4' }, true],
    ['a<5', { a: 'many' }, false],
    ['a>5', {}, false],
    ['a=b,!c , d in (e)', { a: 'b', d: 'e' }, true],
    ['a=b,!c,d in (e)', { a: 'b', c: '', d: 'e' }, false],
    ['example.com/tier=web', { 'example.com/tier': 'web' }, true],
    // Keys that are words of the grammar.
    ['in in (in)', { in: 'in' }, true],
    ['notin notin (in)', { notin: 'x' }, true],
    ['constructor', {}, false],
  ])('%j over %j is %j', (selector, labels, expected) => {
    expect(matches(selector, labels)).toBe(expected);
  });

  it.each([
    'a b',
    'a in',
    'a in (',
    'a in (b',
    'a in b',
    '=b',
    'a=b,',
    ',a',
    'a==b=c',
    '!',
    '!a=b',
    'a=!b',
    'a>x',
    'a=b c',
    'a=%',
    '-a=b',
    'a/b/c=d',
    'a=-b',
  ])('%j is refused as 400 with its words', (selector) => {
    const parse = (): unknown => parseLabelSelector(selector);

    expect(parse).toThrow(BadRequestError);
    expect(parse).toThrow(selector);
  });

  it('is read in time that grows with its length, or refused, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200, unit: fc.constantFrom('a', '=', '!', ',', '(', ')', ' ', 'in', 'notin', '>', '/', '.', 'é') }),
        (selector) => {
          try {
            matches(selector, { a: 'a' });
          } catch (error) {
            expect(error).toBeInstanceOf(BadRequestError);
          }
        },
      ),
    );
  });
});
