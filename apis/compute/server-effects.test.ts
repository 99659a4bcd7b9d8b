import { describe, expect, it } from 'vitest';
import { exceeds, serverFieldChanges, wordsOf } from './server-effects.ts';
import type { ServerSpec } from './server.ts';

const spec: ServerSpec = { flavor: 'small', image: 'debian', power: 'Running', runPolicy: 'Always', metadata: { a: '1' } };

describe('serverFieldChanges', () => {
  it('names each field that differs, with its class, in the order of the schema', () => {
    const after: ServerSpec = {
      ...spec,
      image: 'alpine',
      flavor: 'large',
      power: 'Stopped',
      rescue: {},
      tags: ['x'],
      keyPair: 'other',
      bootVolume: 'v',
    };

    expect(serverFieldChanges(spec, after)).toEqual([
      { field: 'spec.flavor', effect: 'replace' },
      { field: 'spec.image', effect: 'rebuild' },
      { field: 'spec.bootVolume', effect: 'forbidden' },
      { field: 'spec.keyPair', effect: 'live' },
      { field: 'spec.tags', effect: 'none' },
      { field: 'spec.rescue', effect: 'restart' },
      { field: 'spec.power', effect: 'live' },
    ]);
  });

  it('compares by value, and sees a field that goes', () => {
    expect(serverFieldChanges(spec, { ...spec, metadata: { a: '1' } })).toEqual([]);
    const { metadata: _, ...without } = spec;
    expect(serverFieldChanges(spec, without)).toEqual([{ field: 'spec.metadata', effect: 'live' }]);
  });
});

describe('wordsOf', () => {
  it('says of a change of power which it is, and of others what their class means', () => {
    const words = serverFieldChanges(spec, { ...spec, power: 'Stopped', rescue: {} }).map((change) =>
      wordsOf(change, { power: 'Stopped' }),
    );

    expect(words).toEqual(['the guest is stopped and started again', 'the guest is stopped; its disk stays']);
  });
});

describe('exceeds', () => {
  it('lets pass what is permitted and what costs less', () => {
    expect(exceeds('restart', 'restart')).toBe(false);
    expect(exceeds('none', 'live')).toBe(false);
    expect(exceeds('rebuild', 'restart')).toBe(true);
    expect(exceeds('forbidden', 'replace')).toBe(true);
  });
});
