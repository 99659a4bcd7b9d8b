import { expect, it } from 'vitest';
import { can, guestWithDisk, type SuiteContext } from './suite-context.ts';

export function describeRescue({ driver, newDriver, world, started }: SuiteContext): void {
  it('starts a guest from another image, says so, also after a restart of the agent, and ends with the next start', async () => {
    if (!(await can(driver(), 'rescue'))) return;
    const guest = await started(guestWithDisk(world()));
    expect(await driver().observe(guest.mark)).not.toMatchObject({ inRescue: true });
    await driver().stop(guest.mark, { gracePeriodSeconds: 0 });

    await driver().start({ ...guest, rescueImage: guest.image });
    expect(await driver().observe(guest.mark)).toMatchObject({ kind: 'Running', inRescue: true });
    const successor = await newDriver();
    expect((await successor.recover()).guests).toMatchObject([{ observation: { kind: 'Running', inRescue: true } }]);
    await successor.stop(guest.mark, { gracePeriodSeconds: 0 });
    await successor.start(guest);

    expect(await successor.observe(guest.mark)).not.toMatchObject({ inRescue: true });
  });
}
