import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority, issueCertificate } from '#cmd/bootstrap/certificates.ts';
import type { EtcdCredentials } from '#proto/etcd/etcd-session.ts';
import { eventually } from './eventually.ts';

/** A real etcd of one test file, with a folder, ports and certificates of its own. */
export interface EtcdServer {
  /** `HOST:PORT`. */
  readonly endpoint: string;
  readonly credentials: EtcdCredentials;
  readonly dataFolder: string;
  readonly quotaBytes: number;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Starts it again after {@link kill}, where it was. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** Starts an etcd that takes only clients with a certificate, and returns when it is healthy. */
export async function startEtcd({ quotaBytes = 512 * 1024 * 1024 }: { readonly quotaBytes?: number } = {}): Promise<EtcdServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tycho-etcd-'));
  const credentials = await writeCertificates(folder);
  for (let attempt = 1; ; attempt += 1) {
    const [clientPort, peerPort] = await freePorts();
    const server = new RealEtcd({ folder, credentials, quotaBytes, clientPort, peerPort });
    try {
      await server.restart();
      return server;
    } catch (error) {
      // Somebody else may have taken a port meanwhile.
      await server.kill();
      if (attempt >= maximumAttempts) throw error;
    }
  }
}

interface RealEtcdOptions {
  readonly folder: string;
  readonly credentials: EtcdCredentials;
  readonly quotaBytes: number;
  readonly clientPort: number;
  readonly peerPort: number;
}

class RealEtcd implements EtcdServer {
  readonly endpoint: string;
  readonly credentials: EtcdCredentials;
  readonly dataFolder: string;
  readonly quotaBytes: number;
  readonly #options: RealEtcdOptions;
  #process: ChildProcess | undefined;
  readonly #killOnExit = (): void => void this.#process?.kill('SIGKILL');

  constructor(options: RealEtcdOptions) {
    this.#options = options;
    this.endpoint = `127.0.0.1:${options.clientPort}`;
    this.credentials = options.credentials;
    this.dataFolder = join(options.folder, 'data');
    this.quotaBytes = options.quotaBytes;
  }

  async restart(): Promise<void> {
    await mkdir(this.dataFolder, { recursive: true, mode: 0o700 });
    const log = openSync(join(this.#options.folder, 'etcd.log'), 'a');
    const child = spawn('etcd', etcdArguments(this.#options, this.dataFolder), { stdio: ['ignore', log, log] });
    closeSync(log);
    this.#process = child;
    process.once('exit', this.#killOnExit);
    await eventually(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      await checkHealth(this.endpoint, this.credentials);
    });
    if (child.exitCode !== null) throw new Error(`etcd ended at its start: ${await lastLines(join(this.#options.folder, 'etcd.log'))}`);
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await rm(this.#options.folder, { recursive: true, force: true });
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process;
    process.off('exit', this.#killOnExit);
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}

function etcdArguments({ folder, clientPort, peerPort, quotaBytes }: RealEtcdOptions, dataFolder: string): string[] {
  const clientURL = `https://127.0.0.1:${clientPort}`;
  const peerURL = `https://127.0.0.1:${peerPort}`;
  const file = (name: string): string => join(folder, name);
  const values = {
    name: 'test',
    'data-dir': dataFolder,
    'listen-client-urls': clientURL,
    'advertise-client-urls': clientURL,
    'listen-peer-urls': peerURL,
    'initial-advertise-peer-urls': peerURL,
    'initial-cluster': `test=${peerURL}`,
    'client-cert-auth': true,
    'trusted-ca-file': file('authority.crt'),
    'cert-file': file('server.crt'),
    'key-file': file('server.key'),
    'peer-client-cert-auth': true,
    'peer-trusted-ca-file': file('authority.crt'),
    'peer-cert-file': file('server.crt'),
    'peer-key-file': file('server.key'),
    'quota-backend-bytes': quotaBytes,
    'enable-grpc-gateway': false,
    logger: 'zap',
    'log-outputs': 'stderr',
  };
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`);
}

async function writeCertificates(folder: string): Promise<EtcdCredentials> {
  const authority = await createAuthority({ commonName: 'test etcd', validityDays: 1 });
  const server = await issueCertificate({
    authority,
    commonName: 'etcd',
    dnsNames: [serverName],
    ipAddresses: ['127.0.0.1'],
    validityDays: 1,
    usage: 'ServerAndClient',
  });
  const client = await issueCertificate({ authority, commonName: 'api-server', validityDays: 1, usage: 'Client' });
  await writeFile(join(folder, 'authority.crt'), authority.certificatePEM);
  await writeFile(join(folder, 'server.crt'), server.certificatePEM);
  await writeFile(join(folder, 'server.key'), server.privateKeyPEM, { mode: 0o600 });
  return { authorityPEM: authority.certificatePEM, serverName, ...client };
}

async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()] as const;
  const ports = await Promise.all(
    servers.map(async (server) => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    }),
  );
  for (const server of servers) server.close();
  return [ports[0]!, ports[1]!];
}

/** Passes only if what listens there has our certificate and is healthy. */
function checkHealth(endpoint: string, { authorityPEM, certificatePEM, privateKeyPEM }: EtcdCredentials): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { ca: authorityPEM, cert: certificatePEM, key: privateKeyPEM, agent: false, timeout: 2_000 };
    const call = request(`https://${endpoint}/health`, options, (response) => {
      response.resume();
      if (response.statusCode === 200) resolve();
      else reject(new Error(`etcd is not healthy: ${response.statusCode}`));
    });
    call.on('error', reject);
    call.on('timeout', () => call.destroy(new Error('etcd gave no answer')));
    call.end();
  });
}

async function lastLines(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).split('\n').slice(-5).join('\n');
}

const serverName = 'etcd.test';
const maximumAttempts = 5;
