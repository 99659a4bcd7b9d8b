import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { guestImageFolder, LocalTycho } from './local-tycho.ts';

const run = promisify(execFile);

/** One story, told in order: somebody brings an image along, boots it, and takes it away again. */
describe('the image store, with the real parts', { timeout: 4 * 60_000 }, () => {
  let tycho: LocalTycho;
  const sums = { vmlinuz: '', 'initrd.gz': '' };

  beforeAll(async () => {
    tycho = await LocalTycho.prepare();
    await tycho.up();
    for (const name of ['vmlinuz', 'initrd.gz'] as const) {
      sums[name] = createHash('sha256')
        .update(await readFile(join(guestImageFolder, name)))
        .digest('hex');
    }
  }, 3 * 60_000);

  afterAll(async () => {
    await tycho[Symbol.asyncDispose]();
  }, 60_000);

  it('takes images from the command line, and says so on the Image', async () => {
    const printed = await tycho.tycho('image', 'upload', 'kernel', join(guestImageFolder, 'vmlinuz'), '--format', 'Raw');

    expect(printed).toContain(`SHA-256 ${sums.vmlinuz}`);
    expect(await tycho.kubectl('wait', '--for=condition=Ready', 'image/kernel', '--timeout=5s')).toContain('condition met');
    await expect(tycho.tycho('image', 'upload', 'kernel', join(guestImageFolder, 'initrd.gz'))).rejects.toThrow('has its bytes already');
  });

  it('takes them from curl too, with what kubectl is told', async () => {
    const image = {
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'Image',
      metadata: { name: 'initrd' },
      spec: { format: 'Raw', upload: {} },
    };
    const link = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'ImageLink' };
    const [imageFile, linkFile, authority] = ['image.json', 'link.json', 'store-ca.crt'].map((name) =>
      join(tycho.stateDirectory, name),
    ) as [string, string, string];
    await writeFile(imageFile, JSON.stringify(image));
    await writeFile(linkFile, JSON.stringify(link));
    await tycho.kubectl('create', '-f', imageFile);
    const path = '/apis/compute.tycho.dev/v1alpha1/namespaces/default/images/initrd/upload';
    const { status } = JSON.parse(await tycho.kubectl('create', '--raw', path, '-f', linkFile)) as {
      readonly status: { readonly url: string; readonly certificateAuthority: string };
    };
    await writeFile(authority, status.certificateAuthority);

    const { stdout } = await run('curl', [
      '-sS',
      '--fail-with-body',
      '--cacert',
      authority,
      '-T',
      join(guestImageFolder, 'initrd.gz'),
      status.url,
    ]);

    expect(JSON.parse(stdout)).toMatchObject({ sha256: sums['initrd.gz'] });
  });

  it('gives them to hosts, which boot servers from them', async () => {
    const file = (name: keyof typeof sums): string => `{ url: 'image-store:${sums[name]}', sha256: '${sums[name]}' }`;
    const manifest = join(tycho.stateDirectory, 'server.yaml');
    await writeFile(
      manifest,
      `
apiVersion: compute.tycho.dev/v1alpha1
kind: Image
metadata: { name: guest }
spec: { format: Kernel, kernel: ${file('vmlinuz')}, initrd: ${file('initrd.gz')} }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Flavor
metadata: { name: small }
spec: { vcpus: 1, memoryMiB: 128, diskGiB: 1 }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: web }
spec: { flavor: small, image: guest }
`,
    );
    await tycho.tycho('apply', '-f', manifest);

    await tycho.tycho('wait', 'server/web', '--for=condition=Ready', '--timeout=120s');
    await eventually(async () => expect(await tycho.tycho('logs', 'web')).toContain('tycho-guest: READY'), { withinMilliseconds: 120_000 });
    // In the part of the host's cache that is of this project alone.
    const cache = join(tycho.stateDirectory, 'agent', 'images', 'image-store', 'default');
    expect((await readdir(cache)).toSorted()).toEqual(Object.values(sums).toSorted());
  });

  it('gives them back to those who sent them', async () => {
    const file = join(tycho.stateDirectory, 'back');

    await tycho.tycho('image', 'download', 'kernel', file);

    expect((await readFile(file)).equals(await readFile(join(guestImageFolder, 'vmlinuz')))).toBe(true);
    await expect(tycho.tycho('image', 'download', 'kernel', file)).rejects.toThrow('it is there already');
  });
});
