import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aGuest, aGuestPort, aMark } from '#test/builders/guest.ts';
import { configDriveTarget, GuestDirectory } from './guest-directory.ts';

let stateDirectory: string;
let directory: GuestDirectory;
// Its own, so that no rights are needed to give files away.
const idRange = { firstID: process.getuid?.() ?? 0, count: 1 };

beforeEach(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'tycho-guest-'));
  directory = new GuestDirectory({ stateDirectory, mark: aMark() });
  await directory.make();
});
afterEach(() => rm(stateDirectory, { recursive: true }));

const shown = (...names: readonly string[]): Promise<string> => readFile(join(directory.surroundingsPath, ...names), 'utf8');

describe('GuestDirectory', () => {
  it('writes what a guest finds beside its root, and no name leads out of it', async () => {
    const configDrive = new Map([
      ['openstack/latest/user_data', Buffer.from('#!/bin/sh\n')],
      ['../../../escaped', Buffer.from('x')],
    ]);
    const address = { ipAddress: '192.0.2.1', prefixLength: 24, nameServers: ['192.0.2.53', '192.0.2.54'] };

    const binds = await directory.writeSurroundings(
      aGuest({ hostname: 'first', configDrive, ports: [aGuestPort({ addresses: [address, address] })] }),
      idRange,
    );

    expect(await shown('hostname')).toBe('first\n');
    expect(await shown('resolv.conf')).toBe('nameserver 192.0.2.53\nnameserver 192.0.2.54\n');
    expect(await shown('config-drive', 'openstack', 'latest', 'user_data')).toBe('#!/bin/sh\n');
    expect(await shown('config-drive', 'escaped')).toBe('x');
    expect((await stat(join(directory.surroundingsPath, 'config-drive', 'escaped'))).mode & 0o777).toBe(0o400);
    expect(binds.map(({ target }) => target)).toEqual(['/etc/hostname', '/etc/resolv.conf', configDriveTarget]);
    expect(binds.every(({ isReadOnly, source }) => isReadOnly && source.startsWith(directory.shownPath))).toBe(true);
  });

  it('leaves nothing of an earlier config drive, and offers none that is empty', async () => {
    await directory.writeSurroundings(aGuest({ configDrive: new Map([['old', Buffer.from('x')]]) }), idRange);

    const binds = await directory.writeSurroundings(aGuest({ configDrive: new Map() }), idRange);

    expect(binds.map(({ target }) => target)).toEqual(['/etc/hostname']);
    await expect(shown('config-drive', 'old')).rejects.toThrow('ENOENT');
  });

  it('is for root alone, and takes no uid that is a path', async () => {
    expect((await stat(directory.path)).mode & 0o777).toBe(0o700);
    expect(() => new GuestDirectory({ stateDirectory, mark: aMark({ instanceUID: '../x' }) })).toThrow('it is no uid');
  });
});
