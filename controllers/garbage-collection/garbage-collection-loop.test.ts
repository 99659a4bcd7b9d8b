import { afterEach, describe, expect, it } from 'vitest';
import { serverKind, type ServerSpec } from '#apis/compute/server.ts';
import { configMapKind, namespaceKind, secretKind, type ConfigMap } from '#apis/kubernetes/core.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ObjectKey, ObjectMetaInput, OwnerReference } from '#apis/machinery/object-meta.ts';
import { LoopWorld } from '#test/harness/loop-world.ts';

let world: LoopWorld | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

async function aWorld(): Promise<LoopWorld> {
  world = await LoopWorld.start({ loops: ['garbage-collection'] });
  return world;
}

function create(on: LoopWorld, name: string, metadata: ObjectMetaInput = {}): Promise<ConfigMap> {
  return on.does(
    on.objects(configMapKind).create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'default', name, ...metadata } }),
  );
}

function ownedBy(owner: ConfigMap, more: Partial<OwnerReference> = {}): ObjectMetaInput {
  const { name, uid } = owner.metadata;
  return { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name, uid, ...more }] };
}

async function exists(on: LoopWorld, kind: KindDefinition, key: ObjectKey): Promise<boolean> {
  try {
    await on.does(on.objects(kind).get(key));
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

async function names(on: LoopWorld, namespace = 'default'): Promise<readonly string[]> {
  return (await on.does(on.objects(configMapKind).list({ namespace }))).items.map(({ metadata }) => metadata.name);
}

describe('garbage collection', () => {
  it('deletes what an owner leaves behind, down to the last', async () => {
    const world = await aWorld();
    const owner = await create(world, 'owner');
    const child = await create(world, 'child', ownedBy(owner));
    await create(world, 'grandchild', ownedBy(child));
    await world.clock.advance(100);

    await world.does(world.objects(configMapKind).delete({ namespace: 'default', name: 'owner' }));
    await world.clock.advance(1_000);

    expect(await names(world)).toEqual([]);
  });

  it('spares what another owner still owns', async () => {
    const world = await aWorld();
    const [one, two] = [await create(world, 'one'), await create(world, 'two')];
    await create(world, 'child', { ownerReferences: [...ownedBy(one).ownerReferences!, ...ownedBy(two).ownerReferences!] });
    await world.clock.advance(100);

    await world.does(world.objects(configMapKind).delete({ namespace: 'default', name: 'one' }));
    await world.clock.advance(1_000);

    const child = await world.does(world.objects(configMapKind).get({ namespace: 'default', name: 'child' }));
    expect(child.metadata.ownerReferences?.map(({ name }) => name)).toEqual(['two']);
  });

  it('takes an owner of the same name and another uid for no owner', async () => {
    const world = await aWorld();
    const owner = await create(world, 'owner');
    await create(world, 'child', ownedBy(owner, { uid: '00000000-0000-4000-8000-000000000000' }));
    await world.clock.advance(1_000);

    expect(await names(world)).toEqual(['owner']);
  });

  it('does not know owners of kinds that are not served, and so deletes nothing for them', async () => {
    const world = await aWorld();
    const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: '00000000-0000-4000-8000-000000000000' };
    await create(world, 'child', { ownerReferences: [reference] });
    await world.clock.advance(10_000);

    expect(await names(world)).toEqual(['child']);
  });

  it('finds what lost its owner while it was not there to see it', async () => {
    const world = await aWorld();
    const owner = await create(world, 'owner');
    await create(world, 'child', ownedBy(owner));
    await world.clock.advance(100);
    for (const loop of world.loops) await world.does(loop.stop());

    await world.does(world.objects(configMapKind).delete({ namespace: 'default', name: 'owner' }));
    await world.clock.advance(1_000);
    expect(await names(world)).toEqual(['child']);
    for (const loop of world.loops) await world.does(loop.start());
    await world.clock.advance(1_000);

    expect(await names(world)).toEqual([]);
  });

  it('lets an owner go after its dependents when asked to, in that order', async () => {
    const world = await aWorld();
    const owner = await create(world, 'owner');
    await create(world, 'child', { ...ownedBy(owner, { blockOwnerDeletion: true }), finalizers: ['example.org/hold'] });
    await world.clock.advance(100);

    await world.does(world.objects(configMapKind).delete({ namespace: 'default', name: 'owner' }, { propagationPolicy: 'Foreground' }));
    await world.clock.advance(1_000);
    expect(await names(world)).toEqual(['child', 'owner']);
    await world.does(world.objects(configMapKind).patch({ namespace: 'default', name: 'child' }, { metadata: { finalizers: [] } }));
    await world.clock.advance(1_000);

    expect(await names(world)).toEqual([]);
  });

  it('leaves dependents behind when asked to', async () => {
    const world = await aWorld();
    const owner = await create(world, 'owner');
    await create(world, 'child', ownedBy(owner));
    await world.clock.advance(100);

    await world.does(world.objects(configMapKind).delete({ namespace: 'default', name: 'owner' }, { propagationPolicy: 'Orphan' }));
    await world.clock.advance(10_000);

    expect(await names(world)).toEqual(['child']);
    const child = await world.does(world.objects(configMapKind).get({ namespace: 'default', name: 'child' }));
    expect(child.metadata.ownerReferences ?? []).toEqual([]);
  });
});

describe('a namespace that is deleted', () => {
  async function aProject(on: LoopWorld): Promise<void> {
    await on.does(on.objects(namespaceKind).create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'project' } }));
    await create(on, 'settings', { namespace: 'project' });
    await on.does(
      on.objects(secretKind).create({ apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'project', name: 'key' }, type: 'Opaque' }),
    );
  }

  it('takes everything in it along, and nothing else', async () => {
    const world = await aWorld();
    await aProject(world);
    await create(world, 'elsewhere');

    await world.does(world.objects(namespaceKind).delete({ name: 'project' }));
    await world.clock.advance(10_000);

    expect(await exists(world, namespaceKind, { name: 'project' })).toBe(false);
    expect(await exists(world, secretKind, { namespace: 'project', name: 'key' })).toBe(false);
    expect(await names(world)).toEqual(['elsewhere']);
  });

  it('is Terminating for as long as something in it is held', async () => {
    const world = await aWorld();
    await aProject(world);
    await world.does(
      world.objects(configMapKind).patch({ namespace: 'project', name: 'settings' }, { metadata: { finalizers: ['example.org/hold'] } }),
    );

    await world.does(world.objects(namespaceKind).delete({ name: 'project' }));
    await world.clock.advance(60_000);
    expect((await world.does(world.objects(namespaceKind).get({ name: 'project' }))).status?.phase).toBe('Terminating');
    expect(await world.eventsAbout('project', 'tycho-system')).toEqual([expect.stringMatching(/^ContentsRemain×/)]);
    await world.does(world.objects(configMapKind).patch({ namespace: 'project', name: 'settings' }, { metadata: { finalizers: [] } }));
    await world.clock.advance(10_000);

    expect(await exists(world, namespaceKind, { name: 'project' })).toBe(false);
  });

  it('stays while the store holds something of it that nobody can read, and says what to do', async () => {
    const world = await aWorld();
    await aProject(world);
    const key = '/tycho/core/secrets/project/lost';
    await world.server.storage.transact({ compare: [], operations: [{ kind: 'Put', key, value: Buffer.from('of a lost key') }] });

    await world.does(world.objects(namespaceKind).delete({ name: 'project' }));
    await world.clock.advance(60_000);
    expect(await exists(world, secretKind, { namespace: 'project', name: 'key' })).toBe(false);
    expect(await exists(world, namespaceKind, { name: 'project' })).toBe(true);
    expect(await world.eventsAbout('project', 'tycho-system')).toEqual([expect.stringMatching(/^ContentsUnreadable×/)]);
    await world.server.storage.transact({ compare: [], operations: [{ kind: 'Delete', key }] });
    await world.clock.advance(40_000);

    expect(await exists(world, namespaceKind, { name: 'project' })).toBe(false);
  });

  it('is kept by a server that is protected, and waits for nobody who could take a deletion back', async () => {
    world = await LoopWorld.start();
    await aProject(world);
    const server = (name: string, spec: Partial<ServerSpec>): Promise<unknown> =>
      world!.does(
        world!.objects(serverKind).create({
          apiVersion: 'compute.tycho.dev/v1alpha1',
          kind: 'Server',
          metadata: { namespace: 'project', name },
          spec: { flavor: 'small', image: 'debian', power: 'Running', runPolicy: 'Always', ...spec },
        }),
      );
    const protectedServer = { namespace: 'project', name: 'protected' };
    await server('protected', { deletionProtection: true });
    await server('kept', { softDeleteSeconds: 86_400 });
    await server('deleted', { softDeleteSeconds: 86_400 });
    await world.does(world.objects(serverKind).delete({ namespace: 'project', name: 'deleted' }));

    await expect(world.does(world.objects(namespaceKind).delete({ name: 'project' }))).rejects.toMatchObject({ code: 403 });
    await world.clock.advance(20_000);
    const { items } = await world.does(world.objects(serverKind).list({ namespace: 'project' }));
    expect(items.map(({ metadata }) => metadata.name)).toEqual(['deleted', 'kept', 'protected']);
    await world.does(world.objects(serverKind).patch(protectedServer, { spec: { deletionProtection: false } }));
    await world.does(world.objects(namespaceKind).delete({ name: 'project' }));
    await world.clock.advance(20_000);

    expect(await exists(world, namespaceKind, { name: 'project' })).toBe(false);
  });
});
