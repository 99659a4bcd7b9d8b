import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDiskImage, aGuest, aGuestPort, aGuestVolume, aKernelImage, aMark } from '#test/builders/guest.ts';
import { machineArguments, machineOptions } from './machine-arguments.ts';
import type { DiskLayer, Machine, MachineFiles } from './machine.ts';
import { translationCacheMiB } from './platform.ts';
import { assignSlots } from './slots.ts';
import { slottedVolumes } from './volumes.ts';

const files: MachineFiles = {
  kernel: '/proc/self/fd/3',
  monitorSocket: 'monitor.sock',
  displaySocket: 'display.sock',
  guestAgentSocket: 'guest-agent.sock',
  configDrive: '/proc/self/fd/4',
  volumes: {},
};

/** A guest of the present layout, its devices in the first slots. */
function aMachine(overrides: Partial<Machine> = {}): Machine {
  const guest = overrides.guest ?? aGuest();
  const slots = assignSlots({ ports: guest.ports, volumes: slottedVolumes(guest) }, { layout: 2, previous: undefined });
  return { guest, accelerator: 'tcg', layout: 2, slots, files, ...overrides };
}

function golden(machine: Machine): string {
  return `${machineOptions(machine)
    .map((each) => each.join(' '))
    .join('\n')}\n`;
}

describe('machineArguments', () => {
  it('boots a kernel with an initial RAM disk', async () => {
    const machine = aMachine({ files: { ...files, initrd: '/proc/self/fd/5' } });

    await expect(golden(machine)).toMatchFileSnapshot('goldens/kernel.args');
  });

  it('gives a kernel without initial RAM disk and config drive a blank disk', async () => {
    const guest = aGuest({ image: aKernelImage({ initrdPath: undefined }), diskGiB: 1 });
    const { configDrive: _, ...others } = files;

    await expect(golden(aMachine({ guest, files: { ...others, rootDisk: { path: 'disk.qcow2' } } }))).toMatchFileSnapshot(
      'goldens/kernel-with-disk.args',
    );
  });

  it('boots a layer over a qcow2 image', async () => {
    const guest = aGuest({ image: aDiskImage(), diskGiB: 10, vcpus: 4, memoryMiB: 4096 });
    const machine = aMachine({ guest, accelerator: 'kvm', files: { ...files, rootDisk: rootDiskOf('Qcow2') } });

    await expect(golden(machine)).toMatchFileSnapshot('goldens/qcow2-image.args');
  });

  it('boots a layer over a raw image', async () => {
    const guest = aGuest({ image: aDiskImage({ format: 'Raw' }), diskGiB: 10 });

    await expect(golden(aMachine({ guest, files: { ...files, rootDisk: rootDiskOf('Raw') } }))).toMatchFileSnapshot(
      'goldens/raw-image.args',
    );
  });

  it('boots a disk with the kernel that came with its image', async () => {
    const kernel = { kernelPath: '/images/kernel', initrdPath: undefined, kernelArguments: 'console=ttyS0 root=/dev/vda' };
    const guest = aGuest({ image: aDiskImage({ kernel }), diskGiB: 10 });

    await expect(golden(aMachine({ guest, files: { ...files, rootDisk: rootDiskOf('Qcow2') } }))).toMatchFileSnapshot(
      'goldens/disk-with-kernel.args',
    );
  });

  it('leaves the first card of a guest that release 0.1 made where it was', async () => {
    const guest = aGuest({ ports: [aGuestPort(), aGuestPort({ uid: 'second', macAddress: '52:54:00:00:00:02' })] });
    const slots = assignSlots(guest, { layout: 1, previous: undefined });

    await expect(golden(aMachine({ guest, layout: 1, slots }))).toMatchFileSnapshot('goldens/layout-of-release-0.1.args');
  });

  it('puts cards on taps and volumes into slots', async () => {
    const attachment = { kind: 'Tap', interfaceName: 'tap0', networkNamespacePath: '/run/netns/guests' } as const;
    const volumes = [
      aGuestVolume(),
      aGuestVolume({ attachmentUID: 'shared', epoch: 3, isShareable: true, serial: 'shared' }),
      aGuestVolume({ attachmentUID: 'read-only', isReadOnly: true, file: { format: 'Qcow2', path: '/volumes/other', sizeBytes: 1024 } }),
    ];
    const guest = aGuest({ ports: [aGuestPort({ attachment, mtu: 1450 }), aGuestPort({ uid: 'isolated' })], volumes });
    const names = Object.fromEntries(volumes.map(({ attachmentUID }, index) => [attachmentUID, `volume-${8 + index}`]));

    await expect(golden(aMachine({ guest, files: { ...files, volumes: names } }))).toMatchFileSnapshot('goldens/devices.args');
  });

  it('boots the rescue disk, with the own disk as the second', async () => {
    const guest = aGuest({ image: aDiskImage(), diskGiB: 10, rescueImage: aDiskImage({ format: 'Raw', path: '/images/rescue' }) });
    const { kernel: _, ...others } = files;
    const rescueDisk = { path: 'rescue.qcow2', image: { format: 'Raw', path: '/proc/self/fd/6' } } as const;

    await expect(golden(aMachine({ guest, files: { ...others, rootDisk: rootDiskOf('Qcow2'), rescueDisk } }))).toMatchFileSnapshot(
      'goldens/rescue.args',
    );
  });

  it('boots a volume by UEFI, with a trusted platform module and large pages, where it was suspended', async () => {
    const boot = aGuestVolume();
    const guest = aGuest({
      image: aDiskImage(),
      volumes: [boot],
      bootVolumeUID: boot.volumeUID,
      firmware: 'UEFI',
      hasTPM: true,
      extraSpecs: { 'hw:mem_page_size': 'large' },
    });
    const { kernel: _, ...others } = files;
    const machine = aMachine({
      guest,
      files: {
        ...others,
        volumes: { [boot.attachmentUID]: 'volume-boot' },
        firmware: { code: '/proc/self/fd/5', variables: 'firmware-variables.fd' },
        tpmSocket: 'tpm.sock',
        memoryDescriptor: 6,
      },
    });

    await expect(golden(machine)).toMatchFileSnapshot('goldens/everything-else.args');
  });

  it.each([
    ['local-disks', {}],
    ['local-disks-in-rescue', { rescueImage: aKernelImage() }],
  ])('has the disks of its size as second and third, in front of the config drive: %s', async (name, overrides) => {
    const guest = aGuest({ image: aDiskImage(), ephemeralGiB: 4, swapMiB: 512, ...overrides });
    const machine = aMachine({ guest, files: { ...files, rootDisk: rootDiskOf('Qcow2') } });

    await expect(golden(machine)).toMatchFileSnapshot(`goldens/${name}.args`);
  });

  it('keeps the words of tenants out of every argument but the kernel command line', () => {
    const hostile = fc.string({ minLength: 3 }).map((text) => `${text},file=/etc/shadow`);
    fc.assert(
      fc.property(hostile, hostile, (displayName, kernelArguments) => {
        const guest = aGuest({ displayName, hostname: displayName, metadata: { displayName }, image: aKernelImage({ kernelArguments }) });
        const theArguments = machineArguments(aMachine({ guest }));

        expect(theArguments.filter((each) => each.includes('/etc/shadow'))).toEqual([kernelArguments]);
        expect(theArguments[theArguments.indexOf(kernelArguments) - 1]).toBe('-append');
      }),
    );
  });

  it('lets no value add a key of its own', () => {
    const guest = aGuest({ mark: aMark(), ports: [aGuestPort({ macAddress: '52:54:00:00:00:01,netdev=other' })] });

    expect(machineArguments(aMachine({ guest }))).toContain(
      'driver=virtio-net-pci,id=port-b0b0b0b0-0000-4000-8000-000000000001.0,netdev=network0,mac=52:54:00:00:00:01,,netdev=other,romfile=,bus=spare0',
    );
  });
});

function rootDiskOf(format: 'Raw' | 'Qcow2'): DiskLayer {
  return { path: 'disk.qcow2', image: { format, path: '/proc/self/fd/3' } };
}

describe('translationCacheMiB', () => {
  it.each([
    [128, 32],
    [512, 128],
    [1024, 256],
    [65_536, 256],
  ])('gives a guest of %i MiB %i MiB', (memoryMiB, expected) => {
    expect(translationCacheMiB(memoryMiB)).toBe(expected);
  });
});
