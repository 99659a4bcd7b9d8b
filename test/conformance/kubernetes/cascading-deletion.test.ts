import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServerProcess, type ApiServerProcess } from '#test/harness/api-server-process.ts';
import { eventually } from '#test/harness/eventually.ts';
import { kubectlPrograms } from './kubectl-program.ts';
import { KubectlShell } from './kubectl.ts';

/** `kubectl delete --cascade`, of owners and dependents of several kinds, with the loop that makes it true in a process of its own. */
describe('kubectl delete', () => {
  let server: ApiServerProcess;
  let shell: KubectlShell;
  let loop: ChildProcess;

  beforeAll(async () => {
    server = await startApiServerProcess({ storage: 'memory' });
    shell = await KubectlShell.open(await server.kubeconfig(), (await kubectlPrograms()).newer);
    const kubeconfig = await server.kubeconfig({ name: 'controller-manager', groups: ['tycho:control-plane'] });
    const program = fileURLToPath(new URL('../../../cmd/controller-manager/main.ts', import.meta.url));
    loop = spawn(process.execPath, [program, '--kubeconfig', kubeconfig, '--loops', 'garbage-collection'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    for (const stream of [loop.stdout, loop.stderr]) stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await eventually(() => {
      if (!log.includes('"process ready"')) throw new Error(`the loop is not ready: ${log.slice(-1000)}`);
    });
  });

  afterAll(async () => {
    loop.kill('SIGTERM');
    if (loop.exitCode === null && loop.signalCode === null) await once(loop, 'exit');
    await shell.close();
    await server.stop();
  });

  /** A ConfigMap that owns a Secret, which owns a Network. */
  async function aFamily(namespace: string): Promise<void> {
    await shell.output(`kubectl create namespace ${namespace} && kubectl -n ${namespace} create configmap owner`);
    const uid = (kind: string, name: string): Promise<string> =>
      shell.output(`kubectl -n ${namespace} get ${kind} ${name} -o jsonpath='{.metadata.uid}'`);
    const owned = (kind: string, name: string, ownerUID: string): string =>
      `"ownerReferences":[{"apiVersion":"v1","kind":"${kind}","name":"${name}","uid":"${ownerUID}","blockOwnerDeletion":true}]`;
    const secret = `{"apiVersion":"v1","kind":"Secret","metadata":{"name":"child","finalizers":["example.com/hold"],${owned('ConfigMap', 'owner', await uid('configmap', 'owner'))}}}`;
    await shell.output(`kubectl -n ${namespace} create -f - <<< '${secret}'`);
    const network = `{"apiVersion":"compute.tycho.dev/v1alpha1","kind":"Network","metadata":{"name":"grandchild",${owned('Secret', 'child', await uid('secret', 'child'))}},"spec":{"cidr":"10.9.0.0/24"}}`;
    await shell.output(`kubectl -n ${namespace} create -f - <<< '${network}'`);
  }

  const left = async (namespace: string): Promise<string> =>
    (await shell.output(`kubectl -n ${namespace} get configmaps,secrets,networks.compute.tycho.dev -o name --ignore-not-found`)).trim();

  it('--cascade=foreground returns when the dependents have gone, and the owner after them', async () => {
    await aFamily('foreground');

    const deleting = shell.output('kubectl -n foreground delete configmap owner --cascade=foreground --timeout=60s');
    await eventually(async () => expect(await left('foreground')).toBe('configmap/owner\nsecret/child'));
    await shell.output(`kubectl -n foreground patch secret child --type=merge -p '{"metadata":{"finalizers":null}}'`);

    expect(await deleting).toContain('configmap "owner" deleted');
    await eventually(async () => expect(await left('foreground')).toBe(''));
  });

  it('--cascade=orphan returns, and leaves the dependents behind without their owner', async () => {
    await aFamily('orphan');

    expect(await shell.output('kubectl -n orphan delete configmap owner --cascade=orphan --timeout=60s')).toContain('deleted');

    expect(await left('orphan')).toBe('secret/child\nnetwork.compute.tycho.dev/grandchild');
    expect(
      await shell.output(`kubectl -n orphan get secret child -o jsonpath='{.metadata.ownerReferences}{.metadata.deletionTimestamp}'`),
    ).toBe('');
  });

  it('takes the dependents along behind its back, if nothing else is said', async () => {
    await aFamily('background');

    expect(await shell.output('kubectl -n background delete configmap owner --timeout=60s')).toContain('deleted');
    await eventually(async () => {
      expect(await shell.output(`kubectl -n background get secret child -o jsonpath='{.metadata.deletionTimestamp}'`)).not.toBe('');
    });
    await shell.output(`kubectl -n background patch secret child --type=merge -p '{"metadata":{"finalizers":null}}'`);

    await eventually(async () => expect(await left('background')).toBe(''));
  });
});
