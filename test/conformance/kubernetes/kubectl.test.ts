import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { startApiServerProcess, type ApiServerProcess } from '#test/harness/api-server-process.ts';
import { eventually } from '#test/harness/eventually.ts';
import { kubectlPrograms } from './kubectl-program.ts';
import { KubectlShell } from './kubectl.ts';

/** What the recording does not hold: our own kinds, watches, waits, events, and the bodies of kubectl's typed clients. */
const { newer: kubectl } = await kubectlPrograms();

describe(`kubectl ${kubectl.version}`, () => {
  let server: ApiServerProcess;
  let shell: KubectlShell;

  beforeAll(async () => {
    server = await startApiServerProcess({ storage: 'etcd' });
    shell = await KubectlShell.open(await server.kubeconfig(), kubectl);
  });

  afterAll(async () => {
    await shell.close();
    await server.stop();
  });

  /** A namespace that no other test uses. */
  async function aNamespace(name: string): Promise<string> {
    await shell.output(`kubectl create namespace ${name}`);
    return name;
  }

  async function apply(
    namespace: string,
    name: string,
    options: { readonly labels?: string; readonly spec?: string } = {},
  ): Promise<string> {
    const { labels = '', spec = 'flavor: small, image: debian' } = options;
    const file = `${namespace}-${name}.yaml`;
    await writeFile(
      join(shell.folder, file),
      `apiVersion: compute.tycho.dev/v1alpha1\nkind: Server\nmetadata: {name: ${name}, labels: {${labels}}}\nspec: {${spec}}\n`,
    );
    return shell.output(`kubectl -n ${namespace} apply -f ${file}`);
  }

  /** Takes the finalizer away, as the control plane would once nothing of the server is left. */
  const release = (namespace: string, name: string): Promise<string> =>
    shell.output(`kubectl -n ${namespace} patch server ${name} --type=merge -p '{"metadata":{"finalizers":null}}'`);

  it('knows every kind, by each of its names', async () => {
    const names = (await shell.output('kubectl api-resources -o name')).trim().split('\n');
    const wanted = catalog.map(({ plural, group }) => (group === '' ? plural : `${plural}.${group}`));

    expect(names).toEqual(expect.arrayContaining(wanted));
    expect(await shell.output('kubectl api-resources --api-group=compute.tycho.dev')).toMatch(
      /servers +srv +compute\.tycho\.dev\/v1alpha1 +true +Server/,
    );
    expect((await shell.run('kubectl get srv,flv,img,kp,sg,sa,inst,hosts,quotas -A')).stderr).toBe('No resources found\n');
    expect(await shell.output('kubectl version')).toContain('Server Version: v1.32.0+tycho-');
  });

  it('lists in pages, over namespaces, by label, and in every form', async () => {
    const [one, other] = [await aNamespace('list-one'), await aNamespace('list-other')];
    for (const name of ['a', 'b', 'c']) await apply(one, name, { labels: `tier: ${name === 'c' ? 'data' : 'web'}` });
    await apply(other, 'd', { labels: 'tier: web' });
    const names = async (line: string): Promise<string[]> =>
      (await shell.output(line))
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => row.replaceAll(/ +/g, ' ').split(' ').slice(0, 2).join(' '));

    expect(await names(`kubectl -n ${one} get servers --chunk-size=1`)).toEqual(['a Running', 'b Running', 'c Running']);
    expect(await names('kubectl get servers -A -l tier=web')).toEqual([`${one} a`, `${one} b`, `${other} d`]);
    expect(await shell.output(`kubectl -n ${one} get servers -o name -l 'tier in (data)'`)).toBe('server.compute.tycho.dev/c\n');
    expect(await shell.output(`kubectl -n ${one} get srv a -o jsonpath='{.spec.power}'`)).toBe('Running');
    expect(JSON.parse(await shell.output(`kubectl -n ${one} get server a -o json`))).toMatchObject({
      kind: 'Server',
      metadata: { name: 'a' },
    });
    expect(await shell.output(`kubectl -n ${one} get server a -o yaml`)).toContain(
      'apiVersion: compute.tycho.dev/v1alpha1\nkind: Server\n',
    );
    expect(await shell.output(`kubectl -n ${one} get servers -o wide`)).toMatch(
      /^NAME +STATUS +POWER +FLAVOR +IMAGE +ADDRESS +ZONE +RESTARTS +AGE\n/,
    );
    expect(await shell.output(`kubectl -n ${one} get all`)).toMatch(/\na +Running/);
    expect(
      await shell.output(`kubectl -n ${one} get servers --sort-by=.metadata.name -o custom-columns=N:.metadata.name --no-headers`),
    ).toBe('a\nb\nc\n');
  });

  it('watches, with one head and a row for each change', async () => {
    const namespace = await aNamespace('watched');
    await apply(namespace, 'before');
    const child = spawn(
      join(kubectl.folder, 'kubectl'),
      ['--kubeconfig', await server.kubeconfig(), '-n', namespace, 'get', 'servers', '-w', '--output-watch-events'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const rows = (): string[] =>
      text
        .trimEnd()
        .split('\n')
        .map((row) => row.split(/ +/).slice(0, 2).join(' '));
    await eventually(() => expect(rows()).toHaveLength(2));

    await apply(namespace, 'after');
    await shell.output(`kubectl -n ${namespace} label server after a=b`);
    await shell.output(`kubectl -n ${namespace} delete server after --wait=false`);
    await release(namespace, 'after');
    await eventually(() => expect(rows().at(-1)).toBe('DELETED after'));
    child.kill();
    await once(child, 'exit');

    expect(rows()).toEqual(['EVENT NAME', 'ADDED before', 'ADDED after', 'MODIFIED after', 'MODIFIED after', 'DELETED after']);
  });

  it('describes an object together with its events', async () => {
    const namespace = await aNamespace('described');
    await apply(namespace, 'web');
    const uid = await shell.output(`kubectl -n ${namespace} get server web -o jsonpath={.metadata.uid}`);
    const event = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { generateName: 'web.' },
      involvedObject: { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Server', namespace, name: 'web', uid },
      type: 'Warning',
      reason: 'NoHostFits',
      message: 'none of 3 hosts has room',
      source: { component: 'scheduling' },
      firstTimestamp: new Date().toISOString(),
      lastTimestamp: new Date().toISOString(),
      count: 2,
    };
    await writeFile(join(shell.folder, 'event.json'), JSON.stringify(event));
    await shell.output(`kubectl -n ${namespace} create -f event.json`);

    expect(await shell.output(`kubectl -n ${namespace} describe server web`)).toMatch(
      /Warning +NoHostFits +.*scheduling +none of 3 hosts has room/,
    );
    expect(await shell.output(`kubectl -n ${namespace} events --for server/web`)).toMatch(
      /Warning +NoHostFits +Server\/web +none of 3 hosts has room/,
    );
    expect(await shell.output(`kubectl -n ${namespace} get events`)).toContain('NoHostFits');
  });

  it('creates and applies Kubernetes’ own kinds, which it sends as protobuf and changes by strategic merge', async () => {
    const namespace = await aNamespace('builtin');
    await shell.output(`kubectl -n ${namespace} create secret generic s --from-literal=password=geheim --from-literal=empty=`);
    await shell.output(`kubectl -n ${namespace} create configmap m --from-literal=a=b`);
    await writeFile(
      join(shell.folder, 'map.yaml'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: applied, labels: {x: z}}\ndata: {a: "1", b: "2"}\n',
    );
    await shell.output(`kubectl -n ${namespace} apply -f map.yaml`);
    await writeFile(join(shell.folder, 'map.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: applied}\ndata: {a: "1", c: "3"}\n');

    expect(await shell.output(`kubectl -n ${namespace} apply -f map.yaml`)).toBe('configmap/applied configured\n');
    expect(await shell.output(`kubectl -n ${namespace} apply -f map.yaml`)).toBe('configmap/applied unchanged\n');
    const map = JSON.parse(await shell.output(`kubectl -n ${namespace} get configmap applied -o json`));
    expect([map.data, map.metadata.labels ?? {}]).toEqual([{ a: '1', c: '3' }, {}]);
    const secret = JSON.parse(await shell.output(`kubectl -n ${namespace} get secret s -o json`));
    expect([secret.type, secret.data]).toEqual(['Opaque', { password: Buffer.from('geheim').toString('base64'), empty: '' }]);
    expect(await shell.output(`kubectl get namespace ${namespace}`)).toMatch(/builtin +Active/);
  });

  it('waits for conditions, for values, and for the end', async () => {
    const namespace = await aNamespace('waited');
    await apply(namespace, 'web');
    const waiting = [
      shell.output(`kubectl -n ${namespace} wait --for=condition=Ready server/web --timeout=20s`),
      shell.output(`kubectl -n ${namespace} wait --for=jsonpath='{.status.phase}'=Running server/web --timeout=20s`),
    ];
    const condition = { type: 'Ready', status: 'True', reason: 'Running', message: 'It runs.', lastTransitionTime: '2026-01-01T00:00:00Z' };
    await writeFile(
      join(shell.folder, 'status.json'),
      JSON.stringify({ status: { phase: 'Running', observedGeneration: 1, conditions: [condition] } }),
    );
    await shell.output(`kubectl -n ${namespace} patch server web --subresource=status --type=merge --patch-file status.json`);

    expect(await Promise.all(waiting)).toEqual([
      'server.compute.tycho.dev/web condition met\n',
      'server.compute.tycho.dev/web condition met\n',
    ]);
    const deleting = shell.output(`kubectl -n ${namespace} delete server web`);
    const gone = shell.output(`kubectl -n ${namespace} wait --for=delete server/web --timeout=20s`);
    await eventually(async () =>
      expect(await shell.output(`kubectl -n ${namespace} get server web -o jsonpath={.metadata.deletionTimestamp}`)).not.toBe(''),
    );
    await release(namespace, 'web');
    expect(await deleting).toBe('server.compute.tycho.dev "web" deleted\n');
    expect(await gone).toMatch(/condition met/);
  });

  it.each([
    ['an unknown field', 'flavor: small, image: debian, colour: red', /strict decoding error: unknown field "spec\.colour"/],
    [
      'a wrong type',
      'flavor: 7, image: debian',
      /The Server "wrong" is invalid: spec\.flavor: Invalid value: "integer": spec\.flavor in body must be of type string: "integer"/,
    ],
    ['a missing field', 'flavor: small', /The Server "wrong" is invalid: spec\.image: Required value/],
    [
      'a word that is none of the choices',
      'flavor: small, image: debian, power: Sideways',
      /spec\.power: Unsupported value: "Sideways": supported values: "Running", "Stopped"/,
    ],
  ])('tells of %s, which field it is', async (_, spec, message) => {
    await writeFile(
      join(shell.folder, 'wrong.yaml'),
      `apiVersion: compute.tycho.dev/v1alpha1\nkind: Server\nmetadata: {name: wrong}\nspec: {${spec}}\n`,
    );

    const { exitCode, stderr } = await shell.run('kubectl create -f wrong.yaml');

    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(message)]);
  });

  it('tells who may not', async () => {
    const stranger = await KubectlShell.open(await server.kubeconfig({ name: 'alice', groups: ['staff'] }), kubectl);

    expect((await stranger.run('kubectl get servers')).stderr).toBe(
      'Error from server (Forbidden): servers.compute.tycho.dev is forbidden: User "alice" cannot list resource "servers" in API group "compute.tycho.dev" in the namespace "default"\n',
    );
    expect((await stranger.run('kubectl auth can-i create servers')).stdout).toBe('no\n');
    expect(await stranger.output('kubectl auth whoami -o jsonpath={.status.userInfo.username}')).toBe('alice');
    expect((await shell.run('kubectl get servers --token=nonsense --client-certificate= --client-key=')).exitCode).not.toBe(0);
    expect((await shell.run('kubectl get servers --as bob')).stderr).toContain('(Forbidden)');
    await stranger.close();
  });

  it('shows what a change would do, and edits without losing another’s change', async () => {
    const namespace = await aNamespace('changed');
    await apply(namespace, 'web');
    await apply(namespace, 'web', { spec: 'flavor: small, image: debian, description: hello' });
    await writeFile(join(shell.folder, 'edit.sh'), '#!/bin/sh\nsed -i "s/description: hello/description: edited/" "$1"\n', { mode: 0o755 });

    expect(await shell.output(`KUBE_EDITOR=./edit.sh kubectl -n ${namespace} edit server web`)).toBe(
      'server.compute.tycho.dev/web edited\n',
    );
    const diff = await shell.run(`kubectl -n ${namespace} diff -f ${namespace}-web.yaml`);
    expect([diff.exitCode, diff.stdout]).toEqual([1, expect.stringContaining('+  description: hello')]);
    await shell.output(`kubectl -n ${namespace} get server web -o yaml > old.yaml && kubectl -n ${namespace} annotate server web a=b`);
    expect((await shell.run(`kubectl -n ${namespace} replace -f old.yaml`)).stderr).toContain(
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  });

  it('reads health and metrics', async () => {
    expect(await shell.output("kubectl get --raw '/readyz?verbose'")).toBe('[+]ping ok\n[+]storage ok\n[+]cache ok\nreadyz check passed\n');
    const metrics = await shell.output('kubectl get --raw /metrics');
    for (const name of [
      'requests_total{verb="list",resource="servers",code="200"}',
      'objects{resource="servers.compute.tycho.dev"}',
      'cache_lag_revisions 0',
      'storage_used_bytes',
    ]) {
      expect(metrics).toContain(`tycho_apiserver_${name}`);
    }
    expect(metrics).toContain('nodejs_eventloop_lag_seconds');
  });

  it('explains every kind down to a field', async () => {
    for (const { plural, group } of catalog)
      expect(await shell.output(`kubectl explain ${plural}${group === '' ? '' : `.${group}`}`)).toContain('VERSION:');
    expect(await shell.output('kubectl explain server.spec.placement.zone')).toContain('Only hosts of this availability zone.');
    expect(await shell.output('kubectl explain server.metadata.finalizers')).toContain('[]string');
  });

  it('sees its watch end when the server is told to stop, which it does at once', async () => {
    const child = spawn(join(kubectl.folder, 'kubectl'), ['--kubeconfig', await server.kubeconfig(), 'get', 'namespaces', '-w'], {
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    await eventually(async () => expect(await shell.output('kubectl get --raw /metrics')).toMatch(/^tycho_apiserver_watches 1$/m));
    const startedAt = performance.now();

    const exitCode = await server.terminate();
    const tookMilliseconds = performance.now() - startedAt;
    await server.restart();

    expect([exitCode, await ended]).toEqual([0, [0, null]]);
    expect(tookMilliseconds).toBeLessThan(5000);
  });

  it('finds what was stored after the server was killed', async () => {
    const namespace = await aNamespace('restarted');
    await apply(namespace, 'web');
    const child = spawn(
      join(kubectl.folder, 'kubectl'),
      ['--kubeconfig', await server.kubeconfig(), '-n', namespace, 'get', 'servers', '-w'],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    await once(child.stdout, 'data');

    await server.kill();
    await server.restart();
    child.kill();

    const { stdout } = await shell.run(`kubectl -n ${namespace} get servers -o name`);
    expect(stdout).toBe('server.compute.tycho.dev/web\n');
  });
});
