import { X509Certificate } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { roleBindingKind, type RoleBinding } from '#apis/kubernetes/rbac.ts';
import { createAuthority } from '#cmd/bootstrap/certificates.ts';
import type { CommandLine } from '#test/harness/command-line.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
});

async function subjectsOf(role: string): Promise<readonly string[]> {
  const binding = await server.client().resource(roleBindingKind).get({ namespace: 'red', name: role });
  return ((binding as RoleBinding).subjects ?? []).map(({ kind, name, namespace = '' }) => `${kind} ${namespace}${name}`);
}

describe('tycho create project', () => {
  it('makes a namespace with a binding for each role, and says how somebody gets in', async () => {
    const subjects = ['--admin', 'ada', '--member', 'mel', '--member', 'group:crew', '--service', 'serviceaccount:billing:meter'];
    const { exitCode, output, errors } = await commands.run('create', 'project', 'red', ...subjects);

    expect([exitCode, output]).toEqual([
      0,
      'namespace/red created\nrolebinding/tycho:member created\nrolebinding/tycho:admin created\nrolebinding/tycho:service created\n',
    ]);
    expect(errors).toContain('tycho create kubeconfig NAME -n red');
    expect(await subjectsOf('tycho:member')).toEqual(['User mel', 'Group crew']);
    expect(await subjectsOf('tycho:service')).toEqual(['ServiceAccount billingmeter']);
  });

  it('adds to a project that is there, and takes nobody out', async () => {
    await commands.run('create', 'project', 'red', '--member', 'mel');

    const again = await commands.run('create', 'project', 'red', '--member', 'mel', '--reader', 'rita');
    const more = await commands.run('create', 'project', 'red', '--member', 'max');

    expect(again.output).toBe('namespace/red unchanged\nrolebinding/tycho:reader created\nrolebinding/tycho:member unchanged\n');
    expect(more.output).toBe('namespace/red unchanged\nrolebinding/tycho:member configured\n');
    expect(await subjectsOf('tycho:member')).toEqual(['User mel', 'User max']);
  });

  it('gives nobody other rights than it says, by a binding of the name that somebody made for another role', async () => {
    await commands.run('create', 'project', 'red');
    await server
      .client()
      .resource(roleBindingKind)
      .create({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { namespace: 'red', name: 'tycho:reader' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'tycho:admin' },
      });

    const { exitCode, errors } = await commands.run('create', 'project', 'red', '--reader', 'rita');

    expect([exitCode, await subjectsOf('tycho:reader')]).toEqual([1, []]);
    expect(errors).toContain('rolebinding "tycho:reader" in red is of the ClusterRole "tycho:admin"');
  });

  it.each(['group:', 'serviceaccount:red', 'serviceaccount:a:b:c', ''])(
    'refuses the subject "%s" before anything is made',
    async (subject) => {
      const { exitCode, output } = await commands.run('create', 'project', 'red', '--member', subject);

      expect([exitCode, output]).toEqual([2, '']);
    },
  );
});

describe('tycho create kubeconfig', () => {
  it('gives somebody a certificate of this installation', async () => {
    const authority = await createAuthority({ commonName: 'tycho api', validityDays: 1 });
    mkdirSync(join(commands.directory, '.tycho', 'keys'), { recursive: true });
    commands.write('.tycho/keys/api-ca.crt', authority.certificatePEM);
    commands.write('.tycho/keys/api-ca.key', authority.privateKeyPEM);

    const { exitCode, output } = await commands.run('create', 'kubeconfig', 'mel', '--group', 'crew', '-n', 'red');
    const { users, contexts } = parse(output);
    const certificate = new X509Certificate(Buffer.from(users[0].user['client-certificate-data'], 'base64'));

    expect([exitCode, contexts[0].context.namespace]).toEqual([0, 'red']);
    expect(certificate.subject.split('\n').toSorted()).toEqual(['CN=mel', 'O=crew']);
    expect(certificate.verify(new X509Certificate(authority.certificatePEM).publicKey)).toBe(true);
  });

  it('says what is missing where there are no keys, and refuses names that are nobody’s', async () => {
    expect((await commands.run('create', 'kubeconfig', 'mel')).errors).toContain('api-ca.key cannot be read');
    expect((await commands.run('create', 'kubeconfig', 'tycho:host:1')).exitCode).toBe(2);
    expect((await commands.run('create', 'kubeconfig', 'mel', '--days', '0')).exitCode).toBe(2);
  });
});
