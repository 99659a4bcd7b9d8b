import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDiskImage, aGuest, aGuestPort, aKernelImage, aMark } from '#test/builders/guest.ts';
import { machineArguments, machineOptions } from './machine-arguments.ts';
import type { Machine } from './machine.ts';
import { translationCacheMiB } from './platform.ts';

const files = { image: '/proc/self/fd/3', monitorSocket: 'monitor.sock', configDrive: '/proc/self/fd/4' };

function golden(machine: Machine): string {
  return `${machineOptions(machine)
    .map((each) => each.join(' '))
    .join('\n')}\n`;
}

describe('machineArguments', () => {
  it('boots a kernel with an initial RAM disk', async () => {
    const machine: Machine = { guest: aGuest(), accelerator: 'tcg', files: { ...files, initrd: '/proc/self/fd/5' } };

    await expect(golden(machine)).toMatchFileSnapshot('goldens/kernel.args');
  });

  it('gives a kernel without initial RAM disk and config drive a blank disk', async () => {
    const guest = aGuest({ image: aKernelImage({ initrdPath: undefined }), diskGiB: 1 });
    const machine: Machine = {
      guest,
      accelerator: 'tcg',
      files: { image: '/proc/self/fd/3', monitorSocket: 'monitor.sock', rootDisk: 'disk.qcow2' },
    };

    await expect(golden(machine)).toMatchFileSnapshot('goldens/kernel-with-disk.args');
  });

  it('boots a layer over a qcow2 image', async () => {
    const guest = aGuest({ image: aDiskImage(), diskGiB: 10, vcpus: 4, memoryMiB: 4096 });
    const machine: Machine = { guest, accelerator: 'kvm', files: { ...files, rootDisk: 'disk.qcow2' } };

    await expect(golden(machine)).toMatchFileSnapshot('goldens/qcow2-image.args');
  });

  it('boots a layer over a raw image', async () => {
    const guest = aGuest({ image: aDiskImage({ format: 'Raw' }), diskGiB: 10 });
    const machine: Machine = { guest, accelerator: 'tcg', files: { ...files, rootDisk: 'disk.qcow2' } };

    await expect(golden(machine)).toMatchFileSnapshot('goldens/raw-image.args');
  });

  it('keeps the words of tenants out of every argument but the kernel command line', () => {
    const hostile = fc.string({ minLength: 3 }).map((text) => `${text},file=/etc/shadow`);
    fc.assert(
      fc.property(hostile, hostile, (displayName, kernelArguments) => {
        const guest = aGuest({ displayName, hostname: displayName, metadata: { displayName }, image: aKernelImage({ kernelArguments }) });
        const theArguments = machineArguments({ guest, accelerator: 'tcg', files });

        expect(theArguments.filter((each) => each.includes('/etc/shadow'))).toEqual([kernelArguments]);
        expect(theArguments[theArguments.indexOf(kernelArguments) - 1]).toBe('-append');
      }),
    );
  });

  it('lets no value add a key of its own', () => {
    const guest = aGuest({ mark: aMark(), ports: [aGuestPort({ macAddress: '52:54:00:00:00:01,netdev=other' })] });

    expect(machineArguments({ guest, accelerator: 'tcg', files })).toContain(
      'driver=virtio-net-pci,netdev=network0,mac=52:54:00:00:00:01,,netdev=other,romfile=,addr=0x02',
    );
  });
});

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
