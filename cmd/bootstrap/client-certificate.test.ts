import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCertifiedConnection } from './client-certificate.ts';
import { UsageError } from './flags.ts';
import { writeKubeconfig } from './kubeconfig.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tycho-certificate-'));
  file = join(folder, 'kubeconfig');
});

afterEach(() => rm(folder, { recursive: true }));

describe('readCertifiedConnection', () => {
  it('gives what a connection with a client certificate is opened with', async () => {
    await writeKubeconfig(file, {
      name: 'cloud',
      userName: 'a-process',
      server: 'https://127.0.0.1:6443',
      authorityPEM: 'the authority',
      certificatePEM: 'the certificate',
      privateKeyPEM: 'the key',
      namespace: 'default',
    });

    expect(await readCertifiedConnection(file)).toEqual({
      server: 'https://127.0.0.1:6443',
      ca: 'the authority',
      cert: 'the certificate',
      key: 'the key',
    });
  });

  it('refuses a user who proves who it is in any other way, naming the flag', async () => {
    const content = {
      'current-context': 'cloud',
      contexts: [{ name: 'cloud', context: { cluster: 'cloud', user: 'somebody' } }],
      clusters: [{ name: 'cloud', cluster: { server: 'https://127.0.0.1:6443' } }],
      users: [{ name: 'somebody', user: { token: 'a-token' } }],
    };
    await writeFile(file, JSON.stringify(content));

    await expect(readCertifiedConnection(file)).rejects.toThrow(
      new UsageError(`--kubeconfig ${file}: its user needs a client certificate and key`),
    );
  });
});
