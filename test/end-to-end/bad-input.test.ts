import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { LocalTycho } from './local-tycho.ts';

const run = promisify(execFile);
const noChecksum = '0'.repeat(64);

/** What people get wrong, and what they are told: by both commands, and where the server's conditions are read. */
describe('bad input', { timeout: 2 * 60_000 }, () => {
  let tycho: LocalTycho;
  let images: ImageSite;

  beforeAll(async () => {
    tycho = await LocalTycho.prepare();
    images = await ImageSite.create(tycho.stateDirectory);
    await tycho.up({ imageAddresses: ['127.0.0.1'] });
    await writeFile(path(), [flavor({}), image('plain', images.file('raw.img')), server({ name: 'web', spec: 'power: Stopped' })].join(''));
    await tycho.tycho('apply', '-f', path());
  }, 2 * 60_000);

  afterAll(async () => {
    images[Symbol.dispose]();
    await tycho[Symbol.asyncDispose]();
  }, 60_000);

  const path = (): string => join(tycho.stateDirectory, 'input.yaml');

  it.each<readonly [string, 'apply' | 'create', string, RegExp, RegExp]>([
    [
      'an unknown field',
      'apply',
      server({ name: 'a', spec: 'flavour: small' }),
      /input\.yaml:5: server\S+: spec\.flavour: unknown field; did you mean "flavor"\?/,
      /unknown field "spec\.flavour"/,
    ],
    [
      'a unit where a number stands',
      'apply',
      flavor({ memory: '2Gi' }),
      /spec\.memoryMiB: .*must be of type integer.*"2Gi" stands there; write a whole number of MiB, without the unit/,
      /spec\.memoryMiB: .*"2Gi" stands there; write a whole number of MiB, without the unit/,
    ],
    [
      'a word that is none of the choices',
      'apply',
      server({ name: 'a', spec: 'power: On' }),
      /spec\.power: Unsupported value: .*supported values: "Running", "Stopped"/,
      /spec\.power: Unsupported value: .*supported values: "Running", "Stopped"/,
    ],
    [
      'a field that is missing',
      'apply',
      server({ name: 'a' }).replace('flavor: small, ', ''),
      /spec\.flavor: Required value/,
      /spec\.flavor: Required value/,
    ],
    [
      'a checksum that is none',
      'apply',
      image('a', { url: 'http://127.0.0.1/x', sha256: 'abc' }),
      /spec\.source\.sha256: Invalid value: "abc".*SHA-256 of the bytes, in lower-case hexadecimal/,
      /spec\.source\.sha256: Invalid value: "abc".*SHA-256 of the bytes, in lower-case hexadecimal/,
    ],
    [
      'a change of what cannot change',
      'apply',
      server({ name: 'web', spec: 'userData: {secretName: other}' }),
      /spec\.userData: Forbidden: cannot be changed after creation; delete the server and create it again/,
      /spec\.userData: Forbidden: cannot be changed after creation; delete the server and create it again/,
    ],
    ['a name that is taken', 'create', server({ name: 'web' }), /"web" already exists/, /"web" already exists/],
    [
      'a kind that is none',
      'apply',
      server({ name: 'a' }).replace('Server', 'Serverr'),
      /no kind "Serverr".*did you mean "Server"\?/,
      /error/,
    ],
    ['a file that is not YAML', 'apply', 'kind: a: b\n  - [', /input\.yaml:1: not YAML: /, /error parsing \S*input\.yaml: .*yaml/],
  ])('that is %s is refused with its place and what to write', async (_, verb, content, ownWords, kubectlWords) => {
    await writeFile(path(), content);

    const [own, kubectls] = await Promise.all([complaint(tycho.tycho(verb, '-f', path())), complaint(tycho.kubectl(verb, '-f', path()))]);
    expect(own).toMatch(ownWords);
    expect(kubectls).toMatch(kubectlWords);
  });

  it.each<readonly [string, string, () => string, string, RegExp]>([
    [
      'a flavor that is not there',
      'no-flavor',
      () => server({ name: 'no-flavor', flavor: 'nope' }),
      'Scheduled FlavorNotFound',
      /spec\.flavor: there is no flavor "nope"; create it/,
    ],
    [
      'an image that is not there',
      'no-image',
      () => server({ name: 'no-image', image: 'nope' }),
      'Scheduled ImageNotFound',
      /spec\.image: there is no image "nope" in namespace "default" or "public"; create it/,
    ],
    [
      'a key pair that is not there',
      'no-key',
      () => server({ name: 'no-key', spec: 'keyPair: nope' }),
      'Scheduled KeyPairNotFound',
      /spec\.keyPair: there is no key pair "nope" in namespace "default"; create it/,
    ],
    [
      'user data that is not there',
      'no-secret',
      () => server({ name: 'no-secret', spec: 'userData: { secretName: nope }' }),
      'Ready UserDataMissing',
      /spec\.userData\.secretName: there is no secret "nope" in namespace "default"; create it/,
    ],
    [
      'a flavor that is too big for every host',
      'huge',
      () => flavor({ name: 'huge', memory: '60000000' }) + server({ name: 'huge', flavor: 'huge' }),
      'Scheduled NoHostFits',
      /0 of 1 hosts fit: Capacity rules out 1; to help: use a smaller flavor/,
    ],
    [
      'a flavor that is too small for the image',
      'tiny',
      () => image('large', images.file('raw.img'), 'minimumMemoryMiB: 4096') + server({ name: 'tiny', image: 'large' }),
      'Scheduled FlavorTooSmall',
      /spec\.flavor: "small" has 128 MiB of memory, image "large" needs 4096 MiB; .*name a larger flavor/,
    ],
  ])('that names %s is told on the server, and by why', async (_, name, manifest, condition, words) => {
    await writeFile(path(), manifest());
    await tycho.tycho('apply', '-f', path());

    await shows({ name, condition, words });
    expect(await tycho.ask('why', name)).toMatch(words);
    await tycho.tycho('delete', '-f', path());
  });

  it('that asks for more than the quota is refused with what is asked, used and allowed, and costs nobody else anything', async () => {
    const quota = 'apiVersion: compute.tycho.dev/v1alpha1\nkind: Quota\nmetadata: { name: limit }\nspec: { servers: 0 }\n';
    await writeFile(path(), quota);
    await tycho.tycho('apply', '-f', path());
    await writeFile(path(), server({ name: 'one-too-many' }));

    const words = /exceeded quota: limit, requested: servers=1, used: servers=\d+, limited: servers=0/;
    expect(await complaint(tycho.tycho('apply', '-f', path()))).toMatch(words);
    expect(await complaint(tycho.kubectl('create', '-f', path()))).toMatch(words);
    await tycho.tycho('delete', 'quota', 'limit');
  });

  it.each<readonly [string, string, () => ImageFile, string, RegExp]>([
    [
      'is not at its URL',
      'e404',
      () => ({ url: `${images.url}/nothing.img`, sha256: noChecksum }),
      'Raw',
      /there is nothing at http\S+ \(404\)/,
    ],
    [
      'has another checksum',
      'mismatch',
      () => ({ url: `${images.url}/raw.img`, sha256: noChecksum }),
      'Raw',
      /has the SHA-256 [0-9a-f]{64}, and the image says 0{64}/,
    ],
    [
      'is a file that the operator does not offer',
      'outside',
      () => ({ url: 'file:///etc/passwd', sha256: noChecksum }),
      'Raw',
      /file:\/\/\/etc\/passwd is not below a directory that this host's operator lists/,
    ],
    [
      'leads on to what only this host can reach',
      'inward',
      () => ({ url: `${images.url}/inward`, sha256: noChecksum }),
      'Raw',
      /\/inward leads to an address of the installation, from where this host fetches nothing/,
    ],
    ['has a backing file', 'backed', () => images.file('backed.qcow2'), 'Qcow2', /it has a backing file; flatten it/],
    [
      'is of another format than it says',
      'lying',
      () => images.file('base.qcow2'),
      'Raw',
      /it is a qcow2 file, and the image says Raw: say format Qcow2/,
    ],
  ])('that is an image which %s is told on the server with the field and the remedy', async (_, name, file, format, words) => {
    await writeFile(path(), image(name, file()).replace('format: Raw', `format: ${format}`) + server({ name, image: name }));
    await tycho.tycho('apply', '-f', path());

    await shows({
      name,
      condition: 'Ready InvalidImage',
      words: new RegExp(`spec\\.image: image "${name}" \\(its spec\\.source\\): .*${words.source}`),
    });
    expect(await tycho.ask('why', name)).toMatch(/What would help:\n {2}- put the right file there, or name another image/);
    expect(await tycho.kubectl('get', 'events', '--field-selector', `involvedObject.name=${name}`)).toMatch(/Warning +InvalidImage/);
    await tycho.tycho('delete', '-f', path());
  });

  it('that is an image which cannot be had ends no guest that is to be rebuilt or rescued with it', async () => {
    const wrong = { url: `${images.url}/raw.img`, sha256: noChecksum };
    await writeFile(path(), image('wrong', wrong) + server({ name: 'going' }));
    await tycho.tycho('apply', '-f', path());
    await tycho.tycho('wait', 'server/going', '--for=condition=Ready', '--timeout=60s');
    const runsSince = (): Promise<string> => tycho.kubectl('get', 'instances', '-o', 'jsonpath={.items[*].status.startedAt}');
    const before = await runsSince();

    await tycho.tycho('rebuild', 'going', 'wrong', '--no-wait');
    await shows({ name: 'going', condition: 'Ready InvalidImage', words: /has the SHA-256 [0-9a-f]{64}, and the image says 0{64}/ });
    await tycho.tycho('rebuild', 'going', 'plain');
    await tycho.tycho('wait', 'server/going', '--for=condition=Ready', '--timeout=60s');
    await tycho.tycho('rescue', 'going', '--image', 'wrong', '--no-wait');
    await shows({ name: 'going', condition: 'Ready InvalidImage', words: /has the SHA-256 [0-9a-f]{64}, and the image says 0{64}/ });

    expect(await tycho.kubectl('get', 'server', 'going', '--no-headers')).toMatch(/going +Running/);
    expect(await runsSince()).toBe(before);
    await tycho.tycho('delete', '-f', path());
  });

  /** That kubectl finds the words in the condition. */
  async function shows({
    name,
    condition,
    words,
  }: {
    readonly name: string;
    readonly condition: string;
    readonly words: RegExp;
  }): Promise<void> {
    const template = '{range .status.conditions[?(@.status=="False")]}{.type} {.reason} {.message}{"\\n"}{end}';
    await eventually(async () => {
      const lines = (await tycho.kubectl('get', 'server', name, '-o', `jsonpath=${template}`)).split('\n');
      expect(lines.find((line) => line.startsWith(`${condition} `))).toMatch(words);
    });
  }
});

interface ImageFile {
  readonly url: string;
  readonly sha256: string;
}

/** Images of all kinds on a web server of this machine. */
class ImageSite implements Disposable {
  readonly url: string;
  readonly #files: ReadonlyMap<string, Buffer>;
  readonly #server: Server;

  private constructor(files: ReadonlyMap<string, Buffer>, site: Server) {
    this.#files = files;
    this.#server = site;
    this.url = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  }

  static async create(folder: string): Promise<ImageSite> {
    const names = ['raw.img', 'base.qcow2', 'backed.qcow2'] as const;
    await writeFile(join(folder, 'raw.img'), Buffer.alloc(1024 * 1024, 'a disk '));
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', 'base.qcow2', '1M'], { cwd: folder });
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', 'base.qcow2', '-F', 'qcow2', 'backed.qcow2'], { cwd: folder });
    const files = new Map<string, Buffer>(
      await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)),
    );
    const site = createServer((request, response) => {
      const bytes = files.get(request.url?.slice(1) ?? '');
      if (request.url === '/inward') response.writeHead(302, { location: 'http://127.0.0.2:2379/version' }).end();
      else response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
    return new ImageSite(files, site);
  }

  file(name: string): ImageFile {
    const bytes = this.#files.get(name) ?? Buffer.alloc(0);
    return { url: `${this.url}/${name}`, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  [Symbol.dispose](): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

function server({
  name,
  flavor: size = 'small',
  image: disk = 'plain',
  spec = '',
}: {
  name: string;
  flavor?: string;
  image?: string;
  spec?: string;
}): string {
  return document('Server', name, `flavor: ${size}, image: ${disk}, ${spec}`);
}

function flavor({ name = 'small', memory = '128' }: { readonly name?: string; readonly memory?: string }): string {
  return document('Flavor', name, `vcpus: 1, memoryMiB: ${memory}, diskGiB: 1`);
}

function image(name: string, { url, sha256 }: ImageFile, more = ''): string {
  return document('Image', name, `format: Raw, source: { url: "${url}", sha256: "${sha256}" }, ${more}`);
}

function document(kind: string, name: string, spec: string): string {
  return `apiVersion: compute.tycho.dev/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n  { ${spec} }\n---\n`;
}

/** What a command that has to fail says about it. */
async function complaint(command: Promise<string>): Promise<string> {
  const outcome = await command.then(
    (output) => ({ output }),
    (error: unknown) => ({ stderr: (error as { readonly stderr: string }).stderr }),
  );
  expect(outcome).toHaveProperty('stderr');
  return 'stderr' in outcome ? outcome.stderr : '';
}
