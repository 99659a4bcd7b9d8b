import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { GitHTTPSServer } from '../harness/git-https-server.ts';
import { GitRepository } from '../harness/git-repository.ts';
import { signalIfThere } from '../harness/signal-if-there.ts';
import { LocalTycho, repositoryRoot } from './local-tycho.ts';
import { fileOf } from './small-guests.ts';

const examples = join(repositoryRoot, 'manifests/examples/gitops');

/** One story, told in order: real processes, containers as guests, and nothing but `git push`. */
describe('a project that a repository owns', { timeout: 4 * 60_000 }, () => {
  let tycho: LocalTycho;
  let repository: GitRepository;

  beforeAll(async () => {
    repository = await GitRepository.create();
    tycho = await LocalTycho.prepare();
    await tycho.up({ driver: 'container', repositoryNetworks: ['127.0.0.0/8'], repositoryProtocols: ['file'] });
    await apply('prerequisites.yaml', prerequisites());
  }, 3 * 60_000);

  afterAll(async () => {
    await tycho[Symbol.asyncDispose]();
    await repository[Symbol.asyncDispose]();
  }, 60_000);

  const apply = async (name: string, text: string): Promise<string> => {
    await writeFile(join(tycho.stateDirectory, name), text);
    return tycho.tycho('apply', '-f', join(tycho.stateDirectory, name));
  };
  const example = (name: string): Promise<string> => readFile(join(examples, name), 'utf8');
  const servers = async (): Promise<string> => (await tycho.kubectl('get', 'servers', '-o', 'jsonpath={.items[*].metadata.name}')).trim();
  const field = (object: string, path: string): Promise<string> => tycho.kubectl('get', ...object.split('/'), '-o', `jsonpath={${path}}`);
  const ready = (name = 'cloud'): Promise<string> => field(`gitsync/${name}`, '.status.conditions[?(@.type=="Ready")].reason');

  /** The processes of a server's guest, as the kernel knows them. Each server has had one incarnation only. */
  const guestOf = async (server: string): Promise<readonly number[]> => {
    const uids = await field('instances', `.items[?(@.spec.server.name=="${server}")].metadata.uid`);
    if (!/^[0-9a-f-]{36}$/.test(uids)) return [];
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const groups = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => '')));
    return pids.filter((_, index) => groups[index]!.includes(uids)).map(Number);
  };
  const isThere = (pid: number): Promise<boolean> =>
    readFile(`/proc/${pid}/stat`).then(
      () => true,
      () => false,
    );

  it('brings up servers after a push, in waves', async () => {
    const files = Object.fromEntries(
      await Promise.all(['01-keys.yaml', 'database.yaml', 'web.yaml'].map(async (name) => [name, await example(`cloud/${name}`)] as const)),
    );
    const revision = await repository.commit(files);
    await apply(
      'git-sync.yaml',
      (await example('git-sync.yaml'))
        .replace('file:///srv/git/cloud.git', repository.url)
        .replace('intervalSeconds: 5', 'intervalSeconds: 1'),
    );

    expect(await tycho.tycho('sync', 'cloud', '--timeout=120s')).toContain('is in sync: Synced');

    expect(await servers()).toBe('database web');
    expect(await field('server/web', '.status.phase')).toBe('Running');
    expect(await field('gitsync/cloud', '.status.lastGoodRevision')).toBe(revision);
    expect(await tycho.tycho('get', 'gitsyncs')).toMatch(/cloud\s+True\s+Synced\s+\S*\s+3/);
    const [database, web] = await Promise.all(['database', 'web'].map((name) => field(`server/${name}`, '.status.launchedAt')));
    expect(Date.parse(web!)).toBeGreaterThanOrEqual(Date.parse(database!));
    for (const server of ['database', 'web']) expect(await guestOf(server)).not.toEqual([]);
  });

  it('has their guests come back when somebody kills them', async () => {
    const before = await guestOf('database');
    // The first of them is PID 1 of its namespace: the kernel may have ended the others with it before their turn comes.
    for (const pid of before) signalIfThere(pid, 'SIGKILL');

    await eventually(async () => expect(await tycho.kubectl('get', 'events')).toMatch(/DriftHealed +(server\/)?database/), {
      withinMilliseconds: 60_000,
    });
    const after = await guestOf('database');
    expect(after).not.toEqual([]);
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  });

  it('changes and deletes them, and their guests, by the next push', async () => {
    const [database, web] = [await guestOf('database'), await guestOf('web')];
    const stopped = (await example('cloud/database.yaml')).replace('power: Running', 'power: Stopped');

    await repository.commit({ 'web.yaml': undefined, 'database.yaml': stopped });

    await eventually(async () => expect(await field('server/database', '.status.phase')).toBe('Stopped'), { withinMilliseconds: 60_000 });
    await eventually(async () => expect(await servers()).toBe('database'), { withinMilliseconds: 60_000 });
    for (const pid of [...database, ...web]) expect(await isThere(pid)).toBe(false);
  });

  it('sets right what kubectl changed, and says who it was', async () => {
    await tycho.kubectl('patch', 'server', 'database', '--type=merge', '-p', '{"spec":{"power":"Running"}}');

    await eventually(async () => expect(await tycho.kubectl('get', 'events')).toContain('.spec.power was changed by kubectl'), {
      withinMilliseconds: 60_000,
    });
    expect(await field('server/database', '.spec.power')).toBe('Stopped');
    await eventually(async () => expect(await field('server/database', '.status.phase')).toBe('Stopped'), { withinMilliseconds: 60_000 });
    expect(await guestOf('database')).toEqual([]);
  });

  it('keeps the last good state when a commit is bad', async () => {
    const good = await field('gitsync/cloud', '.status.lastGoodRevision');

    await repository.commit({
      'web.yaml': 'apiVersion: compute.tycho.dev/v1alpha1\nkind: Server\nmetadata: { name: web }\nspec: { flavor: 7 }\n',
      '01-keys.yaml': undefined,
    });

    await eventually(async () => expect(await ready()).toBe('Rejected'), { withinMilliseconds: 60_000 });
    expect(await field('gitsync/cloud', '.status.conditions[?(@.type=="Ready")].message')).toContain('web.yaml:1');
    expect(await field('gitsync/cloud', '.status.lastGoodRevision')).toBe(good);
    expect(await field('keypair/team', '.metadata.name')).toBe('team');
  });

  it('deletes much only after somebody confirmed exactly that', async () => {
    await repository.commit({ 'web.yaml': undefined, '01-keys.yaml': undefined, 'database.yaml': undefined });

    await eventually(async () => expect(await ready()).toBe('ConfirmationNeeded'), { withinMilliseconds: 60_000 });
    expect(await servers()).toBe('database');
    const hash = await field('gitsync/cloud', '.status.plan.hash');
    await tycho.kubectl('patch', 'gitsync', 'cloud', '--type=merge', '-p', `{"spec":{"confirmPlan":"${hash}"}}`);

    await eventually(async () => expect(await servers()).toBe(''), { withinMilliseconds: 60_000 });
  });

  it('makes anew what somebody deletes', async () => {
    await repository.commit({ 'web.yaml': await example('cloud/web.yaml'), '01-keys.yaml': await example('cloud/01-keys.yaml') });
    await eventually(async () => expect(await field('server/web', '.status.phase')).toBe('Running'), { withinMilliseconds: 60_000 });
    const uid = await field('server/web', '.metadata.uid');

    await tycho.kubectl('delete', 'server', 'web');

    await eventually(async () => expect(await field('server/web', '.status.phase')).toBe('Running'), { withinMilliseconds: 60_000 });
    expect(await field('server/web', '.metadata.uid')).not.toBe(uid);
    // It stays, so `tycho down --purge` has to get the better of the GitSync.
  });

  it('does the same over https, with a password', async () => {
    await using server = await GitHTTPSServer.start(repository.bare, { user: 'deployer', password: 's3cret' });
    const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: over-https }\ndata: { a: "1" }\n';
    await repository.commit({ 'secure/settings.yaml': settings }, { branch: 'secure' });
    const secret = { username: 'deployer', password: 's3cret', 'ca.crt': server.authorityPEM };
    await apply(
      'secure.json',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [
          { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'git' }, stringData: secret },
          {
            apiVersion: 'gitops.tycho.dev/v1alpha1',
            kind: 'GitSync',
            metadata: { name: 'secure' },
            spec: {
              repository: { url: server.url('localhost', repository.bare), ref: { branch: 'secure' }, secretName: 'git' },
              path: 'secure',
              serviceAccountName: 'deployer',
            },
          },
        ],
      }),
    );

    expect(await tycho.tycho('sync', 'secure', '--timeout=60s')).toContain('is in sync');

    expect(await field('configmap/over-https', '.data.a')).toBe('1');
    expect(await readFile(join(tycho.stateDirectory, 'logs/services.log'), 'utf8')).not.toContain('s3cret');
  });
});

/** What `make up` makes, with the name of the virtual machine's image for the container's. */
const prerequisites = (): string => `
apiVersion: compute.tycho.dev/v1alpha1
kind: Flavor
metadata: { name: m1.tiny }
spec: { vcpus: 1, memoryMiB: 128, diskGiB: 1 }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Image
metadata: { name: quickstart }
spec: { format: RootFS, source: ${fileOf('rootfs.tar.gz')} }
`;
