import { beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient } from '#apis/client/api-client.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { ImageRecords, type ImageReference } from './image-records.ts';

let client: ApiClient;
let records: ImageRecords;
const blob = { sha256: 'ab'.repeat(32), sizeBytes: 12 };

beforeEach(async () => {
  const clock = new VirtualClock();
  const server = new InProcessApiServer({ clock });
  await server.ready;
  client = server.client();
  records = new ImageRecords({ client, clock });
});

async function anImage(spec: object = { format: 'Raw', upload: {} }): Promise<ImageReference> {
  const body = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Image', metadata: { name: 'img', namespace: 'default' }, spec };
  const { metadata } = await client.resource(imageKind).create(body as never);
  return { project: 'default', name: 'img', uid: metadata.uid };
}

function imageNow(): Promise<Image> {
  return client.resource(imageKind).get({ namespace: 'default', name: 'img' });
}

describe('ImageRecords', () => {
  it('says in the status that the bytes are there', async () => {
    const image = await anImage();

    await records.markReady(image, blob);

    const { status } = await imageNow();
    expect(status).toMatchObject({ ...blob, conditions: [{ type: 'Ready', status: 'True', reason: 'Uploaded' }] });
  });

  it('refuses an image that has its bytes, or never waited for any', async () => {
    const image = await anImage();
    await records.markReady(image, blob);
    await expect(records.markReady(image, { ...blob, sizeBytes: 13 })).rejects.toMatchObject({ reason: 'AlreadyUploaded' });
    expect((await imageNow()).status?.sizeBytes).toBe(12);

    await client.resource(imageKind).delete({ namespace: 'default', name: 'img' });
    const fetched = await anImage({ format: 'Raw', source: { url: 'https://x/y', sha256: blob.sha256 } });
    await expect(records.requireWaiting(fetched)).rejects.toMatchObject({ reason: 'AlreadyUploaded' });
  });

  it('knows an image by its uid, not by its name', async () => {
    const image = await anImage();

    await expect(records.requireWaiting({ ...image, uid: 'of-another' })).rejects.toMatchObject({ reason: 'NotFound' });
    await expect(records.requireWaiting({ ...image, name: 'other' })).rejects.toMatchObject({ reason: 'NotFound' });
  });
});
