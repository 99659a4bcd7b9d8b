import { afterEach, describe, expect, it } from 'vitest';
import { serverActionKind, type ServerAction } from '#apis/compute/server-action.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { projectNameAnnotation, userIDAnnotation } from '#apis/openstack/annotations.ts';
import { LifeWorld } from '#test/builders/life-world.ts';

let life: LifeWorld;

afterEach(async () => {
  await life.stop();
});

async function aServerOfAnOpenStackProject(): Promise<string> {
  life = await LifeWorld.start();
  const annotations = { [projectNameAnnotation]: 'demo' };
  await life.world.does(life.world.objects(namespaceKind).patch({ name: 'default' }, { metadata: { annotations } }));
  await life.create();
  return (await life.world.getServer('web'))!.metadata.uid;
}

async function records(): Promise<readonly ServerAction[]> {
  return (await life.world.does(life.world.objects(serverActionKind).list({ namespace: 'default' }))).items;
}

describe('the end of a server', () => {
  it('is on record in a project of OpenStack’s, with its beginning and who made it, whoever deletes it', async () => {
    const uid = await aServerOfAnOpenStackProject();
    expect((await life.world.getServer('web'))?.status?.createdBy).toBe('tycho-test');

    await life.delete();
    await life.pass();

    expect(await life.world.getServer('web')).toBeUndefined();
    const found = await records();
    expect(found.map(({ spec, status }) => [spec.record?.action, status?.serverUID, status?.phase])).toEqual([
      ['create', uid, 'Succeeded'],
      ['delete', uid, 'Succeeded'],
    ]);
    expect(found[0]?.metadata.annotations?.[userIDAnnotation]).toBe('tycho-test');
  });

  it('is left as a client noted it', async () => {
    const uid = await aServerOfAnOpenStackProject();
    const name = `web-record-delete-${uid.slice(0, 8)}`;
    const noted = {
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'ServerAction',
      metadata: { namespace: 'default', name },
      spec: { server: 'web', type: 'Record', record: { action: 'delete' }, requestID: 'req-1' },
    } as const;
    await life.world.does(life.world.objects(serverActionKind).create(noted));

    await life.delete();
    await life.pass();

    expect((await records()).map(({ spec }) => [spec.record?.action, spec.requestID])).toEqual([
      ['create', undefined],
      ['delete', 'req-1'],
    ]);
  });

  it('leaves nothing elsewhere', async () => {
    life = await LifeWorld.start();
    await life.create();

    await life.delete();
    await life.pass();

    expect(await records()).toEqual([]);
  });
});
