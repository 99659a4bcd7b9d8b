import { describe, expect, it } from 'vitest';
import { JSONPathError, JSONPathTemplate } from './json-path.ts';

const server = {
  metadata: { name: 'web', labels: { 'app.kubernetes.io/name': 'shop', tier: 'front' } },
  spec: {
    power: 'Running',
    networks: [
      { name: 'a', ports: [80, 443] },
      { name: 'b', ports: [22] },
    ],
  },
  status: {
    conditions: [
      { type: 'Scheduled', status: 'True', count: 3 },
      { type: 'Ready', status: 'False', count: 12 },
    ],
    ready: false,
  },
};
const list = { items: [server, { metadata: { name: 'batch' }, spec: { power: 'Stopped' } }] };

const print = (template: string, value: unknown = server): string => new JSONPathTemplate(template).print(value);

describe('JSONPathTemplate', () => {
  it('follows fields, in dots and in brackets, with dots in names escaped', () => {
    expect(print('{.metadata.name}')).toBe('web');
    expect(print("{['metadata']['name']}")).toBe('web');
    expect(print(String.raw`{.metadata.labels.app\.kubernetes\.io/name}`)).toBe('shop');
    expect(print("{.metadata.labels['app.kubernetes.io/name']}")).toBe('shop');
    expect(print('{$.spec.power}')).toBe('Running');
    expect(print('{@.spec.power}')).toBe('Running');
  });

  it('takes positions, negative ones, slices and everything', () => {
    expect(print('{.spec.networks[0].ports[-1]}')).toBe('443');
    expect(print('{.spec.networks[0:1].name}')).toBe('a');
    expect(print('{.spec.networks[*].name}')).toBe('a b');
    expect(print('{.spec.networks[0].ports[0,1]}')).toBe('80 443');
    expect(print('{.spec.networks[7].name}')).toBe('');
  });

  it('filters by comparison and by presence', () => {
    expect(print('{.status.conditions[?(@.type=="Ready")].status}')).toBe('False');
    expect(print("{.status.conditions[?(@.type=='Ready')].status}")).toBe('False');
    expect(print('{.status.conditions[?(@.count>5)].type}')).toBe('Ready');
    expect(print('{.status.conditions[?(@.status != "True")].type}')).toBe('Ready');
    expect(print('{.items[?(@.status)].metadata.name}', list)).toBe('web');
    expect(print('{.items[?(@.spec.power=="Stopped")].metadata.name}', list)).toBe('batch');
  });

  it('finds fields at any depth, and several of one object', () => {
    expect(print('{..name}', { a: { name: 'x' }, b: [{ name: 'y' }] })).toBe('x y');
    expect(print("{.metadata['name','labels']}")).toBe('web {"app.kubernetes.io/name":"shop","tier":"front"}');
  });

  it('repeats a part for each value, with text in between', () => {
    expect(print('{range .items[*]}{.metadata.name}{"\\t"}{.spec.power}{"\\n"}{end}', list)).toBe('web\tRunning\nbatch\tStopped\n');
    expect(print('{range .items[*]}{range .spec.networks[*]}{.name},{end}{end}', list)).toBe('a,b,');
    expect(print('name={.metadata.name}!')).toBe('name=web!');
  });

  it('prints objects and lists as JSON, and nothing for what is not there', () => {
    expect(print('{.spec.networks[0]}')).toBe('{"name":"a","ports":[80,443]}');
    expect(print('{.status.ready}')).toBe('false');
    expect(print('[{.nothing.at.all}]')).toBe('[]');
  });

  it('takes a path without braces', () => {
    expect(print('.metadata.name')).toBe('web');
  });

  it('selects the values themselves', () => {
    expect(new JSONPathTemplate('{.status.conditions[*].count}').select(server)).toEqual([3, 12]);
  });

  it('does not reach what objects inherit', () => {
    expect(print('{.constructor}')).toBe('');
  });

  it('says where a template goes wrong', () => {
    const faults = ['{.a', '{.a[}', '{.a[?(@.b==)]}', '{range .a[*]}', '{end}', '{.a]}', "{.a['b}"];
    for (const template of faults) expect(() => new JSONPathTemplate(template)).toThrow(JSONPathError);
    expect(() => new JSONPathTemplate('{.spec.networks[x]}')).toThrow(
      'JSONPath: do not understand the brackets at "x]" in {.spec.networks[x]}',
    );
  });
});
