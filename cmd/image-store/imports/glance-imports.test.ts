import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient } from '#apis/client/api-client.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { ServiceUnavailableError, UnauthorizedError } from '#apis/machinery/errors.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { GlanceImage } from '#apis/openstack/glance-client.ts';
import { anUploadDesk, type RealUploadDesk } from '#test/builders/upload-desk.ts';
import { eventually } from '#test/harness/eventually.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { ImageRecords } from '../projects/image-records.ts';
import { GlanceImports } from './glance-imports.ts';

const id = '6a6a6a6a-0000-4000-8000-000000000001';
const checksum = createHash('sha512').update('the disk').digest('hex');

/** A Glance with one image, and a Keystone that gives one token after the other. */
class FakeGlance {
  image: GlanceImage | undefined = { id, status: 'active', visibility: 'private', owner: 'default', size: 8 };
  content = 'the disk';
  /** How often it breaks off in the middle of the bytes. */
  breaks = 0;
  goodToken = 'first';
  tokens = ['first', 'second'];

  async describe(_: string, token: string): Promise<GlanceImage | undefined> {
    if (token !== this.goodToken) throw new UnauthorizedError('no good token');
    return this.image;
  }

  async isSharedWith(): Promise<boolean> {
    return false;
  }

  async bytesOf(): Promise<AsyncIterable<Uint8Array>> {
    return this.#bytes();
  }

  async ownToken(refused?: string): Promise<string> {
    return refused === undefined ? this.tokens[0]! : this.tokens[1]!;
  }

  async *#bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(this.content.slice(0, 3));
    this.breaks -= 1;
    if (this.breaks >= 0) throw new ServiceUnavailableError('http://glance.internal: cut');
    yield Buffer.from(this.content.slice(3));
  }
}

let clock: VirtualClock;
let client: ApiClient;
let store: RealUploadDesk;
let glance: FakeGlance;
let stopping: AbortController;
let running: Promise<void>;

beforeEach(async () => {
  clock = new VirtualClock();
  const server = new InProcessApiServer({ clock });
  await server.ready;
  client = server.client();
  store = await anUploadDesk();
  glance = new FakeGlance();
  stopping = new AbortController();
  const images = new ImageRecords({ client, clock });
  const random = new SeededRandom('imports');
  running = new GlanceImports({ client, glance, identity: glance, uploads: store.desk, images, clock, random, logger: silentLogger }).run(
    stopping.signal,
  );
});

afterEach(async () => {
  stopping.abort(new Error('the test is over'));
  await running;
  await store[Symbol.asyncDispose]();
});

async function anImage(): Promise<void> {
  const spec = { format: 'Raw', upload: { glance: { id, algorithm: 'SHA512', checksum } } };
  const body = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Image', metadata: { name: 'img', namespace: 'default' }, spec };
  await client.resource(imageKind).create(body as never);
}

async function becomes(status: 'True' | 'False', reason: string): Promise<Image> {
  return await eventually(async () => {
    const image = await client.resource(imageKind).get({ namespace: 'default', name: 'img' });
    expect(findCondition(image.status?.conditions, 'Ready')).toMatchObject({ status, reason });
    return image;
  });
}

describe('GlanceImports', () => {
  it('brings what an Image wants, with a new token when its own has ended', async () => {
    glance.goodToken = 'second';
    await anImage();

    const { status } = await becomes('True', 'Uploaded');

    expect(status?.sizeBytes).toBe(8);
    expect(store.vault.ownerFor('default', status?.sha256 ?? '')).toBe('default');
  });

  it('tries again after what breaks off, from the beginning, and tells nobody where Glance is', async () => {
    glance.breaks = 1;
    await anImage();

    const { status } = await becomes('False', 'GlanceUnavailable');
    expect(JSON.stringify(status)).not.toContain('glance.internal');
    await clock.advance(5_000);

    await becomes('True', 'Uploaded');
  });

  it('says why it cannot bring an image, and brings it once it can', async () => {
    glance.image = { ...glance.image, owner: 'somebody else' };
    await anImage();
    await becomes('False', 'ImageNotFound');
    glance.image = { ...glance.image, visibility: 'public', status: 'saving' };
    await clock.advance(5_000);
    await becomes('False', 'ImageNotActive');
    glance.image = { ...glance.image, status: 'active' };
    await clock.advance(10_000);

    const { status } = await becomes('True', 'Uploaded');
    expect(findCondition(status?.conditions, 'Reconciling')).toBeUndefined();
  });

  it('keeps nothing that has another checksum', async () => {
    glance.content = 'the disc';
    await anImage();

    const { status } = await becomes('False', 'WrongContent');

    expect(status?.sha256).toBeUndefined();
    expect(store.vault.links()).toEqual([]);
  });
});
