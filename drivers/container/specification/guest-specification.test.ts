import { describe, expect, it } from 'vitest';
import { guestCommand, guestSpecification, type GuestSpecificationOptions } from './guest-specification.ts';

const options: GuestSpecificationOptions = {
  hostname: 'first',
  vcpus: 2,
  memoryMiB: 512,
  architecture: 'x86_64',
  process: { arguments: ['/sbin/init'], environment: ['PATH=/bin', 'container=tycho'], workingDirectory: '/', userID: 0, groupID: 0 },
  idRange: { firstID: 1_006_632_960, count: 65_536 },
  cgroupsPath: '/tycho-1234abcd/1a1a1a1a-0000-4000-8000-000000000001',
  network: { kind: 'Lonely' },
  binds: [{ source: '/state/shown/hostname', target: '/etc/hostname', isReadOnly: true }],
};

const asText = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

describe('guestSpecification', () => {
  it('describes a guest without a network', async () => {
    await expect(asText(guestSpecification(options))).toMatchFileSnapshot('goldens/lonely.json');
  });

  it('describes a guest in a namespace of the agent’s, in a rescue', async () => {
    const specification = guestSpecification({
      ...options,
      network: { kind: 'Joined', namespacePath: '/run/netns/tycho-1234abcd-i-1', sysfsPath: '/state/sys' },
      binds: [{ source: '/state/root', target: '/mnt/rescue', isReadOnly: false }],
    });

    await expect(asText({ ...specification, linux: { ...specification.linux, seccomp: '…' } })).toMatchFileSnapshot(
      'goldens/joined-in-rescue.json',
    );
  });

  it('gives every guest namespaces of its own, of all kinds', () => {
    const { namespaces } = guestSpecification(options).linux;

    expect(namespaces.map(({ type }) => type).sort()).toEqual(['cgroup', 'ipc', 'mount', 'network', 'pid', 'user', 'uts']);
    expect(namespaces.some(({ path }) => path !== undefined)).toBe(false);
  });

  it('grants no right that reaches beyond the guest', () => {
    const granted = Object.values(guestSpecification(options).process.capabilities).flat();

    for (const right of [
      'SYS_ADMIN',
      'NET_ADMIN',
      'SYS_MODULE',
      'SYS_PTRACE',
      'SYS_TIME',
      'DAC_READ_SEARCH',
      'SYS_RAWIO',
      'SYSLOG',
      'BPF',
      'SYS_RESOURCE',
    ])
      expect(granted).not.toContain(`CAP_${right}`);
  });

  it('takes no capabilities over to what the first process starts as somebody else', () => {
    expect(Object.keys(guestSpecification(options).process.capabilities).sort()).toEqual(['bounding', 'effective', 'permitted']);
  });
});

describe('guestCommand', () => {
  it('is a process with the rights of the first one, without a terminal', () => {
    const command = guestCommand(['chpasswd']);

    expect(command).toMatchObject({ args: ['chpasswd'], terminal: false, user: { uid: 0, gid: 0 } });
    expect(command.capabilities).toEqual(guestSpecification(options).process.capabilities);
  });
});
