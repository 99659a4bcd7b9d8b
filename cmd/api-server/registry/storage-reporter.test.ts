import { describe, expect, it } from 'vitest';
import { eventKind, namespaceKind, type Event, type Namespace } from '#apis/kubernetes/core.ts';
import type { ConditionUpdate } from '#apis/machinery/condition.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { aStartedRegistry, type StartedRegistry } from '#test/builders/registry.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { StorageReporter } from './storage-reporter.ts';

const roomy: ConditionUpdate = { type: 'StorageHealthy', status: 'True', reason: 'HasRoom', message: 'The store holds 10 bytes of 100.' };
const nearlyFull: ConditionUpdate = {
  type: 'StorageHealthy',
  status: 'False',
  reason: 'NearlyFull',
  message: 'The store holds 85 bytes of 100.',
};

async function aReporter(): Promise<{ readonly started: StartedRegistry; readonly tell: (condition: ConditionUpdate) => Promise<void> }> {
  const started = await aStartedRegistry();
  let condition = roomy;
  const reporter = new StorageReporter({
    ...started,
    storageCondition: () => Promise.resolve(condition),
    random: new SeededRandom(1),
    logger: silentLogger,
  });
  const tell = async (update: ConditionUpdate): Promise<void> => {
    condition = update;
    await reporter.report();
  };
  return { started, tell };
}

async function conditionsOf({ registry }: StartedRegistry): Promise<readonly string[]> {
  const namespace = (await registry.get(namespaceKind, { name: 'tycho-system' }, {})).object() as Namespace;
  return (namespace.status?.conditions ?? []).map(({ type, status, reason }) => `${type}=${status} ${reason}`);
}

async function warningsOf({ registry }: StartedRegistry): Promise<readonly string[]> {
  const { items } = await registry.list(eventKind, { namespace: 'tycho-system' });
  return items.map((each) => each.object() as Event).map(({ type, reason }) => `${type} ${reason}`);
}

describe('StorageReporter', () => {
  it('says on the namespace of the control plane that the store has room', async () => {
    const { started, tell } = await aReporter();

    await tell(roomy);

    expect(await conditionsOf(started)).toEqual(['StorageHealthy=True HasRoom']);
    expect(await warningsOf(started)).toEqual([]);
  });

  it('warns before the store is full, once', async () => {
    const { started, tell } = await aReporter();
    await tell(roomy);

    await tell(nearlyFull);
    await tell({ ...nearlyFull, message: 'The store holds 86 bytes of 100.' });

    expect(await conditionsOf(started)).toEqual(['StorageHealthy=False NearlyFull']);
    expect(await warningsOf(started)).toEqual(['Warning StorageNearlyFull']);
  });

  it('writes nothing when nothing has changed', async () => {
    const { started, tell } = await aReporter();
    await tell(roomy);
    const before = await started.storage.currentRevision();

    await tell({ ...roomy, message: 'The store holds 11 bytes of 100.' });

    expect(await started.storage.currentRevision()).toBe(before);
  });
});
