import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { ExpiryLeases } from './expiry-leases.ts';

function someLeases(): { readonly leases: ExpiryLeases; readonly clock: VirtualClock; readonly granted: number[]; fail: boolean } {
  const clock = new VirtualClock();
  const granted: number[] = [];
  const world = {
    clock,
    granted,
    fail: false,
    leases: new ExpiryLeases({
      clock,
      grant: async (seconds) => {
        if (world.fail) throw new Error('etcd is away');
        return granted.push(seconds);
      },
    }),
  };
  return world;
}

describe('ExpiryLeases', () => {
  it('shares one lease among keys of a twentieth of the time to live, and makes it that much longer', async () => {
    const { leases, clock, granted } = someLeases();

    const ids = await Promise.all([leases.leaseFor(3600), leases.leaseFor(3600)]);
    await clock.advance(179_000);
    ids.push(await leases.leaseFor(3600));
    await clock.advance(1_000);
    ids.push(await leases.leaseFor(3600));

    expect(ids).toEqual([1, 1, 1, 2]);
    expect(granted).toEqual([3780, 3780]);
  });

  it('gives each time to live a lease of its own', async () => {
    const { leases, granted } = someLeases();

    await Promise.all([leases.leaseFor(3600), leases.leaseFor(60)]);

    expect(granted).toEqual([3780, 63]);
  });

  it('attaches no more than a thousand keys to one', async () => {
    const { leases, granted } = someLeases();

    for (let key = 0; key < 2500; key += 1) await leases.leaseFor(3600);

    expect(granted).toHaveLength(3);
  });

  it('tries again after a failure, and after all were given up', async () => {
    const world = someLeases();
    world.fail = true;
    await expect(world.leases.leaseFor(60)).rejects.toThrow('away');
    world.fail = false;
    const first = await world.leases.leaseFor(60);
    world.leases.forgetAll();

    expect(await world.leases.leaseFor(60)).not.toBe(first);
  });
});
