import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectionFrom, readKubeconfig } from '#cmd/bootstrap/kubeconfig.ts';
import { eventually } from '#test/harness/eventually.ts';
import { LocalTycho, repositoryRoot } from '../../end-to-end/local-tycho.ts';

const run = promisify(execFile);

/** What somebody shows at a door. */
export interface Shown {
  readonly cert?: string;
  readonly key?: string;
}

export interface Answer {
  readonly code: number;
  /** Of a `Status`; the whole text of anything else. */
  readonly message: string;
  readonly text: string;
}

export interface Extra {
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
}

/**
 * A whole Tycho of real processes with two hosts, and two projects on it, each with a server that runs: `red`, where mel is a member and ada an
 * administrator, and `blue`, bea's, which is none of theirs.
 */
export class TenantWorld {
  readonly tycho: LocalTycho;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });
  readonly #people = new Map<string, Shown>();
  /** `https://HOST:PORT` of the api-server. */
  server = '';
  authorityPEM = '';

  private constructor(tycho: LocalTycho) {
    this.tycho = tycho;
  }

  static async start(): Promise<TenantWorld> {
    const world = new TenantWorld(await LocalTycho.prepare());
    const { tycho } = world;
    await tycho.up({ driver: 'fake', fakeHosts: 2 });
    await Promise.all([
      tycho.tycho('create', 'project', 'red', '--member', 'mel', '--admin', 'ada'),
      tycho.tycho('create', 'project', 'blue', '--admin', 'bea'),
      ...['mel', 'ada', 'bea'].map((name) => world.#enter(name, name === 'bea' ? 'blue' : 'red')),
    ]);
    const words = { shared: flavor, red: belongings('red'), blue: belongings('blue') };
    await Promise.all(Object.entries(words).map(([name, text]) => writeFile(world.manifest(name), text)));
    await tycho.tycho('apply', '-f', world.manifest('shared'));
    await Promise.all([world.does('mel', 'apply', '-f', world.manifest('red')), world.does('bea', 'apply', '-f', world.manifest('blue'))]);
    await Promise.all(
      ['red', 'blue'].map((project) => tycho.tycho('wait', 'server/web', '-n', project, '--for=condition=Ready', '--timeout=90s')),
    );
    return world;
  }

  async #enter(name: string, project: string): Promise<void> {
    const text = await this.tycho.tycho('create', 'kubeconfig', name, '-n', project, '--state-directory', this.tycho.stateDirectory);
    await writeFile(this.kubeconfig(name), text, { mode: 0o600 });
    const { server, authorityPEM = '', credentials } = await connectionFrom(await readKubeconfig([this.kubeconfig(name)]));
    if (credentials.kind !== 'Certificate') throw new Error('a kubeconfig without a certificate');
    this.server = server;
    this.authorityPEM = authorityPEM;
    this.#people.set(name, { cert: credentials.certificatePEM, key: credentials.privateKeyPEM });
  }

  /** The file with what a project has. */
  manifest(name: string): string {
    return join(this.tycho.stateDirectory, `${name}.yaml`);
  }

  kubeconfig(name: string): string {
    return join(this.tycho.stateDirectory, `${name}.kubeconfig`);
  }

  /** Runs the real `tycho` as one of the people. Rejects when it fails. */
  async does(name: string, ...words: readonly string[]): Promise<string> {
    const options = { env: { ...process.env, NO_COLOR: '1' } };
    return (await run(join(repositoryRoot, 'build/tycho'), ['--kubeconfig', this.kubeconfig(name), ...words], options)).stdout;
  }

  /** The exit code and all that the command printed. */
  async tries(name: string, ...words: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
    return this.does(name, ...words).then(
      (text) => ({ code: 0, text }),
      ({ code, stdout, stderr }: { readonly code: number; readonly stdout: string; readonly stderr: string }) => ({
        code,
        text: stdout + stderr,
      }),
    );
  }

  /** The certificate in somebody's kubeconfig. */
  shownBy(name: string): Shown {
    return this.#people.get(name) ?? {};
  }

  /** Sends `METHOD PATH` byte by byte as it stands, as one of the people or with whatever else is shown. */
  ask(who: string | Shown, line: string, { headers = {}, body }: Extra = {}): Promise<Answer> {
    const space = line.indexOf(' ');
    const { hostname, port } = new URL(this.server);
    const shown = typeof who === 'string' ? (this.#people.get(who) ?? {}) : who;
    const content = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const type = content === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(content)) };
    return new Promise((resolve, reject) => {
      const options = {
        hostname,
        port,
        method: line.slice(0, space),
        path: line.slice(space + 1),
        agent: this.#agent,
        ca: this.authorityPEM,
        ...shown,
      };
      const sent = request({ ...options, headers: { ...type, ...headers } as Record<string, string | string[]> }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => resolve(answerOf(response.statusCode ?? 0, Buffer.concat(chunks).toString())));
      });
      sent.once('error', reject);
      sent.end(content);
    });
  }

  /** As `403 servers.compute.tycho.dev is forbidden: …`. */
  async told(who: string | Shown, line: string, extra: Extra = {}): Promise<string> {
    const { code, message } = await this.ask(who, line, extra);
    return `${code} ${message}`;
  }

  /** The certificate of one of the hosts, as its agent keeps it. */
  async host(
    name: string,
  ): Promise<{ readonly hostName: string; readonly hostUID: string; readonly certificatePEM: string; readonly privateKeyPEM: string }> {
    const folder = join(this.tycho.stateDirectory, 'agent', 'hosts', name);
    const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
    const [identity, privateKeyPEM] = await Promise.all([eventually(() => read('identity.json')), read('host.key')]);
    const { hostUID, certificatePEM } = JSON.parse(identity) as { readonly hostUID: string; readonly certificatePEM: string };
    return { hostName: name, hostUID, certificatePEM, privateKeyPEM };
  }

  /** What the names of both hosts begin with; they end in `-1` and `-2`. */
  async hostPrefix(): Promise<string> {
    return (await this.tycho.kubectl('get', 'hosts', '-o', 'jsonpath={.items[0].metadata.name}')).replace(/-\d+$/, '');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.destroy();
    await this.tycho[Symbol.asyncDispose]();
  }
}

function answerOf(code: number, text: string): Answer {
  try {
    const { kind, message } = JSON.parse(text) as { readonly kind?: string; readonly message?: string };
    return { code, text, message: kind === 'Status' ? (message ?? '') : text };
  } catch {
    return { code, text, message: text };
  }
}

const flavor = `
apiVersion: compute.tycho.dev/v1alpha1
kind: Flavor
metadata: { name: small }
spec: { vcpus: 1, memoryMiB: 256, diskGiB: 1 }
`;

/** What a project has: of each project the Secret says another word. */
function belongings(project: string): string {
  return `
apiVersion: v1
kind: Secret
metadata: { name: door }
stringData: { word: sesame-of-${project} }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Image
metadata: { name: guest }
spec:
  format: Raw
  source: { url: "file:///nowhere/guest.img", sha256: "${'0'.repeat(64)}" }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Volume
metadata: { name: data }
spec: { sizeGiB: 1 }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: web }
spec: { flavor: small, image: guest }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: broken }
spec: { flavor: small, image: guest, metadata: { fake.tycho.dev/prepare: fail 1000 } }
`;
}
