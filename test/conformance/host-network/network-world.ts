import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SystemClock, type Clock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { HostNetwork } from '#cmd/node-agent/network/host-network.ts';
import type { HostedNetwork, HostNetworkSettings, NetworkPort } from '#cmd/node-agent/network/network-port.ts';
import type { NetworkTools } from '#cmd/node-agent/network/network-tools.ts';
import { SystemNetworkTools } from '#cmd/node-agent/network/system-network-tools.ts';
import { signalIfThere } from '#test/harness/signal-if-there.ts';

const execute = promisify(execFile);
const random = new SystemRandom();

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, at most 60 seconds. */
export async function run(program: string, ...theArguments: readonly string[]): Promise<Ran> {
  try {
    const { stdout, stderr } = await execute(program, theArguments, { timeout: 60_000 });
    return { exitCode: 0, stdout, stderr };
  } catch (error) {
    const {
      code,
      stdout = '',
      stderr = '',
    } = error as { readonly code?: number | string; readonly stdout?: string; readonly stderr?: string };
    return { exitCode: typeof code === 'number' ? code : 127, stdout, stderr };
  }
}

/** As {@link run}, and throws when it fails. */
export async function must(program: string, ...theArguments: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(program, ...theArguments);
  if (exitCode !== 0) throw new Error(`${program} ${theArguments.join(' ')}: ${stderr}`);
  return stdout;
}

/**
 * Hosts made of network namespaces: each has one that is its own network and, below it, all that {@link HostNetwork} makes. The hosts' own
 * networks are on one cable, 192.0.2.0/24. Nothing of it reaches the machine's own network, and all of it is gone when the test is.
 */
export class NetworkWorld implements AsyncDisposable {
  readonly id: string;
  readonly folder: string;
  readonly #networks: HostNetwork[] = [];
  readonly #userID = 1_890_000_000 + Math.floor(random.fraction() * 1_000_000);

  private constructor(id: string, folder: string) {
    this.id = id;
    this.folder = folder;
  }

  static async create(): Promise<NetworkWorld> {
    const folder = await mkdtemp('/run/tycho-test-');
    await chmod(folder, 0o711);
    const world = new NetworkWorld(`tyt${random.uuid().slice(0, 6)}`, folder);
    await must('ip', 'netns', 'add', `${world.id}-cable`);
    await must('ip', '-n', `${world.id}-cable`, 'link', 'add', 'cable', 'type', 'bridge');
    await must('ip', '-n', `${world.id}-cable`, 'link', 'set', 'cable', 'up');
    return world;
  }

  /** A host's own network, with the address 192.0.2.NUMBER. */
  async host(number: number): Promise<string> {
    const name = `${this.id}-host${number}`;
    await must('ip', 'netns', 'add', name);
    const cable = ['peer', 'name', `host${number}`, 'netns', `${this.id}-cable`];
    await must('ip', '-n', name, 'link', 'add', 'under0', 'type', 'veth', ...cable);
    await must('ip', '-n', `${this.id}-cable`, 'link', 'set', `host${number}`, 'master', 'cable', 'up');
    await must('ip', '-n', name, 'address', 'add', `192.0.2.${number}/24`, 'dev', 'under0');
    await must('ip', '-n', name, 'link', 'set', 'lo', 'up');
    await must('ip', '-n', name, 'link', 'set', 'under0', 'up');
    return name;
  }

  /** The networks of a host; a second call for one host is the agent's restart. */
  async networkOf(
    number: number,
    settings: Partial<HostNetworkSettings> = {},
    clock: Clock = new SystemClock(),
    tools: NetworkTools = new SystemNetworkTools({ clock }),
  ): Promise<HostNetwork> {
    const network = new HostNetwork({
      settings: {
        switchNamespaceName: `${this.id}-${number}`,
        hostNamespaceName: `${this.id}-host${number}`,
        underlayAddress: `192.0.2.${number}`,
        directory: join(this.folder, String(number)),
        serviceUserID: this.#userID + number,
        ...settings,
      },
      clock,
      logger: silentLogger,
      tools,
    });
    this.#networks.push(network);
    await network.recover();
    return network;
  }

  async namespaces(): Promise<readonly string[]> {
    return (await readdir('/run/netns')).filter((name) => name.startsWith(this.id)).sort();
  }

  /** Runs a program in a namespace of this world, by the end of its name. */
  inside(namespace: string, program: string, ...theArguments: readonly string[]): Promise<Ran> {
    return run('nsenter', `--net=/run/netns/${this.id}-${namespace}`, '--', program, ...theArguments);
  }

  /** Whether a guest gets an answer to a ping. */
  async reaches(namespace: string, address: string, { bytes = 56 } = {}): Promise<boolean> {
    const { exitCode } = await this.inside(namespace, 'busybox', 'ping', '-c', '2', '-A', '-W', '1', '-s', String(bytes), address);
    return exitCode === 0;
  }

  /** What DHCP tells an interface: as udhcpc calls it. Undefined: no answer in about three seconds. */
  async lease(namespace: string, interfaceName: string): Promise<Readonly<Record<string, string>> | undefined> {
    const script = join(this.folder, 'udhcpc');
    await writeFile(script, '#!/bin/sh\n[ "$1" = bound ] && env\nexit 0\n', { mode: 0o755 });
    const asked = ['-O', 'staticroutes', '-O', 'mtu', '-t', '3', '-T', '1', '-n', '-q', '-f'];
    const { exitCode, stdout } = await this.inside(namespace, 'busybox', 'udhcpc', '-i', interfaceName, ...asked, '-s', script);
    if (exitCode !== 0) return undefined;
    return Object.fromEntries(stdout.split('\n').map((line) => [line.split('=')[0], line.slice(line.indexOf('=') + 1)]));
  }

  /** DHCP servers of this world that run. */
  async servers(): Promise<readonly string[]> {
    const { stdout } = await run('ps', '-eo', 'pid=,args=');
    const lines = stdout.split('\n').filter((line) => line.includes(`--conf-file=${this.folder}/`));
    // One that has just been started is still the program that gives its rights away.
    return lines.map((line) => line.replace(/\bsetpriv .* (?=dnsmasq )/, ''));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#networks.map((network) => network.close()));
    for (const line of await this.servers()) signalIfThere(Number(line.trim().split(' ')[0]), 'SIGKILL');
    for (const name of await this.namespaces()) await run('ip', 'netns', 'delete', name);
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A network 10.10.0.0/24. */
export function aNetwork(overrides: Partial<HostedNetwork> = {}): HostedNetwork {
  return {
    uid: 'network-a',
    vni: 100,
    cidr: '10.10.0.0/24',
    gateway: '10.10.0.1',
    nameServers: ['9.9.9.9'],
    mtu: 1450,
    nat: true,
    ...overrides,
  };
}

/** Port `number` of a network: its MAC and IPv4 addresses end with that. */
export function aPort(number: number, network: HostedNetwork = aNetwork(), overrides: Partial<NetworkPort> = {}): NetworkPort {
  const [prefix = ''] = network.cidr.split('.0/');
  return {
    uid: `${network.uid}-port-${number}`,
    instanceUID: `instance-${number}`,
    macAddress: `fa:16:3e:00:00:${number.toString(16).padStart(2, '0')}`,
    addresses: [
      { ipAddress: `${prefix}.${number}`, prefixLength: 24, ...(network.gateway !== undefined && { gateway: network.gateway }) },
      { ipAddress: `fd00::${number}`, prefixLength: 64 },
    ],
    network,
    hostname: `guest-${number}`,
    ...overrides,
  };
}
