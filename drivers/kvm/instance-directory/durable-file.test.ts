import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readJSON, syncDirectory, writeDurably, writeSynced } from './durable-file.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tycho-durable-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const modeOf = async (name: string): Promise<number> => (await stat(at(name))).mode & 0o777;

describe('writeDurably', () => {
  it('puts the content in place, for nobody else to read, and leaves nothing beside it', async () => {
    await writeDurably(at('state.json'), '{"epoch":1}');

    expect(await readFile(at('state.json'), 'utf8')).toBe('{"epoch":1}');
    expect(await modeOf('state.json')).toBe(0o600);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('replaces what was there, whole', async () => {
    await writeDurably(at('state.json'), 'a long first content');
    await writeDurably(at('state.json'), 'short');

    expect(await readFile(at('state.json'), 'utf8')).toBe('short');
  });

  it('leaves the old content when the new one cannot be written', async () => {
    await writeDurably(at('state.json'), 'old');
    await mkdir(at('state.json.new'));

    await expect(writeDurably(at('state.json'), 'new')).rejects.toThrow(/EISDIR/);
    expect(await readFile(at('state.json'), 'utf8')).toBe('old');
  });

  it('takes bytes, a mode, and another place to write before it takes the name', async () => {
    await mkdir(at('private'));

    await writeDurably(at('user-data'), Buffer.from([0, 255, 10]), { mode: 0o640, temporaryPath: join(folder, 'private', 'user-data') });

    expect([...(await readFile(at('user-data')))]).toEqual([0, 255, 10]);
    expect(await modeOf('user-data')).toBe(0o640);
    expect(await readdir(at('private'))).toEqual([]);
  });

  it('replaces a link by the file, and leaves alone what the link led to', async () => {
    await writeFile(at('elsewhere'), 'of somebody else');
    await symlink(at('elsewhere'), at('state.json'));

    await writeDurably(at('state.json'), 'ours');

    expect(await readFile(at('elsewhere'), 'utf8')).toBe('of somebody else');
    expect(await readFile(at('state.json'), 'utf8')).toBe('ours');
  });
});

describe('writeSynced', () => {
  it('gives an existing file the mode that was asked for', async () => {
    await writeFile(at('key'), 'old', { mode: 0o644 });

    await writeSynced(at('key'), 'new', { mode: 0o600 });

    expect(await modeOf('key')).toBe(0o600);
  });

  it.runIf(process.getuid?.() === 0)('gives the file to the user that was asked for', async () => {
    await writeSynced(at('socket-owner'), '', { ownerID: 1_999_999_999 });

    expect(await stat(at('socket-owner'))).toMatchObject({ uid: 1_999_999_999, gid: 1_999_999_999 });
  });
});

describe('syncDirectory', () => {
  it('says when there is no directory', async () => {
    await expect(syncDirectory(at('none'))).rejects.toThrow(/ENOENT/);
  });
});

describe('readJSON', () => {
  it('gives the value', async () => {
    await writeDurably(at('state.json'), '{"epoch":[1,2]}');

    expect(await readJSON(at('state.json'))).toEqual({ epoch: [1, 2] });
  });

  it('takes a file that is not there, and one that means nothing, for no value', async () => {
    await writeFile(at('torn.json'), '{"epoch":');

    expect(await readJSON(at('none.json'))).toBeUndefined();
    expect(await readJSON(join(at('torn.json'), 'below.json'))).toBeUndefined();
    expect(await readJSON(at('torn.json'))).toBeUndefined();
  });

  it('does not take a file that cannot be read just now for one that is not there', async () => {
    await expect(readJSON(folder)).rejects.toThrow(`read ${folder}: EISDIR`);
  });
});
