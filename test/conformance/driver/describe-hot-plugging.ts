import { expect, it } from 'vitest';
import type { Driver, Observation } from '#drivers/contract/driver.ts';
import { aGuestPort } from '#test/builders/guest.ts';
import { can, volumeOf, type SuiteContext } from './suite-context.ts';

export function describeHotPlugging({ driver, newDriver, world, started }: SuiteContext): void {
  it('plugs volumes into a guest that runs and pulls them out, each as often as asked', async () => {
    const { hotPlugging } = driver().abilities;
    if (!(await plugs(driver(), 'volume-attach'))) return;
    const { mark } = await started();
    await world().isUp?.(driver(), mark);
    const volume = await volumeOf(world());
    const { attachmentUID, epoch } = volume;

    await hotPlugging?.attachVolume(mark, volume);
    await hotPlugging?.attachVolume(mark, volume);
    expect(await driver().observe(mark)).toMatchObject({ kind: 'Running', volumes: [{ attachmentUID, epoch }] });
    const successor = await newDriver();
    expect(await successor.observe(mark)).toMatchObject({ kind: 'Running', volumes: [{ attachmentUID, epoch }] });
    await successor.abilities.hotPlugging?.detachVolume(mark, volume);
    await successor.abilities.hotPlugging?.detachVolume(mark, volume);

    expect(volumesOf(await successor.observe(mark))).toEqual([]);
  });

  it('leaves an attachment alone that is newer than the order about it', async () => {
    const { hotPlugging } = driver().abilities;
    if (!(await plugs(driver(), 'volume-attach'))) return;
    const { mark } = await started();
    await world().isUp?.(driver(), mark);
    const volume = { ...(await volumeOf(world())), epoch: 7 };
    await hotPlugging?.attachVolume(mark, volume);

    await hotPlugging?.attachVolume(mark, { ...volume, epoch: 6 });
    await hotPlugging?.detachVolume(mark, { ...volume, epoch: 6 });

    expect(await driver().observe(mark)).toMatchObject({ volumes: [{ attachmentUID: volume.attachmentUID, epoch: 7 }] });
  });

  it('has a guest start with the volumes and ports that it has then', async () => {
    const { hotPlugging } = driver().abilities;
    if (!(await plugs(driver(), 'volume-attach'))) return;
    const guest = await started();
    const volume = await volumeOf(world());
    const port = aGuestPort({ uid: 'another', macAddress: '52:54:00:00:00:77' });
    await driver().stop(guest.mark, { gracePeriodSeconds: 0 });
    await hotPlugging?.detachVolume(guest.mark, { ...volume, attachmentUID: 'never-there' });

    await driver().start({ ...guest, ports: [...guest.ports, port], volumes: [volume] });
    expect(await driver().observe(guest.mark)).toMatchObject({
      volumes: [{ attachmentUID: volume.attachmentUID, epoch: volume.epoch }],
      portUIDs: expect.arrayContaining([guest.ports[0]?.uid, 'another']),
    });
    await driver().stop(guest.mark, { gracePeriodSeconds: 0 });
    await driver().start(guest);

    expect(volumesOf(await driver().observe(guest.mark))).toEqual([]);
  });

  it('plugs ports into a guest that runs and pulls them out, each as often as asked', async () => {
    const { hotPlugging } = driver().abilities;
    if (!(await plugs(driver(), 'port-attach'))) return;
    const guest = await started();
    await world().isUp?.(driver(), guest.mark);
    const port = aGuestPort({ uid: 'another', macAddress: '52:54:00:00:00:77' });
    const first = guest.ports[0]?.uid ?? '';

    await hotPlugging?.attachPort(guest.mark, port);
    await hotPlugging?.attachPort(guest.mark, port);
    expect(await driver().observe(guest.mark)).toMatchObject({ portUIDs: expect.arrayContaining([first, 'another']) });
    await hotPlugging?.detachPort(guest.mark, first);
    await hotPlugging?.detachPort(guest.mark, first);

    expect(await driver().observe(guest.mark)).toMatchObject({ portUIDs: ['another'] });
  });

  it('makes an attached volume larger, as often as asked', async () => {
    const { hotPlugging } = driver().abilities;
    if (!(await plugs(driver(), 'volume-extend'))) return;
    const volume = await volumeOf(world());
    const { mark } = await started(world().guest({ volumes: [volume] }));
    const sizeBytes = 2 * volume.file.sizeBytes;

    await hotPlugging?.extendVolume(mark, volume, { sizeBytes });
    await hotPlugging?.extendVolume(mark, volume, { sizeBytes });

    expect(await driver().observe(mark)).toMatchObject({ kind: 'Running', volumes: [{ attachmentUID: volume.attachmentUID }] });
  });
}

const pluggings = ['port-attach', 'volume-attach', 'volume-extend'] as const;

/** One ability stands for three features: a driver that has any has the ability, and whoever has the ability has one of them. */
async function plugs(driver: Driver, capability: (typeof pluggings)[number]): Promise<boolean> {
  const has = await Promise.all(pluggings.map((each) => can(driver, each)));
  expect({ hotPlugging: driver.abilities.hotPlugging !== undefined }).toEqual({ hotPlugging: has.includes(true) });
  return can(driver, capability);
}

function volumesOf(observation: Observation): readonly unknown[] {
  return 'volumes' in observation ? (observation.volumes ?? []) : [];
}
