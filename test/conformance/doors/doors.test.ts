import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { request as requestPlainly } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionFrom, readKubeconfig } from '#cmd/bootstrap/kubeconfig.ts';
import { createAuthority, issueCertificate } from '#cmd/bootstrap/certificates.ts';
import { readSettings } from '#cmd/tycho/up/settings.ts';
import type { PortName, Ports } from '#cmd/tycho/up/ports.ts';
import { stateDirectoryAt, type StateDirectory } from '#cmd/tycho/up/state-directory.ts';
import { LocalTycho } from '../../end-to-end/local-tycho.ts';

interface Shown {
  readonly cert?: string;
  readonly key?: string;
}

/** OpenStack's clients speak plainly here, on loopback, and show tokens. */
const plainDoors = { identity: ['/identity/v3/users', '/image/v2/images', '/network/v2.0/ports'], novaApi: ['/v2.1/servers'] } as const;

/** What is asked at a door: something that only those may have whom it is for. */
const questions: { readonly [door in Exclude<PortName, 'gateway' | keyof typeof plainDoors>]: string } = {
  etcdClient: '/v3/maintenance/status',
  etcdPeer: '/members',
  apiServer: '/api/v1/secrets',
  console: '/console/nobody',
  imageStore: `/v1/projects/default/blobs/${'0'.repeat(64)}`,
};

type Door = keyof typeof questions;

/** Who is let in where; everybody else, everywhere else, is not. */
const keys: { readonly [door in Door]: readonly string[] } = {
  etcdClient: ['etcd-client'],
  etcdPeer: ['etcd-peer'],
  // All Secrets of all projects: for the administrator, for who collects garbage of every kind, and for the api-server itself.
  apiServer: ['administrator', 'controller-manager', 'gateway-client'],
  console: ['gateway-client'],
  imageStore: ['a host'],
};

/** A whole control plane as `tycho up` starts it. */
describe('the doors of a control plane', () => {
  let tycho: LocalTycho;
  let state: StateDirectory;
  let ports: Ports;
  let credentials: ReadonlyMap<string, Shown>;

  beforeAll(async () => {
    tycho = await LocalTycho.prepare();
    await tycho.up({ driver: 'fake' });
    state = stateDirectoryAt(tycho.stateDirectory);
    ports = readSettings(state.settings)!.ports;
    credentials = await allCredentials(state);
  });

  afterAll(() => tycho[Symbol.asyncDispose]());

  it.each(Object.keys(questions) as Door[])('lets in at %s those whom it is for, and nobody else', async (door) => {
    const letIn: string[] = [];
    for (const [who, shown] of credentials) {
      if (await isLetIn({ port: ports[door], path: questions[door], shown })) letIn.push(who);
    }

    expect(letIn.toSorted()).toEqual(keys[door].toSorted());
  });

  it('are deaf to whoever speaks without TLS', async () => {
    const deaf = Object.entries(ports).filter(([name]) => !(name in plainDoors));
    for (const [, port] of deaf) {
      const answer = new Promise((resolve) => {
        requestPlainly({ host: '127.0.0.1', port, path: '/', agent: false }, () => resolve('answered'))
          .once('error', () => resolve('cut off'))
          .end();
      });
      expect(await answer).toBe('cut off');
    }
  });

  it('tell nothing to clients of OpenStack’s that show no token', async () => {
    for (const [name, paths] of Object.entries(plainDoors)) {
      for (const path of paths) {
        const { status } = await fetch(`http://127.0.0.1:${ports[name as keyof typeof plainDoors]}${path}`);
        expect([path, status]).toEqual([path, 401]);
      }
    }
  });

  it('are all on loopback', async () => {
    const pids = await pidsBelow(state);
    const listening = await listeningAddresses(pids);

    expect(pids.length).toBeGreaterThanOrEqual(4);
    expect(listening.length).toBeGreaterThanOrEqual(Object.keys(ports).length);
    expect(new Set(listening)).toEqual(new Set(['0100007F']));
  });

  it('keep what opens them to their owner', async () => {
    const open: string[] = [];
    for (const entry of await readdir(state.root, { recursive: true })) {
      if (entry.startsWith('compile-cache')) continue;
      const { mode } = await stat(join(state.root, entry));
      if ((mode & 0o077) !== 0) open.push(entry);
    }

    expect(open).toEqual([]);
    expect((await stat(state.root)).mode & 0o777).toBe(0o700);
  });

  it('keep it out of arguments, logs and objects', async () => {
    const token = (await readFile(state.joinToken('agent'), 'utf8')).trim().split('.')[1] ?? '';
    const passwords = await Promise.all(['admin', 'demo', 'nova'].map((user) => readFile(state.openStackPasswordOf(user), 'utf8')));
    const keyLines = (await readFile(state.credentials('api-ca').key, 'utf8')).split('\n');
    const [logs, commandLines] = await Promise.all([
      Promise.all((await readdir(state.logs)).map((name) => readFile(join(state.logs, name), 'utf8'))),
      Promise.all((await pidsBelow(state)).map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8'))),
    ]);
    const objects = await tycho.kubectl('get', 'secrets,events,hosts,namespaces,leases', '--all-namespaces', '--output=yaml');

    for (const text of [...logs, ...commandLines, objects]) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(Buffer.from(token).toString('base64'));
      expect(text).not.toContain(keyLines[1]);
      for (const password of passwords) expect(text).not.toContain(password.trim());
    }
  });
});

async function allCredentials(state: StateDirectory): Promise<ReadonlyMap<string, Shown>> {
  const all = new Map<string, Shown>([['nobody', {}]]);
  for (const name of ['etcd-client', 'etcd-server', 'etcd-peer', 'api-server', 'gateway', 'gateway-client', 'image-store']) {
    const files = state.credentials(name);
    all.set(name, { cert: await readFile(files.certificate, 'utf8'), key: await readFile(files.key, 'utf8') });
  }
  const kubeconfigs = { administrator: state.kubeconfig, 'controller-manager': state.kubeconfigOf('controller-manager') };
  for (const [name, file] of Object.entries({
    ...kubeconfigs,
    'gateway process': state.kubeconfigOf('gateway'),
    'image-store process': state.kubeconfigOf('image-store'),
    'gitops process': state.kubeconfigOf('gitops'),
    'nova-api process': state.kubeconfigOf('nova-api'),
    'openstack-services process': state.kubeconfigOf('openstack-services'),
  })) {
    const { credentials } = await connectionFrom(await readKubeconfig([file]));
    if (credentials.kind === 'Certificate') all.set(name, { cert: credentials.certificatePEM, key: credentials.privateKeyPEM });
  }
  const identity = JSON.parse(await readFile(join(state.agentData('agent'), 'identity.json'), 'utf8')) as {
    readonly certificatePEM: string;
  };
  all.set('a host', { cert: identity.certificatePEM, key: await readFile(join(state.agentData('agent'), 'host.key'), 'utf8') });
  const authority = await createAuthority({ commonName: 'tycho api', validityDays: 1 });
  const terms = {
    commonName: 'admin',
    organizations: ['system:masters', 'tycho:control-plane'],
    validityDays: 1,
    usage: 'Client',
  } as const;
  const forged = await issueCertificate({ authority, ...terms });
  return all.set('a forger', { cert: forged.certificatePEM, key: forged.privateKeyPEM });
}

interface Knock {
  readonly port: number;
  readonly path: string;
  readonly shown: Shown;
}

/** Whether the question was answered at all, and not with a refusal. */
function isLetIn({ port, path, shown }: Knock): Promise<boolean> {
  return new Promise((resolve) => {
    // The server's own certificate is not what is looked at here.
    const asking = request({ host: '127.0.0.1', port, path, agent: false, rejectUnauthorized: false, ...shown }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode !== 401 && response.statusCode !== 403));
    });
    asking.once('error', () => resolve(false)).end();
  });
}

async function pidsBelow(state: StateDirectory): Promise<readonly number[]> {
  const started = JSON.parse(await readFile(state.processes, 'utf8')) as Readonly<Record<string, { readonly pid: number }>>;
  return Object.values(started).map(({ pid }) => pid);
}

/** The local addresses, as /proc/net/tcp writes them, on which these processes listen (proc(5), state 0A). */
async function listeningAddresses(pids: readonly number[]): Promise<readonly string[]> {
  const sockets = new Set<string>();
  for (const pid of pids) {
    for (const descriptor of await readdir(`/proc/${pid}/fd`)) sockets.add(await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => ''));
  }
  const tables = await Promise.all(['tcp', 'tcp6', 'udp', 'udp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8')));
  const rows = tables.flatMap((table) => table.split('\n').slice(1)).map((row) => row.trim().split(/\s+/));
  return rows
    .filter((columns) => (columns[3] === '0A' || columns[3] === '07') && sockets.has(`socket:[${columns[9]}]`))
    .map((columns) => columns[1]?.split(':')[0] ?? '');
}
