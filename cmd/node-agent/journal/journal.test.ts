import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { anInstanceRecord } from '#test/builders/instance-record.ts';
import { MemoryJournalStorage } from '#test/harness/memory-journal-storage.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { encodeBatch, JournalCorruptError } from './journal-batch.ts';
import { Journal, JournalWriteError } from './journal.ts';
import type { InstanceProgress, JournalEntry } from './journal-state.ts';
import type { JournalStorage } from './journal-storage.ts';

let clock: VirtualClock;
let storage: MemoryJournalStorage;

beforeEach(() => {
  clock = new VirtualClock();
  storage = new MemoryJournalStorage({ clock });
});

function open(from: JournalStorage = storage, options: { readonly compactAboveBytes?: number } = {}): Promise<Journal> {
  return Journal.open({ storage: from, logger: silentLogger, ...options });
}

function done<Value>(promise: Promise<Value>): Promise<Value> {
  return clock.waitFor(promise, { limitMilliseconds: 60_000 });
}

/** A journal's bytes, to be opened. */
function holding(bytes: Uint8Array): JournalStorage {
  const refuse = (): Promise<void> => Promise.reject(new Error('not expected'));
  return { read: () => Promise.resolve(bytes), append: refuse, replace: refuse, close: () => Promise.resolve() };
}

const session = (number: number): JournalEntry => ({ kind: 'Session', number });
const revision = (number: number): JournalEntry => ({ kind: 'Revision', revision: number });
const { desired } = anInstanceRecord();
const { instanceUID } = desired;

describe('a journal', () => {
  it('is empty before anything was written', async () => {
    const { state } = await open();

    expect([state.highestSession, state.revision, state.instances.size, state.runEpochs.size]).toEqual([0, 0, 0, 0]);
  });

  it('holds after a power cut all that was committed before it', async () => {
    const journal = await open();
    await done(journal.commit([session(3), { kind: 'Desired', desired }]));
    await done(journal.commit([revision(7)]));
    storage.powerCut();

    const { state } = await open();

    expect([state.highestSession, state.revision]).toEqual([3, 7]);
    expect(state.instances.get(instanceUID)?.desired).toEqual(desired);
  });

  it('shows nothing in its state before it is durable', async () => {
    storage = new MemoryJournalStorage({ clock, syncMilliseconds: () => 50 });
    const journal = await open();
    const commit = journal.commit([session(1)]);
    await clock.advance(49);
    expect(journal.state.highestSession).toBe(0);

    await clock.advance(1);
    await commit;

    expect(journal.state.highestSession).toBe(1);
  });

  it('syncs once for all that was committed meanwhile', async () => {
    storage = new MemoryJournalStorage({ clock, syncMilliseconds: () => 50 });
    const journal = await open();
    const commits = Array.from({ length: 100 }, (_, index) => journal.commit([session(index + 1)]));
    await clock.advance(100);

    await Promise.all(commits);

    expect(journal.state.highestSession).toBe(100);
  });

  it('forgets exactly the last batch wherever a crash cuts it', async () => {
    const before = Buffer.concat([encodeBatch([session(1)]), encodeBatch([{ kind: 'Desired', desired }, revision(5)])]);
    const last = encodeBatch([session(2), revision(6)]);
    for (let length = 0; length < last.byteLength; length += 1) {
      const { state } = await open(holding(Buffer.concat([before, last.subarray(0, length)])));
      expect([state.highestSession, state.revision, state.instances.size], `cut after ${length} bytes`).toEqual([1, 5, 1]);
    }
    const { state } = await open(holding(Buffer.concat([before, last])));
    expect([state.highestSession, state.revision]).toEqual([2, 6]);
  });

  it('takes zeros and garbage at its end for what a power cut leaves', async () => {
    const good = encodeBatch([session(1)]);
    for (const tail of [Buffer.alloc(512), Buffer.from('garbage'), Buffer.from('deadbeef [{"kind":"Session","number":9}]\n')]) {
      const { state } = await open(holding(Buffer.concat([good, tail])));
      expect(state.highestSession).toBe(1);
    }
  });

  it('goes on after a cut end as if it had never been written', async () => {
    const first = await open();
    await done(first.commit([session(1)]));
    await done(storage.append(Buffer.from('half a rec')));

    const second = await open();
    await done(second.commit([session(2)]));

    expect((await open()).state.highestSession).toBe(2);
  });

  it('refuses to guess when something other than a crash has damaged it', async () => {
    const damaged = encodeBatch([session(1)]);
    damaged[12] = damaged[12]! ^ 1;

    await expect(open(holding(Buffer.concat([damaged, encodeBatch([session(2)])])))).rejects.toBeInstanceOf(JournalCorruptError);
  });

  it('takes nothing in that could not be written, and goes on once it can', async () => {
    const journal = await open();
    await done(journal.commit([session(1)]));
    storage.failNext(2);
    await expect(done(journal.commit([session(2)]))).rejects.toBeInstanceOf(JournalWriteError);
    await expect(done(journal.commit([session(3)]))).rejects.toBeInstanceOf(JournalWriteError);
    expect(journal.state.highestSession).toBe(1);

    await done(journal.commit([session(4)]));
    storage.powerCut();

    expect((await open()).state.highestSession).toBe(4);
  });

  it('stays small, whatever is written over and over', async () => {
    const journal = await open(storage, { compactAboveBytes: 10_000 });
    await done(journal.commit([{ kind: 'Desired', desired }, session(5)]));
    for (let number = 1; number <= 500; number += 1) {
      const progress: InstanceProgress = { ...anInstanceRecord().progress, restartCount: number };
      await done(journal.commit([{ kind: 'Progress', instanceUID, progress }, revision(number)]));
    }

    expect(storage.bytes().byteLength).toBeLessThan(20_000);
    const { state } = await open();
    expect(state.instances.get(instanceUID)?.progress.restartCount).toBe(500);
    expect([state.highestSession, state.revision]).toEqual([5, 500]);
  });

  it('writes nothing more once it is abandoned', async () => {
    storage = new MemoryJournalStorage({ clock, syncMilliseconds: () => 50 });
    const journal = await open();
    void journal.commit([session(1)]);
    await clock.advance(10);
    void journal.commit([session(2)]);

    journal.abandon();
    void journal.commit([session(3)]);
    await clock.advance(1_000);

    expect((await open()).state.highestSession).toBeLessThanOrEqual(1);
  });
});

describe('what a journal remembers', () => {
  async function stateAfter(...entries: readonly JournalEntry[]): Promise<Journal['state']> {
    const journal = await open();
    await done(journal.commit(entries));
    return (await open()).state;
  }

  it('keeps progress when something else is wanted of an instance', async () => {
    const progress = anInstanceRecord({ progress: { prepared: true, restartCount: 2, rootDisk: { imageUID: 'image-uid' } } }).progress;
    const newer = { ...desired, generation: 2 };

    const state = await stateAfter(
      { kind: 'Desired', desired },
      { kind: 'Progress', instanceUID, progress },
      { kind: 'Desired', desired: newer },
    );

    expect(state.instances.get(instanceUID)).toEqual({ desired: newer, progress });
  });

  it('raises the run epoch of a server with each incarnation that may run, and never lowers it', async () => {
    const epoch = (number: number, power: 'Running' | 'Stopped'): JournalEntry => ({
      kind: 'Desired',
      desired: anInstanceRecord({ instance: { spec: { epoch: number, power } } }).desired,
    });

    const state = await stateAfter(epoch(2, 'Running'), epoch(1, 'Running'), epoch(3, 'Stopped'), {
      kind: 'Forget',
      instanceUID: 'instance-server-uid-2',
    });

    expect([...state.runEpochs]).toEqual([['server-uid', 2]]);
  });

  it('takes a tombstone for no right to run', async () => {
    const { desired: dead } = anInstanceRecord({ instance: { spec: { epoch: 4 } }, desired: { tombstone: true } });

    expect((await stateAfter({ kind: 'Desired', desired: dead })).runEpochs.size).toBe(0);
  });

  it('knows nothing of progress for what it has forgotten', async () => {
    const { progress } = anInstanceRecord();

    const state = await stateAfter(
      { kind: 'Desired', desired },
      { kind: 'Forget', instanceUID },
      { kind: 'Progress', instanceUID, progress },
    );

    expect(state.instances.size).toBe(0);
  });

  it('is the same after compaction as before, for any history', async () => {
    const uid = fc.constantFrom('server-1', 'server-2');
    const record = fc
      .record({ uid, epoch: fc.integer({ min: 1, max: 3 }), tombstone: fc.boolean(), power: fc.constantFrom('Running', 'Stopped') })
      .map(({ uid: serverUID, epoch, tombstone, power }) =>
        anInstanceRecord({
          instance: { spec: { server: { name: 'web', uid: serverUID }, epoch, power } },
          desired: { tombstone },
          progress: { prepared: true },
        }),
      );
    const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
      fc.nat(9).map(session),
      fc.nat(9).map(revision),
      record.map((each): JournalEntry => ({ kind: 'Desired', desired: each.desired })),
      record.map((each): JournalEntry => ({ kind: 'Progress', instanceUID: each.desired.instanceUID, progress: each.progress })),
      record.map((each): JournalEntry => ({ kind: 'Claimed', instanceUID: each.desired.instanceUID, claimed: each.desired.tombstone })),
      record.map((each): JournalEntry => ({ kind: 'Forget', instanceUID: each.desired.instanceUID })),
    );
    const history = fc.array(fc.array(entry, { minLength: 1, maxLength: 4 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(history, async (batches) => {
        const [plain, compacted] = [new MemoryJournalStorage({ clock }), new MemoryJournalStorage({ clock })];
        for (const [each, compactAboveBytes] of [
          [plain, undefined],
          [compacted, 1],
        ] as const) {
          const journal = await open(each, compactAboveBytes === undefined ? {} : { compactAboveBytes });
          for (const batch of batches) await done(journal.commit(batch));
        }

        const [one, other] = [(await open(plain)).state, (await open(compacted)).state];

        expect([other.highestSession, other.revision, other.instances, other.runEpochs]).toEqual([
          one.highestSession,
          one.revision,
          one.instances,
          one.runEpochs,
        ]);
      }),
      { numRuns: 60 },
    );
  });
});
