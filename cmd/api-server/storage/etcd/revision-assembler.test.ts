import { describe, expect, it } from 'vitest';
import type { etcd } from '#proto/generated/etcd.js';
import { RevisionAssembler } from './revision-assembler.ts';

function created(key: string, revision: number): etcd.Event.$Properties {
  return { kv: { key: Buffer.from(key), value: Buffer.from('x'), createRevision: revision, modRevision: revision } };
}

function response(
  revision: number,
  events: readonly etcd.Event.$Properties[],
  rest: etcd.WatchResponse.$Properties = {},
): etcd.WatchResponse.$Properties {
  return { header: { revision }, events: [...events], ...rest };
}

describe('RevisionAssembler', () => {
  it('has come as far as its last event and not as far as the header says', () => {
    const assembler = new RevisionAssembler(5);

    expect(assembler.take(response(9000, [], { created: true }))).toEqual({ events: [], revision: 5 });
    expect(assembler.take(response(9000, [created('a', 6), created('b', 7)])).revision).toBe(7);
    expect(assembler.position).toBe(7);
  });

  it('holds back a revision that goes on in the next fragment, and gives it whole', () => {
    const assembler = new RevisionAssembler(1);

    const first = assembler.take(response(9, [created('a', 2), created('b', 3)], { fragment: true }));
    const second = assembler.take(response(9, [created('c', 3)], { fragment: true }));
    const third = assembler.take(response(9, [created('d', 3), created('e', 4)]));

    expect(first).toMatchObject({ revision: 2, events: [{ item: { key: 'a' } }] });
    expect(second).toEqual({ revision: 2, events: [] });
    expect(third.revision).toBe(4);
    expect(third.events.map((event) => event.kind === 'Put' && event.item.key)).toEqual(['b', 'c', 'd', 'e']);
  });

  it('drops what comes twice', () => {
    const assembler = new RevisionAssembler(3);

    expect(assembler.take(response(4, [created('a', 3), created('b', 4)]))).toMatchObject({
      revision: 4,
      events: [{ item: { key: 'b' } }],
    });
    expect(assembler.take(response(4, [created('b', 4)]))).toEqual({ revision: 4, events: [] });
  });

  it('moves on with a notification to the watch, and not with an answer that might have overtaken events', () => {
    const assembler = new RevisionAssembler(3);

    expect(assembler.take(response(8, [], { watchId: -1 })).revision).toBe(3);
    expect(assembler.take(response(8, [], { watchId: 0 })).revision).toBe(8);
    expect(assembler.take(response(7, [], { watchId: 0 })).revision).toBe(8);
  });
});
