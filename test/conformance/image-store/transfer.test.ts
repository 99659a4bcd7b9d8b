import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { downloadFile } from '#cmd/tycho/image-transfer/download-file.ts';
import type { StoreLink } from '#cmd/tycho/image-transfer/link-request.ts';
import { uploadFile } from '#cmd/tycho/image-transfer/upload-file.ts';
import { TCPProxy } from '#test/harness/tcp-proxy.ts';
import { noAbort, StoreWorld, sumOf } from './store-world.ts';

let world: StoreWorld;
let proxy: TCPProxy;
let folder: string;

beforeAll(async () => {
  world = await StoreWorld.start();
  await world.aProject('red');
  proxy = await TCPProxy.start(world.endpoint);
  folder = join(world.directory, '..');
});

afterAll(async () => {
  await proxy.close();
  await world.stop();
});

function through(path: string): StoreLink {
  return { url: `https://${proxy.endpoint}${path}`, authorityPEM: world.authority.certificatePEM };
}

const quiet = { clock: new SystemClock(), signal: noAbort(), onProgress: () => {} };

/** What `tycho image upload` and `tycho image download` do with a link. */
describe('a file, over a line that is cut', () => {
  it('is sent to its end, from where it was', async () => {
    const bytes = randomBytes(12_000_000);
    const path = join(folder, 'to-send');
    await writeFile(path, bytes);
    const link = through(world.uploadLink(await world.anImage('red', 'sent')));
    let cuts = 0;
    const retries: Error[] = [];
    const offsets: number[] = [];

    const stored = await uploadFile(link, {
      ...quiet,
      path,
      onRetry: (error) => retries.push(error),
      onProgress: (sentBytes) => {
        offsets.push(sentBytes);
        if (sentBytes > (cuts + 1) * 4_000_000 && cuts < 2) {
          cuts += 1;
          proxy.cut();
        }
      },
    });

    expect(stored).toEqual({ sha256: sumOf(bytes), sizeBytes: bytes.length });
    expect(retries.length).toBeGreaterThan(0);
    expect(offsets.some((offset, index) => index > 0 && offset < offsets[index - 1]! && offset > 262_144)).toBe(true);
  });

  it('is fetched to its end, from where it was, and nothing half is left', async () => {
    const bytes = randomBytes(6_000_000);
    const image = await world.anImage('red', 'fetched');
    await world.ask({ method: 'PUT', path: world.uploadLink(image), body: bytes });
    const path = join(folder, 'fetched');
    const retries: Error[] = [];
    proxy.cutAfter(2_500_000);

    const renewLink = async (): Promise<StoreLink> => through(world.link({ method: 'GET', project: 'red', sha256: sumOf(bytes) }));
    await downloadFile(await renewLink(), {
      ...quiet,
      path,
      renewLink,
      onRetry: (error) => retries.push(error),
    });
    proxy.cutAfter(Infinity);

    expect((await readFile(path)).equals(bytes)).toBe(true);
    expect(retries.length).toBe(2);
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  it('is given up with the words of the store when that says no', async () => {
    const path = join(folder, 'refused');
    const link = through(world.link({ method: 'GET', project: 'red', sha256: 'ab'.repeat(32) }));

    await expect(downloadFile(link, { ...quiet, path, renewLink: async () => link, onRetry: () => {} })).rejects.toThrow(
      'there is nothing here',
    );
    expect(existsSync(path) || existsSync(`${path}.part`)).toBe(false);
  });
});
