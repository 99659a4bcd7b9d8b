import { localDisksOf } from './local-disks.ts';
import { pciAddresses, type Machine } from './machine.ts';
import { option, type Option } from './option.ts';

/** The disk from which the guest reads who it is. It finds it by its label, wherever it is. */
export function configDrive({ guest, files }: Machine): readonly Option[] {
  if (files.configDrive === undefined) return [];
  const drive = {
    'node-name': 'config-drive',
    driver: 'raw',
    'read-only': true,
    file: { driver: 'file', filename: files.configDrive, 'read-only': true },
  };
  return [
    ['-blockdev', JSON.stringify(drive)],
    option('-device', { driver: 'virtio-blk-pci', drive: 'config-drive', addr: addressOf(guest) }),
  ];
}

function addressOf(guest: Machine['guest']): string {
  if (localDisksOf(guest).length > 0) return pciAddresses.configDriveBesideLocalDisks;
  return guest.rescueImage === undefined ? pciAddresses.configDrive : pciAddresses.configDriveInRescue;
}
