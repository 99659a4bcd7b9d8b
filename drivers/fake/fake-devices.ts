import type { Guest } from '../contract/driver.ts';
import type { GuestPort, GuestVolume } from '../contract/guest-devices.ts';
import type { FakeDevices, FakeVolume } from './fake-guest.ts';

/** What is plugged into a guest that is started, or arrives. */
export function devicesOf({ ports, volumes, rescueImage, bootVolumeUID }: Guest): FakeDevices {
  return {
    inRescue: rescueImage !== undefined,
    ports: ports.map(portOf),
    volumes: volumes.map(volumeOf),
    ...(bootVolumeUID === undefined ? {} : { bootVolumeUID }),
  };
}

export function portOf({ uid, macAddress, addresses }: GuestPort): FakeDevices['ports'][number] {
  return { uid, macAddress, addresses };
}

export function volumeOf({ attachmentUID, epoch, volumeUID, isReadOnly, isShareable, file }: GuestVolume): FakeVolume {
  return { attachmentUID, epoch, volumeUID, isReadOnly, isShareable, path: file.path, sizeBytes: file.sizeBytes };
}
