import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everythingToReach, fuzzNovaAPI, NovaFuzz } from './nova-api/nova-fuzz.ts';
import { neverAccepted, neverRefused } from './nova-api/out-of-reach.ts';

/** A small part of what `make fuzz` does, always the same. */
describe('requests of the Compute API', () => {
  let fuzz: NovaFuzz;

  beforeAll(async () => {
    fuzz = await NovaFuzz.open();
  });

  afterAll(() => fuzz?.[Symbol.asyncDispose]());

  it('are answered in every version of every route, well and with refusals', async () => {
    expect(await fuzz.askForEverything()).toEqual([]);

    const missed = (reached: ReadonlySet<string>): readonly string[] => everythingToReach().filter((name) => !reached.has(name));
    expect(missed(fuzz.accepted).toSorted()).toEqual([...neverAccepted.keys()].toSorted());
    expect(missed(fuzz.refused).toSorted()).toEqual([...neverRefused.keys()].toSorted());
  });

  it('are answered in Nova’s shape when they are wrong, change nothing when refused, and never meet a fault of our own', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);

    await fuzzNovaAPI(fuzz, { runs: 5_000, seed: 20_261_124 });

    // That they get somewhere is what makes the others mean something.
    expect([...fuzz.byStatus.keys()]).toEqual(expect.arrayContaining([200, 202, 204, 400, 401, 403, 404, 406, 409, 410, 413, 415, 431]));
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });
});
