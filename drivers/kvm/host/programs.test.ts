import { describe, expect, it } from 'vitest';
import { findPrograms } from './programs.ts';

function have(...paths: string[]): (path: string) => Promise<boolean> {
  return (path) => Promise.resolve(paths.includes(path));
}

describe('findPrograms', () => {
  it('finds them where distributions put them', async () => {
    const found = await findPrograms(
      have('/usr/libexec/qemu-kvm', '/usr/bin/nsenter', '/usr/bin/setpriv', '/usr/bin/flock', '/usr/sbin/ip'),
    );

    expect(found).toEqual({
      qemu: '/usr/libexec/qemu-kvm',
      nsenter: '/usr/bin/nsenter',
      setpriv: '/usr/bin/setpriv',
      flock: '/usr/bin/flock',
      ip: '/usr/sbin/ip',
    });
  });

  it('says what to install', async () => {
    await expect(findPrograms(have('/usr/sbin/ip'))).rejects.toMatchObject({
      reason: 'HostBroken',
      message:
        "no qemu-system-x86_64, nsenter, setpriv, flock on this host: install the package qemu-system-x86, util-linux (Debian's name)",
    });
  });
});
