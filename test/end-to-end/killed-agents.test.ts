import { describe, expect, it } from 'vitest';
import { nthPoint } from '../soak/kill-points.ts';
import { drivers, MortalWorld, type Life } from '../soak/mortal-world.ts';

/** One moment of each action. `make soak` visits as many as there is time for. */
describe('an agent that is killed in the middle of each thing that is asked of it', { timeout: 5 * 60_000 }, () => {
  it('is started again, finishes what was asked, and leaves nothing behind', async () => {
    await using world = await MortalWorld.start();
    const calm = await Promise.all(drivers.map((driver) => world.live(driver, () => undefined)));
    const killed = await Promise.all(
      calm.map(({ driver, attempts }) =>
        world.live(driver, (action) => {
          const callCount = attempts.find((each) => each.action === action)?.callCount ?? 1;
          return nthPoint(1, 2 * callCount);
        }),
      ),
    );

    expect([...calm, ...killed].map(outcome)).toEqual(
      [...calm, ...killed].map(({ number, driver }) => ({ number, driver, failures: [], leaks: [] })),
    );
    // An agent may have less to do the second time, and be done before the point at which it was to die; not many are.
    for (const { driver, attempts } of killed) {
      const died = attempts.filter(({ diedAt }) => diedAt !== undefined);
      expect({ driver, died: died.length }).toEqual({ driver, died: expect.toSatisfy((count: number) => count >= attempts.length - 2) });
    }
  });
});

function outcome({ number, driver, attempts, leaks }: Life): object {
  const failures = attempts.filter(({ failure }) => failure !== undefined);
  return { number, driver, failures, leaks };
}
