import { describe, expect, it } from 'vitest';
import { CachedObject, RecentlyParsed } from './cached-object.ts';
import { EventWindow, type CacheEvent } from './event-window.ts';

const recent = new RecentlyParsed(10);

function event(revision: number, sizeBytes = 10): CacheEvent {
  const object = new CachedObject({ storageKey: `/tycho/x/y/${revision}`, bytes: Buffer.alloc(sizeBytes), revision, recent });
  return { kind: 'Put', revision, object, previous: undefined };
}

function revisionsAfter(window: EventWindow, revision: number, limit = 100): readonly number[] | undefined {
  return window.after(revision, limit)?.map((each) => each.revision);
}

describe('EventWindow', () => {
  it('gives what happened after a revision, and nothing for one that was never reached', () => {
    const window = new EventWindow(5, { maximumEvents: 100, maximumBytes: 10_000 });
    for (const revision of [7, 9, 12]) window.add(event(revision));

    expect(revisionsAfter(window, 5)).toEqual([7, 9, 12]);
    expect(revisionsAfter(window, 7)).toEqual([9, 12]);
    expect(revisionsAfter(window, 8)).toEqual([9, 12]);
    expect(revisionsAfter(window, 12)).toEqual([]);
    expect(revisionsAfter(window, 4)).toBeUndefined();
  });

  it('forgets the oldest above its limits, and knows from where on it is complete', () => {
    const window = new EventWindow(0, { maximumEvents: 3, maximumBytes: 10_000 });
    for (let revision = 1; revision <= 10; revision += 1) window.add(event(revision));

    expect(window.floor).toBe(7);
    expect(revisionsAfter(window, 7)).toEqual([8, 9, 10]);
    expect(revisionsAfter(window, 6)).toBeUndefined();
    expect(window.eventCount).toBe(3);
    expect(window.heldBytes).toBe(30);
  });

  it('counts bytes too, but keeps the newest event however large', () => {
    const window = new EventWindow(0, { maximumEvents: 100, maximumBytes: 100 });
    window.add(event(1, 60));
    window.add(event(2, 60));
    window.add(event(3, 500));

    expect(revisionsAfter(window, 2)).toEqual([3]);
    expect(window.floor).toBe(2);
  });

  it('never splits what happened at one revision', () => {
    const window = new EventWindow(0, { maximumEvents: 100, maximumBytes: 10_000 });
    for (const revision of [1, 2, 2, 2, 3]) window.add(event(revision));

    expect(revisionsAfter(window, 0, 2)).toEqual([1, 2, 2, 2]);
    expect(revisionsAfter(window, 2, 2)).toEqual([3]);
  });
});
