import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BareGuest } from './bare-guest.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const imageFolder = join(root, 'build/guest-image');
const uid = '8a1d0a2e-5c1f-4a53-9d4c-8d9ad3f2b001';

/** A config drive as OpenStack lays it out, with just what the guest reads. */
async function configDrive(folder: string, userData: string): Promise<string> {
  const latest = join(folder, 'config/openstack/latest');
  await mkdir(latest, { recursive: true });
  const metadata = {
    meta: { hostname: 'not this one', note: 'tab\there, "quoted"' },
    uuid: uid,
    hostname: 'quickstart',
    public_keys: { laptop: 'ssh-ed25519 AAAA me@laptop\n' },
  };
  await writeFile(join(latest, 'meta_data.json'), JSON.stringify(metadata));
  await writeFile(join(latest, 'user_data'), userData);
  const path = join(folder, 'config.iso');
  await run('genisoimage', ['-quiet', '-o', path, '-V', 'config-2', '-J', '-R', join(folder, 'config')]);
  return path;
}

describe('the guest image', () => {
  let folder: string;

  beforeAll(async () => {
    await run(join(root, 'hack/build-guest-image.sh'), [imageFolder]);
    folder = await mkdtemp(join(tmpdir(), 'tycho-guest-image-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function workFolder(name: string): Promise<string> {
    const path = join(folder, name);
    await mkdir(path);
    return path;
  }

  it('tells what its config drive says, runs its user data, and obeys the power button', async () => {
    const own = await workFolder('full');
    const dataDisk = join(own, 'data.raw');
    await writeFile(dataDisk, '');
    await truncate(dataDisk, 64 * 1024 * 1024);
    const drive = await configDrive(own, '#!/bin/sh\necho "hello from $(hostname)"\necho "tail: $0" >&2\nprintf "no line feed"\nexit 3\n');
    await using guest = BareGuest.boot({ imageFolder, workFolder: own, disks: [dataDisk, drive] });

    await guest.line(/^tycho-guest: READY/);
    await guest.pressPowerButton();
    const exitCode = await guest.exited;

    expect(exitCode).toBe(0);
    const said = guest.lines.map((line) => line.trimEnd()).filter((line) => line.startsWith('tycho-guest: '));
    expect(said.map((line) => line.slice('tycho-guest: '.length))).toEqual([
      expect.stringMatching(/^booting Linux \S+ with \d+ MiB and 1 CPU$/),
      'hostname quickstart',
      `instance-id ${uid}`,
      'ssh-key laptop ssh-ed25519',
      'disk vda 64 MiB',
      'address 10.0.2.15/24 on eth0',
      'user-data | hello from quickstart',
      'user-data | tail: /run/user-data',
      'user-data | no line feed',
      'user-data exited with 3',
      expect.stringMatching(/^READY after [\d.]+ seconds$/),
      'power button pressed, powering off',
    ]);
  });

  it('is ready while its user data goes on, offers a shell to whoever presses Enter, and powers off when user data says so', async () => {
    const own = await workFolder('endless');
    const drive = await configDrive(own, '#!/bin/sh\nfor count in $(seq 0 6); do echo "count $count"; sleep 1; done\npoweroff\n');
    await using guest = BareGuest.boot({ imageFolder, workFolder: own, disks: [drive] });

    await guest.line(/READY/);
    await guest.line(/user-data \| count 4/);
    guest.pressEnter();
    await guest.line(/built-in shell/);

    expect(await guest.exited).toBe(0);
    expect(guest.lines.join('\n')).toContain('user-data | count 6');
  });

  it('says so when there is no config drive, and leaves user data alone that is not a script', async () => {
    const own = await workFolder('quiet');
    await using bare = BareGuest.boot({ imageFolder, workFolder: own, disks: [] });
    const other = await workFolder('cloud-config');
    await using cloudConfig = BareGuest.boot({
      imageFolder,
      workFolder: other,
      disks: [await configDrive(other, '#cloud-config\nruncmd: []\n')],
    });

    await bare.line(/READY/);
    await cloudConfig.line(/READY/);

    expect(bare.lines.join('\n')).toContain('tycho-guest: no config drive');
    expect(cloudConfig.lines.join('\n')).toContain('tycho-guest: user-data is not a script, so nothing runs');
  });
});
