import { mkdtemp, readdir, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GitRepository as RepositorySpec } from '#apis/gitops/git-sync.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { AddressGuard, parseAddressRanges } from '#cmd/bootstrap/address-guard.ts';
import { GitRepositorySource } from '#cmd/gitops/git/git-repository-source.ts';
import { defaultLimits, type RepositoryLimits } from '#cmd/gitops/git/repository-limits.ts';
import { RepositoryNetwork } from '#cmd/gitops/git/repository-network.ts';
import type { RepositorySource, SourceRequest } from '#controllers/gitops/repository-source.ts';
import { GitHTTPSServer } from '../../harness/git-https-server.ts';
import { GitRepository } from '../../harness/git-repository.ts';
import { GitSSHServer } from '../../harness/git-ssh-server.ts';

const configMap = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;

/** The source that the process has, on the real git. */
describe('a repository of strangers', () => {
  let repository: GitRepository;
  let directory: string;

  beforeEach(async () => {
    repository = await GitRepository.create();
    directory = await mkdtemp(join(tmpdir(), 'tycho-fetches-'));
  });

  afterEach(async () => {
    // Whatever happened, nothing of it is left here: this fails if there is.
    await rmdir(directory);
    await repository[Symbol.asyncDispose]();
  });

  const sourceWith = (limits: Partial<RepositoryLimits> = {}, protocols: readonly ('http' | 'file')[] = ['file']): RepositorySource =>
    new GitRepositorySource({
      network: new RepositoryNetwork({ guard: new AddressGuard(), allowedProtocols: new Set(protocols) }),
      limits: { ...defaultLimits, ...limits },
      directory,
      clock: new SystemClock(),
    });
  const requestFor = (ref: RepositorySpec['ref'] = { branch: 'main' }, overrides: Partial<SourceRequest> = {}): SourceRequest => ({
    repository: { url: repository.url, ref },
    path: '',
    timeoutSeconds: 60,
    credentials: undefined,
    signers: undefined,
    signal: new AbortController().signal,
    ...overrides,
  });
  const namesIn = async (request: SourceRequest): Promise<readonly unknown[]> =>
    (await sourceWith().read(request)).documents.map(({ value }) => (value['metadata'] as { readonly name: string }).name);

  it('is read at the newest commit of a branch, in the order of its files', async () => {
    const revision = await repository.commit({
      'b.yaml': configMap('b'),
      'a/c.yml': `${configMap('c')}---\n${configMap('d')}`,
      'notes.txt': 'x',
    });

    const content = await sourceWith().read(requestFor());

    expect(await sourceWith().resolve(requestFor())).toBe(revision);
    expect(content).toMatchObject({
      revision,
      faults: [],
      documents: [{ origin: 'a/c.yml:1' }, { origin: 'a/c.yml:5' }, { origin: 'b.yaml:1' }],
    });
  });

  it('is read at a tag, also an annotated one, and at a commit', async () => {
    const first = await repository.commit({ 'a.yaml': configMap('a') });
    await repository.inWork('tag', '--annotate', '--message', 'one', 'v1');
    await repository.inWork('push', '--quiet', repository.bare, 'v1');
    await repository.commit({ 'a.yaml': configMap('b') });

    expect(await sourceWith().resolve(requestFor({ tag: 'v1' }))).toBe(first);
    expect(await namesIn(requestFor({ tag: 'v1' }))).toEqual(['a']);
    expect(await namesIn(requestFor({ commit: first }))).toEqual(['a']);
    expect(await namesIn(requestFor())).toEqual(['b']);
  });

  it('counts only as far as the folder goes, and without what begins with a dot', async () => {
    await repository.commit({
      'one/a.yaml': configMap('a'),
      'one/.ci/b.yaml': 'no object',
      'one-more/c.yaml': configMap('c'),
      'd.yaml': configMap('d'),
    });

    expect(await namesIn(requestFor(undefined, { path: './one/' }))).toEqual(['a']);
    await expect(sourceWith().read(requestFor(undefined, { path: 'none' }))).rejects.toMatchObject({ reason: 'NotFound' });
  });

  it('says what is not there', async () => {
    await repository.commit({ 'a.yaml': configMap('a') });

    await expect(sourceWith().resolve(requestFor({ branch: 'none' }))).rejects.toMatchObject({ reason: 'NotFound' });
    await expect(sourceWith().read(requestFor({ tag: 'none' }))).rejects.toMatchObject({ reason: 'NotFound' });
    await expect(sourceWith().read(requestFor({ commit: '1'.repeat(40) }))).rejects.toMatchObject({ reason: 'NotFound' });
    await expect(
      sourceWith().resolve({ ...requestFor(), repository: { url: `${repository.url}-none`, ref: { branch: 'main' } } }),
    ).rejects.toMatchObject({ reason: 'NotFound' });
  });

  it('is no file of this machine unless the operator allows that, and in no network that only this machine reaches', async () => {
    const ask = (url: string, source: RepositorySource): Promise<string> =>
      source.resolve({ ...requestFor(), repository: { url, ref: { branch: 'main' } } });

    await expect(ask(repository.url, sourceWith({}, []))).rejects.toMatchObject({ reason: 'NotAllowed' });
    await expect(ask('http://192.0.2.1/cloud', sourceWith())).rejects.toMatchObject({ reason: 'NotAllowed' });
    for (const host of ['127.0.0.1:6443', 'localhost', '169.254.169.254', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '2130706433'])
      await expect(ask(`https://${host}/cloud`, sourceWith())).rejects.toMatchObject({ reason: 'NotAllowed' });
    await expect(ask('ssh://git@127.0.0.1/cloud', sourceWith())).rejects.toMatchObject({ reason: 'NotAllowed' });
  });

  it('gives no command to anybody by the name of a reference', async () => {
    await repository.commit({ 'a.yaml': configMap('a') });
    const evil = join(repository.directory, 'evil');

    for (const branch of [`--upload-pack=touch ${evil}`, '-u', 'main:refs/heads/x', '+main']) {
      await expect(sourceWith().resolve(requestFor({ branch }))).rejects.toThrow();
      await expect(sourceWith().read(requestFor({ branch }))).rejects.toThrow();
    }

    expect(await readdir(repository.directory)).not.toContain('evil');
  });

  it('is not followed through symbolic links and submodules: a manifest that is one is a fault', async () => {
    await repository.commit({ 'a.yaml': configMap('a') });
    await repository.link('secret.yaml', '/etc/passwd');
    await repository.link('etc', '/etc');
    await repository.inWork('add', '--all');
    await repository.inWork('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module.yaml`);
    await repository.pushIndex();

    const content = await sourceWith().read(requestFor());

    expect(content.documents).toHaveLength(1);
    expect(content.faults).toEqual([
      expect.stringContaining('module.yaml: it is a submodule'),
      expect.stringContaining('secret.yaml: it is a symbolic link'),
    ]);
    await expect(sourceWith().read(requestFor(undefined, { path: 'etc' }))).resolves.toMatchObject({
      documents: [],
      faults: [expect.stringContaining('etc: it is a symbolic link')],
    });
  });

  it('runs no hook and no filter of its own', async () => {
    const evil = join(repository.directory, 'evil');
    await repository.commit({
      'a.yaml': configMap('a'),
      '.gitattributes': '*.yaml filter=evil',
      '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ext::touch ${evil}`,
    });
    await repository.git('-C', repository.bare, 'config', 'uploadpack.packObjectsHook', `touch ${evil}; exec`);
    await repository.git('-C', repository.bare, 'config', 'filter.evil.smudge', `touch ${evil}`);

    expect(await namesIn(requestFor())).toEqual(['a']);
    expect(await readdir(repository.directory)).not.toContain('evil');
  });

  it('may not be larger than the operator allows, in any respect', async () => {
    const noise = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => (index * index * 31) % 251));
    await repository.commit({
      'large.bin': Buffer.concat([noise, noise]),
      'a.yaml': configMap('a'),
      'b.yaml': `${configMap('b')}# ${'x'.repeat(5000)}`,
    });

    await expect(sourceWith({ packBytes: 4096 }).read(requestFor())).rejects.toMatchObject({ reason: 'TooLarge' });
    await expect(sourceWith({ manifestBytes: 1000 }).read(requestFor())).rejects.toMatchObject({
      reason: 'TooLarge',
      revision: expect.any(String) as string,
    });
    await expect(sourceWith({ manifestCount: 1 }).read(requestFor())).rejects.toMatchObject({ reason: 'TooLarge' });
    await expect(sourceWith({ fileCount: 2 }).read(requestFor())).rejects.toMatchObject({ reason: 'TooLarge' });
    await expect(sourceWith({ allManifestsBytes: 2000, manifestBytes: 10_000 }).read(requestFor())).rejects.toMatchObject({
      reason: 'TooLarge',
    });
    expect(await namesIn(requestFor())).toEqual(['a', 'b']);
  });

  it('may not take longer than it is given', async () => {
    await repository.commit({ 'a.yaml': configMap('a') });

    await expect(sourceWith().read(requestFor(undefined, { timeoutSeconds: 0.001 }))).rejects.toMatchObject({ reason: 'TimedOut' });
    await expect(sourceWith().read(requestFor(undefined, { signal: AbortSignal.abort(new Error('stopping')) }))).rejects.toThrow(
      'stopping',
    );
  });

  it('tells each document that is no manifest, with its place, and goes on with the others', async () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`),
    ].join('\n');
    await repository.commit({
      'alias.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: bomb }\ndata:\n${bomb.replaceAll(/^/gm, '  ')}\n`,
      'deep.yaml': `apiVersion: v1\nkind: ConfigMap\ndata: ${'['.repeat(20_000)}${']'.repeat(20_000)}`,
      'deep.json': `{"apiVersion":"v1","kind":"ConfigMap","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'twice.yaml': 'apiVersion: v1\nkind: ConfigMap\nkind: Secret\n',
      'binary.yaml': Buffer.of(0xff, 0xfe, 0x00),
      'values.yaml': 'replicas: 3\n',
      'good.yaml': configMap('good'),
    });

    const content = await sourceWith().read(requestFor());

    expect(content.documents).toHaveLength(1);
    expect(content.faults).toEqual([
      expect.stringMatching(/^alias\.yaml:1: its anchors cannot be used/),
      expect.stringMatching(/^binary\.yaml: it is not text/),
      expect.stringMatching(/^deep\.json:1: /),
      expect.stringMatching(/^deep\.yaml:1: lists and maps in each other/),
      expect.stringMatching(/^twice\.yaml:3: not YAML: this field stands here twice/),
      expect.stringMatching(/^values\.yaml:1: this is no object/),
    ]);
  });
});

describe('a signed commit or tag', () => {
  const repositories: GitRepository[] = [];

  afterAll(async () => {
    for (const repository of repositories) await repository[Symbol.asyncDispose]();
  });

  const request = (repository: GitRepository, mode: 'SSH' | 'OpenPGP', signers: Readonly<Record<string, string>>): SourceRequest => ({
    repository: { url: repository.url, ref: { branch: 'main' }, verify: { mode, secretName: 'signers' } },
    path: '',
    timeoutSeconds: 60,
    credentials: undefined,
    signers: new Map(Object.entries(signers).map(([name, text]) => [name, Buffer.from(text)])),
    signal: new AbortController().signal,
  });
  const tagged = (
    asked: SourceRequest,
    { tag, signed }: { readonly tag: string; readonly signed: 'Commit' | 'Tag' | 'TagAndCommit' },
  ): SourceRequest => ({
    ...asked,
    repository: { ...asked.repository, ref: { tag }, verify: { ...asked.repository.verify!, signed } },
  });
  const sourceIn = (repository: GitRepository): RepositorySource =>
    new GitRepositorySource({
      network: new RepositoryNetwork({ guard: new AddressGuard(), allowedProtocols: new Set(['file']) }),
      limits: defaultLimits,
      directory: join(repository.directory, 'fetches'),
      clock: new SystemClock(),
    });

  it('is taken when an allowed SSH key signed it, and not when another did or nobody', async () => {
    const keys = await mkdtemp(join(tmpdir(), 'tycho-keys-'));
    const repository = await GitRepository.create(['gpg.format=ssh', `user.signingkey=${join(keys, 'own')}`]);
    repositories.push(repository);
    const run = (await import('node:util')).promisify((await import('node:child_process')).execFile);
    for (const name of ['own', 'other']) await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', join(keys, name)]);
    const { readFile } = await import('node:fs/promises');
    const allowed = async (name: string): Promise<string> => `test@tycho.test ${await readFile(join(keys, `${name}.pub`), 'utf8')}`;

    const revision = await repository.commit({ 'a.yaml': configMap('a') }, { sign: true });
    const [own, other] = [await allowed('own'), await allowed('other')];

    expect(await sourceIn(repository).read(request(repository, 'SSH', { allowed_signers: own }))).toMatchObject({ revision, faults: [] });
    await expect(sourceIn(repository).read(request(repository, 'SSH', { allowed_signers: other }))).rejects.toMatchObject({
      reason: 'NotSigned',
      revision,
    });
    await expect(sourceIn(repository).read(request(repository, 'OpenPGP', { key: 'none' }))).rejects.toMatchObject({
      reason: 'BadCredentials',
    });
    await repository.commit({ 'a.yaml': configMap('b') });
    await expect(sourceIn(repository).read(request(repository, 'SSH', { allowed_signers: own }))).rejects.toMatchObject({
      reason: 'NotSigned',
    });

    const plain = await repository.commit({ 'a.yaml': configMap('c') });
    await repository.inWork('tag', '--sign', '--message', 'one', 'v1');
    await repository.inWork('tag', '--annotate', '--message', 'nobody', 'unsigned');
    await repository.inWork('tag', 'light');
    await repository.inWork('push', '--quiet', repository.bare, 'v1', 'unsigned', 'light', 'refs/tags/v1:refs/tags/v2');
    const read = (tag: string, signed: 'Commit' | 'Tag' | 'TagAndCommit', allowed_signers = own): ReturnType<RepositorySource['read']> =>
      sourceIn(repository).read(tagged(request(repository, 'SSH', { allowed_signers }), { tag, signed }));

    expect(await read('v1', 'Tag')).toMatchObject({ revision: plain, faults: [] });
    // The commit is to blame, which no other tag mends; a tag can be made anew.
    for (const signed of ['Commit', 'TagAndCommit'] as const)
      await expect(read('v1', signed)).rejects.toMatchObject({ reason: 'NotSigned', revision: plain });
    await expect(read('v1', 'Tag', other)).rejects.toMatchObject({ reason: 'NotSigned', revision: undefined });
    await expect(read('unsigned', 'Tag')).rejects.toMatchObject({ reason: 'NotSigned', revision: undefined });
    await expect(read('light', 'Tag')).rejects.toThrow('tag "light" is a lightweight one');
    await expect(read('v2', 'Tag')).rejects.toThrow('tag "v2" was signed as "v1"');
    await repository.commit({ 'a.yaml': configMap('d') }, { sign: true });
    await repository.inWork('tag', '--sign', '--message', 'three', 'v3');
    await repository.inWork('push', '--quiet', repository.bare, 'v3');
    expect(await read('v3', 'TagAndCommit')).toMatchObject({ faults: [] });
    await rm(keys, { recursive: true });
  });

  it('is taken when an OpenPGP key in the Secret signed it, and not when another did', async () => {
    const repository = await GitRepository.create(['user.signingkey=own@tycho.test']);
    repositories.push(repository);
    const home = join(repository.directory, 'gnupg');
    const run = (await import('node:util')).promisify((await import('node:child_process')).execFile);
    const { mkdir } = await import('node:fs/promises');
    await mkdir(home, { mode: 0o700 });
    const gpg = async (...words: string[]): Promise<string> =>
      (await run('gpg', ['--batch', '--quiet', '--homedir', home, ...words])).stdout;
    for (const name of ['own', 'other'])
      await gpg('--passphrase', '', '--quick-generate-key', `${name}@tycho.test`, 'ed25519', 'sign', 'never');
    const [own, other] = [await gpg('--armor', '--export', 'own@tycho.test'), await gpg('--armor', '--export', 'other@tycho.test')];

    const revision = await repository.commit({ 'a.yaml': configMap('a') }, { sign: true });

    expect(await sourceIn(repository).read(request(repository, 'OpenPGP', { 'own.asc': own, 'other.asc': other }))).toMatchObject({
      revision,
    });
    await expect(sourceIn(repository).read(request(repository, 'OpenPGP', { 'other.asc': other }))).rejects.toMatchObject({
      reason: 'NotSigned',
    });
    await expect(sourceIn(repository).read(request(repository, 'SSH', { allowed_signers: 'x ssh-ed25519 AAAA' }))).rejects.toMatchObject({
      reason: 'NotSigned',
    });
    await repository.inWork('tag', '--sign', '--message', 'one', 'v1');
    await repository.inWork('push', '--quiet', repository.bare, 'v1');
    const tag = { tag: 'v1', signed: 'TagAndCommit' } as const;
    expect(await sourceIn(repository).read(tagged(request(repository, 'OpenPGP', { 'own.asc': own }), tag))).toMatchObject({ revision });
    await expect(
      sourceIn(repository).read(tagged(request(repository, 'OpenPGP', { 'other.asc': other }), { ...tag, signed: 'Tag' })),
    ).rejects.toMatchObject({ reason: 'NotSigned' });
    await run('gpgconf', ['--homedir', home, '--kill', 'all']);
  });
});

describe('a repository behind https', () => {
  let repository: GitRepository;
  let server: GitHTTPSServer;

  beforeEach(async () => {
    repository = await GitRepository.create();
    server = await GitHTTPSServer.start(repository.bare, { user: 'deployer', password: 's3cret' });
  });

  afterEach(async () => {
    await server[Symbol.asyncDispose]();
    await repository[Symbol.asyncDispose]();
  });

  /** Names lead to loopback here, which the operator allows or not. */
  const sourceWith = ({ allowed = ['127.0.0.0/8'] }: { readonly allowed?: readonly string[] } = {}): RepositorySource =>
    new GitRepositorySource({
      network: new RepositoryNetwork({
        guard: new AddressGuard({ allowed: parseAddressRanges('--allow', allowed) }),
        allowedProtocols: new Set(),
        resolve: async () => ['127.0.0.1'],
      }),
      limits: defaultLimits,
      directory: join(repository.directory, 'fetches'),
      clock: new SystemClock(),
    });
  const requestFor = (host: string, secret: Readonly<Record<string, string>>): SourceRequest => ({
    repository: { url: server.url(host, repository.bare), ref: { branch: 'main' } },
    path: '',
    timeoutSeconds: 60,
    credentials: new Map(Object.entries(secret).map(([name, text]) => [name, Buffer.from(text)])),
    signers: undefined,
    signal: new AbortController().signal,
  });

  it('is read with the password and the authority of a Secret, at the address that was judged', async () => {
    const revision = await repository.commit({ 'a.yaml': configMap('a') });
    const request = requestFor('localhost', { username: 'deployer', password: 's3cret', 'ca.crt': server.authorityPEM });

    expect(await sourceWith().resolve(request)).toBe(revision);
    expect(await sourceWith().read(request)).toMatchObject({ revision, faults: [], documents: [{ origin: 'a.yaml:1' }] });
  });

  it('is not looked up a second time, by Git: a name that leads elsewhere by then leads where it was judged', async () => {
    await repository.commit({ 'a.yaml': configMap('a') });
    const request = requestFor('no-such-name.test', { username: 'deployer', password: 's3cret', 'ca.crt': server.authorityPEM });

    // It comes as far as the certificate, which is of another name.
    await expect(sourceWith().resolve(request)).rejects.toThrow(/no-such-name\.test.*(certificate|subject name)/i);
    await expect(sourceWith({ allowed: ['10.0.0.0/8'] }).resolve(request)).rejects.toMatchObject({ reason: 'NotAllowed' });
  });

  it('stays closed without the right password, or to a server that nobody vouches for, and says no secret', async () => {
    await repository.commit({ 'a.yaml': configMap('a') });
    const ask = (secret: Readonly<Record<string, string>>): Promise<string> => sourceWith().resolve(requestFor('localhost', secret));

    const wrong = await ask({ username: 'deployer', password: 'wr0ng', 'ca.crt': server.authorityPEM }).catch((error: unknown) => error);
    expect(wrong).toMatchObject({ reason: 'AccessDenied' });
    expect((wrong as Error).message).not.toContain('wr0ng');
    await expect(ask({ 'ca.crt': server.authorityPEM })).rejects.toMatchObject({ reason: 'AccessDenied' });
    await expect(ask({ username: 'deployer', password: 's3cret' })).rejects.toThrow(/certificate/);
    await expect(ask({ username: 'deployer', password: 'two\nlines', 'ca.crt': server.authorityPEM })).rejects.toMatchObject({
      reason: 'BadCredentials',
    });
  });

  it('leads nowhere else: redirects are not followed', async () => {
    await repository.commit({ 'a.yaml': configMap('a') });
    await using elsewhere = await GitHTTPSServer.start(repository.bare, { user: 'deployer', password: 's3cret' });
    server.redirectTo = `https://localhost:${elsewhere.port}`;

    await expect(
      sourceWith().resolve(
        requestFor('localhost', { username: 'deployer', password: 's3cret', 'ca.crt': server.authorityPEM + elsewhere.authorityPEM }),
      ),
    ).rejects.toThrow(/302|redirect/i);

    expect(elsewhere.requests).toEqual([]);
  });
});

describe('a repository behind ssh', () => {
  let repository: GitRepository;
  let server: GitSSHServer;

  beforeEach(async () => {
    repository = await GitRepository.create();
    server = await GitSSHServer.start();
  });

  afterEach(async () => {
    await server[Symbol.asyncDispose]();
    await repository[Symbol.asyncDispose]();
  });

  const read = (secret: Readonly<Record<string, string>>): ReturnType<RepositorySource['read']> =>
    new GitRepositorySource({
      network: new RepositoryNetwork({
        guard: new AddressGuard({ allowed: parseAddressRanges('--allow', ['127.0.0.0/8']) }),
        allowedProtocols: new Set(),
        resolve: async () => ['127.0.0.1'],
      }),
      limits: defaultLimits,
      directory: join(repository.directory, 'fetches'),
      clock: new SystemClock(),
    }).read({
      // A name that nobody but the source knows: it is the source that says where it leads.
      repository: { url: server.url('git.test', repository.bare), ref: { branch: 'main' } },
      path: '',
      timeoutSeconds: 60,
      credentials: new Map(Object.entries(secret).map(([name, text]) => [name, Buffer.from(text)])),
      signers: undefined,
      signal: new AbortController().signal,
    });

  it('is read with the key of a Secret, from the very server that the Secret knows', async () => {
    const revision = await repository.commit({ 'a.yaml': configMap('a') });
    const knownAs = (key: string): string => `[git.test]:${server.port} ${key}\n`;
    const known_hosts = knownAs(server.hostKey);

    expect(await read({ 'ssh-privatekey': server.privateKey, known_hosts })).toMatchObject({ revision, faults: [] });
    await expect(read({ 'ssh-privatekey': server.privateKey, known_hosts: knownAs(server.otherKey) })).rejects.toMatchObject({
      reason: 'AccessDenied',
    });
    await expect(read({ 'ssh-privatekey': server.privateKey })).rejects.toMatchObject({ reason: 'BadCredentials' });
  });
});
