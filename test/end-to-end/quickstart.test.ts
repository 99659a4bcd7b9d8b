import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { EtcdChannel } from '#proto/etcd/etcd-channel.ts';
import { rangeMethod } from '#proto/etcd/etcd-method.ts';
import { eventually } from '../harness/eventually.ts';
import { guestImageFolder, LocalTycho, repositoryRoot } from './local-tycho.ts';
import { pidsOf } from './process-table.ts';

const run = promisify(execFile);
const bootMilliseconds = 120_000;
const driver = 'kvm,container';

/** One story, told in order: what `make up` does, and what people then try. */
describe('the quickstart, with the real parts', { timeout: 4 * 60_000 }, () => {
  let tycho: LocalTycho;
  let manifest: string;

  beforeAll(async () => {
    tycho = await LocalTycho.prepare();
    await tycho.up({ driver });
    manifest = await example('quickstart');
  }, 3 * 60_000);

  afterAll(async () => {
    await tycho[Symbol.asyncDispose]();
  }, 60_000);

  /** The file of an example as `make up` applies it. */
  const example = async (name: string): Promise<string> => {
    const { stdout } = await run('hack/render-example.sh', [name, guestImageFolder], { cwd: repositoryRoot });
    const file = join(tycho.stateDirectory, `${name}.yaml`);
    await writeFile(file, stdout);
    return file;
  };
  const serverUID = (): Promise<string> => tycho.kubectl('get', 'server', 'quickstart', '-o', 'jsonpath={.metadata.uid}');
  const qemuPids = async (uid: string): Promise<number[]> => pidsOf((command) => command.includes('qemu-system') && command.includes(uid));

  it('boots a server that is declared in YAML, and shows the words of the guest', async () => {
    const applied = await tycho.tycho('apply', '-f', manifest);
    await tycho.tycho('wait', 'server/quickstart', '--for=condition=Ready', '--timeout=180s');

    expect(applied).toContain('server.compute.tycho.dev/quickstart created');
    await eventually(
      async () => {
        const log = (await tycho.tycho('logs', 'quickstart')).replaceAll('\r', '');
        expect(log).toContain('tycho-guest: hostname quickstart\n');
        expect(log).toContain(`tycho-guest: instance-id ${await serverUID()}\n`);
        expect(log).toContain('tycho-guest: ssh-key demo ssh-ed25519\n');
        expect(log).toContain('tycho-guest: user-data | Hello from quickstart!\n');
        expect(log).toContain('tycho-guest: READY');
      },
      { withinMilliseconds: bootMilliseconds },
    );
  });

  it('runs a container beside it, from an image of its own and for the rest the same', async () => {
    const applied = await tycho.tycho('apply', '-f', await example('container'));
    await tycho.tycho('wait', 'server/quickstart-container', '--for=condition=Ready', '--timeout=60s');

    expect(applied).toContain('server.compute.tycho.dev/quickstart-container created');
    await eventually(
      async () => {
        const log = (await tycho.tycho('logs', 'quickstart-container')).replaceAll('\r', '');
        expect(log).toContain('tycho-guest: hostname quickstart-container\n');
        expect(log).toContain('tycho-guest: user-data | Hello from quickstart-container!\n');
        expect(log).toContain('tycho-guest: READY');
      },
      { withinMilliseconds: bootMilliseconds },
    );
  });

  it('keeps a kubeconfig that only its owner can read', async () => {
    expect((await stat(tycho.kubeconfig)).mode & 0o777).toBe(0o600);
  });

  it('prints our columns to the real kubectl, which can wait for the server too', async () => {
    const table = await tycho.kubectl('get', 'servers,instances,hosts,flavors,images');
    const waited = await tycho.kubectl('wait', '--for=condition=Ready', 'server/quickstart', '--timeout=30s');

    expect(table).toMatch(/NAME\s+STATUS\s+POWER\s+FLAVOR\s+IMAGE/);
    expect(table).toMatch(/server\.compute\.tycho\.dev\/quickstart\s+Running\s+Running\s+m1\.tiny\s+quickstart/);
    expect(table).toMatch(/image\.compute\.tycho\.dev\/quickstart\s+Kernel/);
    expect(waited).toContain('condition met');
  });

  it('gives a volume to the running guest, which sees its disk, and takes it back, by the words of the real OpenStack client', async () => {
    const disk = async (): Promise<string> =>
      /disk vd[a-z] added, 1024 MiB, serial (\S+)/.exec(await tycho.tycho('logs', 'quickstart'))?.[1] ?? 'none';
    const volume = JSON.parse(await openstack(tycho, 'volume create --size 1 --format json data')) as { readonly id: string };
    await eventually(async () => expect(await openstack(tycho, 'volume show -f value -c status data')).toBe('available\n'));

    await openstack(tycho, 'server add volume quickstart data');
    await eventually(async () => expect(await disk()).toBe(volume.id.slice(0, 20)), { withinMilliseconds: bootMilliseconds });
    expect(await openstack(tycho, 'server volume list quickstart -f value -c ID')).toContain(volume.id);

    await openstack(tycho, 'server remove volume quickstart data');
    await eventually(async () => expect(await openstack(tycho, 'volume show -f value -c status data')).toBe('available\n'));
    await eventually(async () => expect(await tycho.tycho('logs', 'quickstart')).toMatch(/disk vd[a-z] removed/));
    await openstack(tycho, 'volume delete data');
  });

  it('keeps its objects in etcd below /tycho/, for the holder of the certificate and for nobody else', async () => {
    const keys = await etcdKeys(tycho.stateDirectory);

    expect(keys.filter((key) => !key.startsWith('/tycho/'))).toEqual([]);
    expect(keys.filter((key) => key.includes('quickstart')).length).toBeGreaterThan(0);
    await expect(healthWithoutCertificate(tycho.stateDirectory)).rejects.toThrow(/certificate/);
  });

  it('tells why a server is not ready: an image that is not there', async () => {
    await writeFile(join(tycho.stateDirectory, 'lost.yaml'), lostServer);
    await tycho.tycho('apply', '-f', join(tycho.stateDirectory, 'lost.yaml'));

    await eventually(async () => expect(await tycho.ask('why', 'server/lost')).toContain('no-such-image'));
    await tycho.tycho('delete', 'server', 'lost');
  });

  it('finds the same guest running after every process of the control plane, etcd and the agent were killed', async () => {
    const pids = await qemuPids(await serverUID());

    await tycho.killEverything();
    await tycho.up({ driver });

    await tycho.kubectl('wait', '--for=condition=Ready', 'server/quickstart', '--timeout=60s');
    await eventually(async () =>
      expect(await tycho.kubectl('get', 'server', 'quickstart', '--no-headers')).toMatch(/quickstart\s+Running/),
    );
    expect(pids).toHaveLength(1);
    expect(await qemuPids(await serverUID())).toEqual(pids);
  });

  it('says that a change is a restart before it happens, and then restarts the guest once', async () => {
    const uid = await serverUID();
    const [before] = await qemuPids(uid);
    const file = join(tycho.stateDirectory, 'rescue.yaml');
    await writeFile(file, rescuedServer);

    const plan = await tycho.tycho('plan', '-f', file);
    expect(plan).toMatch(/~ server\.compute\.tycho\.dev\/quickstart in default \(restart\)/);
    expect(plan).toContain('Plan: 0 to create, 1 to change (1 restart), 0 to delete.');
    expect(await qemuPids(uid)).toEqual([before]);
    const hash = /^Hash: ([0-9a-f]+)$/m.exec(plan)?.[1] ?? 'none';
    await tycho.tycho('apply', '-f', file, '--plan', hash);

    await eventually(
      async () => expect(await tycho.kubectl('get', 'server', 'quickstart', '--no-headers')).toMatch(/quickstart\s+Rescued/),
      { withinMilliseconds: bootMilliseconds },
    );
    const [after, ...others] = await qemuPids(uid);
    expect(others).toEqual([]);
    expect(after).not.toBe(before);
    expect(await tycho.kubectl('get', 'instances', '-o', `jsonpath={.items[?(@.spec.server.uid=="${uid}")].status.restartCount}`)).toMatch(
      /^0?$/,
    );
    expect(await tycho.tycho('plan', '-f', file)).toContain('Plan: nothing to do.');
  });

  it('leaves no process, disk or socket of a server that kubectl deleted', async () => {
    const uid = await serverUID();
    const instance = await tycho.kubectl('get', 'server', 'quickstart', '-o', 'jsonpath={.status.instance}');
    await tycho.kubectl('delete', 'server', 'quickstart', '--timeout=60s');

    await eventually(async () => expect(await qemuPids(uid)).toEqual([]));
    const { stdout: leftovers } = await run('find', [tycho.stateDirectory, '/run', '-name', `*${instance}*`]);
    expect(leftovers).toBe('');
  });
});

/** Runs the real `openstack` in a shell that has sourced the openrc, as people do. */
async function openstack(tycho: LocalTycho, words: string): Promise<string> {
  const openrc = join(tycho.stateDirectory, 'openrc');
  const { stdout } = await run('bash', ['-c', '. "$0" && /usr/bin/openstack "$@"', openrc, ...words.split(' ')], {
    env: { PATH: '/usr/bin:/bin', HOME: tycho.stateDirectory, LANG: 'C.UTF-8', PYTHONWARNINGS: 'ignore' },
  });
  return stdout;
}

const lostServer = `
apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: lost }
spec: { flavor: m1.tiny, image: no-such-image }
`;

/** Of the quickstart only what is to be said about its rescue. */
const rescuedServer = `
apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: quickstart }
spec: { flavor: m1.tiny, image: quickstart, keyPair: demo, userData: { secretName: quickstart-user-data }, rescue: {} }
`;

/** All keys in this control plane's etcd. */
async function etcdKeys(stateDirectory: string): Promise<string[]> {
  const keyFile = (name: string): Promise<string> => readFile(join(stateDirectory, 'keys', name), 'utf8');
  const channel = new EtcdChannel({
    endpoints: [await etcdEndpoint(stateDirectory)],
    credentials: {
      authorityPEM: await keyFile('etcd-ca.crt'),
      serverName: 'localhost',
      certificatePEM: await keyFile('etcd-client.crt'),
      privateKeyPEM: await keyFile('etcd-client.key'),
    },
    clock: new SystemClock(),
    connectTimeoutMilliseconds: 5_000,
    callTimeoutMilliseconds: 5_000,
  });
  try {
    const { kvs } = await channel.call(rangeMethod, { key: Buffer.of(0), rangeEnd: Buffer.of(0) });
    return (kvs ?? []).map(({ key }) => Buffer.from(key ?? []).toString());
  } finally {
    channel.close();
  }
}

/** Resolves with the status of etcd's health page for a client that shows no certificate. */
async function healthWithoutCertificate(stateDirectory: string): Promise<number | undefined> {
  const ca = await readFile(join(stateDirectory, 'keys/etcd-ca.crt'), 'utf8');
  const endpoint = await etcdEndpoint(stateDirectory);
  return new Promise((resolve, reject) => {
    get(`https://${endpoint}/health`, { ca }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    }).on('error', reject);
  });
}

/** Where the etcd of this control plane listens, as its own command line says. */
async function etcdEndpoint(stateDirectory: string): Promise<string> {
  const registered = JSON.parse(await readFile(join(stateDirectory, 'processes.json'), 'utf8')) as { etcd: { pid: number } };
  const commandLine = (await readFile(`/proc/${registered.etcd.pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  return /--listen-client-urls[= ]https:\/\/(\S+)/.exec(commandLine)?.[1] ?? '';
}
