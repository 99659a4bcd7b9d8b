import { describe, expect, it } from 'vitest';
import { readLink } from '#proto/image-store/link-token.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { anInProcessApi, type InProcessApi } from '#test/builders/request-chain.ts';
import { ImageLinks } from '../image-links/image-links.ts';

const images = '/apis/compute.tycho.dev/v1alpha1/namespaces/default/images';
const apiVersion = 'compute.tycho.dev/v1alpha1';
const linkKey = Buffer.alloc(32, 3);
const sha256 = 'ab'.repeat(32);
const body = { apiVersion, kind: 'ImageLink' };

async function anApi(): Promise<InProcessApi> {
  const clock = new VirtualClock();
  const links = new ImageLinks({ url: 'https://store.example', linkKey, authorityPEM: 'PEM', clock, random: new SeededRandom('links') });
  return anInProcessApi({ imageLinks: links });
}

async function anImage(api: InProcessApi, spec: object): Promise<string> {
  const { json } = await api.call('POST', images, { body: { apiVersion, kind: 'Image', metadata: { name: 'img' }, spec } });
  return json.metadata.uid;
}

describe('POST to the upload of an image', () => {
  it('gives a URL that only this image can be sent to, once, with the sum that it states', async () => {
    const api = await anApi();
    const uid = await anImage(api, { format: 'Raw', upload: { sha256 } });

    const { status, json } = await api.call('POST', `${images}/img/upload`, { body });

    expect(status).toBe(201);
    expect(json).toMatchObject({ kind: 'ImageLink', metadata: { name: 'img' }, status: { certificateAuthority: 'PEM' } });
    const token = String(json.status.url).replace('https://store.example/v1/links/', '');
    const grant = readLink(token, linkKey);
    expect(grant).toMatchObject({ method: 'PUT', project: 'default', sha256, image: { name: 'img', uid } });
    expect(grant.expiresAt.toISOString()).toBe(new Date(json.status.expiresAt).toISOString());
  });

  it('gives no two the same', async () => {
    const api = await anApi();
    await anImage(api, { format: 'Raw', upload: {} });
    const urlOf = async (): Promise<unknown> => (await api.call('POST', `${images}/img/upload`, { body })).json.status.url;

    expect(await urlOf()).not.toBe(await urlOf());
  });

  it('is refused for an image whose bytes are elsewhere, or there already', async () => {
    const api = await anApi();
    await anImage(api, { format: 'Raw', source: { url: 'https://elsewhere/x', sha256 } });
    expect((await api.call('POST', `${images}/img/upload`, { body })).status).toBe(409);

    const awaiting = await anApi();
    await anImage(awaiting, { format: 'Raw', upload: { server: 'web' } });
    expect((await awaiting.call('POST', `${images}/img/upload`, { body })).json.message).toBe(
      'image "img" waits for the disk of the server "web", and takes no other bytes',
    );

    const other = await anApi();
    await anImage(other, { format: 'Raw', upload: {} });
    await other.call('PATCH', `${images}/img/status`, {
      body: { status: { sha256, sizeBytes: 3 } },
      headers: { 'content-type': 'application/merge-patch+json' },
    });
    const { status, json } = await other.call('POST', `${images}/img/upload`, { body });
    expect([status, json.message]).toEqual([409, 'image "img" has its bytes already; an image does not change, create another']);
  });

  it('needs an image, the right body, a user who may, and an image store', async () => {
    const api = await anApi();
    expect((await api.call('POST', `${images}/none/upload`, { body })).status).toBe(404);
    await anImage(api, { format: 'Raw', upload: {} });
    expect((await api.call('POST', `${images}/img/upload`, { body: { apiVersion, kind: 'Image' } })).status).toBe(400);
    expect((await api.call('GET', `${images}/img/upload`)).status).toBe(405);
    const stranger = { commonName: 'stranger', organizations: [] };
    expect((await api.call('POST', `${images}/img/upload`, { body, as: stranger as never })).status).toBe(403);

    const without = await anInProcessApi();
    await anImage(without, { format: 'Raw', upload: {} });
    expect((await without.call('POST', `${images}/img/upload`, { body })).status).toBe(503);
  });
});

describe('POST to the download of an image', () => {
  it('gives a URL for what the image store has of it', async () => {
    const api = await anApi();
    await anImage(api, { format: 'Qcow2', source: { url: `image-store:${sha256}`, sha256 } });

    const { json } = await api.call('POST', `${images}/img/download`, { body });

    const grant = readLink(String(json.status.url).split('/').at(-1)!, linkKey);
    expect(grant).toMatchObject({ method: 'GET', project: 'default', sha256 });
  });

  it('is refused while there is nothing, and for what is elsewhere', async () => {
    const api = await anApi();
    await anImage(api, { format: 'Raw', upload: {} });
    expect((await api.call('POST', `${images}/img/download`, { body })).json.message).toContain('it waits for its bytes');

    const other = await anApi();
    await anImage(other, { format: 'Raw', source: { url: 'https://elsewhere/x', sha256 } });
    expect((await other.call('POST', `${images}/img/download`, { body })).json.message).toContain('its bytes are where spec says');
  });
});
