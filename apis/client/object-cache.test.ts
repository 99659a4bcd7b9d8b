import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPlainObject } from '#test/builders/api-object.ts';
import { keyOf } from '../machinery/object-meta.ts';
import { ObjectCache } from './object-cache.ts';

describe('ObjectCache', () => {
  it('freezes what it is given, all the way down', () => {
    const cache = new ObjectCache();
    cache.put(aPlainObject({ labels: { app: 'web' } }));

    const labels = cache.get({ namespace: 'default', name: 'web' })?.metadata.labels as Record<string, string>;

    expect(() => (labels.app = 'other')).toThrow(TypeError);
  });

  it('says what was there before', () => {
    const cache = new ObjectCache();
    const old = aPlainObject({ resourceVersion: '1' });
    const young = aPlainObject({ resourceVersion: '2' });

    expect(cache.put(old)).toMatchObject({ previous: undefined, current: old });
    expect(cache.put(young)).toMatchObject({ previous: old, current: young });
    expect(cache.remove(keyOf(young))).toMatchObject({ previous: young, current: undefined });
  });

  it('gives the same index for the same name, and fills a late one with what is there', () => {
    const cache = new ObjectCache();
    cache.put(aPlainObject({ labels: { app: 'shop' } }));

    const index = cache.index('app', (object) => [object.metadata.labels?.app ?? '']);

    expect(index.get('shop').map((object) => object.metadata.name)).toEqual(['web']);
    expect(cache.index('app', () => [])).toBe(index);
  });

  it('keeps an index equal to a search over all objects, whatever is put and removed', () => {
    const change = fc.record({ name: fc.constantFrom('a', 'b', 'c'), app: fc.constantFrom('x', 'y', undefined), isGone: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const cache = new ObjectCache();
        const index = cache.index('app', (object) => (object.metadata.labels?.app === undefined ? [] : [object.metadata.labels.app]));
        for (const { name, app, isGone } of changes) {
          if (isGone) cache.remove({ namespace: 'default', name });
          else cache.put(aPlainObject({ name, ...(app === undefined ? {} : { labels: { app } }) }));
        }

        for (const app of ['x', 'y']) {
          const found = [...cache.list()].filter((object) => object.metadata.labels?.app === app);
          expect(new Set(index.get(app))).toEqual(new Set(found));
        }
      }),
    );
  });
});
