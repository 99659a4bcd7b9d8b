import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { signalIfThere } from './signal-if-there.ts';

const run = promisify(execFile);
const scripts = fileURLToPath(new URL('../../hack/ironic/', import.meta.url));

/** A real Ironic of one test file, with a folder and ports of its own. */
export interface IronicServer {
  readonly url: URL;
  /** Its configuration, its database, its logs, and what it may read by `file:` URLs. */
  readonly folder: string;
  /** Makes nodes that are ready to be deployed, and gives their uuids. */
  enrol(wishes?: EnrolmentWishes): Promise<readonly string[]>;
  /** Machines with an IPMI controller each, whose chassis is a QEMU process: gives what {@link enrol} needs for each. */
  startMachines(count: number): Promise<readonly SimulatedMachine[]>;
  /** Who its operator is; undefined where it asks nobody. */
  readonly credentials: { readonly user: string; readonly password: string } | undefined;
  /** A request to its API, as its operator makes it. */
  call(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly text: string }>;
  /** Turns a machine of `peer-hardware` on or off behind Ironic's back. */
  setPower(uuid: string, power: 'power on' | 'power off'): Promise<void>;
  /** `kill -9`. */
  kill(): void;
  /** Starts it again after {@link kill}, where it was. */
  restart(): Promise<void>;
  /** Ends it and all machines, and removes its folder. */
  stop(): Promise<void>;
}

export interface EnrolmentWishes {
  readonly count?: number;
  readonly prefix?: string;
  readonly driver?: 'fake-hardware' | 'peer-hardware' | 'ipmi';
  readonly resourceClass?: string;
  /** Default: 8 processors, 16 GiB of memory, 100 GiB of disk. */
  readonly size?: { readonly vcpus: number; readonly memoryMiB: number; readonly diskGiB: number };
  readonly macAddress?: string;
  readonly driverInfo?: object;
  readonly interfaces?: object;
}

export interface SimulatedMachine {
  readonly mac: string;
  readonly serial_port: number;
  /** Holds `serial.log`. */
  readonly dir: string;
  readonly driver_info: object;
}

export interface IronicOptions {
  /** Whether Ironic turns machines on again that went off by themselves, as it does if its operator says nothing. Default false. */
  readonly forcesPower?: boolean;
  readonly powerSyncSeconds?: number;
  readonly authentication?: 'noauth' | 'http_basic';
  readonly automatedClean?: boolean;
}

/** Starts an Ironic whose API listens on loopback, and returns when it takes orders. */
export async function startIronic(options: IronicOptions = {}): Promise<IronicServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tycho-ironic-'));
  for (let attempt = 1; ; attempt += 1) {
    const server = new RealIronic(folder, await freePorts(), options);
    try {
      await server.restart();
      return server;
    } catch (error) {
      server.kill();
      // Somebody else may have taken a port meanwhile.
      if (attempt >= maximumAttempts) throw error;
    }
  }
}

class RealIronic implements IronicServer {
  readonly url: URL;
  readonly folder: string;
  readonly credentials: IronicServer['credentials'];
  readonly #environment: NodeJS.ProcessEnv;
  readonly #machinePort: number;
  readonly #killOnExit = (): void => {
    this.kill();
    spawnSync(join(scripts, 'bmc-down.sh'), { env: this.#environment });
  };

  constructor(folder: string, [port, rpcPort, machinePort]: readonly [number, number, number], options: IronicOptions) {
    this.folder = folder;
    this.#machinePort = machinePort;
    this.url = new URL(`http://127.0.0.1:${port}`);
    this.credentials = options.authentication === 'http_basic' ? { user: 'tycho-test', password: 'not: a secret' } : undefined;
    this.#environment = {
      ...process.env,
      IRONIC_DIR: folder,
      IRONIC_PORT: String(port),
      IRONIC_RPC_PORT: String(rpcPort),
      IRONIC_FORCE_POWER: String(options.forcesPower ?? false),
      IRONIC_POWER_SYNC: String(options.powerSyncSeconds ?? 1),
      IRONIC_AUTH: options.authentication ?? 'noauth',
      IRONIC_USER: this.credentials?.user,
      IRONIC_PASSWORD: this.credentials?.password,
      IRONIC_BASIC: this.#basic,
      IRONIC_AUTOMATED_CLEAN: String(options.automatedClean ?? true),
    };
  }

  async restart(): Promise<void> {
    process.once('exit', this.#killOnExit);
    await this.#script('ironic-up.sh', []);
  }

  async enrol(wishes: EnrolmentWishes = {}): Promise<readonly string[]> {
    const given: Readonly<Record<string, string | undefined>> = {
      count: String(wishes.count ?? 1),
      prefix: wishes.prefix ?? `node-${this.#enrolments++}-`,
      driver: wishes.driver ?? 'peer-hardware',
      'resource-class': wishes.resourceClass ?? 'baremetal.small',
      cpus: wishes.size && String(wishes.size.vcpus),
      'memory-mb': wishes.size && String(wishes.size.memoryMiB),
      'local-gb': wishes.size && String(wishes.size.diskGiB),
      mac: wishes.macAddress,
      start: String(this.#macStart),
      'driver-info': wishes.driverInfo && JSON.stringify(wishes.driverInfo),
      interfaces: wishes.interfaces && JSON.stringify(wishes.interfaces),
    };
    this.#macStart += wishes.count ?? 1;
    const parameters = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]));
    return (await this.#script('enrol.py', parameters)).trim().split('\n');
  }

  #enrolments = 0;
  #macStart = 0;

  async startMachines(count: number): Promise<readonly SimulatedMachine[]> {
    const lines = (await this.#script('bmc-up.sh', [String(count)])).trim().split('\n');
    return lines.map((line) => JSON.parse(line) as SimulatedMachine);
  }

  async call(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly text: string }> {
    const headers = {
      'x-openstack-ironic-api-version': '1.82',
      'content-type': 'application/json',
      accept: 'application/json',
      ...(this.#basic !== '' && { authorization: `Basic ${Buffer.from(this.#basic).toString('base64')}` }),
    };
    const answer = await fetch(new URL(path, this.url), { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    return { status: answer.status, text: await answer.text() };
  }

  async setPower(uuid: string, power: 'power on' | 'power off'): Promise<void> {
    await writeFile(join(this.folder, 'machines', uuid), power);
  }

  kill(): void {
    for (const pid of this.#pids()) signalIfThere(pid, 'SIGKILL');
  }

  async stop(): Promise<void> {
    process.off('exit', this.#killOnExit);
    await this.#script('bmc-down.sh', []);
    await this.#script('ironic-down.sh', [], { IRONIC_PURGE: '1' });
  }

  get #basic(): string {
    return this.credentials === undefined ? '' : `${this.credentials.user}:${this.credentials.password}`;
  }

  /** Of processes that still work with our configuration. */
  #pids(): readonly number[] {
    try {
      const pids = readFileSync(join(this.folder, 'pids'), 'utf8').split('\n').filter(Boolean).map(Number);
      return pids.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(this.folder));
    } catch {
      return [];
    }
  }

  async #script(name: string, parameters: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<string> {
    const env = {
      ...this.#environment,
      IRONIC_URL: this.url.href.replace(/\/$/, ''),
      BMC_PORT: String(this.#machinePort),
      ...more,
    };
    return (await run(join(scripts, name), parameters, { env })).stdout;
  }
}

/** The lines of a log of Ironic's that tell of errors, for a test that failed. */
export async function ironicErrors({ folder }: IronicServer): Promise<string> {
  const log = await readFile(join(folder, 'log/ironic.log'), 'utf8');
  return log
    .split('\n')
    .filter((line) => / ERROR | WARNING /.test(line))
    .slice(-20)
    .join('\n');
}

async function freePorts(): Promise<[number, number, number]> {
  const servers = [createServer(), createServer(), createServer()] as const;
  const ports = await Promise.all(
    servers.map(async (server) => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    }),
  );
  for (const server of servers) server.close();
  return [ports[0]!, ports[1]!, ports[2]!];
}

const maximumAttempts = 3;
