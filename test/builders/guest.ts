import type { Guest, LocalImage, Mark } from '#drivers/contract/driver.ts';
import type { GuestPort, GuestVolume } from '#drivers/contract/guest-devices.ts';

/** A valid mark; tests override what they are about. */
export function aMark(overrides: Partial<Mark> = {}): Mark {
  return {
    controlPlaneUID: '0c0c0c0c-0000-4000-8000-000000000001',
    serverUID: '5e5e5e5e-0000-4000-8000-000000000001',
    instanceUID: '1a1a1a1a-0000-4000-8000-000000000001',
    epoch: 1,
    ...overrides,
  };
}

/** A valid guest of a kernel image, without a disk. */
export function aGuest(overrides: Partial<Guest> = {}): Guest {
  return {
    mark: aMark(),
    displayName: 'first',
    hostname: 'first',
    vcpus: 1,
    memoryMiB: 128,
    diskGiB: 0,
    image: aKernelImage(),
    ports: [aGuestPort()],
    volumes: [],
    firmware: 'BIOS',
    hasTPM: false,
    extraSpecs: {},
    configDrive: new Map([['openstack/latest/meta_data.json', Buffer.from('{}')]]),
    metadata: {},
    ...overrides,
  };
}

/** A card that reaches nobody. */
export function aGuestPort(overrides: Partial<GuestPort> = {}): GuestPort {
  return {
    uid: 'b0b0b0b0-0000-4000-8000-000000000001',
    macAddress: '52:54:00:12:34:56',
    mtu: 1500,
    addresses: [],
    attachment: { kind: 'Isolated' },
    ...overrides,
  };
}

/** A raw volume of 1 GiB that is the guest's alone. */
export function aGuestVolume(overrides: Partial<GuestVolume> = {}): GuestVolume {
  return {
    attachmentUID: 'a1a1a1a1-0000-4000-8000-000000000001',
    epoch: 1,
    volumeUID: 'd1d1d1d1-0000-4000-8000-000000000001',
    file: { format: 'Raw', path: '/volumes/first', sizeBytes: 1024 ** 3 },
    isReadOnly: false,
    isShareable: false,
    serial: 'first-volume',
    ...overrides,
  };
}

export function aKernelImage(overrides: Partial<Extract<LocalImage, { format: 'Kernel' }>> = {}): LocalImage {
  return {
    format: 'Kernel',
    kernelPath: '/images/kernel',
    initrdPath: '/images/initrd',
    kernelArguments: 'console=ttyS0 quiet',
    ...overrides,
  };
}

export function aDiskImage(overrides: Partial<Extract<LocalImage, { format: 'Raw' | 'Qcow2' }>> = {}): LocalImage {
  return { format: 'Qcow2', path: '/images/disk', virtualSizeBytes: 2 * 1024 ** 3, ...overrides };
}
