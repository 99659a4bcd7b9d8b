import { describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { aFlavorBody } from '#test/builders/api-bodies.ts';
import { aStartedRegistry, plainWrite } from '#test/builders/registry.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { MemoryStorage } from '../storage/memory/memory-storage.ts';
import { StorageUnavailableError } from '../storage/storage.ts';
import { createRegistry } from './create-registry.ts';

describe('a registry that starts', () => {
  it('makes the namespaces that are always there, whoever else does so at the same time', async () => {
    const first = await aStartedRegistry();
    const others = await Promise.all([2, 3].map((seed) => aStartedRegistry({ beside: first, seed })));

    for (const { registry } of [first, ...others]) {
      const { items } = await registry.list(namespaceKind, {});
      expect(items.map((item) => item.object().metadata.name)).toEqual(['default', 'public', 'tycho-system']);
    }
  });

  it('waits for a store that takes no writes yet', async () => {
    let isReadOnly = true;
    const clock = new VirtualClock();
    const refuse = (): void => {
      if (isReadOnly) throw new StorageUnavailableError('not yet', { outcome: 'NotDone' });
    };
    const storage = new MemoryStorage({ clock, interceptor: { beforeTransact: refuse } });
    const running = createRegistry({ storage, catalog, clock, random: new SeededRandom(1), logger: silentLogger });
    await clock.advance(5_000);
    isReadOnly = false;

    await clock.waitFor(running.ready, { limitMilliseconds: 2_000 });

    expect((await running.registry.list(namespaceKind, {})).items).toHaveLength(3);
  });

  it('is ready at once on a store that another has filled, and sees it all', async () => {
    const first = await aStartedRegistry();
    await first.registry.create(flavorKind, undefined, aFlavorBody('small'), plainWrite);
    first.close();

    const second = await aStartedRegistry({ beside: first, seed: 2 });

    const read = await second.registry.get(flavorKind, { name: 'small' }, {});
    expect(read.object()).toMatchObject({ spec: { vcpus: 1 } });
  });
});

describe('reading one object', () => {
  it('is the newest, any, or at least as new as asked for', async () => {
    const { registry, clock } = await aStartedRegistry();
    const created = await registry.create(flavorKind, undefined, aFlavorBody('small'), plainWrite);

    const read = await Promise.all(
      [{}, { resourceVersion: '0' }, { resourceVersion: String(created.revision) }].map((options) =>
        registry.get(flavorKind, { name: 'small' }, options),
      ),
    );
    const future = registry
      .get(flavorKind, { name: 'small' }, { resourceVersion: String(created.revision + 100) })
      .catch((error: unknown) => error);
    await clock.advance(3_100);

    expect(read.map(({ revision }) => revision)).toEqual([created.revision, created.revision, created.revision]);
    expect(await future).toMatchObject({ code: 504 });
  });
});

describe('the metrics of a registry', () => {
  it('say what each kind takes and how far the cache is', async () => {
    const { registry, metrics } = await aStartedRegistry();
    const created = await registry.create(flavorKind, undefined, aFlavorBody('small'), plainWrite);
    await registry.get(flavorKind, { name: 'small' }, {});

    const { kinds, cacheRevision } = metrics();

    expect(kinds.find(({ resource }) => resource === 'flavors.compute.tycho.dev')).toMatchObject({
      objects: 1,
      objectBytes: created.bytes.length,
      windowEvents: 1,
    });
    expect(cacheRevision).toBe(created.revision);
  });
});
