import { describe, expect, it } from 'vitest';
import { flavorKind } from '#apis/compute/flavor.ts';
import { keyPairKind, keyPairStatusOf, type KeyPair } from '#apis/compute/key-pair.ts';
import { serverKind } from '#apis/compute/server.ts';
import { configMapKind, eventKind, eventTimeToLiveSeconds, namespaceKind, secretKind } from '#apis/kubernetes/core.ts';
import { toStatus } from '#apis/machinery/errors.ts';
import type { Random } from '#apis/machinery/random.ts';
import { aFlavorBody, aServerBody } from '#test/builders/api-bodies.ts';
import { aStartedRegistry, plainDelete, plainWrite, RecordingSink } from '#test/builders/registry.ts';

const aNamespaceBody = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const aConfigMapBody = (metadata: object, data?: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata,
  ...(data === undefined ? {} : { data }),
});

describe('creating an object', () => {
  it('fills in what the server knows, and serves the same bytes afterwards', async () => {
    const { registry } = await aStartedRegistry();

    const created = await registry.create(serverKind, 'default', aServerBody('web'), plainWrite);

    const { metadata, spec } = created.object() as unknown as { metadata: Record<string, unknown>; spec: unknown };
    expect(created.outcome).toBe('Created');
    expect(metadata).toMatchObject({
      name: 'web',
      namespace: 'default',
      generation: 1,
      creationTimestamp: '2026-06-01T12:00:00Z',
      resourceVersion: String(created.revision),
      finalizers: ['compute.tycho.dev/instances'],
    });
    expect(metadata['uid']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(spec).toEqual({ flavor: 'small', image: 'debian', power: 'Running', runPolicy: 'RerunOnFailure' });
    const read = await registry.get(serverKind, { namespace: 'default', name: 'web' }, {});
    expect(read.bytes.equals(created.bytes)).toBe(true);
    expect(JSON.parse(created.bytes.toString())).toEqual(created.object());
  });

  it('ignores what only the server sets: uid, generation, times, status', async () => {
    const { registry } = await aStartedRegistry();
    const body = {
      ...aServerBody(
        'web',
        {},
        { uid: 'mine', generation: 9, creationTimestamp: '1999-01-01T00:00:00Z', deletionTimestamp: '1999-01-01T00:00:00Z' },
      ),
      status: { phase: 'Running' },
    };

    const created = await registry.create(serverKind, 'default', body, plainWrite);

    expect(created.object().metadata).toMatchObject({ generation: 1, creationTimestamp: '2026-06-01T12:00:00Z' });
    expect(created.object().metadata.uid).not.toBe('mine');
    expect(created.object().metadata.deletionTimestamp).toBeUndefined();
    expect(created.object()).toMatchObject({ status: { createdBy: 'tester' } });
    expect(created.object()).not.toHaveProperty('status.phase');
  });

  it('writes the fingerprint of a key pair, and writes it anew with another key', async () => {
    const { registry } = await aStartedRegistry();
    const key = (letter: string): string => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${letter.repeat(43)} me`;
    const body = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'KeyPair', metadata: { name: 'me' }, spec: { publicKey: key('A') } };

    const created = (await registry.create(keyPairKind, 'default', body, plainWrite)).object() as KeyPair;
    const patch = { spec: { publicKey: key('B') } };
    const changed = (await registry.mergePatch(keyPairKind, { namespace: 'default', name: 'me' }, patch, plainWrite)).object() as KeyPair;

    expect(created.status).toEqual(keyPairStatusOf({ type: 'SSH', publicKey: key('A') }));
    expect(created.status?.fingerprint).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
    expect(changed.status).toEqual(keyPairStatusOf({ type: 'SSH', publicKey: key('B') }));
  });

  it('takes what Go clients send for "not set"', async () => {
    const { registry } = await aStartedRegistry();
    const body = { ...aServerBody('web'), metadata: { name: 'web', creationTimestamp: null, labels: null }, status: {} };
    (body.spec as unknown as Record<string, unknown>)['power'] = null;

    const created = await registry.create(serverKind, 'default', body, plainWrite);

    expect(created.object()).toMatchObject({ spec: { power: 'Running' } });
    expect(created.object().metadata).not.toHaveProperty('labels');
  });

  it('is AlreadyExists, not Conflict, when the name is taken', async () => {
    const { registry } = await aStartedRegistry();
    await registry.create(flavorKind, undefined, aFlavorBody('small'), plainWrite);

    const refusal = await registry.create(flavorKind, undefined, aFlavorBody('small'), plainWrite).catch(toStatus);

    expect(refusal).toMatchObject({
      code: 409,
      reason: 'AlreadyExists',
      message: 'flavors.compute.tycho.dev "small" already exists',
      details: { name: 'small', group: 'compute.tycho.dev', kind: 'flavors' },
    });
  });

  it('makes names behind generateName, and tries again when one is taken', async () => {
    // Chance that gives the same suffix twice, then another.
    const draws = [0, 0, 0.5];
    let drawn = 0;
    const random: Random = {
      uuid: () => crypto.randomUUID(),
      bytes: () => new Uint8Array(),
      fraction: () => draws[Math.floor(drawn++ / 5)] ?? 0.9,
    };
    const { registry } = await aStartedRegistry({ random });
    const body = { ...aServerBody(''), metadata: { generateName: 'web-' } };

    const first = await registry.create(serverKind, 'default', body, plainWrite);
    const second = await registry.create(serverKind, 'default', body, plainWrite);

    expect(first.object().metadata).toMatchObject({ name: 'web-bbbbb', generateName: 'web-' });
    expect(second.object().metadata.name).toMatch(/^web-[a-z0-9]{5}$/);
    expect(second.object().metadata.name).not.toBe('web-bbbbb');
  });

  it('cuts a long generateName so that the name is still a label', async () => {
    const { registry } = await aStartedRegistry();

    const created = await registry.create(
      serverKind,
      'default',
      { ...aServerBody(''), metadata: { generateName: 'x'.repeat(80) } },
      plainWrite,
    );

    expect(created.object().metadata.name).toHaveLength(63);
  });

  it('stores nothing in a dry run, but refuses what would be refused', async () => {
    const { registry } = await aStartedRegistry();
    const dry = { ...plainWrite, dryRun: true };

    const shown = await registry.create(flavorKind, undefined, aFlavorBody('small'), dry);

    expect(shown.object()).toMatchObject({ metadata: { name: 'small', generation: 1 } });
    expect(JSON.parse(shown.bytes.toString())).toMatchObject({ metadata: { name: 'small' } });
    await expect(registry.get(flavorKind, { name: 'small' }, {})).rejects.toMatchObject({ code: 404 });
    await registry.create(flavorKind, undefined, aFlavorBody('small'), plainWrite);
    await expect(registry.create(flavorKind, undefined, aFlavorBody('small'), dry)).rejects.toMatchObject({ reason: 'AlreadyExists' });
  });

  it('needs a namespace that is there', async () => {
    const { registry } = await aStartedRegistry();

    const refusal = await registry.create(serverKind, 'nowhere', aServerBody('web'), plainWrite).catch(toStatus);

    expect(refusal).toMatchObject({
      code: 404,
      message: 'namespaces "nowhere" not found',
      details: { name: 'nowhere', kind: 'namespaces' },
    });
  });

  it('puts nothing into a namespace whose end has begun', async () => {
    const { registry } = await aStartedRegistry();
    await registry.create(namespaceKind, undefined, aNamespaceBody('blue'), plainWrite);
    const ending = await registry.delete(namespaceKind, { name: 'blue' }, plainDelete);

    const refusal = await registry.create(serverKind, 'blue', aServerBody('web'), plainWrite).catch(toStatus);

    expect(ending).toMatchObject({ kind: 'Terminating' });
    expect(refusal).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      details: { causes: [{ reason: 'NamespaceTerminating', field: 'metadata.namespace' }] },
    });
  });

  it('loses to the end of its namespace even when the cache has not seen it', async () => {
    const slow = Promise.withResolvers<void>();
    let isSlow = false;
    const first = await aStartedRegistry({ interceptor: { beforeWatchBatch: () => (isSlow ? slow.promise : undefined) } });
    await first.registry.create(namespaceKind, undefined, aNamespaceBody('blue'), plainWrite);
    await first.registry.get(namespaceKind, { name: 'blue' }, {});
    const second = await aStartedRegistry({ beside: first, seed: 2 });
    isSlow = true;
    const ended = second.registry.delete(namespaceKind, { name: 'blue' }, plainDelete);
    await first.clock.settle();

    const creation = first.registry.create(configMapKind, 'blue', aConfigMapBody({ name: 'late' }), plainWrite).catch(toStatus);
    await first.clock.settle();
    slow.resolve();
    await first.clock.settle();

    expect(await ended).toMatchObject({ kind: 'Terminating' });
    expect(await creation).toMatchObject({ code: 403 });
  });

  it('refuses another namespace than that of the address', async () => {
    const { registry } = await aStartedRegistry();

    await expect(registry.create(serverKind, 'default', aServerBody('web', {}, { namespace: 'public' }), plainWrite)).rejects.toMatchObject(
      { code: 400 },
    );
    await expect(
      registry.create(flavorKind, undefined, { ...aFlavorBody('small'), metadata: { name: 'small', namespace: 'public' } }, plainWrite),
    ).rejects.toMatchObject({
      code: 400,
    });
  });

  it('refuses a resourceVersion, and an object without any name', async () => {
    const { registry } = await aStartedRegistry();

    await expect(
      registry.create(flavorKind, undefined, { ...aFlavorBody('a'), metadata: { name: 'a', resourceVersion: '7' } }, plainWrite),
    ).rejects.toMatchObject({ code: 400 });
    await expect(registry.create(flavorKind, undefined, { ...aFlavorBody('a'), metadata: {} }, plainWrite)).rejects.toMatchObject({
      code: 422,
      details: { causes: [{ reason: 'FieldValueRequired', field: 'metadata.name' }] },
    });
  });

  it('lets Events go by themselves', async () => {
    const { registry, clock } = await aStartedRegistry();
    const body = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'web.1' },
      involvedObject: { kind: 'Server', name: 'web' },
      reason: 'Placed',
    };
    await registry.create(eventKind, 'default', body, plainWrite);
    const sink = new RecordingSink();
    await registry.watch(eventKind, { allowWatchBookmarks: false, sendInitialEvents: false, timeoutSeconds: 7200 }, sink);

    await clock.advance((eventTimeToLiveSeconds + 2) * 1000);

    expect(sink.changes).toEqual(['ADDED web.1', 'DELETED web.1']);
  });

  it('stores the text of a Secret as its data', async () => {
    const { registry } = await aStartedRegistry();
    const body = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'pass' }, data: { a: 'YQ==' }, stringData: { b: 'bé' } };

    const created = await registry.create(secretKind, 'default', body, plainWrite);

    expect(created.object()).toMatchObject({ type: 'Opaque', data: { a: 'YQ==', b: Buffer.from('bé').toString('base64') } });
    expect(created.object()).not.toHaveProperty('stringData');
  });

  it('refuses an object that is larger than the store takes', async () => {
    const { registry } = await aStartedRegistry();

    const refusal = registry.create(
      configMapKind,
      'default',
      aConfigMapBody({ name: 'huge' }, { text: 'x'.repeat(1_000_000) }),
      plainWrite,
    );

    await expect(refusal).rejects.toMatchObject({ code: 413, reason: 'RequestEntityTooLarge' });
  });

  it('gives a Namespace its phase and its label', async () => {
    const { registry } = await aStartedRegistry();

    const created = await registry.create(namespaceKind, undefined, aNamespaceBody('blue'), plainWrite);

    expect(created.object()).toMatchObject({
      metadata: { labels: { 'kubernetes.io/metadata.name': 'blue' } },
      status: { phase: 'Active' },
    });
  });
});
