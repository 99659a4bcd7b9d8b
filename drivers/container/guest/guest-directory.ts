import { createHash } from 'node:crypto';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { DriverError, type Guest, type Mark } from '#drivers/contract/driver.ts';
import type { Bind, IDRange } from '../specification/guest-specification.ts';

/**
 * Files of one guest on this host. Only root may look into the directory; what the guest finds of it is mounted into it.
 *
 *     disk.ext4        all that the guest has written
 *     layer/           where that is mounted while the guest runs: upper/ and work/ of the guest's root
 *     image/           where the image is mounted while it runs, with the guest's ids
 *     root/            the guest's root, mounted while it runs
 *     rescue/          the same again for a root made from a rescue image; its layer is a plain directory
 *     surroundings/    what the guest finds beside its root: config-drive/, hostname, resolv.conf
 *     shown/           a copy of that in memory, mounted while the guest runs: a guest can read where a mount comes from
 *     sys/             a view of the network namespace that the guest joins, mounted while it runs
 *     console.log, console.log.1, console.input
 */
export class GuestDirectory {
  readonly path: string;
  readonly diskPath: string;
  readonly layerPath: string;
  readonly imagePath: string;
  readonly rootPath: string;
  readonly rescuePath: string;
  readonly sysfsPath: string;
  readonly surroundingsPath: string;
  readonly shownPath: string;

  constructor({ stateDirectory, mark }: { readonly stateDirectory: string; readonly mark: Mark }) {
    if (!/^[0-9a-z][0-9a-z-]{0,62}$/.test(mark.instanceUID))
      throw new DriverError('Unsupported', `keep a guest whose instance uid is "${mark.instanceUID}": it is no uid`);
    this.path = join(stateDirectory, 'instances', mark.instanceUID);
    this.diskPath = join(this.path, 'disk.ext4');
    this.layerPath = join(this.path, 'layer');
    this.imagePath = join(this.path, 'image');
    this.rootPath = join(this.path, 'root');
    this.rescuePath = join(this.path, 'rescue');
    this.sysfsPath = join(this.path, 'sys');
    this.surroundingsPath = join(this.path, 'surroundings');
    this.shownPath = join(this.path, 'shown');
  }

  async make(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
  }

  /** Removes all of it. Nothing may be mounted in it any more. */
  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }

  /** Writes what the guest finds beside its root, unless it is there already just so, and says where it finds it. */
  async writeSurroundings(guest: Guest, { firstID }: IDRange): Promise<readonly Bind[]> {
    const nameServers = new Set(guest.ports.flatMap(({ addresses }) => addresses.flatMap((address) => address.nameServers)));
    const files = new Map<string, SurroundingFile>([
      ['hostname', { content: `${guest.hostname}\n`, mode: 0o644 }],
      ...(nameServers.size > 0
        ? [['resolv.conf', { content: [...nameServers].map((address) => `nameserver ${address}\n`).join(''), mode: 0o644 }] as const]
        : []),
      // It holds user data, which may be secret: only the guest's root may read it.
      ...[...guest.configDrive].map(([path, content]) => [join(configDriveName, normalize(`/${path}`)), { content, mode: 0o400 }] as const),
    ]);
    const digest = digestOf(files, firstID);
    const digestPath = join(this.path, 'surroundings.sha256');
    if ((await readFile(digestPath, 'utf8').catch(() => '')) !== digest) {
      await rm(digestPath, { force: true });
      await this.#write(files, firstID);
      await writeFile(digestPath, digest);
    }
    const names = [
      'hostname',
      ...(files.has('resolv.conf') ? ['resolv.conf'] : []),
      ...(guest.configDrive.size > 0 ? [configDriveName] : []),
    ];
    return names.map((name) => ({ source: join(this.shownPath, name), target: targets[name] ?? '', isReadOnly: true }));
  }

  async #write(files: ReadonlyMap<string, SurroundingFile>, ownerID: number): Promise<void> {
    await rm(this.surroundingsPath, { recursive: true, force: true });
    const directories = new Set([...files.keys()].map((name) => dirname(join(this.surroundingsPath, name))));
    for (const directory of directories) await mkdir(directory, { recursive: true, mode: 0o755 });
    await Promise.all(
      [...files].map(async ([name, { content, mode }]) => {
        const path = join(this.surroundingsPath, name);
        await writeFile(path, content, { mode });
        await chown(path, ownerID, ownerID);
      }),
    );
  }
}

interface SurroundingFile {
  readonly content: Uint8Array | string;
  readonly mode: number;
}

function digestOf(files: ReadonlyMap<string, SurroundingFile>, ownerID: number): string {
  const hash = createHash('sha256').update(String(ownerID));
  for (const [name, { content }] of files) hash.update(`\0${name}\0${content.length}\0`).update(content);
  return hash.digest('hex');
}

const configDriveName = 'config-drive';

/** Where cloud-init's data source ConfigDrive looks for one that is no disk. */
export const configDriveTarget = '/var/lib/cloud/seed/config_drive';

const targets: Readonly<Record<string, string>> = {
  hostname: '/etc/hostname',
  'resolv.conf': '/etc/resolv.conf',
  [configDriveName]: configDriveTarget,
};
