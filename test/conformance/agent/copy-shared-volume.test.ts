import { expect, it } from 'vitest';
import type { Instance, InstanceVolume } from '#apis/infrastructure/instance.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aHostVolume } from '#test/builders/volume.ts';
import { KillPointsWorld } from './kill-points-world.ts';

const attached = (server: string): InstanceVolume => ({
  attachment: { name: `data-${server}`, uid: `data-${server}-uid` },
  epoch: 1,
  volume: { name: 'data', uid: 'data-uid' },
  readOnly: false,
  shareable: true,
  serial: 'data',
});

/** The same server, as it is said at that revision. */
function aServer(name: string, revision: number, power: 'Running' | 'Stopped' = 'Running'): Instance {
  return anInstance({
    metadata: { name: `${name}-1`, uid: name, generation: revision, resourceVersion: String(revision) },
    spec: { server: { name, uid: `${name}-uid` }, power, volumes: [attached(name)] },
  });
}

it('copies a shared volume once only one guest has it open: none sees what another one writes', async () => {
  const world = new KillPointsWorld();
  await world.start();
  world.desireVolume(aHostVolume({ spec: { shareable: true } }));
  world.desire(aServer('one', 100));
  world.desire(aServer('other', 101));
  await world.settle();
  const volume = aHostVolume({ metadata: { generation: 2 }, spec: { shareable: true, save: { uid: 'snapshot' } } });
  world.desireVolume(volume);
  await world.settle();
  const inTwoGuests = world.volumeStatus(volume);

  world.desire(aServer('other', 102, 'Stopped'));
  await world.settle();

  expect(inTwoGuests).toMatchObject({ phase: 'Ready', conditions: [{ status: 'False', reason: 'InUse' }] });
  expect(inTwoGuests).not.toHaveProperty('saved');
  expect(world.volumeStatus(volume)).toMatchObject({ saved: { uid: 'snapshot', disk: { sha256: 'volume data-uid' } } });
  expect(world.guest(aServer('one', 100))?.state.kind).toBe('Running');
  await world.finish();
});
