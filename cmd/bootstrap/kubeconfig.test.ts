import { mkdtemp, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectionFrom, KubeconfigError, readKubeconfig, writeKubeconfig, type Connection } from './kubeconfig.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
});

async function file(name: string, content: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

async function connection(content: string, options: { readonly context?: string } = {}): Promise<Connection> {
  return connectionFrom(await readKubeconfig([await file('config', content)]), options);
}

const withUser = (user: string): string => `
current-context: here
clusters: [{ name: c, cluster: { server: "https://h:1/" } }]
contexts: [{ name: here, context: { cluster: c, user: u } }]
users: [{ name: u, user: ${user} }]
`;

describe('writeKubeconfig', () => {
  it('writes a private file that reads back as the same connection', async () => {
    const path = join(directory, 'written');

    await writeKubeconfig(path, {
      name: 'tycho',
      userName: 'admin',
      server: 'https://127.0.0.1:6443',
      authorityPEM: 'CA\n',
      certificatePEM: 'CERT\n',
      privateKeyPEM: 'KEY\n',
      namespace: 'default',
    });

    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await connectionFrom(await readKubeconfig([path]))).toEqual({
      server: 'https://127.0.0.1:6443',
      contextName: 'tycho',
      userName: 'admin',
      namespace: 'default',
      authorityPEM: 'CA\n',
      tlsServerName: undefined,
      skipTLSVerification: false,
      credentials: { kind: 'Certificate', certificatePEM: 'CERT\n', privateKeyPEM: 'KEY\n' },
    });
  });
});

describe('connectionFrom', () => {
  it('reads JSON too, and takes the stated context before the current one', async () => {
    const found = await connection(
      JSON.stringify({
        'current-context': 'a',
        clusters: [{ name: 'c', cluster: { server: 'https://h:1', 'insecure-skip-tls-verify': true, 'tls-server-name': 'api' } }],
        contexts: [{ name: 'b', context: { cluster: 'c', user: 'u', namespace: 'project' } }],
        users: [{ name: 'u', user: { token: 'abc' } }],
      }),
      { context: 'b' },
    );

    expect(found).toMatchObject({
      namespace: 'project',
      skipTLSVerification: true,
      tlsServerName: 'api',
      credentials: { kind: 'Token', token: 'abc' },
    });
  });

  it('reads certificates and tokens from files beside the kubeconfig', async () => {
    await file('crt', 'CERT');
    await file('key', 'KEY');
    await file('token', 'secret\n');

    expect((await connection(withUser('{ client-certificate: crt, client-key: ./key }'))).credentials).toEqual({
      kind: 'Certificate',
      certificatePEM: 'CERT',
      privateKeyPEM: 'KEY',
    });
    expect((await connection(withUser('{ tokenFile: token }'))).credentials).toEqual({ kind: 'Token', token: 'secret' });
  });

  it('knows passwords, nobody at all, and users that need a plugin', async () => {
    expect((await connection(withUser('{ username: a, password: b }'))).credentials).toEqual({
      kind: 'Password',
      username: 'a',
      password: 'b',
    });
    expect((await connection(withUser('{}'))).credentials).toEqual({ kind: 'None' });
    expect((await connection(withUser('{ exec: { command: login } }'))).credentials).toEqual({
      kind: 'Plugin',
      files: [join(directory, 'config')],
    });
  });

  it('takes an entry from the first of several files that has it', async () => {
    const first = await file('first', 'clusters: [{ name: c, cluster: { server: "https://first" } }]');
    const second = await file('second', withUser('{}'));

    expect((await connectionFrom(await readKubeconfig([first, second]))).server).toBe('https://first');
  });

  it('names the file and what is missing in it', async () => {
    const config = join(directory, 'config');
    const failure = (content: string, context?: string): Promise<unknown> =>
      connection(content, context === undefined ? {} : { context }).then(
        () => undefined,
        (error: unknown) => (error instanceof KubeconfigError ? error.message : error),
      );

    expect(await failure('')).toBe(`${config}: no current-context: choose one with --context`);
    expect(await failure(withUser('{}'), 'prod')).toBe(`${config}: there is no context "prod"; there is here`);
    expect(await failure('[1]')).toBe(`${config}: this is no kubeconfig`);
    expect(await failure('a: b: c')).toMatch(/config: Nested mappings are not allowed/);
    expect(await failure(withUser('{ client-certificate: nowhere }'))).toBe(`${config} points to nowhere: there is no such file`);
    await expect(readKubeconfig([join(directory, 'absent')])).rejects.toThrow(`${join(directory, 'absent')}: there is no such file`);
  });
});
