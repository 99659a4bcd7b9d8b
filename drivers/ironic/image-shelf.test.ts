import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImageShelf } from './image-shelf.ts';

let folder: string;
let directory: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tycho-shelf-'));
  directory = join(folder, 'shelf');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function aFile(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content, { mode: 0o600 });
  return join(folder, name);
}

const sumOfHello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

describe('a shelf for images', () => {
  it('makes a disk readable at an address, with the sum that Ironic checks', async () => {
    const shelf = new ImageShelf({ directory, url: `${pathToFileURL(directory).href}/` });

    const shelved = await shelf.put({ format: 'Qcow2', path: await aFile(sumOfHello, 'hello'), virtualSizeBytes: 1 });

    expect(shelved).toEqual({ format: 'Qcow2', url: pathToFileURL(join(directory, sumOfHello)).href, sha256: sumOfHello });
    expect((await stat(join(directory, sumOfHello))).mode & 0o777).toBe(0o444);
  });

  it('has a kernel and its initrd where its web server offers them', async () => {
    const shelf = new ImageShelf({ directory, url: 'http://images.test/tycho' });
    const [kernelPath, initrdPath] = [await aFile('k', 'kernel'), await aFile('i', 'initrd')];

    const shelved = await shelf.put({ format: 'Kernel', kernelPath, initrdPath, kernelArguments: 'quiet' });

    expect(shelved).toMatchObject({
      format: 'Kernel',
      kernelArguments: 'quiet',
      kernelURL: expect.stringMatching(/^http:\/\/images.test\/tycho\/k-/),
    });
    expect(new Set((await readdir(directory)).map((name) => name[0]))).toEqual(new Set(['i', 'k']));
  });

  it('puts the same image there once, and another one of the same name beside it', async () => {
    const shelf = new ImageShelf({ directory, url: pathToFileURL(directory).href });
    const path = await aFile('kernel', 'first');
    const image = { format: 'Kernel', kernelPath: path, initrdPath: undefined, kernelArguments: '' } as const;

    const [one, two] = await Promise.all([shelf.put(image), shelf.put(image)]);
    await rm(path);
    await aFile('kernel', 'a second one');
    const three = await shelf.put(image);

    expect(two).toEqual(one);
    const [first, second] = [one, three].map((each) => (each.format === 'Kernel' ? each.kernelURL : ''));
    expect(await readFile(fileURLToPath(first!), 'utf8')).toBe('first');
    expect(await readFile(fileURLToPath(second!), 'utf8')).toBe('a second one');
  });

  it('leaves nothing half under an image’s name when it cannot be put there', async () => {
    const shelf = new ImageShelf({ directory, url: 'http://images.test' });

    await expect(shelf.put({ format: 'Raw', path: join(folder, 'absent'), virtualSizeBytes: 1 })).rejects.toThrow('absent');

    expect(await readdir(directory).catch(() => [])).toEqual([]);
  });
});
