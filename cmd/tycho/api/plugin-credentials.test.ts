import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectionFrom, readKubeconfig, type Connection } from '#cmd/bootstrap/kubeconfig.ts';
import { pluginAccess } from './plugin-credentials.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'plugin-credentials-'));
});

/** A kubeconfig whose user is what a command prints. */
async function withCommand(script: string): Promise<{ readonly connection: Connection; readonly file: string }> {
  const [command, file] = [join(directory, 'login'), join(directory, 'kubeconfig')];
  writeFileSync(command, `#!/bin/sh\n${script}\n`);
  chmodSync(command, 0o755);
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'Never' };
  writeFileSync(
    file,
    JSON.stringify({
      'current-context': 'a',
      clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
      contexts: [{ name: 'a', context: { cluster: 'c', user: 'u' } }],
      users: [{ name: 'u', user: { exec } }],
    }),
  );
  return { connection: await connectionFrom(await readKubeconfig([file])), file };
}

describe('pluginAccess', () => {
  it('asks the command of a user for a token', async () => {
    const credential = JSON.stringify({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token: 'from-the-command' },
    });
    const { connection, file } = await withCommand(`echo '${credential}'`);

    expect(await pluginAccess(connection, [file])).toEqual({ headers: { authorization: 'Bearer from-the-command' }, certificate: {} });
  });

  it('says whose credentials could not be had', async () => {
    const { connection, file } = await withCommand('exit 3');

    await expect(pluginAccess(connection, [file])).rejects.toThrow(`the credentials of user "u" (${file}) could not be had: `);
  });
});
