import { expect, it } from 'vitest';
import { DriverError } from '#drivers/contract/driver.ts';
import { announces, type SuiteContext } from './suite-context.ts';

export function describeRebuilding({ driver, prepared, started }: SuiteContext): void {
  it('leaves a stopped guest that can be started again', async () => {
    const { rebuilding } = driver().abilities;
    if (!(await announces(driver(), 'rebuild', rebuilding))) return;
    const guest = await started();
    await driver().stop(guest.mark, { gracePeriodSeconds: 0 });

    await rebuilding?.rebuild(guest);
    await rebuilding?.rebuild(guest);
    expect(await driver().observe(guest.mark)).toMatchObject({ kind: 'Stopped' });
    await driver().start(guest);

    expect(await driver().observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('refuses a guest that runs or is not there, with an error that the agent can act on', async () => {
    const { rebuilding } = driver().abilities;
    if (!(await announces(driver(), 'rebuild', rebuilding))) return;
    const guest = await prepared();
    await driver().start(guest);

    await expect(rebuilding?.rebuild(guest)).rejects.toBeInstanceOf(DriverError);
    expect(await driver().observe(guest.mark)).toMatchObject({ kind: 'Running' });
    await driver().destroy(guest.mark);
    await expect(rebuilding?.rebuild(guest)).rejects.toBeInstanceOf(DriverError);
  });
}
