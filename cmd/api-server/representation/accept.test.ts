import { describe, expect, it } from 'vitest';
import { parseAccept } from './accept.ts';

const media = (header: string | undefined): readonly string[] => parseAccept(header).map(({ type, subtype }) => `${type}/${subtype}`);

describe('parseAccept', () => {
  it('reads parameters in any order and letter case', () => {
    expect(parseAccept('application/JSON; V="v1";as=Table ;g=meta.k8s.io')).toEqual([
      { type: 'application', subtype: 'json', parameters: { v: 'v1', as: 'Table', g: 'meta.k8s.io' }, quality: 1 },
    ]);
  });

  it('puts the best first and keeps the order among equals', () => {
    expect(media('a/b;q=0.5, c/d, e/f;q=0.9, g/h')).toEqual(['c/d', 'g/h', 'e/f', 'a/b']);
  });

  it('leaves out what cannot be read or is not wanted', () => {
    expect(media('nonsense, a/b/c, a/b;q=x, c/d;q=0, */*')).toEqual(['*/*']);
  });

  it('takes no header for anything', () => {
    expect([media(undefined), media(' ')]).toEqual([['*/*'], ['*/*']]);
  });
});
