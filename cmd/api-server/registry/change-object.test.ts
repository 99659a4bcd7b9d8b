import { describe, expect, it } from 'vitest';
import { flavorKind } from '#apis/compute/flavor.ts';
import { serverKind } from '#apis/compute/server.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { configMapKind, namespaceKind } from '#apis/kubernetes/core.ts';
import { toStatus } from '#apis/machinery/errors.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { keyEnd } from '../storage/storage.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import { aFlavorBody, aHostBody, aHostStatus, aServerBody } from '#test/builders/api-bodies.ts';
import { aStartedRegistry, plainDelete, plainWrite, RecordingSink, type StartedRegistry } from '#test/builders/registry.ts';

const web = { namespace: 'default', name: 'web' };
const onStatus = { ...plainWrite, subresource: 'status' } as const;

async function aRegistryWithServer(options: Parameters<typeof aStartedRegistry>[0] = {}): Promise<StartedRegistry> {
  const running = await aStartedRegistry(options);
  await running.registry.create(serverKind, 'default', aServerBody('web'), plainWrite);
  return running;
}

async function watched({ registry }: StartedRegistry): Promise<RecordingSink> {
  const sink = new RecordingSink();
  const { revision } = await registry.list(serverKind, {});
  await registry.watch(serverKind, { resourceVersion: String(revision), allowWatchBookmarks: false, sendInitialEvents: false }, sink);
  return sink;
}

describe('an object that a newer release has stored', () => {
  /** Its spec and its status hold what this release does not know. */
  async function aServerOfTomorrow(): Promise<StartedRegistry> {
    const running = await aRegistryWithServer();
    const key = storageKeyOf(serverKind, web);
    const { items } = await running.storage.range({ start: key, end: keyEnd(key) });
    const { spec, ...rest } = JSON.parse(items[0]!.value.toString()) as { readonly spec: object };
    const value = Buffer.from(JSON.stringify({ ...rest, spec: { ...spec, later: 1 }, status: { later: { a: 1 } } }));
    await running.storage.transact({ compare: [], operations: [{ kind: 'Put', key, value }] });
    await running.clock.settle();
    return running;
  }

  it('is changed, since the release before is gone back to', async () => {
    const { registry } = await aServerOfTomorrow();

    const status = await registry.mergePatch(serverKind, web, { status: { phase: 'Running' } }, onStatus);
    expect(status.object()).toMatchObject({ metadata: { generation: 1 }, spec: { later: 1 }, status: { phase: 'Running' } });

    const spec = await registry.mergePatch(serverKind, web, { spec: { power: 'Stopped' } }, plainWrite);
    expect(spec.object()).toMatchObject({ spec: { power: 'Stopped' } });
  });

  it('takes no unknown field from anybody else', async () => {
    const { registry } = await aServerOfTomorrow();

    await expect(registry.mergePatch(serverKind, web, { spec: { nonsense: 1 } }, plainWrite)).rejects.toThrow(
      'unknown field "spec.nonsense"',
    );
  });
});

describe('a merge patch', () => {
  it('changes what it says and nothing else', async () => {
    const { registry } = await aRegistryWithServer();

    const changed = await registry.mergePatch(serverKind, web, { spec: { power: 'Stopped', description: 'x' } }, plainWrite);

    expect(changed.outcome).toBe('Changed');
    expect(changed.object()).toMatchObject({ metadata: { generation: 2 }, spec: { power: 'Stopped', description: 'x', flavor: 'small' } });
    expect((await registry.get(serverKind, web, {})).bytes.equals(changed.bytes)).toBe(true);
  });

  it('removes with null, after which the default is back', async () => {
    const { registry } = await aRegistryWithServer();
    await registry.mergePatch(serverKind, web, { spec: { power: 'Stopped', description: 'x' } }, plainWrite);

    const changed = await registry.mergePatch(serverKind, web, { spec: { power: null, description: null } }, plainWrite);

    expect(changed.object()).toMatchObject({ spec: { power: 'Running' } });
    expect((changed.object() as ApiObject & { spec: object }).spec).not.toHaveProperty('description');
  });

  it('that changes nothing keeps the revision and tells no watcher', async () => {
    const running = await aRegistryWithServer();
    const before = await running.registry.get(serverKind, web, {});
    const sink = await watched(running);
    const { commitsTotal } = running.metrics();

    const same = await running.registry.mergePatch(
      serverKind,
      web,
      { spec: { power: 'Running' }, metadata: { labels: {}, annotations: null } },
      plainWrite,
    );
    await running.clock.settle();

    expect(same.outcome).toBe('Unchanged');
    expect(same.revision).toBe(before.revision);
    expect(sink.events).toEqual([]);
    expect(running.metrics().commitsTotal).toBe(commitsTotal);
  });

  it('raises the generation for the spec, not for labels, annotations or status', async () => {
    const { registry } = await aRegistryWithServer();

    const labelled = await registry.mergePatch(serverKind, web, { metadata: { labels: { a: 'b' }, annotations: { c: 'd' } } }, plainWrite);
    const observed = await registry.mergePatch(serverKind, web, { status: { phase: 'Running' } }, onStatus);
    const stopped = await registry.mergePatch(serverKind, web, { spec: { power: 'Stopped' } }, plainWrite);

    expect([labelled, observed, stopped].map((each) => each.object().metadata.generation)).toEqual([1, 1, 2]);
  });

  it('of status through the main address, or of spec through the status address, is taken and changes nothing', async () => {
    const { registry } = await aRegistryWithServer();

    const status = await registry.mergePatch(serverKind, web, { status: { phase: 'Running' } }, plainWrite);
    const spec = await registry.mergePatch(serverKind, web, { spec: { power: 'Stopped' }, metadata: { labels: { a: 'b' } } }, onStatus);

    expect([status.outcome, spec.outcome]).toEqual(['Unchanged', 'Unchanged']);
  });

  it('is made again on the newer object when somebody was faster', async () => {
    const running = await aRegistryWithServer();
    const { registry } = running;

    await Promise.all(
      Array.from({ length: 64 }, (_, number) =>
        registry.mergePatch(serverKind, web, { metadata: { labels: { [`l${number}`]: 'x' } } }, plainWrite),
      ),
    );

    const { labels } = (await registry.get(serverKind, web, {})).object().metadata;
    expect(Object.keys(labels ?? {})).toHaveLength(64);
    // Writers of one object queue inside a process: nobody loses a race.
    expect(running.metrics().lostRacesTotal).toBe(0);
  });

  it('is made again after losing to another api-server', async () => {
    const first = await aRegistryWithServer();
    const second = await aStartedRegistry({ beside: first, seed: 2 });

    await Promise.all(
      Array.from({ length: 16 }, (_, number) =>
        (number % 2 === 0 ? first : second).registry.mergePatch(
          serverKind,
          web,
          { metadata: { labels: { [`l${number}`]: 'x' } } },
          plainWrite,
        ),
      ),
    );

    const { labels } = (await first.registry.get(serverKind, web, {})).object().metadata;
    expect(Object.keys(labels ?? {})).toHaveLength(16);
  });

  it('with a resourceVersion is a Conflict once that is old', async () => {
    const { registry } = await aRegistryWithServer();
    const old = await registry.get(serverKind, web, {});
    await registry.mergePatch(serverKind, web, { spec: { power: 'Stopped' } }, plainWrite);

    const refusal = await registry
      .mergePatch(serverKind, web, { metadata: { resourceVersion: String(old.revision) }, spec: { power: 'Running' } }, plainWrite)
      .catch(toStatus);

    expect(refusal).toMatchObject({ code: 409, reason: 'Conflict', details: { name: 'web', group: 'compute.tycho.dev', kind: 'servers' } });
  });

  it('with another uid is a Conflict', async () => {
    const { registry } = await aRegistryWithServer();

    await expect(registry.mergePatch(serverKind, web, { metadata: { uid: 'other' } }, plainWrite)).rejects.toMatchObject({
      reason: 'Conflict',
    });
  });

  it('of what is not there is NotFound with details', async () => {
    const { registry } = await aStartedRegistry();

    const refusal = await registry.mergePatch(serverKind, web, {}, plainWrite).catch(toStatus);

    expect(refusal).toMatchObject({
      code: 404,
      message: 'servers.compute.tycho.dev "web" not found',
      details: { name: 'web', kind: 'servers' },
    });
  });

  it('cannot touch what is frozen, and says which field', async () => {
    const { registry } = await aRegistryWithServer();

    const refusal = await registry
      .mergePatch(serverKind, web, { spec: { userData: { secretName: 'another' } } }, plainWrite)
      .catch(toStatus);

    expect(refusal).toMatchObject({
      code: 422,
      details: { kind: 'Server', causes: [{ field: 'spec.userData', reason: 'FieldValueForbidden' }] },
    });
  });

  it('with an unknown field is Invalid under Strict, a warning under Warn, and silent under Ignore', async () => {
    const { registry } = await aRegistryWithServer();
    const patch = { spec: { zzz: 1, power: 'Stopped' } };

    const strict = await registry.mergePatch(serverKind, web, patch, plainWrite).catch(toStatus);
    const warned = await registry.mergePatch(serverKind, web, patch, { ...plainWrite, fieldValidation: 'Warn' });
    const ignored = await registry.mergePatch(serverKind, web, patch, { ...plainWrite, fieldValidation: 'Ignore' });

    expect(strict).toMatchObject({ code: 422, message: expect.stringContaining('strict decoding error: unknown field "spec.zzz"') });
    expect(warned).toMatchObject({ outcome: 'Changed', warnings: ['unknown field "spec.zzz"'] });
    expect(ignored).toMatchObject({ outcome: 'Unchanged', warnings: [] });
    expect(warned.bytes.toString()).not.toContain('zzz');
  });

  it('cannot take the metadata away, and the finalizers with it', async () => {
    const { registry } = await aRegistryWithServer();

    const refusal = await registry.mergePatch(serverKind, web, { metadata: null }, plainWrite).catch(toStatus);

    expect(refusal).toMatchObject({ code: 422, details: { causes: [{ field: 'metadata.name', reason: 'FieldValueRequired' }] } });
  });

  it('in a dry run shows the outcome and stores nothing', async () => {
    const { registry } = await aRegistryWithServer();
    const before = await registry.get(serverKind, web, {});

    const shown = await registry.mergePatch(serverKind, web, { spec: { power: 'Stopped' } }, { ...plainWrite, dryRun: true });

    expect(shown.object()).toMatchObject({
      spec: { power: 'Stopped' },
      metadata: { generation: 2, resourceVersion: String(before.revision) },
    });
    expect((await registry.get(serverKind, web, {})).revision).toBe(before.revision);
  });

  it('ignores faults of the part that it is not about', async () => {
    const running = await aRegistryWithServer();
    const { storage, registry, clock } = running;
    const key = '/tycho/compute.tycho.dev/servers/default/web';
    const { items } = await storage.range({ start: key, end: `${key}\0` });
    const broken = Buffer.from(items[0]!.value.toString().replace('"power":"Running"', '"power":"Odd"'));
    await storage.transact({ compare: [], operations: [{ kind: 'Put', key, value: broken }] });
    await clock.settle();

    const observed = await registry.mergePatch(serverKind, web, { status: { phase: 'Running' } }, onStatus);

    expect(observed.outcome).toBe('Changed');
    await expect(registry.mergePatch(serverKind, web, { spec: { description: 'x' } }, plainWrite)).rejects.toMatchObject({ code: 422 });
  });
});

describe('an update', () => {
  const read = async (running: StartedRegistry): Promise<Record<string, unknown>> =>
    JSON.parse((await running.registry.get(serverKind, web, {})).bytes.toString()) as Record<string, unknown>;

  it('replaces the object, and drops what it does not say, but for what the kind holds it by', async () => {
    const running = await aRegistryWithServer();
    await running.registry.mergePatch(
      serverKind,
      web,
      { spec: { description: 'x' }, metadata: { labels: { a: 'b' }, finalizers: [...serverKind.finalizers, 'example.com/own'] } },
      plainWrite,
    );
    const body = await read(running);
    const metadata = { name: 'web', resourceVersion: (body['metadata'] as { resourceVersion: string }).resourceVersion };

    const updated = await running.registry.update(serverKind, web, { ...aServerBody('web', { power: 'Stopped' }), metadata }, plainWrite);

    expect(updated.object()).toMatchObject({ spec: { power: 'Stopped' }, metadata: { generation: 3 } });
    expect(updated.object().metadata).not.toHaveProperty('labels');
    expect(updated.object().metadata.finalizers).toEqual(serverKind.finalizers);
    expect(updated.object().metadata.uid).toBe((body['metadata'] as { uid: string }).uid);
  });

  it('of what was read, in any order of fields, changes nothing', async () => {
    const running = await aRegistryWithServer();
    await running.registry.mergePatch(serverKind, web, { status: { phase: 'Running', epoch: 1 } }, onStatus);
    const body = await read(running);
    const sorted = sortedDeep(body);

    const updated = await running.registry.update(serverKind, web, sorted, plainWrite);

    expect(updated.outcome).toBe('Unchanged');
  });

  it('says which fields are frozen whatever their order', async () => {
    const running = await aStartedRegistry();
    const body = aServerBody('web', { userData: { secretName: 'boot', key: 'k' } });
    await running.registry.create(serverKind, 'default', body, plainWrite);
    const now = await read(running);

    const updated = await running.registry.update(
      serverKind,
      web,
      sortedDeep({ ...now, spec: { ...(now['spec'] as object), description: 'x' } }),
      plainWrite,
    );

    expect(updated.outcome).toBe('Changed');
  });

  it('needs a resourceVersion for our own kinds, not for those of the core group', async () => {
    const { registry } = await aRegistryWithServer();
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: '1' } };
    await registry.create(configMapKind, 'default', configMap, plainWrite);

    const refusal = await registry.update(serverKind, web, aServerBody('web'), plainWrite).catch(toStatus);
    const updated = await registry.update(
      configMapKind,
      { namespace: 'default', name: 'settings' },
      { ...configMap, data: { a: '2' } },
      plainWrite,
    );

    expect(refusal).toMatchObject({ code: 422, details: { causes: [{ field: 'metadata.resourceVersion' }] } });
    expect(updated.object()).toMatchObject({ data: { a: '2' } });
  });

  it('of a stale object is a Conflict, also when the cache is as stale as the caller', async () => {
    const slow = Promise.withResolvers<void>();
    let isSlow = false;
    const first = await aRegistryWithServer({ interceptor: { beforeWatchBatch: () => (isSlow ? slow.promise : undefined) } });
    const second = await aStartedRegistry({ beside: first, seed: 2 });
    const stale = await read(first);
    isSlow = true;
    await second.registry.mergePatch(serverKind, web, { spec: { power: 'Stopped' } }, plainWrite);

    const refusal = first.registry
      .update(serverKind, web, { ...stale, spec: { ...(stale['spec'] as object), description: 'x' } }, plainWrite)
      .catch(toStatus);
    await first.clock.settle();
    slow.resolve();
    await first.clock.settle();

    expect(await refusal).toMatchObject({ code: 409, reason: 'Conflict' });
  });

  it('that changes nothing is not believed of a stale cache', async () => {
    const slow = Promise.withResolvers<void>();
    let isSlow = false;
    const first = await aRegistryWithServer({ interceptor: { beforeWatchBatch: () => (isSlow ? slow.promise : undefined) } });
    const second = await aStartedRegistry({ beside: first, seed: 2 });
    isSlow = true;
    await second.registry.mergePatch(serverKind, web, { spec: { power: 'Stopped' } }, plainWrite);

    const written = first.registry.mergePatch(serverKind, web, { spec: { power: 'Running' } }, plainWrite);
    await first.clock.settle();
    slow.resolve();
    await first.clock.settle();

    expect((await written).outcome).toBe('Changed');
    expect((await first.registry.get(serverKind, web, {})).object()).toMatchObject({ spec: { power: 'Running' } });
  });

  it('under another name or namespace than that of the address is refused', async () => {
    const running = await aRegistryWithServer();
    const body = await read(running);
    const withMetadata = (metadata: object): object => ({ ...body, metadata: { ...(body['metadata'] as object), ...metadata } });

    await expect(running.registry.update(serverKind, web, withMetadata({ name: 'other' }), plainWrite)).rejects.toMatchObject({
      code: 400,
    });
    await expect(running.registry.update(serverKind, web, withMetadata({ namespace: 'public' }), plainWrite)).rejects.toMatchObject({
      code: 400,
    });
  });

  it('of the status leaves the rest alone', async () => {
    const running = await aRegistryWithServer();
    const body = await read(running);

    const updated = await running.registry.update(
      serverKind,
      web,
      { ...body, spec: { ...(body['spec'] as object), power: 'Stopped' }, status: { phase: 'Running' } },
      onStatus,
    );

    expect(updated.object()).toMatchObject({ spec: { power: 'Running' }, status: { phase: 'Running' }, metadata: { generation: 1 } });
  });

  it('keeps the phase of a Namespace out of the hands of users', async () => {
    const { registry } = await aStartedRegistry();

    const patched = await registry.mergePatch(namespaceKind, { name: 'public' }, { status: { phase: 'Terminating' } }, onStatus);

    expect(patched).toMatchObject({ outcome: 'Unchanged' });
  });

  it('does not change an immutable ConfigMap', async () => {
    const { registry } = await aStartedRegistry();
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'fixed' }, data: { a: '1' }, immutable: true };
    await registry.create(configMapKind, 'default', body, plainWrite);
    const key = { namespace: 'default', name: 'fixed' };

    await expect(registry.mergePatch(configMapKind, key, { data: { a: '2' } }, plainWrite)).rejects.toMatchObject({ code: 422 });
    await expect(registry.mergePatch(configMapKind, key, { metadata: { labels: { x: 'y' } } }, plainWrite)).resolves.toMatchObject({
      outcome: 'Changed',
    });
  });
});

describe('a change of an object that is being deleted', () => {
  it('deletes it with the last finalizer, and answers with the object', async () => {
    const running = await aRegistryWithServer();
    await running.registry.delete(serverKind, web, plainDelete);
    const sink = await watched(running);

    const last = await running.registry.mergePatch(serverKind, web, { metadata: { finalizers: null } }, plainWrite);
    await running.clock.settle();

    expect(last.object().metadata.finalizers).toBeUndefined();
    await expect(running.registry.get(serverKind, web, {})).rejects.toMatchObject({ code: 404 });
    expect(sink.events).toMatchObject([
      { type: 'DELETED', name: 'web', revision: last.revision, object: { metadata: { resourceVersion: String(last.revision) } } },
    ]);
  });

  it('cannot add finalizers', async () => {
    const { registry } = await aRegistryWithServer();
    await registry.delete(serverKind, web, plainDelete);

    const refusal = await registry
      .mergePatch(serverKind, web, { metadata: { finalizers: ['compute.tycho.dev/instances', 'example.com/more'] } }, plainWrite)
      .catch(toStatus);

    expect(refusal).toMatchObject({ code: 422, details: { causes: [{ field: 'metadata.finalizers', reason: 'FieldValueForbidden' }] } });
  });
});

describe('a write under a host session', () => {
  const session = (number: number) => ({ number, gateway: 'g', connectedAt: '2026-06-01T12:00:00Z' });

  async function aRegistryWithHost(): Promise<StartedRegistry> {
    const running = await aRegistryWithServer();
    await running.registry.create(hostKind, undefined, aHostBody('h1'), plainWrite);
    await running.registry.mergePatch(hostKind, { name: 'h1' }, { status: aHostStatus({ session: session(3) }) }, onStatus);
    return running;
  }

  it('goes through while the session is in force', async () => {
    const { registry } = await aRegistryWithHost();

    const observed = await registry.mergePatch(
      serverKind,
      web,
      { status: { phase: 'Running' } },
      { ...onStatus, hostSession: { hostName: 'h1', number: 3 } },
    );

    expect(observed.outcome).toBe('Changed');
  });

  it('is a Conflict once another session speaks for the host, also if it changes nothing', async () => {
    const { registry } = await aRegistryWithHost();
    await registry.mergePatch(hostKind, { name: 'h1' }, { status: { session: session(4) } }, onStatus);
    const stale = { ...onStatus, hostSession: { hostName: 'h1', number: 3 } };

    await expect(registry.mergePatch(serverKind, web, { status: { phase: 'Running' } }, stale)).rejects.toMatchObject({
      reason: 'Conflict',
    });
    await expect(registry.mergePatch(serverKind, web, {}, stale)).rejects.toMatchObject({ reason: 'Conflict' });
  });

  it('is a Conflict when the session was taken in the same moment, on another api-server', async () => {
    const slow = Promise.withResolvers<void>();
    let isSlow = false;
    const first = await aStartedRegistry({ interceptor: { beforeWatchBatch: () => (isSlow ? slow.promise : undefined) } });
    await first.registry.create(serverKind, 'default', aServerBody('web'), plainWrite);
    await first.registry.create(hostKind, undefined, aHostBody('h1'), plainWrite);
    await first.registry.mergePatch(hostKind, { name: 'h1' }, { status: aHostStatus({ session: session(3) }) }, onStatus);
    const second = await aStartedRegistry({ beside: first, seed: 2 });
    await first.registry.get(hostKind, { name: 'h1' }, {});
    isSlow = true;
    await second.registry.mergePatch(hostKind, { name: 'h1' }, { status: { session: session(4) } }, onStatus);

    const write = first.registry
      .mergePatch(serverKind, web, { status: { phase: 'Running' } }, { ...onStatus, hostSession: { hostName: 'h1', number: 3 } })
      .catch(toStatus);
    await first.clock.settle();
    slow.resolve();
    await first.clock.settle();

    expect(await write).toMatchObject({ code: 409, details: { causes: [{ reason: 'StaleSession' }] } });
  });
});

describe('a write whose answer was lost', () => {
  it('is reported as done when the store shows that it was', async () => {
    let isCut = false;
    const { StorageUnavailableError } = await import('../storage/storage.ts');
    const running = await aStartedRegistry({
      interceptor: {
        afterTransact: () => {
          if (isCut) throw new StorageUnavailableError('cut', { outcome: 'Unknown' });
        },
      },
    });
    isCut = true;

    const created = await running.registry.create(flavorKind, undefined, aFlavorBody('small'), plainWrite);
    const changed = await running.registry.mergePatch(flavorKind, { name: 'small' }, { spec: { vcpus: 2 } }, plainWrite);
    isCut = false;

    expect(created.outcome).toBe('Created');
    expect((await running.registry.get(flavorKind, { name: 'small' }, {})).revision).toBe(changed.revision);
  });

  it('is 504 when it stays in doubt, and 503 when nothing was done: both to be tried again', async () => {
    let outcome: 'Unknown' | 'NotDone' | undefined;
    const { StorageFullError, StorageUnavailableError } = await import('../storage/storage.ts');
    let isFull = false;
    const running = await aStartedRegistry({
      interceptor: {
        beforeTransact: () => {
          if (isFull) throw new StorageFullError('full');
          if (outcome !== undefined) throw new StorageUnavailableError('cut', { outcome });
        },
      },
    });

    outcome = 'Unknown';
    const inDoubt = await running.registry.create(flavorKind, undefined, aFlavorBody('small'), plainWrite).catch(toStatus);
    outcome = 'NotDone';
    const notDone = await running.registry.create(flavorKind, undefined, aFlavorBody('small'), plainWrite).catch(toStatus);
    isFull = true;
    const full = await running.registry.create(flavorKind, undefined, aFlavorBody('small'), plainWrite).catch(toStatus);

    expect(inDoubt).toMatchObject({ code: 504, reason: 'Timeout', details: { retryAfterSeconds: 1 } });
    expect(notDone).toMatchObject({ code: 503, reason: 'ServiceUnavailable', details: { retryAfterSeconds: 1 } });
    expect(full).toMatchObject({ code: 503, message: expect.stringContaining('full') });
  });
});

function sortedDeep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, item]) => [key, sortedDeep(item)]),
  );
}
