import { afterEach, describe, expect, it } from 'vitest';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { serviceAccountKind, type ServiceAccount } from '#apis/kubernetes/service-account.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { LoopWorld } from '#test/harness/loop-world.ts';

let world: LoopWorld | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

async function aWorld(...others: readonly 'garbage-collection'[]): Promise<LoopWorld> {
  world = await LoopWorld.start({ loops: ['service-account', ...others] });
  return world;
}

function createNamespace(on: LoopWorld, name: string): Promise<unknown> {
  return on.does(on.objects(namespaceKind).create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

async function account(on: LoopWorld, namespace: string, name = 'default'): Promise<ServiceAccount | undefined> {
  try {
    return await on.does(on.objects(serviceAccountKind).get({ namespace, name }));
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

describe('the service account loop', () => {
  it('gives each namespace its account, those that were there before too', async () => {
    const world = await aWorld();
    await world.clock.advance(1_000);
    expect(await account(world, 'default')).toBeDefined();

    await createNamespace(world, 'blue');
    await world.clock.advance(1_000);

    expect((await account(world, 'blue'))?.metadata.name).toBe('default');
  });

  it('makes it again, as another account, when somebody deletes it', async () => {
    const world = await aWorld();
    await createNamespace(world, 'blue');
    await world.clock.advance(1_000);
    const before = await account(world, 'blue');

    await world.does(world.objects(serviceAccountKind).delete({ namespace: 'blue', name: 'default' }));
    await world.clock.advance(1_000);

    const after = await account(world, 'blue');
    expect(after).toBeDefined();
    expect(after?.metadata.uid).not.toBe(before?.metadata.uid);
  });

  it('leaves one that is there as it is, and makes no other', async () => {
    const world = await aWorld();
    await createNamespace(world, 'blue');
    const metadata = { namespace: 'blue', name: 'own' };
    await world.does(world.objects(serviceAccountKind).create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata }));
    await world.clock.advance(1_000);
    const before = await account(world, 'blue');

    await world.does(
      world.objects(serviceAccountKind).patch({ namespace: 'blue', name: 'default' }, { metadata: { labels: { mine: 'yes' } } }),
    );
    await world.does(world.objects(serviceAccountKind).delete(metadata));
    await world.clock.advance(60_000);

    expect(await account(world, 'blue', 'own')).toBeUndefined();
    expect(await account(world, 'blue')).toMatchObject({ metadata: { uid: before?.metadata.uid, labels: { mine: 'yes' } } });
  });

  it('does not hold a namespace that goes', async () => {
    const world = await aWorld('garbage-collection');
    await createNamespace(world, 'blue');
    await world.clock.advance(1_000);

    await world.does(world.objects(namespaceKind).delete({ name: 'blue' }));
    await world.clock.advance(30_000);

    await expect(world.does(world.objects(namespaceKind).get({ name: 'blue' }))).rejects.toThrow(NotFoundError);
  });
});
