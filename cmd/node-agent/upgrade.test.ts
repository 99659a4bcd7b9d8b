import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { FakeDriver } from '#drivers/fake/fake-driver.ts';
import { FakeHost } from '#drivers/fake/fake-host.ts';
import { FakeGuestFile } from '#drivers/fake/guest-file.ts';
import { anInstance, type InstanceOverrides } from '#test/builders/instance.ts';
import { MemoryJournalStorage } from '#test/harness/memory-journal-storage.ts';
import { ScriptedGateway } from '#test/harness/scripted-gateway.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { Journal } from './journal/journal.ts';
import { createNodeAgent } from './node-agent.ts';

/*
 * Written by the agent of v0.1.0 on a fake host: a guest that runs, with user data; one that is stopped; one that was destroyed and not released yet; one
 * that was rebooted, died and was started again; one that waits for its user data.
 */
const oldJournal = fileURLToPath(new URL('journal/goldens/journal-0.1.0', import.meta.url));
const oldGuests = fileURLToPath(new URL('../../drivers/fake/goldens/guests-0.1.0.jsonl', import.meta.url));

let clock: VirtualClock;
let storage: MemoryJournalStorage;
let directory: string;

beforeEach(async () => {
  clock = new VirtualClock({ startsAt: new Date('2026-06-01T13:00:00Z') });
  storage = new MemoryJournalStorage({ clock });
  await clock.waitFor(storage.replace(await readFile(oldJournal)), { limitMilliseconds: 1_000 });
  directory = await mkdtemp(join(tmpdir(), 'tycho-upgrade-'));
});

afterEach(() => rm(directory, { recursive: true }));

function of(name: string, revision: number, overrides: InstanceOverrides = {}): Instance {
  const server = { name, uid: `${name}-uid` };
  const metadata = { resourceVersion: String(revision), generation: revision > 1_001 ? revision - 1_000 : 1 };
  return anInstance({ ...overrides, metadata, spec: { server, ...overrides.spec } });
}

describe('a journal of version 0.1.0', () => {
  it('is read, with the image of each disk that is there', async () => {
    const { state } = await Journal.open({ storage, logger: silentLogger });

    expect([state.highestSession, state.revision, state.bootID]).toEqual([1, 1001, 'boot-1']);
    const { running, broken, stopped, gone, rebooted } = Object.fromEntries(
      [...state.instances.values()].map((record) => [record.desired.serverUID.replace('-uid', ''), record]),
    );
    expect(running).toMatchObject({
      desired: { userData: Buffer.from('#cloud-config').toString('base64') },
      progress: { prepared: true, rootDisk: { imageUID: 'image-uid' } },
    });
    expect(broken).toMatchObject({ desired: { userDataError: 'the secret "seed" is not there' }, progress: { prepared: false } });
    expect(broken?.progress.rootDisk).toBeUndefined();
    expect(stopped).toMatchObject({ desired: { instance: { spec: { power: 'Stopped' } } }, progress: { prepared: true } });
    expect(gone).toMatchObject({ desired: { tombstone: true }, progress: { destroyed: true } });
    expect(rebooted?.progress).toMatchObject({
      restartCount: 1,
      lastReboot: { actionUID: 'reboot-1', outcome: 'Succeeded' },
      lastExit: { reason: 'Crashed' },
    });
    expect(state.runEpochs.get('running-uid')).toBe(1);
    expect(state.volumes.size + state.networkPeers.size).toBe(0);
  });

  it('is gone on with: guests are left alone, and take every new wish', async () => {
    await copyFile(oldGuests, join(directory, 'guests'));
    const host = new FakeHost({ clock, store: new FakeGuestFile({ path: join(directory, 'guests') }) });
    const before = host.observe('instance-running-uid-1');
    const gateway = new ScriptedGateway({ clock, controlPlaneUID: 'plane' });
    const agent = createNodeAgent({
      identity: { hostUID: 'host-a-uid', controlPlaneUID: 'plane' },
      bootID: 'boot-1',
      dialer: gateway,
      journalStorage: storage,
      driver: new FakeDriver({ host, clock }),
      images: { acquire: ({ uid }) => Promise.resolve({ format: 'Raw', path: `/images/${uid}`, virtualSizeBytes: 1 }) },
      configDriveDocuments: () => new Map(),
      clock,
      random: new SeededRandom(1),
      logger: silentLogger,
      agentVersion: 'test',
    });
    await clock.waitFor(agent.start(), { limitMilliseconds: 1_000 });
    const server = of('running', 101);
    const others = [of('broken', 102), of('stopped', 103, { spec: { power: 'Stopped' } }), of('rebooted', 105)];
    gateway.serve(2, [server, ...others], 1_001);
    await clock.advance(5_000);

    expect(gateway.hello).toMatchObject({ highestSession: 1 });
    expect(host.observe('instance-running-uid-1')).toEqual(before);
    expect(gateway.statusOf(server)).toMatchObject({ phase: 'Running', imageUID: 'image-uid' });

    const image = { ...server.spec.machine.image, uid: 'newer' };
    gateway.desire(of('running', 1_002, { machine: { image } }));
    await clock.advance(5_000);
    expect(host.guest('instance-running-uid-1')).toMatchObject({ state: { kind: 'Running' }, rootDisk: { image: '/images/newer' } });

    gateway.desire(of('running', 1_003, { spec: { power: 'Paused' }, machine: { image } }));
    await clock.advance(5_000);
    expect(gateway.statusOf(server)).toMatchObject({ phase: 'Paused', imageUID: 'newer' });
    await clock.waitFor(agent.stop(), { limitMilliseconds: 60_000 });
  });
});
