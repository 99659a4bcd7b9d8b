import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tarFile } from '#test/builders/tar-file.ts';
import { readOCILayout } from './oci-layout.ts';

let folder: string;
let blobs: Map<string, Buffer>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oci-'));
  blobs = new Map();
});
afterEach(() => rm(folder, { recursive: true }));

const digestOf = (content: Buffer): string => `sha256:${createHash('sha256').update(content).digest('hex')}`;

function blob(content: Buffer): { readonly digest: string } {
  blobs.set(digestOf(content), content);
  return { digest: digestOf(content) };
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const manifest = (name: string): { readonly digest: string } =>
  blob(
    json({
      config: blob(json({ config: { Cmd: [name] } })),
      layers: [blob(Buffer.from(`lower of ${name}`)), blob(Buffer.from(`upper of ${name}`))],
    }),
  );

async function read(
  index: unknown,
  architecture = 'x86_64',
  change = (content: Buffer): Buffer => content,
): Promise<Awaited<ReturnType<typeof readOCILayout>>> {
  const members = [...blobs].map(([digest, content]) => ({ name: `./blobs/${digest.replace(':', '/')}`, content }));
  const path = join(folder, 'image.tar');
  await writeFile(path, change(tarFile([{ name: './blobs/', type: '5' }, { name: './index.json', content: json(index) }, ...members])));
  return readOCILayout(path, architecture);
}

async function text(stream: AsyncIterable<unknown>): Promise<string> {
  let all = '';
  for await (const chunk of stream) all += String(chunk);
  return all;
}

describe('readOCILayout', () => {
  it('gives the layers from the bottom up, and what the image says', async () => {
    const image = await read({ manifests: [manifest('one')] });

    expect(image.configuration).toEqual({ Cmd: ['one'] });
    expect(await Promise.all(image.layers.map((open) => text(open())))).toEqual(['lower of one', 'upper of one']);
  });

  it('chooses the image for the architecture, also in an index of an index', async () => {
    const platforms = ['arm64', 'amd64'].map((architecture) => ({ ...manifest(architecture), platform: { os: 'linux', architecture } }));
    const attestation = { ...manifest('none'), platform: { os: 'unknown', architecture: 'unknown' } };
    const index = { manifests: [blob(json({ manifests: [attestation, ...platforms] }))] };

    expect((await read(index)).configuration.Cmd).toEqual(['amd64']);
    expect((await read(index, 'aarch64')).configuration.Cmd).toEqual(['arm64']);
    await expect(read(index, 's390x')).rejects.toThrow('no image for linux on s390x');
  });

  it.each<[string, () => unknown]>([
    ['an index without images', () => ({ manifests: [] })],
    ['an index that is none', () => 'index'],
    ['a blob that is not there', () => ({ manifests: [{ digest: `sha256:${'0'.repeat(64)}` }] })],
    ['a digest that leads elsewhere', () => ({ manifests: [{ digest: 'sha256:../../index.json' }] })],
    ['an image without layers', () => ({ manifests: [blob(json({ config: blob(json({})), layers: [] }))] })],
    ['an image that is no object', () => ({ manifests: [blob(json([null]))] })],
    [
      'a chain of indexes',
      () => {
        let descriptor = manifest('deep');
        for (let depth = 0; depth < 5; depth += 1) descriptor = blob(json({ manifests: [descriptor] }));
        return { manifests: [descriptor] };
      },
    ],
  ])('refuses %s', async (_, index) => {
    await expect(read(index())).rejects.toBeInstanceOf(RangeError);
  });

  it('refuses damaged bytes of a layer', async () => {
    const damage = (content: Buffer): Buffer => {
      content[content.indexOf('lower of')] = 0x4c;
      return content;
    };

    await expect(read({ manifests: [manifest('one')] }, 'x86_64', damage)).rejects.toThrow('is damaged');
  });

  it('refuses what is no tar file', async () => {
    await expect(read({}, 'x86_64', () => Buffer.alloc(3_000, 'x'))).rejects.toBeInstanceOf(RangeError);
  });
});
