import { afterEach, describe, expect, it } from 'vitest';
import { imageKind, type Image, type ImageSpec } from '#apis/compute/image.ts';
import { resolvedImageOf } from '#apis/infrastructure/resolve-image.ts';
import { LifeWorld } from '#test/builders/life-world.ts';

let life: LifeWorld;

afterEach(async () => {
  await life.stop();
});

/** A server that runs, and an image that waits for its disk. */
async function anImageThatWaits(spec: Partial<ImageSpec> = {}): Promise<Image> {
  life = await LifeWorld.start();
  await life.create();
  return life.world.does(
    life.world.objects(imageKind).create({
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'Image',
      metadata: { namespace: 'default', name: 'mine' },
      spec: {
        displayName: 'Mine',
        properties: { color: 'red' },
        format: 'Qcow2',
        upload: { server: 'web' },
        minimumDiskGiB: 0,
        minimumMemoryMiB: 0,
        ...spec,
      },
    }),
  );
}

describe('an image that waits for the disk of a server', () => {
  it('gets it from the snapshot that names it, and keeps its name, its uid and its words', async () => {
    const { metadata } = await anImageThatWaits();

    expect(await life.act('Snapshot', { snapshot: { image: 'mine', imageUID: metadata.uid } })).toMatchObject({
      phase: 'Succeeded',
      image: 'mine',
    });
    const [image] = await life.images();
    expect(image).toMatchObject({
      metadata: { uid: metadata.uid },
      spec: { displayName: 'Mine', properties: { color: 'red' } },
      status: { server: 'web', sizeBytes: 4096, conditions: [{ type: 'Ready', status: 'True' }] },
    });
    expect(resolvedImageOf(image!)?.source).toEqual({ url: `image-store:${image?.status?.sha256}`, sha256: image?.status?.sha256 });
  });

  it('counts as a backup of its series', async () => {
    const { metadata } = await anImageThatWaits();
    await life.act('Backup', { name: 'mon', backup: { image: 'daily-mon', series: 'daily', rotation: 1 } });

    expect(
      await life.act('Backup', { name: 'tue', backup: { image: 'mine', imageUID: metadata.uid, series: 'daily', rotation: 1 } }),
    ).toMatchObject({ phase: 'Succeeded' });
    expect(await life.imageNames()).toEqual(['mine']);
  });

  it('goes when the snapshot fails', async () => {
    const { metadata } = await anImageThatWaits();
    await life.change({ power: 'Shelved' });

    expect(await life.act('Snapshot', { snapshot: { image: 'mine', imageUID: metadata.uid } })).toMatchObject({ phase: 'Failed' });
    expect((await life.imageNames()).filter((name) => name === 'mine')).toEqual([]);
  });

  it('goes when its server is deleted under the snapshot', async () => {
    const { metadata } = await anImageThatWaits();
    life.world.agents.hold('web');
    await life.act('Snapshot', { snapshot: { image: 'mine', imageUID: metadata.uid } });
    await life.delete();
    life.world.agents.letGo('web');
    await life.pass();

    expect(await life.action('snapshot')).toMatchObject({ phase: 'Failed' });
    expect(await life.imageNames()).toEqual([]);
  });

  it('does not come back when it was deleted while the disk was on its way', async () => {
    const { metadata } = await anImageThatWaits();
    life.world.agents.hold('web');
    await life.act('Snapshot', { snapshot: { image: 'mine', imageUID: metadata.uid } });
    await life.world.does(life.world.objects(imageKind).delete({ namespace: 'default', name: 'mine' }));
    life.world.agents.letGo('web');
    await life.pass();

    expect(await life.action('snapshot')).toMatchObject({
      phase: 'Failed',
      message: 'the image "mine" that was to get the disk is gone',
    });
    expect(await life.imageNames()).toEqual([]);
  });

  it('gets no disk of another format than it says, and none of another server', async () => {
    const { metadata } = await anImageThatWaits({ format: 'Raw' });

    expect(await life.act('Snapshot', { snapshot: { image: 'mine', imageUID: metadata.uid } })).toMatchObject({
      phase: 'Failed',
      message: 'the image "mine" says Raw, and the disk was saved as Qcow2',
    });
    expect(await life.imageNames()).toEqual([]);
    await life.stop();

    const other = await anImageThatWaits({ upload: { server: 'other' } });
    expect(await life.act('Snapshot', { snapshot: { image: 'mine', imageUID: other.metadata.uid } })).toMatchObject({ phase: 'Failed' });
    expect(await life.imageNames()).toEqual(['mine']);
  });
});
