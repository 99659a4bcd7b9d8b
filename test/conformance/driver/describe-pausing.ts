import { expect, it } from 'vitest';
import { DriverError } from '#drivers/contract/driver.ts';
import { announces, type SuiteContext } from './suite-context.ts';

export function describePausing({ driver, newDriver, prepared, started }: SuiteContext): void {
  it('holds a guest and lets it go on, each as often as asked', async () => {
    const { pausing } = driver().abilities;
    if (!(await announces(driver(), 'pause', pausing))) return;
    const { mark } = await started();

    await pausing?.pause(mark);
    await pausing?.pause(mark);
    expect(await driver().observe(mark)).toMatchObject({ kind: 'Paused' });
    await pausing?.resume(mark);
    await pausing?.resume(mark);

    expect(await driver().observe(mark)).toMatchObject({ kind: 'Running' });
  });

  it('leaves a held guest alone when the agent is restarted, and when it is started once more', async () => {
    if (!(await announces(driver(), 'pause', driver().abilities.pausing))) return;
    const guest = await started();
    await driver().abilities.pausing?.pause(guest.mark);

    const successor = await newDriver();
    expect((await successor.recover()).guests).toMatchObject([{ mark: guest.mark, observation: { kind: 'Paused' } }]);
    await successor.start(guest);
    expect(await successor.observe(guest.mark)).toMatchObject({ kind: 'Paused' });

    await successor.abilities.pausing?.resume(guest.mark);
    expect(await successor.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('stops and reboots a held guest at once', async () => {
    const { pausing } = driver().abilities;
    if (!(await announces(driver(), 'pause', pausing))) return;
    const guest = await started();

    await pausing?.pause(guest.mark);
    await driver().reboot(guest, { mode: 'Soft', gracePeriodSeconds: 3600 });
    expect(await driver().observe(guest.mark)).toMatchObject({ kind: 'Running' });
    await pausing?.pause(guest.mark);
    await driver().stop(guest.mark, { gracePeriodSeconds: 3600 });

    expect(await driver().observe(guest.mark)).toMatchObject({ kind: 'Stopped', exit: { reason: 'Stopped' } });
  });

  it('refuses to hold a guest that does not run, with an error that the agent can act on', async () => {
    const { pausing } = driver().abilities;
    if (!(await announces(driver(), 'pause', pausing))) return;
    const { mark } = await prepared();

    await expect(pausing?.pause(mark)).rejects.toBeInstanceOf(DriverError);
  });
}
