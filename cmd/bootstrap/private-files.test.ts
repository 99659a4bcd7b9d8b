import { mkdir, mkdtemp, readFile, readdir, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ForeignDirectoryError, makePrivateDirectory, writePrivateFile } from './private-files.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'private-files-'));
});

const permissions = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('writePrivateFile', () => {
  it('makes a file that only its owner may read and leaves nothing beside it', async () => {
    const path = join(directory, 'key.pem');

    await writePrivateFile(path, 'old');
    await writePrivateFile(path, 'new');

    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await permissions(path)).toBe(0o600);
    expect(await readdir(directory)).toEqual(['key.pem']);
  });

  it('leaves nothing behind when it fails', async () => {
    await mkdir(join(directory, 'taken'));

    await expect(writePrivateFile(join(directory, 'taken'), 'x')).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);

    expect(await readdir(directory)).toEqual(['taken']);
  });
});

describe('makePrivateDirectory', () => {
  it('makes the directory with its parents', async () => {
    await makePrivateDirectory(join(directory, 'a', 'b'));

    expect(await permissions(join(directory, 'a', 'b'))).toBe(0o700);
  });

  it('takes the access of others away from a directory that was open', async () => {
    await mkdir(join(directory, 'open'), { mode: 0o755 });

    await makePrivateDirectory(join(directory, 'open'));

    expect(await permissions(join(directory, 'open'))).toBe(0o700);
  });

  it("takes no directory of somebody else's, however private it is", async () => {
    await mkdir(join(directory, 'theirs'), { mode: 0o700 });

    const taking = makePrivateDirectory(join(directory, 'theirs'), { userID: (process.getuid?.() ?? 0) + 1 });

    await expect(taking).rejects.toBeInstanceOf(ForeignDirectoryError);
  });

  it('follows a link to where the owner has moved it, and looks at who owns it there', async () => {
    await mkdir(join(directory, 'big-disk'), { mode: 0o755 });
    await symlink(join(directory, 'big-disk'), join(directory, 'link'));

    await makePrivateDirectory(join(directory, 'link'));

    expect(await permissions(join(directory, 'big-disk'))).toBe(0o700);
  });
});
