import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { LoginLimits, mostFailures, mostWaiting, windowSeconds } from './login-limits.ts';

const who = { user: 'alice', address: '127.0.0.1' };
const wrong = async (): Promise<undefined> => undefined;
const right = async (): Promise<string> => 'in';

describe('LoginLimits', () => {
  it('tries no more after too many failures, and again after a while', async () => {
    const clock = new VirtualClock();
    const limits = new LoginLimits({ clock });
    for (let count = 0; count < mostFailures; count += 1) expect(await limits.try(who, wrong)).toEqual({ kind: 'Done', result: undefined });

    expect(await limits.try(who, right)).toEqual({ kind: 'Wait', seconds: windowSeconds });
    expect(await limits.try({ ...who, user: 'bob' }, right)).toMatchObject({ result: 'in' });
    expect(await limits.try({ ...who, address: '127.0.0.2' }, right)).toMatchObject({ result: 'in' });
    await clock.advance(windowSeconds * 1000);
    expect(await limits.try(who, right)).toMatchObject({ result: 'in' });
  });

  it('forgets failures once the right password comes', async () => {
    const limits = new LoginLimits({ clock: new VirtualClock() });
    for (let round = 0; round < 3; round += 1) {
      for (let count = 1; count < mostFailures; count += 1) await limits.try(who, wrong);
      expect(await limits.try(who, right)).toMatchObject({ result: 'in' });
    }
  });

  it('does not let somebody try more by trying all at once', async () => {
    const limits = new LoginLimits({ clock: new VirtualClock() });
    let tried = 0;

    const outcomes = await Promise.all(
      Array.from({ length: 200 }, () =>
        limits.try(who, async () => {
          tried += 1;
          return undefined;
        }),
      ),
    );

    expect(tried).toBeLessThan(mostFailures + 4);
    expect(outcomes.at(-1)).toMatchObject({ kind: 'Wait' });
  });

  it('lets those wait who come with the right password at once, up to a limit', async () => {
    const limits = new LoginLimits({ clock: new VirtualClock() });

    const outcomes = await Promise.all(Array.from({ length: mostWaiting + 10 }, () => limits.try(who, right)));

    expect(outcomes.filter(({ kind }) => kind === 'Done').length).toBe(mostWaiting + 4);
    expect(outcomes.at(-1)).toEqual({ kind: 'Wait', seconds: 1 });
  });
});
