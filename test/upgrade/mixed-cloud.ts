import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ApiClient } from '#apis/client/api-client.ts';
import { HTTPTransport } from '#apis/client/http-transport.ts';
import { createAuthority, createSigningKey, issueCertificate, type Authority } from '#cmd/bootstrap/certificates.ts';
import { writeKubeconfig } from '#cmd/bootstrap/kubeconfig.ts';
import { startEtcd, type EtcdServer } from '#test/harness/etcd.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { Release } from './released-tree.ts';

const run = promisify(execFile);

export const processNames = ['api-server', 'controller-manager', 'gateway', 'agent-a', 'agent-b'] as const;
export type ProcessName = (typeof processNames)[number];

/** Those that hosts belong to. */
export const agentNames = ['agent-a', 'agent-b'] as const;

interface Running {
  readonly release: Release;
  readonly child: ChildProcess;
}

interface Ports {
  readonly api: number;
  readonly gateway: number;
}

/** A control plane and two machines with two fake hosts each, every process of which may be of another release, on one real etcd. */
export class MixedCloud implements AsyncDisposable {
  readonly #folder: string;
  readonly #etcd: EtcdServer;
  readonly #authority: Authority;
  readonly #ports: Ports;
  readonly #running = new Map<ProcessName, Running>();
  readonly #client: ApiClient;

  private constructor(parts: { folder: string; etcd: EtcdServer; authority: Authority; ports: Ports; client: ApiClient }) {
    this.#folder = parts.folder;
    this.#etcd = parts.etcd;
    this.#authority = parts.authority;
    this.#ports = parts.ports;
    this.#client = parts.client;
  }

  /** Starts all processes as those of `release`, and returns when all hosts are ready. */
  static async start(release: Release): Promise<MixedCloud> {
    const folder = await mkdtemp(join(tmpdir(), 'tycho-mixed-'));
    const etcd = await startEtcd();
    const [api = 0, gateway = 0] = await freePorts(2);
    const authority = await createAuthority({ commonName: 'mixed', validityDays: 1 });
    const admin = await issueCertificate({
      authority,
      commonName: 'admin',
      organizations: ['system:masters'],
      validityDays: 1,
      usage: 'Client',
    });
    const transport = new HTTPTransport({
      server: `https://127.0.0.1:${api}`,
      ca: authority.certificatePEM,
      cert: admin.certificatePEM,
      key: admin.privateKeyPEM,
      userAgent: 'upgrade-test',
    });
    const cloud = new MixedCloud({ folder, etcd, authority, ports: { api, gateway }, client: new ApiClient({ transport }) });
    await cloud.#writeFiles();
    for (const name of ['api-server', 'controller-manager', 'gateway'] as const) await cloud.put(name, release);
    for (const name of agentNames) {
      await cloud.#writeJoinToken(name, release);
      await cloud.put(name, release);
    }
    return cloud;
  }

  get client(): ApiClient {
    return this.#client;
  }

  releaseOf(name: ProcessName): Release {
    return this.#running.get(name)!.release;
  }

  /** Kills the process, if it runs, as a crash would, and starts it as that of `release`. Returns when it is ready. */
  async put(name: ProcessName, release: Release): Promise<void> {
    await this.#kill(name);
    const flags = Object.entries(await this.#flagsOf(name, release)).map(([flag, value]) => `--${flag}=${value}`);
    const logFile = this.#at(`${name}.log`);
    const start = await stat(logFile).then(
      ({ size }) => size,
      () => 0,
    );
    const log = openSync(logFile, 'a');
    const child = spawn(process.execPath, [join(release.root, 'cmd', programs[name], 'main.ts'), ...flags], {
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#running.set(name, { release, child });
    await eventually(
      async () => {
        const said = (await readFile(logFile)).subarray(start).toString('utf8');
        if (child.exitCode !== null) return;
        if (!said.includes('process ready')) throw new Error(`${name} of ${release.version} is not ready: ${said.slice(-1500)}`);
      },
      { withinMilliseconds: 60_000 },
    );
    if (child.exitCode !== null)
      throw new Error(`${name} of ${release.version} ended at its start: ${(await readFile(logFile, 'utf8')).slice(-1500)}`);
  }

  /** `kill -9`, and the same again. */
  crash(name: ProcessName): Promise<void> {
    return this.put(name, this.releaseOf(name));
  }

  async crashEtcd(): Promise<void> {
    await this.#etcd.kill();
    await this.#etcd.restart();
  }

  /** The end of what each process has said, for when something did not come true. */
  async logs(): Promise<string> {
    const ends = await Promise.all(
      processNames.map(async (name) => `--- ${name}\n${(await readFile(this.#at(`${name}.log`), 'utf8').catch(() => '')).slice(-3000)}`),
    );
    return ends.join('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const name of processNames.toReversed()) await this.#kill(name);
    await this.#etcd.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #kill(name: ProcessName): Promise<void> {
    const { child } = this.#running.get(name) ?? {};
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  #at(name: string): string {
    return join(this.#folder, name);
  }

  async #writeFiles(): Promise<void> {
    const authority = this.#authority;
    const { credentials } = this.#etcd;
    const served = { authority, commonName: 'server', ipAddresses: ['127.0.0.1'], validityDays: 1, usage: 'Server' } as const;
    const own = await issueCertificate(served);
    const client = await issueCertificate({
      authority,
      commonName: 'process',
      organizations: ['tycho:control-plane'],
      validityDays: 1,
      usage: 'Client',
    });
    const files: Readonly<Record<string, string>> = {
      'authority.crt': authority.certificatePEM,
      'authority.key': authority.privateKeyPEM,
      'server.crt': own.certificatePEM,
      'server.key': own.privateKeyPEM,
      'etcd-ca.crt': credentials.authorityPEM,
      'etcd.crt': credentials.certificatePEM,
      'etcd.key': credentials.privateKeyPEM,
      'accounts.key': createSigningKey(),
    };
    for (const [name, content] of Object.entries(files)) await writeFile(this.#at(name), content, { mode: 0o600 });
    const reach = { server: `https://127.0.0.1:${this.#ports.api}`, authorityPEM: authority.certificatePEM, namespace: 'default' };
    await writeKubeconfig(this.#at('process.kubeconfig'), { name: 'mixed', userName: 'process', ...reach, ...client });
    const admin = await issueCertificate({
      authority,
      commonName: 'admin',
      organizations: ['system:masters'],
      validityDays: 1,
      usage: 'Client',
    });
    await writeKubeconfig(this.#at('admin.kubeconfig'), { name: 'mixed', userName: 'admin', ...reach, ...admin });
  }

  async #writeJoinToken(name: ProcessName, release: Release): Promise<void> {
    const words = ['--kubeconfig', this.#at('admin.kubeconfig'), 'join-token'];
    const { stdout } = await run(process.execPath, [join(release.root, 'cmd/tycho/main.ts'), ...words]);
    await writeFile(this.#at(`${name}.token`), stdout.trim(), { mode: 0o600 });
  }

  async #flagsOf(name: ProcessName, release: Release): Promise<Readonly<Record<string, string>>> {
    const [authority, certificate, key] = ['authority.crt', 'server.crt', 'server.key'].map((file) => this.#at(file)) as [
      string,
      string,
      string,
    ];
    switch (name) {
      case 'api-server':
        return {
          listen: `127.0.0.1:${this.#ports.api}`,
          certificate,
          key,
          'client-ca': authority,
          'etcd-endpoint': `https://${this.#etcd.endpoint}`,
          'etcd-ca': this.#at('etcd-ca.crt'),
          'etcd-certificate': this.#at('etcd.crt'),
          'etcd-key': this.#at('etcd.key'),
          'etcd-server-name': this.#etcd.credentials.serverName,
          'etcd-quota-bytes': String(this.#etcd.quotaBytes),
          // Release 0.1.0 had no service accounts.
          ...(release.version === '0.1.0' ? {} : { 'service-account-signing-key-file': this.#at('accounts.key') }),
        };
      case 'controller-manager':
        return { kubeconfig: this.#at('process.kubeconfig'), 'replica-name': 'controller-manager' };
      case 'gateway':
        return {
          kubeconfig: this.#at('process.kubeconfig'),
          loops: 'instance',
          'gateway-listen': `127.0.0.1:${this.#ports.gateway}`,
          'gateway-certificate': certificate,
          'gateway-key': key,
          'agent-ca': authority,
          'agent-ca-key': this.#at('authority.key'),
        };
      case 'agent-a':
      case 'agent-b':
        return {
          gateway: `127.0.0.1:${this.#ports.gateway}`,
          'gateway-ca': authority,
          'state-directory': this.#at(name),
          'join-token-file': this.#at(`${name}.token`),
          'host-name': name,
          driver: 'fake',
          'fake-hosts': '2',
        };
    }
  }
}

const programs: Readonly<Record<ProcessName, string>> = {
  'api-server': 'api-server',
  'controller-manager': 'controller-manager',
  gateway: 'controller-manager',
  'agent-a': 'node-agent',
  'agent-b': 'node-agent',
};

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(async (server) => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    }),
  );
  for (const server of servers) server.close();
  return ports;
}
