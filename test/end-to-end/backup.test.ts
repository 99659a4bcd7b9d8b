import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { signalIfThere } from '../harness/signal-if-there.ts';
import { LocalTycho } from './local-tycho.ts';
import { pidsOf } from './process-table.ts';
import { fileOf } from './small-guests.ts';

const patience = { withinMilliseconds: 60_000 };

/** One story, told in order, with a real etcd and real guests: a backup is made, the world goes on, and the backup is restored. */
describe('a control plane that is put back to an older state', { timeout: 3 * 60_000 }, () => {
  let tycho: LocalTycho;
  let file: string;
  let before: Readonly<Record<'stays' | 'late', readonly number[]>>;

  beforeAll(async () => {
    tycho = await LocalTycho.prepare();
    file = join(tycho.stateDirectory, 'monday.backup');
    await tycho.up({ driver: 'kvm' });
    await declare(basics() + ['stays', 'gone'].map(server).join(''));
    await run('stays', 'gone');
  }, 3 * 60_000);

  afterAll(async () => {
    // Nobody but us knows that it is not needed any more.
    for (const pid of before?.late ?? []) signalIfThere(pid, 'SIGKILL');
    await tycho[Symbol.asyncDispose]();
  }, 2 * 60_000);

  const declare = async (manifest: string): Promise<void> => {
    const path = join(tycho.stateDirectory, 'manifest.yaml');
    await writeFile(path, manifest);
    await tycho.tycho('apply', '-f', path);
  };
  const run = async (...names: readonly string[]): Promise<void> => {
    await tycho.tycho('wait', ...names.map((name) => `server/${name}`), '--for=condition=Ready', '--timeout=120s');
  };
  const field = (kind: string, name: string, path: string): Promise<string> => tycho.kubectl('get', kind, name, '-o', `jsonpath={${path}}`);
  const machinesOf = async (name: string): Promise<readonly number[]> => {
    const uid = await field('server', name, '.metadata.uid');
    return pidsOf((command) => command.includes('qemu-system') && command.includes(uid));
  };

  it('is written to a file that proves to be whole', async () => {
    expect(await tycho.tycho('backup', file)).toMatch(/monday\.backup: \d+ entries of revision \d+, checked/);
    expect(await tycho.tycho('restore', '--check', file)).toContain('monday.backup is whole');
  });

  it('is not restored while it runs', async () => {
    await declare(server('late'));
    await run('late');
    await tycho.tycho('delete', 'server', 'gone', '--timeout=60s');
    before = { stays: await machinesOf('stays'), late: await machinesOf('late') };

    await expect(tycho.tycho('restore', file, '--state-directory', tycho.stateDirectory)).rejects.toThrow(
      'stop it first, with `tycho down`',
    );
    expect([before.stays, before.late].map((pids) => pids.length)).toEqual([1, 1]);
  });

  it('comes back as it was, and no guest has noticed', async () => {
    const revision = Number(await field('server', 'late', '.metadata.resourceVersion'));
    await tycho.tycho('down', '--state-directory', tycho.stateDirectory);
    expect(await tycho.tycho('restore', file, '--state-directory', tycho.stateDirectory)).toContain('Restored.');
    await tycho.up({ driver: 'kvm' });

    await run('stays');
    expect(await machinesOf('stays')).toEqual(before.stays);
    expect(await pidsOf((command) => command.includes('qemu-system'))).toEqual(expect.arrayContaining([...before.late]));
    expect(Number(await field('server', 'stays', '.metadata.resourceVersion'))).toBeGreaterThan(revision);
    await expect(
      tycho.kubectl('get', '--raw', `/apis/compute.tycho.dev/v1alpha1/servers?watch=true&timeoutSeconds=5&resourceVersion=${revision}`),
    ).resolves.toContain('"code":410');
  });

  it('names what runs and the backup does not know, and leaves it alone', async () => {
    const [host] = (await tycho.kubectl('get', 'hosts', '-o', 'jsonpath={.items[*].metadata.name}')).split(' ');
    const guests = await eventually(async () => {
      const found = JSON.parse(await field('host', host!, '.status.unmatchedGuests')) as readonly object[];
      expect(found).toHaveLength(1);
      return found;
    }, patience);

    expect(guests).toEqual([expect.objectContaining({ namespace: 'default', server: 'late', epoch: 1 })]);
    expect(await field('host', host!, '.status.conditions[?(@.type=="OrphanGuests")].status')).toBe('True');
  });

  it('makes nothing anew that was deleted since: it says so, and what there is to do', async () => {
    await eventually(
      async () => expect(await field('server', 'gone', '.status.conditions[?(@.type=="Ready")].reason')).toBe('GoneSinceBackup'),
      patience,
    );
    expect(await machinesOf('gone')).toEqual([]);

    await tycho.tycho('delete', 'server', 'gone', '--timeout=60s');
  });

  it('goes on: servers are changed, made and deleted', async () => {
    await tycho.tycho('stop', 'stays');
    await eventually(async () => expect(await machinesOf('stays')).toEqual([]), patience);
    await tycho.tycho('start', 'stays');
    await declare(server('newest'));
    await run('stays', 'newest');

    expect(await field('instances', '-A', '.items[?(@.spec.server.name=="newest")].spec.epoch')).toBe('1000001');
    await tycho.tycho('delete', 'server', 'newest', '--timeout=60s');
  });
});

/** What the servers name. */
const basics = (): string => `
apiVersion: compute.tycho.dev/v1alpha1
kind: Flavor
metadata: { name: tiny }
spec: { vcpus: 1, memoryMiB: 128, diskGiB: 1 }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Image
metadata: { name: small }
spec:
  format: Kernel
  kernel: ${fileOf('vmlinuz')}
  initrd: ${fileOf('initrd.gz')}
  kernelArguments: console=ttyS0 quiet panic=-1
---
`;

function server(name: string): string {
  return `apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: ${name} }
spec: { flavor: tiny, image: small }
---
`;
}
