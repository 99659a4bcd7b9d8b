import { flavorKind } from '#apis/compute/flavor.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import type { Feature } from '../feature.ts';
import type { Story } from '../story.ts';

/** What a server starts from, and on. */
export const bootFeatures: readonly Feature[] = [
  {
    name: 'boot-from-volume',
    title: 'Boot from a volume; the next server boots from it as the last one left it',
    needs: ['volume-boot'],
    scenario: async (story) => {
      await story.make(volumeKind, 'root', { spec: { sizeGiB: 1 } });
      const spec = { bootVolume: 'root', ...(await story.script('mark', markScript)) };
      await story.declare(spec);
      await story.settles('Running');
      await story.guestSays('user-data | marked');
      await story.delete();
      await story.isGone();
      await story.declare(spec, 'second');
      await story.settles('Running', { name: 'second' });
      await story.guestSays('user-data | was marked', { name: 'second' });
    },
  },
  {
    name: 'boot-uefi',
    title: 'Boot by UEFI, where the image asks for it',
    needs: ['boot-uefi'],
    scenario: async (story) => {
      await story.image('uefi', { ...story.profile.image, firmware: 'UEFI' });
      // The firmware wants memory of its own.
      await runs(story, 'uefi', 'ls -d /sys/firmware/efi', { flavor: story.profile.flavor.large });
      await story.guestSays('user-data | /sys/firmware/efi');
    },
  },
  {
    name: 'trusted-platform-module',
    title: 'A trusted platform module, where the image asks for it',
    needs: ['tpm'],
    scenario: async (story) => {
      await story.image('measured', { ...story.profile.image, tpm: true });
      await runs(story, 'measured', 'cat /sys/class/tpm/tpm0/tpm_version_major');
      await story.guestSays('user-data | 2');
    },
  },
  {
    name: 'cpu-pinning',
    title: 'Processors of its own, where the flavor gives them',
    needs: ['cpu-pinning'],
    scenario: async (story) => {
      const spec = { vcpus: 1, memoryMiB: 128, diskGiB: 1, extraSpecs: { 'hw:cpu_policy': 'dedicated' } };
      await story.make(flavorKind, 'parity-pinned', { metadata: { name: 'parity-pinned' }, spec });
      await story.declare({ flavor: 'parity-pinned' });
      await story.settles('Running');
      await story.guestSays('READY');
    },
  },
  {
    name: 'local-disks',
    title: 'A blank disk and one to swap to, where the flavor gives them: kept over a stop, made anew by a rebuild',
    needs: ['local-disks'],
    scenario: async (story) => {
      const spec = { vcpus: 1, memoryMiB: 128, diskGiB: 1, ephemeralGiB: 1, swapMiB: 64 };
      await story.make(flavorKind, 'parity-scratch', { metadata: { name: 'parity-scratch' }, spec });
      await story.declare({ flavor: 'parity-scratch', ...(await story.script('look', localDisksScript)) });
      await story.settles('Running');
      await story.guestSays('user-data | vdb is ephemeral0 of 1024 MiB with the label ephemeral0 and is new');
      await story.guestSays('user-data | vdc is swap of 64 MiB with the label swap and can be swapped to');
      await story.change({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.change({ power: 'Running' });
      await story.settles('Running');
      await story.guestSays('user-data | vdb is ephemeral0 of 1024 MiB with the label ephemeral0 and is kept');
      await story.act('Rebuild');
      await story.settles('Running');
      await story.guestSays('user-data | vdb is ephemeral0 of 1024 MiB with the label ephemeral0 and is new', { times: 2 });
    },
  },
];

async function runs(story: Story, image: string, words: string, spec: { readonly flavor?: string } = {}): Promise<void> {
  await story.declare({ ...spec, image, ...(await story.script('look', `#!/bin/sh\n${words}\n`)) });
  await story.settles('Running');
  await story.guestSays('READY');
}

/** Of the first disk, which is the volume. */
const markScript = `#!/bin/sh
if [ "$(head -c 6 /dev/vda)" = marked ]; then echo was marked; else printf marked >/dev/vda; sync; echo marked; fi
`;

/** Finds the disks by their serial numbers, and their labels where ext4 and a swap area have them. Leaves a word in a part that the file system does not use. */
const localDisksScript = `#!/bin/sh
for name in ephemeral0 swap; do
  for disk in /sys/class/block/vd?; do
    if [ "$(cat $disk/serial)" = $name ]; then break; fi
  done
  device=/dev/\${disk##*/}
  if [ $name = swap ]; then place=1052; else place=1144; fi
  label=$(dd if=$device bs=1 skip=$place count=16 2>/dev/null | tr -d '\\000')
  if [ $name = swap ]; then
    swapon $device && grep -q $device /proc/swaps && state='can be swapped to'
  elif [ "$(dd if=$device bs=4096 skip=200000 count=1 2>/dev/null | tr -d '\\000')" = word ]; then
    state='is kept'
  else
    state='is new'
    echo word | dd of=$device bs=4096 seek=200000 count=1 conv=sync,notrunc 2>/dev/null
    sync
  fi
  echo "\${disk##*/} is $name of $(($(cat $disk/size) / 2048)) MiB with the label $label and $state"
done
`;
