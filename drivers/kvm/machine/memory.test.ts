import { describe, expect, it } from 'vitest';
import { hugePageKiB } from './memory.ts';

describe('hugePageKiB', () => {
  it.each([
    [undefined, undefined],
    ['small', undefined],
    ['any', undefined],
    ['4', undefined],
    ['large', 2048],
    ['2048', 2048],
    ['2MB', 2048],
    ['2 MiB', 2048],
    ['1GB', 1_048_576],
  ])('takes %s for %s KiB', (text, expected) => {
    expect(hugePageKiB(text === undefined ? {} : { 'hw:mem_page_size': text })).toBe(expected);
  });

  it.each(['3MB', 'huge', '', '2XB', '-2MB'])('refuses "%s"', (text) => {
    expect(() => hugePageKiB({ 'hw:mem_page_size': text })).toThrow('hw:mem_page_size is small, any, large');
  });
});
