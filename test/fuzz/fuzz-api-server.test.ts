import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fastCheck from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzApiServer, FuzzTarget } from './fuzz-api-server.ts';
import { fuzzedRequest } from './request-arbitrary.ts';
import { seeds } from './seeds.ts';

/** A small part of what `make fuzz` does, always the same. */
describe('requests that nobody in their right mind would send', () => {
  it('are each answered with an object or a Status, and never with a fault of our own', async () => {
    const before = snapshotOfPrototypes();

    const { byStatus } = await fuzzApiServer({ runs: 4_000, seed: 20_260_601, examples: seeds });

    // That they get somewhere is what makes the others mean something.
    expect([...byStatus.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 403, 404, 405, 406, 409, 415, 422]));
    expect(snapshotOfPrototypes()).toEqual(before);
  });

  it('leave nothing in memory', async () => {
    const collectGarbage = garbageCollector();
    const target = await FuzzTarget.start(false);
    const send = async (count: number, seed: number): Promise<number> => {
      for (const request of fastCheck.sample(fuzzedRequest, { numRuns: count, seed })) await target.send(request);
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    await send(2_000, 1);
    const warm = await send(1_000, 2);

    // Between them the code that was still to be compiled, and caches that have a bound.

    expect((await send(4_000, 3)) - warm).toBeLessThan(8 * 1024 * 1024);
  });
});

/** What every object and list inherits, by name and value. */
function snapshotOfPrototypes(): readonly unknown[] {
  return [Object.prototype, Array.prototype, String.prototype, Function.prototype].map((prototype) =>
    Reflect.ownKeys(prototype).map((key) => [key, Object.getOwnPropertyDescriptor(prototype, key)]),
  );
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
