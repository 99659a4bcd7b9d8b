import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { makePrivateDirectory } from '#cmd/bootstrap/private-files.ts';
import { makeKeyMaterial } from './key-material.ts';
import { stateDirectoryAt, type StateDirectory } from './state-directory.ts';

const ports = { etcdClient: 1, etcdPeer: 2, apiServer: 3, gateway: 4, console: 5, imageStore: 6, identity: 7, novaApi: 8 };
const yearLater = Object.assign(new SystemClock(), { now: () => new Date(Date.now() + 300 * 24 * 3600 * 1000) });

let state: StateDirectory;

beforeAll(async () => {
  state = stateDirectoryAt(mkdtempSync(join(tmpdir(), 'key-material-')));
  await makePrivateDirectory(state.keys);
  await makeKeyMaterial(state, ports, new SystemClock());
});

const certificate = (name: string): X509Certificate => new X509Certificate(readFileSync(state.credentials(name).certificate));
const fingerprint = (name: string): string => certificate(name).fingerprint256;

describe('makeKeyMaterial', () => {
  it('gives each purpose an authority of its own', () => {
    const issuers: Readonly<Record<string, string>> = {
      'etcd-server': 'etcd-ca',
      'etcd-client': 'etcd-ca',
      'etcd-peer': 'etcd-peer-ca',
      'api-server': 'api-ca',
      'gateway-client': 'api-ca',
      gateway: 'agent-ca',
      'image-store': 'agent-ca',
    };
    for (const [name, issuer] of Object.entries(issuers)) {
      const issued = ['etcd-ca', 'etcd-peer-ca', 'api-ca', 'agent-ca'].filter((authority) =>
        certificate(name).verify(certificate(authority).publicKey),
      );
      expect(issued).toEqual([issuer]);
    }
  });

  it('makes one certificate that etcd takes from a client', () => {
    const serverOnly = certificate('etcd-server').keyUsage;

    expect(serverOnly).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(certificate('etcd-client').keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
  });

  it('keeps every file to its owner', () => {
    const files = [...readdirSync(state.keys).map((name) => join(state.keys, name)), state.kubeconfig];

    expect(files.filter((file) => (statSync(file).mode & 0o777) !== 0o600)).toEqual([]);
  });

  it('keeps what is good, and makes anew what is missing or damaged', async () => {
    const [before, gateway, apiServer] = [fingerprint('etcd-server'), fingerprint('gateway'), fingerprint('api-server')];
    rmSync(state.credentials('gateway').key);
    writeFileSync(state.credentials('api-server').key, readFileSync(state.credentials('etcd-server').key));

    await makeKeyMaterial(state, ports, new SystemClock());

    expect(fingerprint('etcd-server')).toBe(before);
    expect(fingerprint('gateway')).not.toBe(gateway);
    expect(fingerprint('api-server')).not.toBe(apiServer);
  });

  it('renews certificates that are about to end, and not the authorities', async () => {
    const [server, authority] = [fingerprint('etcd-server'), fingerprint('etcd-ca')];

    await makeKeyMaterial(state, ports, yearLater);

    expect(fingerprint('etcd-server')).not.toBe(server);
    expect(fingerprint('etcd-ca')).toBe(authority);
  });
});
