import { beforeEach, describe, expect, it } from 'vitest';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { MemoryFiles } from '#drivers/fake/fake-files.ts';
import { FakeVolumeDriver } from '#drivers/fake/fake-volume-driver.ts';
import { aHostVolume } from '#test/builders/volume.ts';
import { MemoryJournalStorage } from '#test/harness/memory-journal-storage.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { Journal } from '../journal/journal.ts';
import { Life } from '../life.ts';
import { VolumeLoop } from './volume-loop.ts';
import { VolumeReports } from './volume-reports.ts';

const gibibyte = 1024 ** 3;

let clock: VirtualClock;
let files: MemoryFiles;
let driver: FakeVolumeDriver;
let journal: Journal;
let loop: VolumeLoop;
let reports: VolumeReports;
let held: Set<string>;

beforeEach(async () => {
  clock = new VirtualClock();
  files = new MemoryFiles();
  driver = new FakeVolumeDriver({ files });
  held = new Set();
  journal = await Journal.open({ storage: new MemoryJournalStorage({ clock }), logger: silentLogger });
  loop = new VolumeLoop({
    journal,
    driver,
    images: { acquire: ({ uid }) => Promise.resolve({ format: 'Raw', path: `/images/${uid}`, virtualSizeBytes: 1 }) },
    controlPlaneUID: 'plane',
    isHeld: (volumeUID) => held.has(volumeUID),
    onActivity: (objectUID) => reports.changed(objectUID),
    clock,
    random: new SeededRandom(1),
    logger: silentLogger,
    life: new Life(),
  });
  reports = new VolumeReports({ state: () => journal.state, statusOf: (uid, previous) => loop.statusOf(uid, previous) });
  reports.listen(() => {});
  loop.start();
});

const objectUID = aHostVolume().metadata.uid;

async function desire(object: HostVolume, { tombstone = false } = {}): Promise<void> {
  const { uid, generation } = object.metadata;
  const desired = { objectUID: uid, volumeUID: object.spec.volume.uid, generation, object, tombstone, claimed: true };
  await clock.waitFor(journal.commit([{ kind: 'DesiredVolume', desired }]), { limitMilliseconds: 1_000 });
  loop.wake(uid);
  await clock.advance(1_000);
}

function phases(): (string | undefined)[] {
  const taken: (string | undefined)[] = [];
  for (let report = reports.take(); report !== undefined; report = reports.take()) taken.push(report.status.phase);
  return taken;
}

describe('the volumes of a host', () => {
  it('are made, shown to guests, and reported', async () => {
    const changed: string[] = [];
    loop.onChange((volumeUID) => changed.push(volumeUID));
    expect(loop.volume('data-uid')).toEqual({ kind: 'NotReady', message: 'this host does not keep it' });

    await desire(aHostVolume());

    expect(loop.volume('data-uid')).toMatchObject({ kind: 'Ready', file: { sizeBytes: 5 * gibibyte }, wantedSizeBytes: 5 * gibibyte });
    expect(changed).toContain('data-uid');
    expect(phases()).toEqual(['Ready']);
  });

  it('are made from an image', async () => {
    const source = { name: 'linux', uid: 'linux-uid', format: 'Raw', source: { url: 'https://images.test/linux', sha256: 'a' } } as const;
    await desire(aHostVolume({ spec: { source } }));

    expect([...files.volumes.values()]).toMatchObject([{ volumeUID: 'data-uid', source: '/images/linux-uid' }]);
  });

  it('are tried again when they cannot be made', async () => {
    driver.failures = 2;
    await desire(aHostVolume());
    expect(loop.volume('data-uid')).toMatchObject({ kind: 'NotReady', message: expect.stringContaining('fake volumes fail') as string });
    expect(phases()).toEqual(['Failed']);

    await clock.advance(10_000);

    expect(loop.volume('data-uid').kind).toBe('Ready');
  });

  it('grow once no guest has them, and not before', async () => {
    await desire(aHostVolume());
    held.add('data-uid');
    await desire(aHostVolume({ metadata: { generation: 2 }, spec: { sizeGiB: 7 } }));
    expect(loop.volume('data-uid')).toMatchObject({ kind: 'Ready', file: { sizeBytes: 5 * gibibyte }, wantedSizeBytes: 7 * gibibyte });

    held.clear();
    loop.guestsChanged();
    await clock.advance(1_000);

    expect(loop.volume('data-uid')).toMatchObject({ file: { sizeBytes: 7 * gibibyte } });
  });

  it('are seen to have grown within a guest', async () => {
    await desire(aHostVolume());
    held.add('data-uid');
    await desire(aHostVolume({ metadata: { generation: 2 }, spec: { sizeGiB: 7 } }));

    files.extend('/volumes/data-uid', 7 * gibibyte);
    loop.touched('data-uid');
    await clock.advance(1_000);

    expect(loop.volume('data-uid')).toMatchObject({ file: { sizeBytes: 7 * gibibyte } });
  });

  it('are destroyed by a tombstone, once no guest has them', async () => {
    await desire(aHostVolume());
    held.add('data-uid');
    await desire(aHostVolume(), { tombstone: true });
    expect(files.volumes.size).toBe(1);

    held.clear();
    loop.guestsChanged();
    await clock.advance(1_000);

    expect(files.volumes.size).toBe(0);
    expect(phases().at(-1)).toBe('Destroyed');
    expect(journal.state.volumes.get(objectUID)?.progress.destroyed).toBe(true);
  });

  it('stay when another record of the same volume is to be kept', async () => {
    await desire(aHostVolume());
    await desire(aHostVolume({ metadata: { uid: 'made-again' } }));

    await desire(aHostVolume(), { tombstone: true });

    expect(files.volumes.size).toBe(1);
    expect(loop.volume('data-uid').kind).toBe('Ready');
  });

  it('are said to be lost when their file is gone', async () => {
    await desire(aHostVolume());
    files.volumes.clear();
    loop.wake(objectUID);
    await clock.advance(1_000);

    expect(phases().at(-1)).toBe('Lost');
    expect(loop.volume('data-uid').kind).toBe('NotReady');
  });

  it('are told again to whoever listens next', async () => {
    await desire(aHostVolume());
    phases();
    expect(phases()).toEqual([]);

    reports.listen(() => {});
    reports.renewAll();

    expect(phases()).toEqual(['Ready']);
  });
});
