import { beforeEach, describe, expect, it } from 'vitest';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { Desired, DesiredObject } from '#proto/transport/gateway-message.ts';
import { anInstance } from '#test/builders/instance.ts';
import { MemoryJournalStorage } from '#test/harness/memory-journal-storage.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { ActionSecrets } from '../instance/action-secrets.ts';
import { Journal } from '../journal/journal.ts';
import { noProgress } from '../journal/journal-state.ts';
import { DesiredIntake } from './desired-intake.ts';
import { sessionRules } from './session-rules.ts';

let clock: VirtualClock;
let storage: MemoryJournalStorage;
let journal: Journal;
let durable: number[];
let failures: Error[];
let changed: string[];
let secrets: ActionSecrets;

beforeEach(async () => {
  clock = new VirtualClock();
  storage = new MemoryJournalStorage({ clock, syncMilliseconds: () => 10 });
  journal = await Journal.open({ storage, logger: silentLogger });
  [durable, failures, changed] = [[], [], []];
  secrets = new ActionSecrets();
});

function newIntake(): DesiredIntake {
  return new DesiredIntake({
    journal,
    rules: sessionRules,
    secrets,
    bootID: 'boot-1',
    logger: silentLogger,
    onChange: () => {},
    onObjectChange: ({ type, uid }) => changed.push(`${type} ${uid}`),
    onDurable: (revision) => durable.push(revision),
    onFailure: (error) => failures.push(error),
  });
}

function about(instance: Instance, overrides: Partial<Desired> = {}): Desired {
  const { uid, generation, resourceVersion } = instance.metadata;
  return {
    kind: 'Desired',
    session: 1,
    revision: Number(resourceVersion),
    instanceUID: uid,
    epoch: instance.spec.epoch,
    generation,
    instanceJSON: Buffer.from(JSON.stringify(instance)),
    tombstone: false,
    userData: new Uint8Array(),
    userDataError: '',
    actionSecret: new Uint8Array(),
    actionSecretError: '',
    ...overrides,
  };
}

function instanceOf(serverUID: string, revision: number, generation = 1): Instance {
  return anInstance({ metadata: { resourceVersion: String(revision), generation }, spec: { server: { name: serverUID, uid: serverUID } } });
}

function restored(instance: Instance, incarnation: string): Instance {
  return { ...instance, metadata: { ...instance.metadata, annotations: { 'infrastructure.tycho.dev/restored': incarnation } } };
}

function withPort(instance: Instance, networkUID: string): Instance {
  const network = { uid: networkUID } as NonNullable<Instance['spec']['machine']['ports']>[number]['network'];
  const port = { uid: `port-${networkUID}`, name: 'port', macAddress: 'fa:16:3e:00:00:01', addresses: [], network };
  return { ...instance, spec: { ...instance.spec, machine: { ...instance.spec.machine, ports: [port] } } };
}

function peersOf(networkUID: string): DesiredObject {
  const objectJSON = Buffer.from(JSON.stringify({ peers: ['192.0.2.1'] }));
  const about = { type: 'NetworkPeers', uid: networkUID, generation: 1, revision: 9, objectJSON } as const;
  return { kind: 'DesiredObject', session: 1, tombstone: false, released: false, ...about };
}

function end(revision: number): Parameters<DesiredIntake['endSnapshot']>[0] {
  return { kind: 'SnapshotEnd', session: 1, revision };
}

async function done(...promises: readonly Promise<void>[]): Promise<void> {
  await clock.waitFor(Promise.all(promises), { limitMilliseconds: 60_000 });
  await clock.advance(100);
}

function isKnown(instance: Instance): boolean {
  return journal.state.instances.has(instance.metadata.uid);
}

describe('taking in what the control plane wants', () => {
  it('says in order what is durable, and only then', async () => {
    const intake = newIntake();
    void intake.take(about(instanceOf('a', 10)));
    void intake.take(about(instanceOf('b', 11)));
    await clock.advance(9);
    expect(durable).toEqual([]);

    await clock.advance(100);

    expect(durable).toEqual([10, 11]);
  });

  it('lets a message build on the one before that is not durable yet', async () => {
    const intake = newIntake();
    const instance = instanceOf('a', 10);
    const changed = instanceOf('a', 12, 2);

    await done(intake.take(about(instance, { userData: Buffer.from('boot') })), intake.take(about(changed)));

    expect(journal.state.instances.get(instance.metadata.uid)?.desired).toMatchObject({
      generation: 2,
      userData: Buffer.from('boot').toString('base64'),
    });
  });

  it('takes what a complete snapshot lacks for released: what was destroyed is forgotten, what is there is left alone', async () => {
    const [kept, dead, orphan] = [instanceOf('kept', 10), instanceOf('dead', 11), instanceOf('orphan', 12)];
    const first = newIntake();
    await done(first.take(about(kept)), first.take(about(dead)), first.take(about(orphan)), first.endSnapshot(end(12)));
    await done(journal.commit([{ kind: 'Progress', instanceUID: dead.metadata.uid, progress: { ...noProgress, destroyed: true } }]));

    const second = newIntake();
    await done(second.take(about(kept)), second.endSnapshot(end(20)));

    expect([kept, dead, orphan].map(isKnown)).toEqual([true, false, true]);
    expect(journal.state.instances.get(orphan.metadata.uid)?.desired.claimed).toBe(false);
    expect(journal.state.instances.get(kept.metadata.uid)?.desired.claimed).toBe(true);
  });

  it('makes nothing in the place of what a restored backup has and this host does not', async () => {
    const [gone, known] = [restored(instanceOf('gone', 1_000), '1'), instanceOf('known', 10)];
    const first = newIntake();
    await done(first.take(about(known)), first.endSnapshot(end(10)));

    const second = newIntake();
    await done(second.take(about(gone)), second.take(about(restored(known, '1'))), second.endSnapshot(end(1_000)));

    expect(journal.state.instances.get(gone.metadata.uid)?.progress.destroyed).toBe(true);
    expect(journal.state.instances.get(known.metadata.uid)).toMatchObject({ desired: { claimed: true }, progress: { destroyed: false } });
  });

  it('forgets the peers of networks that the host has left while it did not hear of it, and no others', async () => {
    const networkUIDs = ['told', 'of-guest', 'of-orphan', 'of-dead', 'left'];
    const [guest, orphan, dead] = ['guest', 'orphan', 'dead'].map((name, index) => withPort(instanceOf(name, 10 + index), `of-${name}`));
    const first = newIntake();
    await done(
      ...networkUIDs.map((uid) => first.takeObject(peersOf(uid))),
      ...[guest!, orphan!, dead!].map((instance) => first.take(about(instance))),
      first.endSnapshot(end(12)),
    );
    expect([...journal.state.networkPeers.keys()]).toEqual(networkUIDs);
    await done(journal.commit([{ kind: 'Progress', instanceUID: dead!.metadata.uid, progress: { ...noProgress, destroyed: true } }]));

    changed = [];
    const second = newIntake();
    await done(second.takeObject(peersOf('told')), second.take(about(guest!)), second.endSnapshot(end(20)));

    expect([...journal.state.networkPeers.keys()].toSorted()).toEqual(['of-guest', 'of-orphan', 'told']);
    expect(changed).toEqual(['NetworkPeers told', 'NetworkPeers of-dead', 'NetworkPeers left']);
  });

  it('concludes nothing from a snapshot of an older world', async () => {
    const instance = instanceOf('a', 10);
    const first = newIntake();
    await done(first.take(about(instance)), first.takeObject(peersOf('red')), first.endSnapshot(end(20)));

    await done(newIntake().endSnapshot(end(15)));

    expect(journal.state.networkPeers.size).toBe(1);
    expect(journal.state.instances.get(instance.metadata.uid)?.desired.claimed).toBe(true);
  });

  it('forgets a destroyed instance when its record is released', async () => {
    const instance = instanceOf('a', 10);
    const intake = newIntake();
    await done(intake.take(about(instance)), intake.endSnapshot(end(10)));
    await done(journal.commit([{ kind: 'Progress', instanceUID: instance.metadata.uid, progress: { ...noProgress, destroyed: true } }]));

    await done(intake.release({ kind: 'Released', session: 1, revision: 30, instanceUID: instance.metadata.uid }));

    expect(isKnown(instance)).toBe(false);
    expect(durable.at(-1)).toBe(30);
  });

  it('gets past a message that makes no sense, so that one instance does not stop all others', async () => {
    const [bad, good] = [instanceOf('bad', 10), instanceOf('good', 11)];
    const intake = newIntake();

    await done(intake.take(about(bad, { instanceJSON: Buffer.from('nonsense') })), intake.take(about(good)));

    expect([bad, good].map(isKnown)).toEqual([false, true]);
    expect(durable).toEqual([10, 11]);
  });

  it('says nothing is durable after a failed write, though a later one works', async () => {
    const intake = newIntake();
    await done(intake.take(about(instanceOf('a', 10))));
    storage.failNext(1);
    const failing = intake.take(about(instanceOf('b', 11)));
    await clock.settle();
    await done(failing);

    await expect(intake.take(about(instanceOf('c', 12)))).rejects.toMatchObject({ name: 'JournalWriteError' });

    expect(durable).toEqual([10]);
    expect(failures).toHaveLength(1);
  });

  it('makes its caller wait when too much is on its way to the disk', async () => {
    const intake = newIntake();
    let taken = 0;
    const feeding = (async () => {
      for (; taken < 1_000; taken += 1) await intake.take(about(instanceOf(`s${taken}`, taken + 1)));
    })();
    await clock.settle();
    expect(taken).toBeLessThan(300);

    await done(feeding);

    expect(journal.state.instances.size).toBe(1_000);
  });
});
