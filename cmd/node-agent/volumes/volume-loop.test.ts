import { beforeEach, describe, expect, it } from 'vitest';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { SavedDisk } from '#drivers/contract/abilities.ts';
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
let savedByGuest: boolean;
/** What the image store got. */
let sent: string[];
let sending: PromiseWithResolvers<void>;

beforeEach(async () => {
  clock = new VirtualClock();
  files = new MemoryFiles();
  driver = new FakeVolumeDriver({ files });
  held = new Set();
  [savedByGuest, sent, sending] = [false, [], Promise.withResolvers()];
  sending.resolve();
  journal = await Journal.open({ storage: new MemoryJournalStorage({ clock }), logger: silentLogger });
  loop = new VolumeLoop({
    journal,
    driver,
    images: { acquire: ({ uid }) => Promise.resolve({ format: 'Raw', path: `/images/${uid}`, virtualSizeBytes: 1 }) },
    controlPlaneUID: 'plane',
    isHeld: (volumeUID) => held.has(volumeUID),
    guestSaving: (volumeUID) => (savedByGuest ? (_mark, { path }) => saveByGuest(volumeUID, path) : undefined),
    uploads: {
      upload: async ({ namespace, purpose, save, signal }) => {
        const disk = await save({ path: `/spool/${purpose}`, signal });
        await Promise.race([sending.promise, new Promise((_, reject) => signal.addEventListener('abort', reject, { once: true }))]);
        sent.push(`${namespace}: ${purpose}: ${files.texts.get(`/spool/${purpose}`)?.trim()}`);
        return { ...disk, sha256: 'a-sum', sizeBytes: 4 };
      },
    },
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

async function saveByGuest(volumeUID: string, path: string): Promise<SavedDisk> {
  await Promise.resolve();
  files.write(path, `${volumeUID} by its guest\n`);
  return { format: 'Qcow2', virtualSizeBytes: 5 * gibibyte };
}

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

  describe('of which a snapshot is wanted', () => {
    const wish = (uid: string, generation: number): HostVolume => aHostVolume({ metadata: { generation }, spec: { save: { uid } } });
    const saved = (): unknown => loop.statusOf(objectUID, undefined)?.saved;

    it('are copied to the image store once, and say where', async () => {
      await desire(wish('snapshot', 1));
      loop.wake(objectUID);
      await clock.advance(60_000);

      expect(sent).toEqual([`default: ${objectUID}/snapshot: volume data-uid`]);
      expect(saved()).toEqual({ uid: 'snapshot', disk: { sha256: 'a-sum', sizeBytes: 4, format: 'Raw', virtualSizeBytes: 5 * gibibyte } });
      expect(journal.state.volumes.get(objectUID)?.progress.saved).toMatchObject({ uid: 'snapshot' });

      await desire(wish('another', 2));
      expect(saved()).toMatchObject({ uid: 'another' });
      await desire(aHostVolume({ metadata: { generation: 3 } }));
      expect(saved()).toBeUndefined();
    });

    it('wait while a guest has them that cannot have them copied', async () => {
      await desire(aHostVolume());
      held.add('data-uid');
      await desire(wish('snapshot', 2));
      expect(sent).toEqual([]);
      expect(loop.statusOf(objectUID, undefined)?.conditions).toMatchObject([{ status: 'False', reason: 'InUse' }]);

      held.clear();
      loop.guestsChanged();
      await clock.advance(1_000);

      expect(sent).toHaveLength(1);
    });

    it('are copied by the guest that has them, which keeps them meanwhile', async () => {
      await desire(aHostVolume());
      held.add('data-uid');
      await desire(wish('snapshot', 2));
      [savedByGuest, sending] = [true, Promise.withResolvers()];
      loop.guestsChanged();
      await clock.advance(1_000);
      expect(loop.volume('data-uid').kind).toBe('Ready');

      sending.resolve();
      await clock.advance(1_000);

      expect(sent).toEqual([`default: ${objectUID}/snapshot: data-uid by its guest`]);
    });

    it('are no longer copied when nobody wants that any more, and can be destroyed', async () => {
      sending = Promise.withResolvers();
      await desire(wish('snapshot', 1));
      await desire(wish('snapshot', 2), { tombstone: true });

      expect(sent).toEqual([]);
      expect(files.volumes.size).toBe(0);
    });
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
