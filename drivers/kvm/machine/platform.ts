import { firmwareProperties } from './firmware-and-kernel.ts';
import type { Machine } from './machine.ts';
import { memory, memoryProperties } from './memory.ts';
import { option, type Option } from './option.ts';

/** The board, its processors and its memory. */
export function platform(machine: Machine): readonly Option[] {
  const { vcpus, memoryMiB } = machine.guest;
  return [
    ...memory(machine),
    option('-machine', {
      type: 'q35',
      vmport: 'off',
      'dump-guest-core': 'off',
      ...firmwareProperties(machine),
      ...memoryProperties(machine),
    }),
    accelerator(machine),
    ['-cpu', machine.accelerator === 'kvm' ? 'host' : 'max'],
    option('-smp', { cpus: vcpus, sockets: 1, cores: vcpus, threads: 1 }),
    option('-m', { size: `${memoryMiB}M` }),
    option('-rtc', { base: 'utc' }),
    // A guest that suspends itself would sleep for ever: nothing here wakes it.
    option('-global', { 'ICH9-LPC.disable_s3': 1 }),
    option('-global', { 'ICH9-LPC.disable_s4': 1 }),
    // A guest that turned itself off stays here, stopped, until the driver has read its last words and noted why: so
    // that is known even when nobody was watching at that moment.
    option('-action', { shutdown: 'pause', reboot: 'reset' }),
  ];
}

function accelerator({ guest, accelerator: kind }: Machine): Option {
  return option('-accel', kind === 'kvm' ? { accel: 'kvm' } : { accel: 'tcg', 'tb-size': translationCacheMiB(guest.memoryMiB) });
}

/**
 * Memory for translated guest code, on top of the guest's own. QEMU's default lets a 512 MiB guest grow to 1.2 GiB; a
 * quarter of the guest's memory within these bounds keeps the sum within 150 MiB of guest plus cache.
 */
export function translationCacheMiB(memoryMiB: number): number {
  return Math.min(256, Math.max(32, Math.ceil(memoryMiB / 4)));
}
