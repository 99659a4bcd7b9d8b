import { describe, expect, it } from 'vitest';
import { MemoryStorage } from '../storage/memory/memory-storage.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { ConsoleTokens, tokenLifetimeSeconds, type ConsoleGrant } from './console-tokens.ts';

const grant: ConsoleGrant = { namespace: 'default', server: 'web', instanceUID: 'i-1', type: 'Serial', user: 'alice' };

function world() {
  const clock = new VirtualClock();
  const storage = new MemoryStorage({ clock });
  const tokens = (seed: string): ConsoleTokens => new ConsoleTokens({ storage, clock, random: new SeededRandom(seed) });
  return { clock, storage, tokens };
}

describe('ConsoleTokens', () => {
  it('opens what it was issued for, at any api-server, and only once', async () => {
    const { tokens } = world();
    const { token } = await tokens('one').issue(grant);

    expect(await tokens('two').redeem(token)).toEqual(grant);
    expect(await tokens('two').redeem(token)).toBeUndefined();
    expect(await tokens('one').redeem(token)).toBeUndefined();
  });

  it('opens it for one of those that come at the same time', async () => {
    const { tokens } = world();
    const { token } = await tokens('one').issue(grant);

    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, index) => tokens(`${index}`).redeem(token)));

    expect(outcomes.filter((outcome) => outcome !== undefined)).toEqual([grant]);
  });

  it('opens nothing once its time is over', async () => {
    const { clock, tokens } = world();
    const { token, expiresAt } = await tokens('one').issue(grant);

    expect(expiresAt.getTime() - clock.now().getTime()).toBe(tokenLifetimeSeconds * 1000);
    await clock.advance(tokenLifetimeSeconds * 1000);

    expect(await tokens('one').redeem(token)).toBeUndefined();
  });

  it.each(['', 'x', '../../secret', 'a'.repeat(64), 'A'.repeat(64)])('opens nothing for %j', async (token) => {
    const { tokens } = world();
    await tokens('one').issue(grant);

    expect(await tokens('one').redeem(token)).toBeUndefined();
  });

  it('is not in the storage as such', async () => {
    const { storage, tokens } = world();
    const { token } = await tokens('one').issue(grant);

    const { items } = await storage.range({ start: '/tycho/tokens/', end: '/tycho/tokens0' });

    expect(items).toHaveLength(1);
    expect(`${items[0]?.key}${items[0]?.value.toString()}`).not.toContain(token);
  });
});
