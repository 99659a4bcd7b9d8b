import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAuthority, createSigningKey, issueCertificate, type Authority } from '#cmd/bootstrap/certificates.ts';
import { writeKubeconfig } from '#cmd/bootstrap/kubeconfig.ts';
import { formatAddress, parseAddress, readPortFile, type ListenAddress } from '#cmd/bootstrap/port-file.ts';
import { serviceNodeFlags } from '#cmd/tycho/up/process-plan.ts';
import { startEtcd, type EtcdServer } from './etcd.ts';
import { eventually } from './eventually.ts';

/** A real api-server of one test file, in a process of its own, with its own authority. */
export interface ApiServerProcess {
  /** `https://HOST:PORT`. */
  readonly url: string;
  readonly authorityPEM: string;
  readonly pid: number;
  /** A kubeconfig of somebody in these groups; the administrator's by default. */
  kubeconfig(user?: { readonly name: string; readonly groups: readonly string[] }): Promise<string>;
  /** Where the content of a flag of `files` lies. */
  file(flag: string): string;
  /** Everything that it has logged. */
  log(): Promise<string>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Tells it to stop and gives its exit code. */
  terminate(): Promise<number | null>;
  /** Starts it again at the same address, after {@link kill} or {@link terminate}. */
  restart(): Promise<void>;
  /** Ends it, its etcd, and removes its folder. */
  stop(): Promise<void>;
}

export interface ApiServerProcessOptions {
  readonly storage: 'memory' | 'etcd';
  /** Flags that name files, with what is to be in these at the start. */
  readonly files?: Readonly<Record<string, string>>;
  /** What is to be in etcd before it starts for the first time. */
  readonly fill?: (etcd: EtcdServer) => Promise<void>;
  /** Another program with the flags of the api-server. */
  readonly program?: string;
}

/** Starts one on a free port of the loopback address, and returns when it is ready. */
export async function startApiServerProcess(options: ApiServerProcessOptions): Promise<ApiServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'tycho-api-server-'));
  const authority = await createAuthority({ commonName: 'test api', validityDays: 1 });
  const server = await issueCertificate({
    authority,
    commonName: 'api-server',
    ipAddresses: ['127.0.0.1'],
    validityDays: 1,
    usage: 'Server',
  });
  await writeFile(join(folder, 'client-ca.crt'), authority.certificatePEM);
  await writeFile(join(folder, 'server.crt'), server.certificatePEM);
  await writeFile(join(folder, 'server.key'), server.privateKeyPEM, { mode: 0o600 });
  await writeFile(join(folder, 'service-accounts.key'), createSigningKey(), { mode: 0o600 });
  const etcd = options.storage === 'etcd' ? await startEtcd() : undefined;
  if (etcd !== undefined) await options.fill?.(etcd);
  const flags = [...(etcd === undefined ? ['--storage', 'memory'] : await etcdFlags(folder, etcd))];
  for (const [flag, content] of Object.entries(options.files ?? {})) {
    await writeFile(join(folder, flag), content, { mode: 0o600 });
    flags.push(`--${flag}`, join(folder, flag));
  }
  const program = options.program ?? fileURLToPath(new URL('../../cmd/api-server/main.ts', import.meta.url));
  const running = new RealApiServer({ folder, authority, etcd, flags, program });
  await running.restart();
  return running;
}

interface RealApiServerOptions {
  readonly folder: string;
  readonly authority: Authority;
  readonly etcd: EtcdServer | undefined;
  readonly flags: readonly string[];
  readonly program: string;
}

class RealApiServer implements ApiServerProcess {
  readonly authorityPEM: string;
  readonly #options: RealApiServerOptions;
  #address: ListenAddress = { host: '127.0.0.1', port: 0 };
  #process: ChildProcess | undefined;
  readonly #killOnExit = (): void => void this.#process?.kill('SIGKILL');

  constructor(options: RealApiServerOptions) {
    this.#options = options;
    this.authorityPEM = options.authority.certificatePEM;
  }

  get url(): string {
    return `https://${formatAddress(this.#address)}`;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  async kubeconfig(user = { name: 'admin', groups: ['system:masters'] }): Promise<string> {
    const { authority, folder } = this.#options;
    const own = await issueCertificate({ authority, commonName: user.name, organizations: user.groups, validityDays: 1, usage: 'Client' });
    const path = join(folder, `${user.name}.kubeconfig`);
    await writeKubeconfig(path, {
      name: 'test',
      userName: user.name,
      server: this.url,
      authorityPEM: authority.certificatePEM,
      ...own,
      namespace: 'default',
    });
    return path;
  }

  file(flag: string): string {
    return join(this.#options.folder, flag);
  }

  log(): Promise<string> {
    return readFile(join(this.#options.folder, 'log'), 'utf8');
  }

  async restart(): Promise<void> {
    const { folder, flags, program } = this.#options;
    const file = (name: string): string => join(folder, name);
    await rm(file('port'), { force: true });
    const own = [
      '--listen',
      formatAddress(this.#address),
      '--port-file',
      file('port'),
      '--certificate',
      file('server.crt'),
      '--key',
      file('server.key'),
      '--service-account-signing-key-file',
      file('service-accounts.key'),
    ];
    const loggedBefore = (await this.log().catch(() => '')).length;
    const log = openSync(file('log'), 'a');
    const child = spawn(process.execPath, [...serviceNodeFlags, program, ...own, '--client-ca', file('client-ca.crt'), ...flags], {
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#process = child;
    process.once('exit', this.#killOnExit);
    const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
    await eventually(async () => {
      if (!hasEnded() && !(await this.log()).includes('"process ready"', loggedBefore)) throw new Error('the api-server is not ready');
    });
    if (hasEnded()) throw new Error(`the api-server ended at its start: ${(await this.log()).slice(-2000)}`);
    this.#address = await readPortFile(file('port'));
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  terminate(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await this.#options.etcd?.stop();
    await rm(this.#options.folder, { recursive: true, force: true });
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

async function etcdFlags(folder: string, { endpoint, credentials, quotaBytes }: EtcdServer): Promise<readonly string[]> {
  const file = (name: string): string => join(folder, name);
  await writeFile(file('etcd-ca.crt'), credentials.authorityPEM);
  await writeFile(file('etcd.crt'), credentials.certificatePEM);
  await writeFile(file('etcd.key'), credentials.privateKeyPEM, { mode: 0o600 });
  return [
    ['--storage', 'etcd'],
    ['--etcd-endpoint', `https://${formatAddress(parseAddress(endpoint))}`],
    ['--etcd-ca', file('etcd-ca.crt')],
    ['--etcd-certificate', file('etcd.crt')],
    ['--etcd-key', file('etcd.key')],
    ['--etcd-server-name', credentials.serverName],
    ['--etcd-quota-bytes', String(quotaBytes)],
  ].flat();
}
