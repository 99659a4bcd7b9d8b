import { describe, expect, it } from 'vitest';
import { aggregateKind, type Aggregate } from '#apis/infrastructure/aggregate.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { aHostBody } from '#test/builders/api-bodies.ts';
import { aStartedRegistry, plainDelete, plainWrite, type StartedRegistry } from '#test/builders/registry.ts';
import { keyEnd } from '../storage/storage.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import { numbersGuard } from './guards.ts';
import { numberOf, ObjectNumbers } from './object-numbers.ts';

const onStatus = { ...plainWrite, subresource: 'status' } as const;

function anAggregateBody(name: string) {
  return { apiVersion: 'infrastructure.tycho.dev/v1alpha1', kind: 'Aggregate', metadata: { name }, spec: {} };
}

async function made({ registry }: StartedRegistry, name: string): Promise<number | undefined> {
  return ((await registry.create(aggregateKind, undefined, anAggregateBody(name), plainWrite)).object() as Aggregate).status?.number;
}

/** Takes its number from one, and all memory of it, as an earlier release left it behind. */
async function makeOld(world: StartedRegistry, name: string, creationTimestamp: string): Promise<void> {
  const key = storageKeyOf(aggregateKind, { name });
  const { items } = await world.storage.range({ start: key, end: keyEnd(key) });
  const { status: _, metadata, ...rest } = JSON.parse(items[0]!.value.toString()) as Aggregate;
  const value = Buffer.from(JSON.stringify({ ...rest, metadata: { ...metadata, creationTimestamp } }));
  await world.storage.transact({
    compare: [],
    operations: [
      { kind: 'Put', key, value },
      { kind: 'Delete', key: numbersGuard(aggregateKind) },
    ],
  });
}

async function numberOfAggregate({ registry }: StartedRegistry, name: string): Promise<number | undefined> {
  return ((await registry.get(aggregateKind, { name }, {})).object() as Aggregate).status?.number;
}

const nobodyMayRead = {
  of: () => {
    throw new Error('the objects were read');
  },
} as never;

describe('the number of an object', () => {
  it('is the next one of its kind, and never that of one that is gone', async () => {
    const world = await aStartedRegistry();

    expect([await made(world, 'a'), await made(world, 'b')]).toEqual([1, 2]);
    await world.registry.delete(aggregateKind, { name: 'b' }, plainDelete);
    expect(await made(world, 'b')).toBe(3);
    const host = (await world.registry.create(hostKind, undefined, aHostBody('h1'), plainWrite)).object() as Host;
    expect(host.status?.number).toBe(1);
  });

  it('is unique, and leaves none out, when many are made at once over two api-servers', async () => {
    const first = await aStartedRegistry();
    const worlds = [first, await aStartedRegistry({ beside: first, seed: 2 })];

    const numbers = await Promise.all(Array.from({ length: 40 }, (_, index) => made(worlds[index % 2]!, `a${index}`)));

    expect(numbers.toSorted((one, other) => one! - other!)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('is nobody’s to change, and costs none when it is only tried out', async () => {
    const world = await aStartedRegistry();
    const body = { ...anAggregateBody('a'), status: { number: 77 } };

    await world.registry.create(aggregateKind, undefined, body, { ...plainWrite, dryRun: true });
    await world.registry.create(aggregateKind, undefined, body, plainWrite);
    await world.registry.mergePatch(aggregateKind, { name: 'a' }, { status: { number: 78, hostCount: 0 } }, onStatus);
    await world.registry.mergePatch(aggregateKind, { name: 'a' }, { status: null }, onStatus);

    expect(await numberOfAggregate(world, 'a')).toBe(1);
  });

  it('is given to what an earlier release has made, the oldest first, when an api-server starts', async () => {
    const before = await aStartedRegistry();
    for (const name of ['newer', 'older']) await made(before, name);
    await makeOld(before, 'newer', '2026-06-02T12:00:00Z');
    await makeOld(before, 'older', '2026-06-01T12:00:00Z');

    const after = await aStartedRegistry({ beside: before });

    expect([await numberOfAggregate(after, 'older'), await numberOfAggregate(after, 'newer')]).toEqual([1, 2]);
    expect(await made(after, 'another')).toBe(3);
  });

  it('is given with the first write, too, whatever that is about', async () => {
    const world = await aStartedRegistry();
    for (const name of ['first', 'old']) await made(world, name);
    await makeOld(world, 'old', '2026-06-01T12:00:00Z');
    expect(await numberOfAggregate(world, 'old')).toBeUndefined();

    await world.registry.mergePatch(aggregateKind, { name: 'old' }, { spec: { description: 'words' } }, plainWrite);

    expect(await numberOfAggregate(world, 'old')).toBe(2);
  });

  it('is found without a look at the others of its kind, of which there may be ten thousand', async () => {
    const counter = { key: numbersGuard(hostKind), value: Buffer.from('9999'), createRevision: 1, modRevision: 5 };
    const numbers = new ObjectNumbers({ cache: nobodyMayRead, committer: { stored: () => Promise.resolve(counter) } });

    const { object, compare } = await numbers.give(hostKind, aHostBody('h1') as never);

    expect(numberOf(object)).toBe(10_000);
    expect(compare).toEqual([{ key: numbersGuard(hostKind), modRevision: 5 }]);
  });

  it('is above all that are there, should the count of them be lost', async () => {
    const world = await aStartedRegistry();
    await made(world, 'a');
    await made(world, 'b');
    await world.storage.transact({ compare: [], operations: [{ kind: 'Delete', key: numbersGuard(aggregateKind) }] });

    expect(await made(world, 'c')).toBe(3);
  });
});
