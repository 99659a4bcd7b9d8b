import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserAllocations } from './user-allocations.ts';

let stateDirectory: string;

beforeEach(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'users-'));
});

afterEach(() => rm(stateDirectory, { recursive: true }));

function allocations(count = 5): UserAllocations {
  return new UserAllocations({ stateDirectory, range: { firstID: 1000, count } });
}

describe('UserAllocations', () => {
  it('gives each instance a user of its own, and never the first, which probes use', async () => {
    const users = allocations();

    const given = await Promise.all(['a', 'b', 'c', 'd'].map((instanceUID) => users.allocate(instanceUID)));

    expect(given.sort((left, right) => left - right)).toEqual([1001, 1002, 1003, 1004]);
  });

  it('gives an instance the same user again, also after a restart', async () => {
    const userID = await allocations().allocate('a');

    expect(await allocations().allocate('a')).toBe(userID);
  });

  it('never gives one user to two, even when two processes ask at once', async () => {
    const [one, other] = [allocations(), allocations()];

    const given = await Promise.all([one.allocate('a'), other.allocate('b'), one.allocate('c'), other.allocate('d')]);

    expect(new Set(given).size).toBe(4);
  });

  it('says so when all are taken, and goes on when one is free', async () => {
    const users = allocations(3);
    await users.allocate('a');
    const freed = await users.allocate('b');

    await expect(users.allocate('c')).rejects.toMatchObject({ reason: 'Temporary', message: expect.stringContaining('all 2 of') });
    await users.release('b');
    await users.release('b');

    expect(await users.allocate('c')).toBe(freed);
  });

  it("lets a user rest before it is somebody else's", async () => {
    const users = allocations();
    const first = await users.allocate('a');
    await users.release('a');

    expect(await users.allocate('b')).not.toBe(first);
  });

  it('frees what belongs to nobody any more, and leaves no other files', async () => {
    await allocations().allocate('a');
    const kept = await allocations().allocate('b');
    await writeFile(join(stateDirectory, 'users', '.offer-c'), 'c');

    await allocations().releaseAllBut(new Set(['b']));

    expect(await readdir(join(stateDirectory, 'users'))).toEqual([String(kept)]);
  });
});
