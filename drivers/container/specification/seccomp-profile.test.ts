import { describe, expect, it } from 'vitest';
import { seccompProfile } from './seccomp-profile.ts';

const allowedNames = (architecture: string): readonly string[] =>
  seccompProfile(architecture)
    .syscalls.filter(({ action, args }) => action === 'SCMP_ACT_ALLOW' && args === undefined)
    .flatMap(({ names }) => names);

describe('seccompProfile', () => {
  it.each([
    'add_key',
    'bpf',
    'clock_settime',
    'delete_module',
    'finit_module',
    'fsopen',
    'init_module',
    'io_uring_setup',
    'iopl',
    'kexec_load',
    'keyctl',
    'mount',
    'mount_setattr',
    'move_mount',
    'name_to_handle_at',
    'nfsservctl',
    'open_by_handle_at',
    'open_tree',
    'perf_event_open',
    'pivot_root',
    'process_vm_readv',
    'quotactl',
    'request_key',
    'setns',
    'settimeofday',
    'swapon',
    'syslog',
    'umount2',
    'unshare',
    'userfaultfd',
    'vhangup',
  ])('does not allow %s', (name) => {
    for (const architecture of ['x86_64', 'aarch64', 'riscv64']) expect(allowedNames(architecture)).not.toContain(name);
  });

  it('refuses what is not named, and names nothing twice', () => {
    const names = allowedNames('x86_64');

    expect(seccompProfile('x86_64').defaultAction).toBe('SCMP_ACT_ERRNO');
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(250);
  });

  it('allows clone without any flag for a new namespace, and says that there is no clone3', () => {
    const { syscalls } = seccompProfile('x86_64');
    const clone = syscalls.find(({ names }) => names.includes('clone'));
    const flags = {
      CLONE_NEWNS: 0x20000,
      CLONE_NEWCGROUP: 0x2000000,
      CLONE_NEWUTS: 0x4000000,
      CLONE_NEWIPC: 0x8000000,
      CLONE_NEWUSER: 0x10000000,
      CLONE_NEWPID: 0x20000000,
      CLONE_NEWNET: 0x40000000,
    };

    expect(clone?.args).toEqual([
      { index: 0, op: 'SCMP_CMP_MASKED_EQ', value: Object.values(flags).reduce((sum, flag) => sum + flag, 0), valueTwo: 0 },
    ]);
    expect(syscalls.find(({ names }) => names.includes('clone3'))).toMatchObject({ action: 'SCMP_ACT_ERRNO', errnoRet: 38 });
  });

  it('filters the other calling conventions of the processor as well', () => {
    expect(seccompProfile('x86_64').architectures).toEqual(['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86']);
    expect(allowedNames('x86_64')).toContain('arch_prctl');
    expect(allowedNames('aarch64')).not.toContain('arch_prctl');
    expect(allowedNames('aarch64')).toContain('set_tls');
  });
});
