import { describe, expect, it } from 'vitest';
import { meetsDemand } from './extra-spec-match.ts';

describe('what a flavor asks of an aggregate', () => {
  it.each<[string, string, boolean]>([
    ['ssd', 'ssd', true],
    ['ssd', 'hdd', false],
    ['a b', 'a b', true],
    ['10', '= 8', true],
    ['7', '= 8', false],
    ['8.0', '== 8', true],
    ['9', '== 8', false],
    ['9', '!= 8', true],
    ['8', '!= 8', false],
    ['8', '>= 8', true],
    ['7', '>= 8', false],
    ['8', '<= 8', true],
    ['9', '<= 8', false],
    ['many', '>= 8', false],
    ['', '>= 0', false],
    ['8', '>=', false],
    ['a', 's== a', true],
    ['b', 's== a', false],
    ['b', 's!= a', true],
    ['a', 's!= a', false],
    ['a', 's< b', true],
    ['b', 's< b', false],
    ['b', 's<= b', true],
    ['c', 's> b', true],
    ['b', 's> b', false],
    ['b', 's>= b', true],
    ['12', 's< 2', true],
    ['fast-ssd', '<in> ssd', true],
    ['fast-hdd', '<in> ssd', false],
    ['ssd', '<in>', false],
    ['aes avx2 sse', '<all-in> aes avx2', true],
    ['aes sse', '<all-in> aes avx2', false],
    ['aes', '<all-in>', false],
    ['red', '<or> red <or> blue', true],
    ['blue', '<or> red <or> blue', true],
    ['green', '<or> red <or> blue', false],
  ])('%j for %j: %s', (value, demand, expected) => {
    expect(meetsDemand(value, demand)).toBe(expected);
  });
});
