import { describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { compileColumnPath } from './column-path.ts';

const object = { spec: { zone: 'a', flag: false }, status: { conditions: [{ type: 'Up', status: 'True' }], list: ['x', 'y'] } };

describe('compileColumnPath', () => {
  it.each([
    ['.spec.zone', 'a'],
    ['.spec.flag', false],
    ['.status.conditions[type=Up].status', 'True'],
    ['.status.conditions[type=Down].status', undefined],
    ['.status.list[1]', 'y'],
    ['.status.list[2]', undefined],
    ['.spec.zone.deeper', undefined],
    ['.nowhere.at.all', undefined],
    ['.spec.constructor', undefined],
    ['.spec[0]', undefined],
  ])('finds %s', (path, value) => {
    expect(compileColumnPath(path)(object)).toEqual(value);
  });

  it.each(['spec.zone', '.spec..zone', '.spec[x]', '.spec[*]', '.spec.zone ', '.spec["zone"]'])('refuses %s', (path) => {
    expect(() => compileColumnPath(path)).toThrow(SyntaxError);
  });

  it('reads every column of the catalog', () => {
    const paths = catalog.flatMap(({ columns }) => columns.map(({ path }) => path));

    expect(() => paths.map(compileColumnPath)).not.toThrow();
  });
});
