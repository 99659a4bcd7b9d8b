import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
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

  /** Writes anew what the guest finds beside its root, and says where it finds it. */
  async writeSurroundings(guest: Guest, { firstID }: IDRange): Promise<readonly Bind[]> {
    const binds: Bind[] = [];
    const offer = async (name: string, content: string, target: string): Promise<void> => {
      const path = join(this.surroundingsPath, name);
      await writeFile(path, content, { mode: 0o644 });
      await chown(path, firstID, firstID);
      binds.push({ source: join(this.shownPath, name), target, isReadOnly: true });
    };
    await rm(this.surroundingsPath, { recursive: true, force: true });
    await mkdir(this.surroundingsPath);
    await offer('hostname', `${guest.hostname}\n`, '/etc/hostname');
    const nameServers = new Set(guest.ports.flatMap(({ addresses }) => addresses.flatMap((address) => address.nameServers)));
    if (nameServers.size > 0) {
      await offer('resolv.conf', [...nameServers].map((address) => `nameserver ${address}\n`).join(''), '/etc/resolv.conf');
    }
    if (guest.configDrive.size > 0) binds.push(await this.#writeConfigDrive(guest, firstID));
    return binds;
  }

  /** It holds user data, which may be secret: only the guest's root may read it. */
  async #writeConfigDrive({ configDrive }: Guest, ownerID: number): Promise<Bind> {
    const directory = join(this.surroundingsPath, configDriveName);
    for (const [path, content] of configDrive) {
      const target = join(directory, normalize(`/${path}`));
      await mkdir(dirname(target), { recursive: true, mode: 0o755 });
      await writeFile(target, content, { mode: 0o400 });
      await chown(target, ownerID, ownerID);
    }
    await chown(directory, ownerID, ownerID);
    return { source: join(this.shownPath, configDriveName), target: configDriveTarget, isReadOnly: true };
  }
}

const configDriveName = 'config-drive';

/** Where cloud-init's data source ConfigDrive looks for one that is no disk. */
export const configDriveTarget = '/var/lib/cloud/seed/config_drive';
