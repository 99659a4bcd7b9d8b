import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SystemRandom } from '#apis/machinery/random.ts';
import { isPassword, parsePasswordHash } from '#apis/openstack/password-hash.ts';
import { makePrivateDirectory } from '#cmd/bootstrap/private-files.ts';
import { writeOpenStackFiles } from './openstack-files.ts';
import { stateDirectoryAt, type StateDirectory } from './state-directory.ts';

const ports = { etcdClient: 1, etcdPeer: 2, apiServer: 3, gateway: 4, console: 5, imageStore: 6, identity: 7, novaApi: 8 };
const random = new SystemRandom();
let state: StateDirectory;

beforeEach(async () => {
  state = stateDirectoryAt(mkdtempSync(join(tmpdir(), 'openstack-files-')));
  await makePrivateDirectory(state.keys);
  await writeOpenStackFiles(state, ports, random);
});

afterEach(() => rmSync(state.root, { recursive: true, force: true }));

const files = (): readonly string[] => [
  state.openStackUsers,
  state.openStackTokenKey,
  state.openrc,
  state.openStackClouds,
  ...['admin', 'demo', 'nova'].map((user) => state.openStackPasswordOf(user)),
];
const clouds = () =>
  (parse(readFileSync(state.openStackClouds, 'utf8')) as { readonly clouds: Record<string, { readonly auth: Record<string, string> }> })
    .clouds;

describe('what clients of OpenStack’s are given', () => {
  it('is their owner’s alone', () => {
    expect(files().filter((file) => (statSync(file).mode & 0o777) !== 0o600)).toEqual([]);
  });

  it('lets the users in that the file of users has', async () => {
    const { users } = parse(readFileSync(state.openStackUsers, 'utf8')) as {
      readonly users: readonly { readonly name: string; readonly passwordHash: string; readonly roles: object }[];
    };

    expect(users.map(({ name, roles }) => [name, roles])).toEqual([
      ['admin', { default: ['admin'] }],
      ['demo', { default: ['member'] }],
      ['nova', { service: ['service'] }],
    ]);
    for (const [cloud, position] of [
      ['tycho-admin', 0],
      ['tycho', 1],
    ] as const) {
      const { auth } = clouds()[cloud]!;
      expect(auth['auth_url']).toBe('http://127.0.0.1:7/identity/v3');
      expect(await isPassword(auth['password']!, parsePasswordHash(users[position]!.passwordHash)!)).toBe(true);
    }
    expect(readFileSync(state.openrc, 'utf8')).toContain(`export OS_PASSWORD='${clouds()['tycho']!.auth['password']}'`);
  });

  it('stays as it is, and is told of another port', async () => {
    const [passwords, key] = [clouds(), readFileSync(state.openStackTokenKey, 'utf8')];
    writeFileSync(state.openStackUsers, 'projects: []\nusers: []\n');

    await writeOpenStackFiles(state, { ...ports, identity: 99 }, random);

    expect(clouds()['tycho']!.auth).toEqual({ ...passwords['tycho']!.auth, auth_url: 'http://127.0.0.1:99/identity/v3' });
    expect(readFileSync(state.openStackTokenKey, 'utf8')).toBe(key);
    expect(readFileSync(state.openStackUsers, 'utf8')).toBe('projects: []\nusers: []\n');
  });
});
