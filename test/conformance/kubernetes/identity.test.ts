import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashJoinTokenSecret, joinTokenSecretName, joinTokenType, systemNamespace } from '#controllers/instance/join-token.ts';
import { aSigningKey } from '#test/builders/account-tokens.ts';
import { anEncryptionConfiguration } from '#test/builders/encryption.ts';
import { startApiServerProcess, type ApiServerProcess } from '#test/harness/api-server-process.ts';
import { eventually } from '#test/harness/eventually.ts';
import { kubectlPrograms } from './kubectl-program.ts';
import { KubectlShell } from './kubectl.ts';

const { newest: kubectl } = await kubectlPrograms();

let server: ApiServerProcess;
let shell: KubectlShell;

beforeAll(async () => {
  server = await startApiServerProcess({
    storage: 'etcd',
    files: {
      'service-account-signing-key-file': aSigningKey(),
      'encryption-config': anEncryptionConfiguration(['k1', 'identity']),
      'audit-log-path': '',
    },
  });
  shell = await KubectlShell.open(await server.kubeconfig(), kubectl);
  await writeFile(join(shell.folder, 'ca.crt'), server.authorityPEM);
});

afterAll(async () => {
  await shell.close();
  await server.stop();
});

/** kubectl of somebody who has nothing but a token. */
const as = (token: string): string =>
  `kubectl --kubeconfig=/dev/null --server=${server.url} --certificate-authority=ca.crt --token='${token}'`;

async function aToken(account: string, flags = ''): Promise<string> {
  return (await shell.output(`kubectl create token ${account} ${flags}`)).trim();
}

describe('a service account, with the real kubectl', () => {
  it('gets a token that says who it is, and dies with it', async () => {
    await shell.output('kubectl create serviceaccount robot');
    const token = await aToken('robot', '--duration=20m');

    const who = JSON.parse(await shell.output(`${as(token)} auth whoami -o json`)) as { status: { userInfo: Record<string, unknown> } };
    expect(who.status.userInfo).toMatchObject({
      username: 'system:serviceaccount:default:robot',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:default', 'system:authenticated'],
    });
    expect((await shell.run(`${as(token)} get secrets`)).stderr).toContain(
      '"system:serviceaccount:default:robot" cannot list resource "secrets"',
    );

    await shell.output('kubectl delete serviceaccount robot');
    const after = await shell.run(`${as(token)} auth whoami`);
    expect([after.exitCode, after.stderr]).toEqual([1, expect.stringContaining('Unauthorized')]);
  });

  it('gets one that is bound to a Secret, or for somebody else', async () => {
    await shell.output('kubectl create serviceaccount bound && kubectl create secret generic life');
    const token = await aToken('bound', '--bound-object-kind=Secret --bound-object-name=life');
    const foreign = await aToken('bound', '--audience=https://vault.test');

    expect((await shell.run(`${as(token)} auth whoami`)).exitCode).toBe(0);
    expect((await shell.run(`${as(foreign)} auth whoami`)).exitCode).toBe(1);
    await shell.output('kubectl delete secret life');
    expect((await shell.run(`${as(token)} auth whoami`)).exitCode).toBe(1);
    expect((await shell.run('kubectl create token bound --duration=1m')).stderr).toContain(
      'may not specify a duration less than 10 minutes',
    );
  });

  it('keeps its token over a restart of the api-server', async () => {
    await shell.output('kubectl create serviceaccount lasting');
    const token = await aToken('lasting');

    await server.terminate();
    await server.restart();

    expect(await shell.output(`${as(token)} auth whoami`)).toContain('system:serviceaccount:default:lasting');
  });
});

describe('a token that is good for joining', () => {
  it('opens nothing at the api-server', async () => {
    const [id, secret] = ['abcdef12', 'a-secret-for-joining'];
    const data = { hash: base64(hashJoinTokenSecret(secret)), expiration: base64('2099-01-01T00:00:00Z') };
    const body = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: joinTokenSecretName(id), namespace: systemNamespace },
      type: joinTokenType,
      data,
    };
    await writeFile(join(shell.folder, 'join.json'), JSON.stringify(body));
    await shell.output('kubectl create -f join.json');

    const refused = await shell.run(`${as(`${id}.${secret}`)} auth whoami`);

    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('Unauthorized')]);
  });
});

describe('encryption with another key', () => {
  it('reaches everything by the command that Kubernetes documents, while the server runs', async () => {
    await shell.output('kubectl create secret generic web --from-literal=password=Xyzzy');
    const version = (): Promise<string> => shell.output("kubectl get secret web -o jsonpath='{.metadata.resourceVersion}'");
    const replace = (): Promise<string> => shell.output('kubectl get secrets -A -o json | kubectl replace -f -');
    const before = await version();
    await replace();
    expect(await version()).toBe(before);

    await writeFile(server.file('encryption-config'), anEncryptionConfiguration(['k2', 'k1']));
    await eventually(async () => {
      await replace();
      if ((await version()) === before) throw new Error('the new key is not in use yet');
    });
    await writeFile(server.file('encryption-config'), anEncryptionConfiguration(['k2']));
    await server.terminate();
    await server.restart();

    expect(await shell.output("kubectl get secret web -o jsonpath='{.data.password}'")).toBe(base64('Xyzzy'));
    expect(await server.log()).not.toContain('stored object is unreadable');
  });
});

describe('the audit log', () => {
  it('says who made a token, and does not hold it', async () => {
    await shell.output('kubectl create serviceaccount audited');
    const token = await aToken('audited');

    const lines = await eventually(async () => {
      const found = (await readFile(server.file('audit-log-path'), 'utf8'))
        .split('\n')
        .filter((line) => line.includes('serviceaccounts/audited/token'));
      if (found.length === 0) throw new Error('it is not written yet');
      return found;
    });

    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        verb: 'create',
        user: expect.objectContaining({ username: 'admin' }) as unknown,
        sourceIPs: ['127.0.0.1'],
        objectRef: expect.objectContaining({ resource: 'serviceaccounts', name: 'audited', subresource: 'token' }) as unknown,
        responseStatus: { metadata: {}, code: 201 },
      }),
    ]);
    const whole = await readFile(server.file('audit-log-path'), 'utf8');
    for (const secret of [token, token.split('.')[2] ?? token, base64('Xyzzy'), createHash('sha256').update('k1').digest('base64')]) {
      expect(whole.includes(secret)).toBe(false);
    }
  });
});

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
