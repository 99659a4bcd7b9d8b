import { describe, expect, it } from 'vitest';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { configMapKind } from '#apis/kubernetes/core.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { backupEntries, BackupReader, type BackupHead } from '#cmd/bootstrap/backup-file.ts';
import { catalog } from '#apis/catalog.ts';
import { aMachine, aPlacement } from '#test/builders/api-bodies.ts';
import { aStartedCloud } from '#test/builders/cloud.ts';
import { plainWrite } from '#test/builders/registry.ts';
import { collect } from '#test/harness/collect.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { createRegistry, type RunningRegistry } from '../registry/create-registry.ts';
import { readIncarnation } from '../storage/incarnation.ts';
import { MemoryStorage } from '../storage/memory/memory-storage.ts';
import { ShiftedStorage } from '../storage/shifted-storage.ts';
import { keyPrefix, prefixEnd, type Storage } from '../storage/storage.ts';
import { makeBackup } from './make-backup.ts';
import { restoreBackup, RestoreError, type RestoreReport } from './restore-backup.ts';

const namespace = 'default';
const onStatus = { ...plainWrite, subresource: 'status' } as const;

type Cloud = Awaited<ReturnType<typeof aStartedCloud>>;

async function linesOf(storage: Storage, incarnation = 0): Promise<readonly string[]> {
  const made = makeBackup({ storage, clock: new VirtualClock(), productVersion: '0.2.0', incarnation });
  return Buffer.concat(await collect(made))
    .toString('utf8')
    .trimEnd()
    .split('\n');
}

async function restoreInto(storage: MemoryStorage, lines: readonly string[]): Promise<RestoreReport> {
  async function* each(): AsyncGenerator<string> {
    yield* lines;
  }
  const head = JSON.parse(lines[0]!) as BackupHead;
  return restoreBackup({
    storage,
    decrypting: storage,
    entries: backupEntries(each(), new BackupReader()),
    head,
    clock: new VirtualClock(),
  });
}

interface SecondLife extends RunningRegistry {
  readonly store: MemoryStorage;
}

/** A backup of the cloud, restored into another store, and a registry on that. */
async function secondLifeOf(cloud: Pick<Cloud, 'running'>): Promise<SecondLife> {
  const store = new MemoryStorage({ clock: new VirtualClock() });
  await restoreInto(store, await linesOf(cloud.running.storage));
  const running = createRegistry({
    storage: new ShiftedStorage(store),
    catalog,
    clock: new VirtualClock(),
    random: new SeededRandom(2),
    logger: silentLogger,
  });
  await running.ready;
  return { ...running, store };
}

async function aCloudWithAServer(): Promise<{ readonly cloud: Cloud; readonly host: Host; readonly instance: Instance }> {
  const cloud = await aStartedCloud();
  const [host, flavor, server] = [await cloud.host('h1'), await cloud.flavor('small'), await cloud.server('web')];
  return { cloud, host, instance: await cloud.place(server, host, flavor) };
}

describe('a restored backup', () => {
  it('has every object, and revisions above all that were handed out', async () => {
    const { cloud, instance } = await aCloudWithAServer();
    await cloud.registry.create(
      configMapKind,
      namespace,
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { b: 'c' } },
      plainWrite,
    );
    const life = await secondLifeOf(cloud);
    const late = await cloud.server('late');

    const found = (await life.registry.get(configMapKind, { namespace, name: 'a' }, {})).object();
    const web = (await life.registry.get(serverKind, { namespace, name: 'web' }, {})).object();

    expect(found).toMatchObject({ data: { b: 'c' } });
    expect(web.metadata.uid).toBe(instance.spec.server.uid);
    expect(Number(web.metadata.resourceVersion)).toBeGreaterThan(Number(late.metadata.resourceVersion));
  });

  it('tells agents newer generations than any they know, and what they are not to make anew', async () => {
    const { cloud, instance } = await aCloudWithAServer();

    const life = await secondLifeOf(cloud);

    const { metadata, spec } = (
      await life.registry.get(instanceKind, { namespace, name: instance.metadata.name }, {})
    ).object() as Instance;
    expect(metadata).toMatchObject({
      uid: instance.metadata.uid,
      generation: instance.metadata.generation + 1_000_000,
      annotations: {
        'infrastructure.tycho.dev/restored': '1',
        'infrastructure.tycho.dev/restored-image': instance.spec.machine.image.uid,
      },
    });
    expect(spec).toEqual(instance.spec);
  });

  it('knows of no host that has spoken', async () => {
    const { cloud, host } = await aCloudWithAServer();
    const session = { number: 3, gateway: 'g', connectedAt: '2026-06-01T12:00:00Z' };
    await cloud.registry.mergePatch(hostKind, { name: host.metadata.name }, { status: { session } }, onStatus);

    const life = await secondLifeOf(cloud);

    const restored = (await life.registry.get(hostKind, { name: host.metadata.name }, {})).object() as Host;
    expect(restored.status?.inventory).toEqual(host.status?.inventory);
    expect(restored.status?.session).toBeUndefined();
  });

  it('leaves out what goes by itself', async () => {
    const { cloud } = await aCloudWithAServer();
    const passing = ['/tycho/core/events/default/e', '/tycho/coordination.k8s.io/leases/default/l', '/tycho/tokens/console/t'];
    for (const key of passing)
      await cloud.running.storage.transact({ compare: [], operations: [{ kind: 'Put', key, value: Buffer.from('{}') }] });

    const keys = (await linesOf(cloud.running.storage)).map((line) => (JSON.parse(line) as { readonly key?: string }).key);

    expect(keys.filter((key) => key !== undefined && passing.includes(key))).toEqual([]);
    expect(keys.filter((key) => key?.includes('/servers/'))).toHaveLength(1);
  });

  it('is not put where there is something already', async () => {
    const { cloud } = await aCloudWithAServer();
    const lines = await linesOf(cloud.running.storage);
    const { items: before } = await cloud.running.storage.range({ start: keyPrefix, end: prefixEnd(keyPrefix) });

    await expect(restoreInto(cloud.running.storage, lines)).rejects.toThrow(RestoreError);

    expect((await cloud.running.storage.range({ start: keyPrefix, end: prefixEnd(keyPrefix) })).items).toEqual(before);
  });

  it('is made again from its start when it was cut short, and is not served before', async () => {
    const { cloud } = await aCloudWithAServer();
    const lines = await linesOf(cloud.running.storage);
    const store = new MemoryStorage({ clock: new VirtualClock() });
    await expect(restoreInto(store, lines.slice(0, -4))).rejects.toThrow('cut short');
    await expect(new ShiftedStorage(store).currentRevision()).rejects.toThrow('has not ended');

    const report = await restoreInto(store, lines);

    expect(report).toEqual({ incarnation: 1, entryCount: lines.length - 2 });
    expect(await new ShiftedStorage(store).currentRevision()).toBeGreaterThan(1_000_000_000_000);
  });

  it('may be backed up and restored in turn', async () => {
    const { cloud } = await aCloudWithAServer();
    const life = await secondLifeOf(cloud);
    const store = new MemoryStorage({ clock: new VirtualClock() });

    await restoreInto(store, await linesOf(new ShiftedStorage(life.store), 1));

    const [second, third] = [await readIncarnation(life.store), await readIncarnation(store)];
    expect(third.number).toBe(2);
    expect(third.revisionOffset).toBeGreaterThan(second.revisionOffset + 1_000_000_000_000);
  });

  it('gives a deletion another day in which it can be taken back', async () => {
    const { cloud } = await aCloudWithAServer();
    await cloud.registry.mergePatch(serverKind, { namespace, name: 'web' }, { spec: { softDeleteSeconds: 60 } }, plainWrite);
    await cloud.registry.delete(
      serverKind,
      { namespace, name: 'web' },
      { dryRun: false, propagationPolicy: 'Background', preconditions: {} },
    );

    const life = await secondLifeOf(cloud);

    const { metadata } = (await life.registry.get(serverKind, { namespace, name: 'web' }, {})).object();
    const until = Date.parse(metadata.deletionTimestamp ?? '');
    expect(until - new VirtualClock().now().getTime()).toBe(24 * 3_600_000);
  });
});

describe('a server that was in a restored backup', () => {
  async function aWaitingServer(status: object): Promise<{ readonly life: SecondLife; readonly place: () => Promise<Instance> }> {
    const cloud = await aStartedCloud();
    const [host, flavor, server] = [await cloud.host('h1'), await cloud.flavor('small'), await cloud.server('web')];
    const life = await secondLifeOf(cloud);
    const told = {
      ...status,
      ...('unmatchedGuests' in status
        ? { unmatchedGuests: [{ ...(status.unmatchedGuests as [object])[0], serverUID: server.metadata.uid }] }
        : {}),
    };
    await life.registry.mergePatch(hostKind, { name: 'h1' }, { status: told }, onStatus);
    const place = async (): Promise<Instance> => {
      const { resourceVersion } = (await life.registry.get(serverKind, { namespace, name: 'web' }, {})).object().metadata;
      const placement = aPlacement(resourceVersion, host, aMachine(flavor));
      return (await life.registry.place({ namespace, name: 'web' }, placement, { dryRun: false })).object() as Instance;
    };
    return { life, place };
  }

  it('is not placed before every host has said what is on it', async () => {
    const { place } = await aWaitingServer({});

    await expect(place()).rejects.toThrow('the server may run on a host that has not said yet what is on it (1 of 1)');
  });

  it('is not placed while a guest of it, which the backup does not know, is on a host', async () => {
    const { place } = await aWaitingServer({ guestsOf: 1, unmatchedGuests: [{ instanceUID: 'i', epoch: 1 }] });

    await expect(place()).rejects.toThrow('incarnation 1 of this server, which the restored backup does not know, is on a host');
  });

  it('is placed with an epoch that was never handed out, once all is accounted for', async () => {
    const { place, life } = await aWaitingServer({ guestsOf: 1 });

    const instance = await place();

    expect(instance.spec.epoch).toBe(1_000_001);
    const web = (await life.registry.get(serverKind, { namespace, name: 'web' }, {})).object() as Server;
    expect(web.status).toMatchObject({ epoch: 1_000_001, instance: instance.metadata.name });
  });
});
