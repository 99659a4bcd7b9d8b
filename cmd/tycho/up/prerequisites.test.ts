import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkPrerequisites } from './prerequisites.ts';

let programs: string;

beforeEach(() => {
  programs = mkdtempSync(join(tmpdir(), 'prerequisites-'));
});

function install(...names: string[]): void {
  for (const name of names) {
    writeFileSync(join(programs, name), '');
    chmodSync(join(programs, name), 0o755);
  }
}

const world = (userID = 0): Parameters<typeof checkPrerequisites>[2] => ({
  environment: { PATH: programs },
  userID,
  systemDirectories: [],
});

describe('checkPrerequisites', () => {
  it('names what is missing and the packages that have it', () => {
    expect(() => checkPrerequisites(['kvm'], programs, world())).toThrow(
      /^etcd, qemu-system-\w+, qemu-img, genisoimage or xorriso, ip, nft, dnsmasq are not installed: `apt-get install --no-install-recommends etcd-server qemu-system-\w+ qemu-utils genisoimage iproute2 nftables dnsmasq-base`/,
    );
  });

  it('needs no more than etcd for the fake driver, from anybody', () => {
    install('etcd');

    expect(checkPrerequisites(['fake'], join(programs, 'not', 'there', 'yet'), world(1000))).toEqual({ etcd: join(programs, 'etcd') });
  });

  it('takes either of the programs that make an ISO image', () => {
    install('etcd', 'qemu-system-x86_64', 'qemu-system-aarch64', 'qemu-img', 'ip', 'nft', 'dnsmasq', 'xorriso');

    expect(checkPrerequisites(['kvm'], programs, world()).etcd).toBe(join(programs, 'etcd'));
  });

  it('says that the kvm driver needs root, and what does not', () => {
    install('etcd', 'qemu-system-x86_64', 'qemu-system-aarch64', 'qemu-img', 'ip', 'nft', 'dnsmasq', 'xorriso');

    expect(() => checkPrerequisites(['kvm'], programs, world(1000))).toThrow(/run `sudo tycho up`, or try it with `--driver fake`/);
  });

  it('asks for what each of several drivers needs', () => {
    install('etcd', 'qemu-system-x86_64', 'qemu-system-aarch64', 'qemu-img', 'ip', 'nft', 'dnsmasq', 'xorriso');

    expect(() => checkPrerequisites(['kvm', 'container'], programs, world())).toThrow(/^containerd, runc are not installed/);
  });
});
