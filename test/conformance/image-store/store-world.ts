import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApiClient } from '#apis/client/api-client.ts';
import { HTTPTransport } from '#apis/client/http-transport.ts';
import { imageKind, type Image, type ImageSpec } from '#apis/compute/image.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { issueCertificate, type Authority, type Credentials } from '#cmd/bootstrap/certificates.ts';
import { connectionFrom, readKubeconfig } from '#cmd/bootstrap/kubeconfig.ts';
import { formatAddress, parseAddress, readPortFile, type ListenAddress } from '#cmd/bootstrap/port-file.ts';
import { ImageStoreClient } from '#cmd/node-agent/image-store-client/image-store-client.ts';
import { ImageStoreLocation } from '#cmd/node-agent/image-store-client/image-store-location.ts';
import { signLink, type LinkGrant } from '#proto/image-store/link-token.ts';
import { aHostBody } from '#test/builders/api-bodies.ts';
import { anInstance } from '#test/builders/instance.ts';
import { startApiServerProcess, type ApiServerProcess } from '#test/harness/api-server-process.ts';
import { eventually } from '#test/harness/eventually.ts';
import { agentCertificates, hostCredentials } from '../agent/agent-certificates.ts';

/** An answer of the store, read to its end. */
export interface Answer {
  readonly code: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Question {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | object;
  /** Who asks; absent: somebody without a certificate. */
  readonly as?: Credentials;
  /** Through a proxy, `HOST:PORT`. */
  readonly through?: string;
}

/** A host with its certificate, and a client as its agent has one. */
export interface TestHost {
  readonly name: string;
  readonly uid: string;
  readonly credentials: Credentials;
  client(through?: string): ImageStoreClient;
}

/** A real image store in a process of its own, on a real api-server that remembers in memory only. */
export class StoreWorld {
  readonly directory: string;
  readonly linkKey = Buffer.alloc(48, 7);
  readonly client: ApiClient;
  readonly apiServer: ApiServerProcess;
  readonly authority: Authority;
  readonly #transport: HTTPTransport;
  readonly #folder: string;
  #address: ListenAddress = { host: '127.0.0.1', port: 0 };
  #healthAddress = '';
  #process: ChildProcess | undefined;
  #flags: readonly string[] = [];
  readonly #killOnExit = (): void => void this.#process?.kill('SIGKILL');

  private constructor(parts: {
    readonly folder: string;
    readonly apiServer: ApiServerProcess;
    readonly transport: HTTPTransport;
    readonly authority: Authority;
  }) {
    this.#folder = parts.folder;
    this.directory = join(parts.folder, 'store');
    this.apiServer = parts.apiServer;
    this.#transport = parts.transport;
    this.client = new ApiClient({ transport: parts.transport });
    this.authority = parts.authority;
  }

  static async start(...flags: readonly string[]): Promise<StoreWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'tycho-image-store-'));
    const apiServer = await startApiServerProcess({ storage: 'memory' });
    const kubeconfig = await apiServer.kubeconfig();
    const { credentials, server, authorityPEM } = await connectionFrom(await readKubeconfig([kubeconfig]));
    if (credentials.kind !== 'Certificate') throw new Error('no certificate');
    const transport = new HTTPTransport({
      server,
      ca: authorityPEM ?? '',
      cert: credentials.certificatePEM,
      key: credentials.privateKeyPEM,
      userAgent: 'test',
    });
    const { authority } = await agentCertificates();
    const world = new StoreWorld({ folder, apiServer, transport, authority });
    const own = await issueCertificate({
      authority,
      commonName: 'tycho-image-store',
      dnsNames: ['localhost'],
      ipAddresses: ['127.0.0.1'],
      validityDays: 1,
      usage: 'Server',
    });
    // The store has its own rights and no others; what tests arrange needs more.
    const ownKubeconfig = await apiServer.kubeconfig({ name: 'tycho-image-store', groups: [] });
    await writeFile(join(folder, 'kubeconfig'), await readFile(ownKubeconfig));
    await writeFile(join(folder, 'store.crt'), own.certificatePEM);
    await writeFile(join(folder, 'store.key'), own.privateKeyPEM);
    await writeFile(join(folder, 'agent-ca.crt'), authority.certificatePEM);
    await writeFile(join(folder, 'link.key'), world.linkKey);
    await world.restart(...flags);
    return world;
  }

  get endpoint(): string {
    return formatAddress(this.#address);
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Starts it again at the same address, with other flags if some are given. */
  async restart(...flags: readonly string[]): Promise<void> {
    await this.kill();
    if (flags.length > 0) this.#flags = flags;
    const file = (name: string): string => join(this.#folder, name);
    await rm(file('port'), { force: true });
    const program = fileURLToPath(new URL('../../../cmd/image-store/main.ts', import.meta.url));
    const values: Readonly<Record<string, string>> = {
      kubeconfig: file('kubeconfig'),
      directory: this.directory,
      listen: this.endpoint,
      'port-file': file('port'),
      certificate: file('store.crt'),
      key: file('store.key'),
      'agent-ca': file('agent-ca.crt'),
      'link-key': file('link.key'),
      'health-port-file': file('health'),
      'minimum-free-bytes': '0',
    };
    const loggedBefore = (await this.log()).length;
    const log = openSync(file('log'), 'a');
    const parameters = Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
    const child = spawn(process.execPath, [program, ...parameters, ...this.#flags], { stdio: ['ignore', log, log] });
    closeSync(log);
    this.#process = child;
    process.once('exit', this.#killOnExit);
    const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
    await eventually(async () => {
      if (!hasEnded() && !(await this.log()).includes('"process ready"', loggedBefore)) throw new Error('the image store is not ready');
    });
    if (hasEnded()) throw new Error(`the image store ended at its start: ${(await this.log()).slice(-2000)}`);
    this.#address = await readPortFile(file('port'));
    this.#healthAddress = formatAddress(await readPortFile(file('health')));
  }

  log(): Promise<string> {
    return readFile(join(this.#folder, 'log'), 'utf8').catch(() => '');
  }

  async metric(name: string): Promise<number> {
    const text = await (await fetch(`http://${this.#healthAddress}/metrics`)).text();
    const line = text.split('\n').find((each) => each.startsWith(`${name} `) || each.startsWith(`${name}{`));
    return Number(line?.split(' ').at(-1) ?? Number.NaN);
  }

  /** `kill -9`. */
  kill(): Promise<number | null> {
    return this.#end('SIGKILL');
  }

  terminate(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await this.#transport.close();
    await this.apiServer.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async aProject(name: string): Promise<string> {
    await this.client.resource(namespaceKind).create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    return name;
  }

  /** A Host with an Instance of each of the projects. */
  async aHost(name: string, ...projects: readonly string[]): Promise<TestHost> {
    const created = await this.client
      .resource(hostKind)
      .create({ ...aHostBody(name), spec: { unschedulable: false, gracePeriodSeconds: 60 } });
    const { uid } = created.metadata;
    for (const project of projects) await this.anInstanceOn({ name, uid }, project);
    const credentials = await hostCredentials(this.authority, uid);
    return { name, uid, credentials, client: (through) => this.#clientOf(credentials, through) };
  }

  /** Resolves with its uid. */
  async anInstanceOn({ name, uid }: { readonly name: string; readonly uid: string }, project: string): Promise<string> {
    const serverUID = randomUUID();
    const { apiVersion, kind, spec } = anInstance({ spec: { server: { name: 'web', uid: serverUID }, host: { name, uid } } });
    const created = await this.client
      .resource(instanceKind)
      .create({ apiVersion, kind, metadata: { name: `${serverUID}-1`, namespace: project }, spec });
    return created.metadata.uid;
  }

  async anImage(project: string, name: string, spec: Partial<ImageSpec> = {}): Promise<Image> {
    const image = {
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'Image',
      metadata: { name, namespace: project },
      spec: { format: 'Raw', upload: {}, ...spec },
    };
    return this.client.resource(imageKind).create(image as never);
  }

  /** The path of a link as the api-server would issue it. */
  link(grant: Partial<LinkGrant> & Pick<LinkGrant, 'method' | 'project'>, key: Uint8Array = this.linkKey): string {
    const expiresAt = new Date(Date.now() + 60_000);
    return `/v1/links/${signLink({ id: randomUUID(), expiresAt, ...grant }, key)}`;
  }

  /** A link to upload an Image's bytes. */
  uploadLink({ metadata }: Image, grant: Partial<LinkGrant> = {}): string {
    const { name, uid, namespace = '' } = metadata;
    return this.link({ method: 'PUT', project: namespace, image: { name, uid }, ...grant });
  }

  ask({ method = 'GET', path, headers = {}, body, as, through }: Question): Promise<Answer> {
    const bytes = body === undefined ? undefined : body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
    const { host, port } = parseAddress(through ?? this.endpoint);
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host,
          port,
          method,
          path,
          agent: false,
          ca: this.authority.certificatePEM,
          ...(as === undefined ? {} : { cert: as.certificatePEM, key: as.privateKeyPEM }),
          headers: { ...(bytes === undefined ? {} : { 'content-length': String(bytes.length) }), ...headers },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => {
            const read = Buffer.concat(chunks);
            const isJSON = response.headers['content-type'] === 'application/json' && read.length > 0;
            const json = isJSON ? (JSON.parse(read.toString()) as Record<string, unknown>) : {};
            resolve({ code: response.statusCode ?? 0, headers: response.headers, body: read, json });
          });
        },
      );
      outgoing.once('error', reject);
      outgoing.end(bytes);
    });
  }

  #clientOf(identity: Credentials, through = this.endpoint): ImageStoreClient {
    const location = new ImageStoreLocation();
    location.update(`https://${through}`);
    const authorityPEM = this.authority.certificatePEM;
    return new ImageStoreClient({ location, identity, authorityPEM, clock: new SystemClock(), random: new SystemRandom() });
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#process;
    process.off('exit', this.#killOnExit);
    this.#process = undefined;
    if (child === undefined) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
    return child.exitCode;
  }
}

export function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The signal of somebody who never gives up. */
export function noAbort(): AbortSignal {
  return new AbortController().signal;
}
