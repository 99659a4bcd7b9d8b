import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredBlob } from '#proto/image-store/image-store-message.ts';
import { signLink } from '#proto/image-store/link-token.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { FileBlobDirectory } from '../blobs/file-blob-directory.ts';
import { ProjectLinks } from '../blobs/project-links.ts';
import { Vault } from '../blobs/vault.ts';
import { UsedLinks } from '../links/used-links.ts';
import { StoreRefusal } from '../store-refusal.ts';
import { DiskSpace } from '../uploads/disk-space.ts';
import { UploadDesk } from '../uploads/upload-desk.ts';
import { UploadFiles } from '../uploads/upload-files.ts';
import { answerRefusal } from './answer.ts';
import { LinkEndpoints } from './link-endpoints.ts';
import { ReaderSlots } from './reader-slots.ts';

let folder: string;
let server: Server;
let url: string;
/** What the control plane knows of the image; it answers nothing while it is away. */
const image = { isAway: false, noted: undefined as StoredBlob | undefined };
const key = Buffer.alloc(32, 5);

beforeEach(async () => {
  Object.assign(image, { isAway: false, noted: undefined });
  folder = await mkdtemp(join(tmpdir(), 'tycho-link-endpoints-'));
  const clock = new VirtualClock();
  const random = new SeededRandom('links');
  const links = await ProjectLinks.load({ root: join(folder, 'projects') });
  const vault = new Vault({ blobs: new FileBlobDirectory({ root: join(folder, 'sha256') }), links, clock });
  const limits = { blobBytes: 1000, projectBytes: 1000, timeoutSeconds: 60, parallel: 4, openOfOwner: 4, openOfProject: 4 };
  const files = new UploadFiles({ directory: join(folder, 'uploads') });
  const uploads = await UploadDesk.open({
    files,
    vault,
    space: new DiskSpace({ directory: folder, reservedBytes: 0 }),
    limits,
    clock,
    random,
  });
  const slots = new ReaderSlots({ limits: { perBlob: 2, inTotal: 2 }, random });
  const usedLinks = await UsedLinks.load({ directory: join(folder, 'links') });
  const endpoints = new LinkEndpoints({ key, vault, uploads, usedLinks, images: theControlPlane, slots, clock });
  server = createServer((request, response) => {
    const exchange = { request, response, url: new URL('https://store/') };
    endpoints.answer(exchange, request.url!.slice(1)).catch((error: unknown) => {
      answerRefusal(exchange, error instanceof StoreRefusal ? error : new StoreRefusal('Internal', String(error)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const expiresAt = new Date(clock.now().getTime() + 60_000);
  const grant = { id: randomUUID(), method: 'PUT', project: 'red', image: { name: 'img', uid: 'uid' }, expiresAt } as const;
  url = `http://127.0.0.1:${port}/${signLink(grant, key)}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const theControlPlane = {
  requireWaiting: async () => {
    if (image.noted !== undefined) throw new StoreRefusal('AlreadyUploaded', 'it has its bytes');
    return {} as never;
  },
  markReady: async (_reference: unknown, blob: StoredBlob) => {
    if (image.isAway) throw new Error('no answer');
    image.noted = blob;
  },
};

async function put(content: string): Promise<{ readonly code: number; readonly retryAfter: string | null }> {
  const response = await fetch(url, { method: 'PUT', body: content });
  await response.text();
  return { code: response.status, retryAfter: response.headers.get('retry-after') };
}

describe('an upload by link', () => {
  it('may be tried again when the control plane could not be told that the bytes are there', async () => {
    image.isAway = true;
    expect(await put('the bytes')).toEqual({ code: 503, retryAfter: '5' });
    expect(image.noted).toBeUndefined();

    image.isAway = false;
    expect((await put('the bytes')).code).toBe(201);
    expect(image.noted).toEqual({ sha256: createHash('sha256').update('the bytes').digest('hex'), sizeBytes: 9 });
    expect((await put('the bytes')).code).toBe(410);
  });

  it('hears why it is refused though it sends more than anybody reads', async () => {
    expect((await put('x'.repeat(3_000_000))).code).toBe(413);
    expect((await put('small enough')).code).toBe(201);
  });
});
