import { expect, it } from 'vitest';
import { announces, type SuiteContext } from './suite-context.ts';

export function describeSuspending({ driver, newDriver, started }: SuiteContext): void {
  it('puts a guest aside as often as asked, and start goes on with it', async () => {
    const { suspending } = driver().abilities;
    if (!(await announces(driver(), 'suspend', suspending))) return;
    const guest = await started();

    await suspending?.suspend(guest.mark);
    await suspending?.suspend(guest.mark);
    expect(await driver().observe(guest.mark)).toEqual({ kind: 'Suspended' });
    await driver().start(guest);

    expect(await driver().observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('keeps it over a restart of the agent', async () => {
    const { suspending } = driver().abilities;
    if (!(await announces(driver(), 'suspend', suspending))) return;
    const guest = await started();
    await suspending?.suspend(guest.mark);

    const successor = await newDriver();
    expect((await successor.recover()).guests).toEqual([{ mark: guest.mark, observation: { kind: 'Suspended' } }]);
    await successor.start(guest);

    expect(await successor.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('gives its memory up when it is stopped', async () => {
    const { suspending } = driver().abilities;
    if (!(await announces(driver(), 'suspend', suspending))) return;
    const guest = await started();
    await suspending?.suspend(guest.mark);

    await driver().stop(guest.mark, { gracePeriodSeconds: 3600 });
    expect(await driver().observe(guest.mark)).toMatchObject({ kind: 'Stopped', exit: { reason: 'Stopped' } });
    await driver().start(guest);

    expect(await driver().observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });
}
