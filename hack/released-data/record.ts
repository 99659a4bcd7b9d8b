/**
 * Records what a release leaves behind, for the tests of upgrades: `node hack/released-data/record.ts v0.1.0`.
 *
 * Runs that release's own programs in a scratch folder, asks them for `world.yaml`, stops them, and writes every key of their etcd and what their agent keeps
 * to `test/conformance/upgrade/goldens/VERSION`. Needs the tag and the Debian packages of hack/install-packages.sh; the npm packages are those of today.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Etcd3 } from 'etcd3';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../..', import.meta.url));
const namespace = 'shop';

/** What each server comes to rest at. */
const phases =
  'database=Stopped ended=Failed failing=Failed first=Running leaving=Terminating nowhere=Pending second=Running starting=Starting web=Running';

class Release {
  readonly #program: string;
  readonly stateDirectory: string;

  constructor(scratch: string) {
    this.#program = join(scratch, 'release/cmd/tycho/main.ts');
    this.stateDirectory = join(scratch, 'state');
  }

  async tycho(...words: string[]): Promise<string> {
    const { stdout } = await run(process.execPath, [this.#program, ...words], { maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  }

  async kubectl(...words: string[]): Promise<string> {
    const { stdout } = await run('kubectl', [`--kubeconfig=${this.kubeconfig}`, `--namespace=${namespace}`, ...words]);
    return stdout;
  }

  get kubeconfig(): string {
    return join(this.stateDirectory, 'kubeconfig');
  }
}

async function record(tag: string): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'tycho-record-'));
  const release = new Release(scratch);
  try {
    await mkdir(join(scratch, 'release'));
    await run('bash', ['-c', 'git archive "$1" | tar --extract --directory "$2"', 'bash', tag, join(scratch, 'release')], {
      cwd: repository,
    });
    await symlink(join(repository, 'node_modules'), join(scratch, 'release/node_modules'));
    await release.tycho('up', '--driver=fake', '--fake-hosts=2', '--host-name=host', '--state-directory', release.stateDirectory);
    await makeWorld(release, scratch);
    const folder = join(repository, 'test/conformance/upgrade/goldens', tag.replace(/^v/, ''));
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    // The agents first: they never know more than what is stored.
    await copyAgent(join(release.stateDirectory, 'agent/hosts'), join(folder, 'hosts'));
    await writeFile(join(folder, 'etcd.jsonl'), await dumpEtcd(release.stateDirectory));
  } finally {
    // Without --purge: guests of the fake driver are entries of a file, and some of them would never go.
    await release.tycho('down', '--state-directory', release.stateDirectory).catch(() => {});
    await rm(scratch, { recursive: true, force: true });
  }
}

async function makeWorld(release: Release, scratch: string): Promise<void> {
  const world = fileURLToPath(new URL('world.yaml', import.meta.url));
  await release.tycho('--kubeconfig', release.kubeconfig, 'apply', '-f', world);
  await eventually(async () => check(await release.kubectl('get', 'server/leaving', '-o', 'jsonpath={.status.phase}'), 'Running'));
  await eventually(async () => check(await release.kubectl('get', 'server/web', '-o', 'jsonpath={.status.phase}'), 'Running'));
  await release.kubectl('delete', 'server/leaving', '--wait=false');
  await release.kubectl('patch', 'host/host-2', '--type=merge', '-p', '{"spec":{"zone":"rack-2","traits":["CUSTOM_SSD"]}}');
  const actions = ['web', 'failing'].map((server) => ({
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'ServerAction',
    metadata: { name: `reboot-${server}` },
    spec: { server, type: 'Reboot', reboot: { mode: 'Hard' } },
  }));
  await writeFile(join(scratch, 'actions.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: actions }));
  await release.tycho('--kubeconfig', release.kubeconfig, '--namespace', namespace, 'create', '-f', join(scratch, 'actions.json'));
  await release.tycho('--kubeconfig', release.kubeconfig, 'join-token');
  await eventually(async () =>
    check(
      (await release.kubectl('get', 'servers', '-o', 'jsonpath={range .items[*]}{.metadata.name}={.status.phase} {end}')).trim(),
      phases,
    ),
  );
  await eventually(async () =>
    check(await release.kubectl('get', 'serveraction/reboot-web', '-o', 'jsonpath={.status.phase}'), 'Succeeded'),
  );
}

/** Tries again until it passes, for a minute. */
async function eventually(attempt: () => Promise<void>): Promise<void> {
  for (let triesLeft = 120; ; triesLeft -= 1) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (triesLeft === 0) throw error;
    }
    await setTimeout(500);
  }
}

function check(found: string, wanted: string): void {
  if (found !== wanted) throw new Error(`found ${found}, and not ${wanted}`);
}

/** A line for each key, in the order in which they were last written: what is there, at which revision, and how long it lives. */
async function dumpEtcd(stateDirectory: string): Promise<string> {
  const settings = JSON.parse(await readFile(join(stateDirectory, 'settings.json'), 'utf8')) as {
    readonly ports: { readonly etcdClient: number };
  };
  const key = (name: string): Promise<Buffer> => readFile(join(stateDirectory, 'keys', name));
  const client = new Etcd3({
    hosts: `https://127.0.0.1:${settings.ports.etcdClient}`,
    credentials: {
      rootCertificate: await key('etcd-ca.crt'),
      privateKey: await key('etcd-client.key'),
      certChain: await key('etcd-client.crt'),
    },
    grpcOptions: { 'grpc.ssl_target_name_override': 'localhost' },
  });
  try {
    const { kvs } = await client.getAll().exec();
    const written = kvs.toSorted((one, other) => Number(one.mod_revision) - Number(other.mod_revision));
    const lines = await Promise.all(
      written.map(async (each) => {
        const lease = each.lease === '0' ? undefined : await client.leaseClient.leaseTimeToLive({ ID: each.lease, keys: false });
        return JSON.stringify({
          key: each.key.toString('utf8'),
          modRevision: Number(each.mod_revision),
          ...(lease === undefined ? {} : { timeToLiveSeconds: Number(lease.grantedTTL) }),
          ...readable(each.value.toString('utf8')),
        });
      }),
    );
    return `${lines.join('\n')}\n`;
  } finally {
    client.close();
  }
}

/** JSON stands as it is, if it can be put together again to the same bytes. */
function readable(text: string): { readonly object: unknown } | { readonly text: string } {
  try {
    const object = JSON.parse(text) as unknown;
    if (JSON.stringify(object) === text) return { object };
  } catch {
    // Guards hold no JSON.
  }
  return { text };
}

/** All but the keys: whoever reads this gives the hosts new ones. */
async function copyAgent(from: string, to: string): Promise<void> {
  const secrets = ['host.key', 'host.csr', 'host.secret'];
  await cp(from, to, { recursive: true, filter: (path) => !secrets.some((name) => path.endsWith(name)) });
}

const [tag] = process.argv.slice(2);
if (tag === undefined) throw new Error('usage: node hack/released-data/record.ts TAG');
await record(tag);
