import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DriverError } from '#drivers/contract/driver.ts';
import { announces, guestWithDisk, type SuiteContext } from './suite-context.ts';

export function describeDiskSaving({ driver, world, prepared, started }: SuiteContext): void {
  let folder: string;
  const save = (mark: Parameters<ReturnType<typeof driver>['observe']>[0], signal = new AbortController().signal) =>
    driver().abilities.diskSaving?.saveDisk(mark, { disk: 'Root', path: join(folder, 'saved'), signal });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tycho-saved-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('writes the root disk of a guest, running and stopped, in the place of what was there', async () => {
    if (!(await announces(driver(), 'snapshot', driver().abilities.diskSaving))) return;
    const guest = await started(guestWithDisk(world()));
    await writeFile(join(folder, 'saved'), 'something else');

    const running = await save(guest.mark);
    const { size } = await stat(join(folder, 'saved'));
    expect(await driver().observe(guest.mark)).toMatchObject({ kind: 'Running' });
    await driver().stop(guest.mark, { gracePeriodSeconds: 0 });
    const stopped = await save(guest.mark);

    expect(size).toBeGreaterThan(0);
    expect(stopped).toEqual(running);
    expect((await stat(join(folder, 'saved'))).size).toBeGreaterThan(0);
    expect(await readdir(folder)).toEqual(['saved']);
  });

  it('writes that of one that never ran', async () => {
    if (!(await announces(driver(), 'snapshot', driver().abilities.diskSaving))) return;
    const { mark } = await prepared(guestWithDisk(world()));

    await save(mark);

    expect((await stat(join(folder, 'saved'))).size).toBeGreaterThan(0);
  });

  it('gives up when it is told to, for the reason it is told', async () => {
    if (!(await announces(driver(), 'snapshot', driver().abilities.diskSaving))) return;
    const guest = await started(guestWithDisk(world()));
    const reason = new Error('no longer wanted');

    await expect(save(guest.mark, AbortSignal.abort(reason))).rejects.toBe(reason);

    expect(await driver().observe(guest.mark)).toMatchObject({ kind: 'Running' });
    expect(await save(guest.mark)).toBeDefined();
  });

  it('refuses a guest that is not there, with an error that the agent can act on', async () => {
    if (!(await announces(driver(), 'snapshot', driver().abilities.diskSaving))) return;

    await expect(save(world().guest().mark)).rejects.toBeInstanceOf(DriverError);
  });
}
