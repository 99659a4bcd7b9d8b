import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flavorKind } from '#apis/compute/flavor.ts';
import { serverKind } from '#apis/compute/server.ts';
import { gitSyncKind, maximumListedObjects } from '#apis/gitops/git-sync.ts';
import { configMapKind, secretKind } from '#apis/kubernetes/core.ts';
import { healthy, withHealth } from '#apis/machinery/health.ts';
import { GitOpsWorld, type ManifestObject } from '#test/harness/gitops-world.ts';
import { SourceError } from './repository-source.ts';

const settings = (name: string, data: Readonly<Record<string, string>> = {}, metadata: object = {}): ManifestObject => ({
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
  data,
});
const inWave = (wave: number): object => ({ annotations: { 'gitops.tycho.dev/wave': String(wave) } });
const server = (name: string, metadata: object = {}): ManifestObject => ({
  kind: 'Server',
  metadata: { name, ...metadata },
  spec: { flavor: 'small', image: 'debian' },
});

describe('the loop of GitSyncs', () => {
  let world: GitOpsWorld;

  beforeEach(async () => {
    world = await GitOpsWorld.start();
  });

  afterEach(async () => {
    await world.stop();
  });

  const key = (name: string) => ({ namespace: 'default', name });
  const edit = async (name: string, data: Readonly<Record<string, string | null>>): Promise<void> => {
    await world.does(world.client.resource(configMapKind).patch(key(name), { data }));
    await world.passes(1);
  };
  const dataOf = async (name: string): Promise<unknown> => (await world.get(configMapKind, name))?.data;
  /** What the server loop would say of it. */
  const becomesReady = async (name: string): Promise<void> => {
    const { metadata } = (await world.get(serverKind, name))!;
    const status = {
      observedGeneration: metadata.generation,
      conditions: withHealth([], healthy('Running', 'it runs'), metadata.generation, world.clock),
    };
    await world.does(world.client.resource(serverKind).patchStatus(key(name), { status }));
    await world.passes(1);
  };
  const writes = (): readonly string[] =>
    world.calls
      .filter(({ verb }) => verb !== 'list' && verb !== 'watch' && verb !== 'get')
      .map(({ verb, resource, name }) => `${verb} ${resource}/${name ?? ''}`);

  it('makes what stands in the repository, says so, and has nothing to do after that', async () => {
    const revision = world.repository.commit([settings('one', { a: '1' }), settings('two')]);
    await world.createSync();

    expect(await world.ready()).toBe('True Synced');
    expect(await dataOf('one')).toEqual({ a: '1' });
    expect((await world.sync()).status).toMatchObject({
      observedRevision: revision,
      appliedRevision: revision,
      lastGoodRevision: revision,
      objectCount: 2,
    });
    expect(await world.results()).toEqual(['ConfigMap/one Applied', 'ConfigMap/two Applied']);
    expect(await world.events()).toEqual(['Applied×1', 'Synced×1']);

    const [before, { metadata }] = [world.calls.length, await world.sync()];
    const { readCount } = world.repository;
    await world.passes(600);

    expect(world.calls.slice(before).filter(({ verb }) => verb !== 'watch')).toEqual([]);
    expect(world.repository.readCount).toBe(readCount);
    expect((await world.sync()).metadata.resourceVersion).toBe(metadata.resourceVersion);
  });

  it('marks what it applies as the ApplySet specification says', async () => {
    world.repository.commit([
      settings('one'),
      { kind: 'Flavor', metadata: { name: 'small' }, spec: { vcpus: 1, memoryMiB: 512, diskGiB: 10 } },
    ]);
    await world.createSync();

    const { labels, annotations } = (await world.sync()).metadata;
    const id = labels?.['applyset.kubernetes.io/id'];
    expect(id).toMatch(/^applyset-[A-Za-z0-9_-]{43}-v1$/);
    expect(annotations).toMatchObject({ 'applyset.kubernetes.io/contains-group-kinds': 'ConfigMap,Flavor.compute.tycho.dev' });
    for (const object of [await world.get(configMapKind, 'one'), await world.get(flavorKind, 'small')])
      expect(object?.metadata.labels).toMatchObject({ 'applyset.kubernetes.io/part-of': id });
  });

  it('does everything as the service account, reading Secrets included', async () => {
    world.repository.commit([settings('one')]);
    await world.does(
      world.client.resource(secretKind).create({
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'Opaque',
        metadata: key('git'),
        data: { token: Buffer.from('x').toString('base64') },
      }),
    );
    await world.createSync({ repository: { url: 'https://git.test/cloud', ref: { branch: 'main' }, secretName: 'git' } });

    expect(new Set(world.calls.map(({ userName }) => userName))).toEqual(new Set(['system:serviceaccount:default:deployer']));
    expect(world.calls.some(({ verb, resource, name }) => verb === 'get' && resource === 'secrets' && name === 'git')).toBe(true);
    expect(Buffer.from(world.repository.requests[0]!.credentials!.get('token')!).toString()).toBe('x');
    await world.changeSync({ repository: { url: 'https://git.test/cloud', ref: { branch: 'main' }, secretName: 'none' } });
    expect(await world.ready()).toBe('False BadCredentials');
  });

  it('does nothing that the service account may not do, and says what that is', async () => {
    world.repository.commit([settings('one'), { kind: 'Namespace', metadata: { name: 'mine' } }]);
    await world.createSync();

    expect(await world.ready()).toBe('False Forbidden');
    expect(await world.message()).toMatch(/User "system:serviceaccount:default:deployer" cannot list resource "namespaces"/);
    expect(await world.get(configMapKind, 'one')).toBeUndefined();
  });

  it('follows the repository: changes what changed, and deletes what is gone', async () => {
    world.repository.commit([settings('one', { a: '1', b: '1' }), settings('two'), settings('three')]);
    await world.createSync();
    const before = await world.get(configMapKind, 'two');

    const revision = world.repository.commit([settings('one', { a: '2' }), settings('two')]);
    await world.passes(61);

    expect(await dataOf('one')).toEqual({ a: '2' });
    expect((await world.get(configMapKind, 'two'))?.metadata.resourceVersion).toBe(before?.metadata.resourceVersion);
    expect(await world.get(configMapKind, 'three')).toBeUndefined();
    expect((await world.sync()).status).toMatchObject({ lastGoodRevision: revision, objectCount: 2 });
    expect(await world.results()).toEqual(['ConfigMap/one Applied', 'ConfigMap/two Unchanged']);
    expect(await world.events()).toContain('Pruned×1');
  });

  it('looks at once when somebody asks for it', async () => {
    world.repository.commit([settings('one')]);
    await world.createSync({ intervalSeconds: 3600 });
    world.repository.commit([settings('one', { a: '2' })]);

    await world.does(
      world.client
        .resource(gitSyncKind)
        .patch(key('cloud'), { metadata: { annotations: { 'gitops.tycho.dev/sync-requested-at': 'now' } } }),
    );
    await world.passes(1);

    expect(await dataOf('one')).toEqual({ a: '2' });
    expect((await world.sync()).status?.lastHandledSyncRequest).toBe('now');
  });

  it('leaves fields alone that it does not declare, and objects that it did not make', async () => {
    await world.does(world.client.resource(configMapKind).create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: key('foreign') }));
    world.repository.commit([settings('one', { a: '1' })]);
    await world.createSync();
    await edit('one', { b: 'mine' });

    world.repository.commit([settings('one', { a: '2' })]);
    await world.passes(61);

    expect(await dataOf('one')).toEqual({ a: '2', b: 'mine' });
    expect(await world.get(configMapKind, 'foreign')).toBeDefined();
  });

  it('lists what is not as declared first when there are more objects than a status can hold, and counts them all', async () => {
    const names = Array.from({ length: maximumListedObjects + 2 }, (_, index) => `each-${String(index).padStart(4, '0')}`);
    world.repository.commit(names.map((name) => settings(name)));
    await world.createSync({ driftPolicy: 'Report' });
    // Of what is in no list nobody knows for long that it was applied just now.
    expect((await world.sync()).status).toMatchObject({
      objectCount: names.length,
      resultCounts: { Applied: maximumListedObjects, Unchanged: 2 },
    });
    expect((await world.results()).length).toBe(maximumListedObjects);

    // The last ones are in no list: that they were there all the same shows when one is taken away.
    await world.does(world.client.resource(configMapKind).delete(key(names.at(-1)!)));
    await world.passes(61);

    expect(await world.get(configMapKind, names.at(-1)!)).toBeUndefined();
    const results = await world.results();
    expect(results.length).toBe(maximumListedObjects);
    expect(results).toContain(`ConfigMap/${names.at(-1)} Drifted`);
    expect((await world.sync()).status?.resultCounts).toMatchObject({ Drifted: 1 });
  });

  describe('when somebody changes what it applied', () => {
    it('sets it right as soon as it sees that, and tells who it was', async () => {
      world.repository.commit([settings('one', { a: '1' })]);
      await world.createSync({ intervalSeconds: 3600 });

      await edit('one', { a: 'other' });
      await world.passes(5);

      expect(await dataOf('one')).toEqual({ a: '1' });
      expect(await world.results()).toEqual(['ConfigMap/one Healed']);
      expect(await world.events()).toContain('DriftHealed×1');
      expect(await world.ready()).toBe('True Synced');
    });

    it('makes again what was deleted', async () => {
      world.repository.commit([settings('one', { a: '1' })]);
      await world.createSync({ intervalSeconds: 3600 });

      await world.does(world.client.resource(configMapKind).delete(key('one')));
      await world.passes(5);

      expect(await dataOf('one')).toEqual({ a: '1' });
    });

    it('notices that its mark was taken away', async () => {
      world.repository.commit([settings('one', { a: '1' })]);
      await world.createSync({ intervalSeconds: 3600 });

      await world.does(
        world.client.resource(configMapKind).patch(key('one'), { metadata: { labels: { 'applyset.kubernetes.io/part-of': null } } }),
      );
      await world.passes(5);

      expect((await world.get(configMapKind, 'one'))?.metadata.labels).toHaveProperty(['applyset.kubernetes.io/part-of']);
    });

    it('only reports it if that is the policy: which field, by whom, since when', async () => {
      world.repository.commit([settings('one', { a: '1' }), settings('two')]);
      await world.createSync({ driftPolicy: 'Report' });

      await edit('one', { a: 'other' });
      await world.does(world.client.resource(configMapKind).delete(key('two')));
      await world.passes(61);

      expect(await dataOf('one')).toEqual({ a: 'other' });
      expect(await world.get(configMapKind, 'two')).toBeUndefined();
      const { drift } = (await world.sync()).status!;
      expect(drift).toEqual([
        {
          kind: 'ConfigMap',
          namespace: 'default',
          name: 'one',
          field: '.data.a',
          manager: expect.any(String) as string,
          since: expect.stringMatching(/^2026-/) as string,
        },
        { kind: 'ConfigMap', namespace: 'default', name: 'two', field: '', since: expect.stringMatching(/^2026-/) as string },
      ]);
      expect(await world.ready()).toBe('True Drifted');
      await world.passes(600);
      expect((await world.sync()).status?.drift).toEqual(drift);

      await world.changeSync({ driftPolicy: 'Heal' });
      expect(await dataOf('one')).toEqual({ a: '1' });
      expect((await world.sync()).status?.drift).toBeUndefined();
    });

    it('sees it after a restart too, and asks nothing of what nobody touched', async () => {
      world.repository.commit([settings('one', { a: '1' }), settings('two'), settings('three')]);
      await world.createSync();
      await world.stopLoop();
      await world.does(world.client.resource(configMapKind).patch(key('one'), { data: { a: 'other' } }));
      const before = writes().length;

      await world.startLoop();
      await world.passes(5);

      expect(await dataOf('one')).toEqual({ a: '1' });
      expect(new Set(writes().slice(before))).toEqual(new Set(['patch configmaps/one']));
    });
  });

  describe('when a commit cannot be used', () => {
    it('leaves everything as it was, for a manifest that cannot be read', async () => {
      const good = world.repository.commit([settings('one', { a: '1' }), settings('two')]);
      await world.createSync();

      world.repository.commit([settings('one', { a: '2' })], ['two.yaml:7: not YAML: this field stands here twice']);
      await world.passes(61);

      expect(await dataOf('one')).toEqual({ a: '1' });
      expect(await world.get(configMapKind, 'two')).toBeDefined();
      expect(await world.ready()).toBe('False InvalidManifests');
      expect(await world.message()).toContain('two.yaml:7: not YAML');
      expect((await world.sync()).status).toMatchObject({ appliedRevision: good, lastGoodRevision: good });

      world.repository.commit([settings('one', { a: '3' }), settings('two')]);
      await world.passes(61);
      expect(await world.ready()).toBe('True Synced');
    });

    it('leaves everything as it was, for one object that the api-server refuses', async () => {
      const good = world.repository.commit([settings('one', { a: '1' })]);
      await world.createSync();

      world.repository.commit([
        settings('one', { a: '2' }),
        { kind: 'Server', metadata: { name: 'web' }, spec: { flavor: 'small', image: 'debian', colour: 'red' } },
      ]);
      await world.passes(61);

      expect(await dataOf('one')).toEqual({ a: '1' });
      expect(await world.ready()).toBe('False Rejected');
      expect(await world.message()).toMatch(/web\.yaml:1: Server web: .*spec\.colour/);
      expect((await world.sync()).status?.appliedRevision).toBe(good);
    });

    it('tries a commit again that was refused when somebody asks for it, and now and then by itself', async () => {
      const refused = { kind: 'Server', metadata: { name: 'web' }, spec: { flavor: 'small', image: 'debian', colour: 'red' } };
      world.repository.commit([settings('one'), refused]);
      await world.createSync({ intervalSeconds: 3600 });
      const tries = (): number => writes().filter((write) => write === 'patch servers/web').length;
      const before = tries();

      await world.does(
        world.client
          .resource(gitSyncKind)
          .patch(key('cloud'), { metadata: { annotations: { 'gitops.tycho.dev/sync-requested-at': 'now' } } }),
      );
      await world.passes(1);
      expect(tries()).toBe(before + 1);
      expect((await world.sync()).status?.lastHandledSyncRequest).toBe('now');

      await world.passes(65);
      expect(tries()).toBe(before + 3);
    });

    it('takes no field from anybody unless it is told to', async () => {
      await world.does(
        world.client
          .resource(configMapKind)
          .apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: key('one'), data: { a: 'theirs' } } as never, { fieldManager: 'argo' }),
      );
      world.repository.commit([settings('one', { a: 'ours' })]);
      await world.createSync();

      expect(await dataOf('one')).toEqual({ a: 'theirs' });
      expect(await world.message()).toContain('argo');

      await world.changeSync({ force: true });
      expect(await dataOf('one')).toEqual({ a: 'ours' });
    });

    it('takes no object of another GitSync, not even by force', async () => {
      world.repository.commit([settings('one', { a: '1' })]);
      await world.createSync();
      const { apiVersion, kind, spec } = await world.sync();

      await world.does(
        world.client.resource(gitSyncKind).create({ apiVersion, kind, metadata: key('other'), spec: { ...spec, force: true } }),
      );
      await world.passes(5);

      const other = await world.does(world.client.resource(gitSyncKind).get(key('other')));
      expect(other.status?.conditions?.find(({ type }) => type === 'Ready')?.reason).toBe('Rejected');
      await world.passes(120);
      expect(await world.ready()).toBe('True Synced');
    });

    it('does not read a commit again that nothing can be made of', async () => {
      world.repository.commit([settings('one')]);
      await world.createSync();
      const bad = world.repository.commit([]);
      world.repository.fail(new SourceError('NotSigned', 'nobody signed it', { revision: bad }));
      await world.passes(61);
      const { readCount } = world.repository;

      await world.passes(600);

      expect(await world.ready()).toBe('False NotSigned');
      expect(world.repository.readCount).toBe(readCount);
      expect(await world.get(configMapKind, 'one')).toBeDefined();
    });
  });

  it('goes on with what it knows when the repository is away, and says so', async () => {
    world.repository.commit([settings('one', { a: '1' })]);
    await world.createSync();
    world.repository.fail(new SourceError('Unreachable', 'nobody answers'));
    await world.passes(61);

    expect(await world.ready()).toBe('False Unreachable');
    expect(await dataOf('one')).toEqual({ a: '1' });

    world.repository.fail(undefined);
    await world.passes(61);
    expect(await world.ready()).toBe('True Synced');
  });

  it('waits with a wave until the one before it is healthy', async () => {
    world.repository.commit([server('database', inWave(1)), server('web', inWave(2)), settings('first')]);
    await world.createSync({ healthTimeoutSeconds: 100 });

    expect(await world.get(configMapKind, 'first')).toBeDefined();
    expect(await world.get(serverKind, 'database')).toBeDefined();
    expect(await world.get(serverKind, 'web')).toBeUndefined();
    expect(await world.ready()).toBe('Unknown Progressing');
    expect(await world.results()).toEqual(['Server/database Waiting', 'Server/web Waiting', 'ConfigMap/first Applied']);
    await world.passes(101);
    expect(await world.ready()).toBe('False HealthTimeout');

    await becomesReady('database');
    expect(await world.get(serverKind, 'web')).toBeDefined();
    await becomesReady('web');
    await world.passes(5);
    expect(await world.ready()).toBe('True Synced');
    expect((await world.sync()).status?.lastGoodRevision).toBeDefined();
  });

  it('waits for a word when a commit would delete too much, and then deletes exactly that', async () => {
    const all = ['a', 'b', 'c', 'd'].map((name) => settings(name));
    world.repository.commit(all);
    await world.createSync({ deletionBudget: { count: 1 } });

    world.repository.commit([settings('a', { new: '1' })]);
    await world.passes(61);

    expect(await world.ready()).toBe('False ConfirmationNeeded');
    expect(await world.results()).toEqual([
      'ConfigMap/a Applied',
      'ConfigMap/b PruneWaits',
      'ConfigMap/c PruneWaits',
      'ConfigMap/d PruneWaits',
    ]);
    expect(await dataOf('a')).toEqual({ new: '1' });
    const { hash } = (await world.sync()).status!.plan!;
    expect(await world.message()).toContain(hash);
    await world.changeSync({ confirmPlan: 'something else' });
    expect(await world.get(configMapKind, 'b')).toBeDefined();

    await world.changeSync({ confirmPlan: hash });

    expect(await world.get(configMapKind, 'b')).toBeUndefined();
    expect(await world.ready()).toBe('True Synced');
    expect(await world.results()).toEqual(['ConfigMap/a Applied']);
  });

  it('never empties a project because a folder is empty', async () => {
    world.repository.commit([settings('a'), settings('b')]);
    await world.createSync();

    world.repository.commit([]);
    await world.passes(61);

    expect(await world.ready()).toBe('False ConfirmationNeeded');
    expect(await world.get(configMapKind, 'a')).toBeDefined();
  });

  it('does nothing while it is suspended, and leaves everything when it is deleted', async () => {
    world.repository.commit([settings('one', { a: '1' })]);
    await world.createSync();
    await world.changeSync({ suspend: true });
    const { resolveCount } = world.repository;
    await edit('one', { a: 'other' });
    await world.passes(600);

    expect(await world.ready()).toBe('Unknown Suspended');
    expect(await dataOf('one')).toEqual({ a: 'other' });
    expect(world.repository.resolveCount).toBe(resolveCount);

    await world.does(world.client.resource(gitSyncKind).delete(key('cloud')));
    await world.passes(600);
    expect(await dataOf('one')).toEqual({ a: 'other' });
  });

  it('syncs a thousand objects in a few requests for each, and asks nothing when nothing changed', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => settings(`s-${index}`, { a: '1' }));
    world.repository.commit(many);
    await world.createSync();
    await world.passes(30);
    expect(await world.ready()).toBe('True Synced');
    expect(writes()).toHaveLength(2000);

    world.repository.commit([...many.slice(1), settings('s-0', { a: '2' })]);
    await world.passes(70);

    expect(await dataOf('s-0')).toEqual({ a: '2' });
    expect(writes()).toHaveLength(2002);
  }, 60_000);
});
