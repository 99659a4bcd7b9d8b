import { describe, expect, it } from 'vitest';
import { HastyClock } from '#test/harness/scripted-qemu.ts';
import { NetworkNamespace, type IdentifyNamespace } from './network-namespace.ts';
import type { ProcessRunner } from './process-runner.ts';
import type { Programs } from './programs.ts';

const programs: Programs = { qemu: 'qemu', nsenter: 'nsenter', setpriv: 'setpriv', flock: 'flock', ip: 'ip' };
type Found = Awaited<ReturnType<IdentifyNamespace>>;

/** A host on which `ip` makes, lists and removes namespaces. */
function aHost(
  start: {
    readonly found?: Found;
    readonly addresses?: string;
    readonly links?: string;
    readonly failure?: string;
    readonly rival?: 'Makes';
  } = {},
) {
  let found: Found = start.found ?? { kind: 'Absent' };
  const calls: string[] = [];
  const runner: Pick<ProcessRunner, 'run'> = {
    run: ([, ...theArguments]) => {
      calls.push(theArguments.join(' '));
      if (start.rival === 'Makes' && calls.length === 1) {
        found = { kind: 'Namespace', inode: 2 };
        return Promise.resolve({ exitCode: 1, signal: undefined, stdout: '', stderr: 'File exists' });
      }
      if (theArguments[1] === 'add' && start.failure === undefined) found = { kind: 'Namespace', inode: 2 };
      if (theArguments[1] === 'delete') found = { kind: 'Absent' };
      return Promise.resolve({
        exitCode: start.failure === undefined ? 0 : 1,
        signal: undefined,
        stdout: (theArguments.includes('link') ? start.links : start.addresses) ?? '',
        stderr: start.failure ?? '',
      });
    },
  };
  const network = new NetworkNamespace({
    name: 'guests',
    clock: new HastyClock(),
    runner: runner as ProcessRunner,
    programs: () => Promise.resolve(programs),
    identify: (path) => Promise.resolve(path === '/run/netns/guests' ? found : { kind: 'Namespace', inode: 1 }),
  });
  return { network, calls, isThere: () => found.kind === 'Namespace' };
}

describe('NetworkNamespace', () => {
  it('is made once, however many ask', async () => {
    const { network, calls } = aHost();

    await Promise.all([network.ensure(), network.ensure(), network.ensure()]);

    expect(calls).toEqual(['netns add guests']);
  });

  it('is used again when it is there and leads nowhere', async () => {
    const { network, calls } = aHost({ found: { kind: 'Namespace', inode: 2 }, addresses: '1: lo    inet 127.0.0.1/8 scope host lo\n' });

    await network.ensure();
    await network.ensure();

    expect(calls).toEqual(['-netns guests -oneline address show']);
  });

  it('is refused when it has an address of its own', async () => {
    const { network } = aHost({
      found: { kind: 'Namespace', inode: 2 },
      addresses: '1: lo    inet 127.0.0.1/8\n7: eth0    inet 10.1.1.1/24 scope global eth0\n',
    });

    await expect(network.ensure()).rejects.toMatchObject({ reason: 'HostBroken', message: expect.stringContaining('10.1.1.1') });
  });

  it('is used when the kernel gave its interfaces addresses of their links', async () => {
    const { network } = aHost({
      found: { kind: 'Namespace', inode: 2 },
      addresses: '1: lo    inet 127.0.0.1/8\n7: br0    inet6 fe80::1/64 scope link \\       valid_lft forever\n',
    });

    await expect(network.ensure()).resolves.toBeUndefined();
  });

  it('stays while there are interfaces in it', async () => {
    const lo = '1: lo: <LOOPBACK> mtu 65536 qdisc noop state DOWN\n';
    const shared = aHost({ found: { kind: 'Namespace', inode: 2 }, links: `${lo}2: tap0: <BROADCAST> mtu 1500\n` });
    const empty = aHost({ found: { kind: 'Namespace', inode: 2 }, links: lo });

    await shared.network.remove();
    await empty.network.remove();

    expect([shared.isThere(), empty.isThere()]).toEqual([true, false]);
  });

  it('is refused when it is the network of the host', async () => {
    const { network, calls } = aHost({ found: { kind: 'Namespace', inode: 1 } });

    await expect(network.ensure()).rejects.toMatchObject({ reason: 'HostBroken', message: expect.stringContaining("host's own network") });
    expect(calls).toEqual([]);
  });

  it('says what the host says when it cannot be made', async () => {
    await expect(aHost({ failure: 'Operation not permitted' }).network.ensure()).rejects.toMatchObject({
      reason: 'HostBroken',
      message: 'ip netns add guests: Operation not permitted',
    });
  });

  it('is used when somebody else was quicker to make it', async () => {
    const { network, calls } = aHost({ rival: 'Makes' });

    await network.ensure();

    expect(calls).toEqual(['netns add guests', '-netns guests -oneline address show']);
  });

  it('is made anew when only half of it was made', async () => {
    const { network, calls } = aHost({ found: { kind: 'Other' } });

    await network.ensure();

    expect(calls).toEqual(['netns add guests']);
  });

  it('is removed, and made again when it is needed again', async () => {
    const { network, isThere } = aHost();

    await network.ensure();
    await network.remove();
    await network.remove();
    expect(isThere()).toBe(false);
    await network.ensure();

    expect(isThere()).toBe(true);
  });
});
