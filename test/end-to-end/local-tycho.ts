import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { signalIfThere } from '../harness/signal-if-there.ts';
import { pidsOf } from './process-table.ts';

const run = promisify(execFile);

/** The root of this repository. */
export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The guest image that `make` builds. */
export const guestImageFolder = join(repositoryRoot, 'build/guest-image');

/** Who makes up a Tycho on one machine. */
export type ProcessName =
  | 'supervisor'
  | 'etcd'
  | 'api-server'
  | 'controller-manager'
  | 'gateway'
  | 'image-store'
  | 'gitops'
  | 'openstack-services'
  | 'nova-api'
  | 'services'
  | 'node-agent';

/** A whole Tycho on this machine, as `tycho up` starts it, in a state directory of its own. Everything goes through the programs people type. */
export class LocalTycho {
  readonly stateDirectory: string;

  private constructor(stateDirectory: string) {
    this.stateDirectory = stateDirectory;
  }

  /** Builds the CLI and the guest image if they are not there yet, and makes an empty state directory. Starts nothing. */
  static async prepare(): Promise<LocalTycho> {
    await run(process.execPath, ['hack/build.ts'], { cwd: repositoryRoot });
    await run('hack/build-guest-image.sh', [guestImageFolder], { cwd: repositoryRoot });
    return new LocalTycho(await mkdtemp(join(tmpdir(), 'tycho-local-')));
  }

  get kubeconfig(): string {
    return join(this.stateDirectory, 'kubeconfig');
  }

  /** Where one of its processes listens on loopback, by its name in the settings. */
  async port(name: 'apiServer' | 'gateway' | 'identity' | 'novaApi'): Promise<number> {
    const settings = JSON.parse(await readFile(join(this.stateDirectory, 'settings.json'), 'utf8')) as {
      readonly ports: Readonly<Record<string, number>>;
    };
    return settings.ports[name]!;
  }

  /** `driver` may name several, with commas between them. */
  async up({
    driver = 'kvm',
    fakeHosts,
    imageAddresses = [],
    repositoryNetworks = [],
    repositoryProtocols = [],
    separateServices,
  }: {
    readonly driver?: string;
    readonly fakeHosts?: number;
    readonly imageAddresses?: readonly string[];
    readonly repositoryNetworks?: readonly string[];
    readonly repositoryProtocols?: readonly string[];
    /** Whether each service is a process of its own; absent: as before, and at first not. */
    readonly separateServices?: boolean;
  } = {}): Promise<void> {
    const hosts = fakeHosts === undefined ? [] : ['--fake-hosts', String(fakeHosts)];
    await this.#tycho([
      'up',
      '--driver',
      driver,
      '--state-directory',
      this.stateDirectory,
      '--image-directory',
      guestImageFolder,
      ...imageAddresses.flatMap((range) => ['--image-address', range]),
      ...repositoryNetworks.flatMap((range) => ['--repository-network', range]),
      ...repositoryProtocols.flatMap((protocol) => ['--repository-protocol', protocol]),
      ...hosts,
      ...(separateServices === undefined ? [] : [separateServices ? '--separate-services' : '--no-separate-services']),
    ]);
  }

  /** Runs `tycho` against this control plane and returns what it printed. Rejects, with its complaint, when it fails. */
  async tycho(...words: string[]): Promise<string> {
    return this.#tycho(['--kubeconfig', this.kubeconfig, ...words]);
  }

  /** As {@link tycho}, for verbs that answer "no" by failing: returns what was printed either way. */
  async ask(...words: string[]): Promise<string> {
    try {
      return await this.tycho(...words);
    } catch (error) {
      return (error as { readonly stdout: string }).stdout;
    }
  }

  /** Runs the real kubectl against this control plane. */
  async kubectl(...words: string[]): Promise<string> {
    const { stdout } = await run('kubectl', ['--kubeconfig', this.kubeconfig, ...words]);
    return stdout;
  }

  /** `kill -9` of one process that the supervisor keeps running, or of the supervisor itself. */
  async kill(name: ProcessName): Promise<void> {
    const pid =
      name === 'supervisor' ? (await this.#read<{ readonly pid: number }>('supervisor.lock')).pid : (await this.processes())[name]?.pid;
    if (pid === undefined) throw new Error(`${name} does not run`);
    process.kill(pid, 'SIGKILL');
  }

  /** Those that its supervisor has started, by their names. */
  processes(): Promise<Readonly<Record<string, { readonly pid: number }>>> {
    return this.#read('processes.json');
  }

  /** Kills every process of the control plane and its agent at once, as a power cut would. Guests are not among them. */
  async killEverything(): Promise<void> {
    const registered = await this.processes();
    const supervisors = await pidsOf((command) => command.includes(this.stateDirectory) && !command.includes('qemu-system'));
    for (const pid of new Set([...supervisors, ...Object.values(registered).map((each) => each.pid)])) {
      // Those that watch each other may have ended by themselves.
      signalIfThere(pid, 'SIGKILL');
    }
  }

  /** Ends everything, guests included, and removes the state directory. Rejects when `tycho down` fails, and leaves no process even then. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#tycho(['down', '--purge', '--state-directory', this.stateDirectory]);
    } catch (error) {
      await this.killEverything();
      throw error;
    } finally {
      await rm(this.stateDirectory, { recursive: true, force: true });
    }
  }

  async #read<Value>(file: string): Promise<Value> {
    return JSON.parse(await readFile(join(this.stateDirectory, file), 'utf8')) as Value;
  }

  async #tycho(words: readonly string[]): Promise<string> {
    const { stdout } = await run(join(repositoryRoot, 'build/tycho'), words, { env: { ...process.env, NO_COLOR: '1' } });
    return stdout;
  }
}
