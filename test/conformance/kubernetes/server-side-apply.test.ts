import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KubeConfig, KubernetesObjectApi, PatchStrategy, type KubernetesObject } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServerProcess, type ApiServerProcess } from '#test/harness/api-server-process.ts';
import { kubectlPrograms } from './kubectl-program.ts';
import { KubectlShell } from './kubectl.ts';

/** What real clients make of several managers of one object. */
const { newer: kubectl } = await kubectlPrograms();
let server: ApiServerProcess;
let shell: KubectlShell;

beforeAll(async () => {
  server = await startApiServerProcess({ storage: 'memory' });
  shell = await KubectlShell.open(await server.kubeconfig(), kubectl);
});

afterAll(async () => {
  await shell.close();
  await server.stop();
});

async function write(file: string, name: string, spec: string, metadata = ''): Promise<void> {
  const text = `apiVersion: compute.tycho.dev/v1alpha1\nkind: Server\nmetadata: {name: ${name}${metadata}}\nspec: {${spec}}\n`;
  await writeFile(join(shell.folder, file), text);
}

const read = async (name: string, path: string): Promise<string> => shell.output(`kubectl get server ${name} -o jsonpath='${path}'`);

/** As `MANAGER OPERATION`, one a line. */
const owners = async (name: string): Promise<readonly string[]> =>
  (await read(name, '{range .metadata.managedFields[*]}{.manager} {.operation}{"\\n"}{end}')).trim().split('\n').toSorted();

describe('kubectl apply --server-side', () => {
  it('lets two managers own one server, says whose a field is, and takes it when told to', async () => {
    await write('team.yaml', 'pair', 'flavor: small, image: debian, tags: [web]', ', labels: {team: a}');
    await write('ops.yaml', 'pair', 'tags: [watched], deletionProtection: true');
    await write('grab.yaml', 'pair', 'flavor: large, tags: [watched]');

    expect(await shell.output('kubectl apply --server-side -f team.yaml')).toBe('server.compute.tycho.dev/pair serverside-applied\n');
    await shell.output('kubectl apply --server-side --field-manager=ops -f ops.yaml');
    expect(JSON.parse(await read('pair', '{.spec.tags}'))).toEqual(['web', 'watched']);

    const refused = await shell.run('kubectl apply --server-side --field-manager=ops -f grab.yaml');
    expect([refused.exitCode, refused.stderr]).toEqual([
      1,
      expect.stringContaining('error: Apply failed with 1 conflict: conflict with "kubectl": .spec.flavor\nPlease review the fields above'),
    ]);
    await shell.output('kubectl apply --server-side --force-conflicts --field-manager=ops -f grab.yaml');

    expect(JSON.parse(await read('pair', '{.spec}'))).toMatchObject({ flavor: 'large', image: 'debian', tags: ['web', 'watched'] });
    expect(await read('pair', '{.spec.deletionProtection}')).toBe('');
    expect(await owners('pair')).toEqual(['kubectl Apply', 'ops Apply']);
  });

  it('writes nothing the second time, nor for a diff, and shows who owns what only if asked', async () => {
    await write('calm.yaml', 'calm', 'flavor: small, image: debian');
    await shell.output('kubectl apply --server-side -f calm.yaml');
    const version = await read('calm', '{.metadata.resourceVersion}');
    await shell.output('kubectl apply --server-side -f calm.yaml');
    await write('calm.yaml', 'calm', 'flavor: small, image: debian, description: hello');

    const diff = await shell.run('kubectl diff --server-side -f calm.yaml');

    expect([diff.exitCode, diff.stdout]).toEqual([1, expect.stringContaining('+  description: hello')]);
    expect(await read('calm', '{.metadata.resourceVersion}')).toBe(version);
    expect(await shell.output('kubectl get server calm -o yaml')).not.toContain('managedFields');
    expect(await shell.output('kubectl get server calm -o yaml --show-managed-fields')).toContain('f:flavor: {}');
  });

  it('goes on from a client-side apply without a conflict, and owns what that one owned', async () => {
    await write('moved.yaml', 'moved', 'flavor: small, image: debian, description: hello');
    await shell.output('kubectl apply -f moved.yaml');
    expect(await owners('moved')).toEqual(['kubectl-client-side-apply Update']);

    await write('moved.yaml', 'moved', 'flavor: large, image: debian, description: hello');
    await shell.output('kubectl apply --server-side -f moved.yaml');
    expect(await owners('moved')).not.toContain('kubectl-client-side-apply Update');
    await write('moved.yaml', 'moved', 'flavor: large, image: debian');
    await shell.output('kubectl apply --server-side -f moved.yaml');

    expect(await read('moved', '{.spec.description}')).toBe('');
    // The note for client-side applies is kept true, so that one can go back.
    expect(await shell.output('kubectl apply -f moved.yaml')).toMatch(/moved (?:configured|unchanged)\n/);
    expect(JSON.parse(await read('moved', '{.spec}'))).toMatchObject({ flavor: 'large', image: 'debian' });
  });

  it('goes on from a client-side apply of tycho as from its own', async () => {
    await write('theirs.yaml', 'theirs', 'flavor: small, image: debian, description: hello');
    await shell.output('kubectl apply --field-manager=tycho-client-side-apply -f theirs.yaml');
    await write('theirs.yaml', 'theirs', 'flavor: small, image: debian');

    await shell.output('kubectl apply --server-side -f theirs.yaml');

    expect(await read('theirs', '{.spec.description}')).toBe('');
  });

  it('prunes with an applyset what is declared no longer', async () => {
    const command = 'KUBECTL_APPLYSET=true kubectl apply --server-side --prune --applyset=web -n default -f set.yaml';
    const map = (name: string): string => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {a: b}\n`;
    await writeFile(join(shell.folder, 'set.yaml'), map('kept') + map('dropped'));
    await shell.output(command);
    await writeFile(join(shell.folder, 'set.yaml'), map('kept'));

    expect(await shell.output(command)).toContain('configmap/dropped pruned');

    expect(await shell.output('kubectl get configmaps -o name')).toBe('configmap/kept\n');
    expect((await shell.run(command)).exitCode).toBe(0);
  });

  it('applies Kubernetes’ own kinds, and those that kubectl patches strategically afterwards', async () => {
    const map = (data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: strategic}\ndata: {${data}}\n`;
    await writeFile(join(shell.folder, 'map.yaml'), map('a: "1", b: "1"'));
    await shell.output('kubectl apply --server-side -f map.yaml');
    await shell.output(`kubectl patch configmap strategic -p '{"data":{"c":"1"},"metadata":{"finalizers":["example.com/one"]}}'`);
    await shell.output(`kubectl patch configmap strategic -p '{"metadata":{"finalizers":["example.com/two"]}}'`);
    await writeFile(join(shell.folder, 'map.yaml'), map('a: "1"'));
    await shell.output('kubectl apply --server-side -f map.yaml');

    const found = JSON.parse(await shell.output('kubectl get configmap strategic -o json'));

    expect([found.data, found.metadata.finalizers]).toEqual([{ a: '1', c: '1' }, ['example.com/one', 'example.com/two']]);
    const removal = '{"metadata":{"$deleteFromPrimitiveList/finalizers":["example.com/one","example.com/two"]}}';
    await shell.output(`kubectl patch configmap strategic -p '${removal}'`);
    expect(await shell.output('kubectl get configmap strategic -o jsonpath={.metadata.finalizers}')).toBe('');
  });
});

describe('kubectl patch --type=json', () => {
  it('tests, changes and says which step could not be done', async () => {
    await write('json.yaml', 'json', 'flavor: small, image: debian');
    await shell.output('kubectl create -f json.yaml');
    const patch = (operations: string) => shell.run(`kubectl patch server json --type=json -p '${operations}'`);

    const done = await patch('[{"op":"test","path":"/spec/flavor","value":"small"},{"op":"add","path":"/spec/tags","value":["a"]}]');
    const failed = await patch('[{"op":"add","path":"/spec/tags/-","value":"b"},{"op":"remove","path":"/spec/keyPair"}]');

    expect([done.stdout, failed.exitCode]).toEqual(['server.compute.tycho.dev/json patched\n', 1]);
    expect(failed.stderr).toContain('patch[1]: Invalid value: "/spec/keyPair": does not exist');
    expect(await read('json', '{.spec.tags}')).toBe('["a"]');
  });
});

describe('@kubernetes/client-node', () => {
  it('applies, too', async () => {
    const configuration = new KubeConfig();
    configuration.loadFromFile(await server.kubeconfig());
    const objects = KubernetesObjectApi.makeApiClient(configuration);
    const body = (spec: object) =>
      ({
        apiVersion: 'compute.tycho.dev/v1alpha1',
        kind: 'Server',
        metadata: { name: 'node', namespace: 'default' },
        spec,
      }) as KubernetesObject;
    const apply = (manager: string, spec: object, force?: boolean) =>
      objects.patch(body(spec), undefined, undefined, manager, force, PatchStrategy.ServerSideApply);

    await apply('argo', { flavor: 'small', image: 'debian' });
    await expect(apply('flux', { flavor: 'large' })).rejects.toMatchObject({ code: 409 });
    const forced = await apply('flux', { flavor: 'large' }, true);

    expect(forced).toMatchObject({ spec: { flavor: 'large', image: 'debian' } });
  });
});
