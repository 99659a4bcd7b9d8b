import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServerProcess, type ApiServerProcess } from '#test/harness/api-server-process.ts';
import { eventually } from '#test/harness/eventually.ts';
import { kubectlPrograms } from './kubectl-program.ts';
import { KubectlShell } from './kubectl.ts';

const { newer: kubectl } = await kubectlPrograms();

/** What people do with kubectl about rights, and what a member of a project hears who tries more than they may. */
describe('kubectl and rights', () => {
  let server: ApiServerProcess;
  let operator: KubectlShell;
  let member: KubectlShell;

  beforeAll(async () => {
    server = await startApiServerProcess({ storage: 'memory' });
    operator = await KubectlShell.open(await server.kubeconfig(), kubectl);
    member = await KubectlShell.open(await server.kubeconfig({ name: 'mel', groups: ['crew'] }), kubectl);
    await operator.output('kubectl create namespace red && kubectl create namespace blue');
    await operator.output('kubectl -n red create rolebinding crew --clusterrole=tycho:member --group=crew');
  });

  afterAll(async () => {
    await Promise.all([operator.close(), member.close()]);
    await server.stop();
  });

  it('tells who one is and what one may', async () => {
    expect(await member.output('kubectl auth whoami')).toMatch(/Username +mel\nGroups +\[crew system:authenticated\]/);
    const ask = async (question: string) => (await member.run(`kubectl auth can-i ${question}`)).stdout;

    expect(await ask('create servers -n red')).toBe('yes\n');
    expect(await ask('create servers -n blue')).toMatch(/^no/);
    expect(await ask('get servers/log -n red')).toBe('yes\n');
    expect(await ask('get hosts')).toMatch(/^no/);
    expect(await ask('get /openapi/v3')).toBe('yes\n');
    expect(await ask('get /metrics')).toMatch(/^no/);
    expect(await ask('--list -n red')).toMatch(/secrets +\[\] +\[\] +\[.*get.*\]/);
    expect(await ask('--list -n blue')).not.toContain('secrets');
  });

  it('is asked by tycho in the same words, and answers the same', async () => {
    const main = fileURLToPath(new URL('../../../cmd/tycho/main.ts', import.meta.url));
    for (const question of ['whoami', 'can-i get hosts', 'can-i --list -n red']) {
      const ofTycho = await member.run(`${process.execPath} ${main} auth ${question}`);
      expect([question, ofTycho]).toEqual([question, await member.run(`kubectl auth ${question}`)]);
    }
  });

  it('shows a member nothing of other projects and of hosts', async () => {
    for (const what of [
      'servers -n blue',
      'servers -A',
      'secrets -n blue',
      'hosts',
      'instances -n red',
      'nodes.infrastructure.tycho.dev',
    ]) {
      const { exitCode, stdout } = await member.run(`kubectl get ${what}`);
      expect([what, exitCode, stdout]).toEqual([what, 1, '']);
    }
    expect((await member.run('kubectl get servers -n blue')).stderr).toContain(
      'Error from server (Forbidden): servers.compute.tycho.dev is forbidden: User "mel" cannot list resource "servers" in API group "compute.tycho.dev" in the namespace "blue"',
    );
    expect((await member.run('kubectl -n red get servers')).exitCode).toBe(0);
  });

  it('makes roles and bindings, and refuses what its user may not give', async () => {
    const role = 'kubectl -n red create role looker --verb=get,list --resource=servers.compute.tycho.dev';
    expect(await operator.output(role)).toBe('role.rbac.authorization.k8s.io/looker created\n');
    expect(await operator.output('kubectl -n red create rolebinding rita --role=looker --user=rita')).toContain('rita created');
    expect(await operator.output('kubectl auth can-i list servers -n red --as rita')).toBe('yes\n');
    expect((await operator.run('kubectl auth can-i delete servers -n red --as rita')).stdout).toMatch(/^no/);

    await operator.output('kubectl -n red create rolebinding ada --clusterrole=tycho:admin --user=ada');
    const escalation = await operator.run('kubectl -n red create rolebinding eve --clusterrole=cluster-admin --user=eve --as ada');
    expect(escalation.stderr).toContain(
      'user "ada" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:',
    );
    expect(await operator.output('kubectl -n red create rolebinding max --clusterrole=view --user=max --as ada')).toContain('max created');
    expect(await operator.output('kubectl describe clusterrole tycho:reader')).toMatch(/servers\.compute\.tycho\.dev +\[\] +\[\] +\[.*\]/);
    expect(await operator.output('kubectl get clusterrolebindings,roles,rolebindings -A')).toMatch(/rita +looker/);
  });

  it('acts as somebody else, and only who may', async () => {
    expect(await operator.output('kubectl auth whoami --as eve --as-group a --as-group b --as-uid 7')).toMatch(
      /Username +eve\nUID +7\nGroups +\[a b system:authenticated\]/,
    );
    expect((await operator.run('kubectl get servers -n blue --as mel --as-group crew')).exitCode).toBe(1);
    expect((await member.run('kubectl get namespaces --as admin --as-group system:masters')).stderr).toContain(
      'users "admin" is forbidden: User "mel" cannot impersonate resource "users" in API group "" at the cluster scope',
    );
  });

  it('reconciles roles and bindings of a file', async () => {
    const policy = (verbs: string): string => `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: painter, namespace: red}
rules: [{apiGroups: [compute.tycho.dev], resources: [servers], verbs: [${verbs}]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: painter, namespace: red}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: painter}
subjects: [{kind: User, name: pia}]
`;
    for (const verbs of ['look', 'look, paint']) {
      await writeFile(join(operator.folder, 'policy.yaml'), policy(verbs));
      expect(await operator.output('kubectl auth reconcile -f policy.yaml')).toContain(
        'rolebinding.rbac.authorization.k8s.io/painter reconciled',
      );
    }

    await eventually(async () =>
      expect(await operator.output('kubectl auth can-i paint servers -n red --as pia 2>/dev/null || true')).toBe('yes\n'),
    );
  });

  it('is nobody with the certificate of a host, whoever signed it', async () => {
    // kubectl takes colons in $KUBECONFIG for the ends of file names.
    const kubeconfig = join(operator.folder, 'host.kubeconfig');
    await copyFile(await server.kubeconfig({ name: 'tycho:host:1', groups: ['system:masters'] }), kubeconfig);
    const host = await KubectlShell.open(kubeconfig, kubectl);
    try {
      expect((await host.run('kubectl get --raw /apis')).stderr).toContain('User "tycho:host:1" cannot get path "/apis"');
      expect((await host.run('kubectl get --raw /apis/infrastructure.tycho.dev/v1alpha1/hosts')).exitCode).toBe(1);
    } finally {
      await host.close();
    }
  });
});
