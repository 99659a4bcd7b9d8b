import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { DHCPFiles } from './dhcp-files.ts';
import { namespacePath } from './network-port.ts';

export interface DHCPServersOptions {
  /** Their files are below it, one folder for each network. */
  readonly directory: string;
  readonly userID: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How long guests may go without a server that has died; they ask for longer than that. */
const watchIntervalMilliseconds = 2000;
/** A server that ends at once is not started more often than this. */
const restartIntervalMilliseconds = 5000;

interface Server {
  readonly namespace: string;
  files: DHCPFiles;
  pid: number | undefined;
  startedAt: number;
}

/**
 * The DHCP servers (dnsmasq) of this host's networks: one process for each, in the network's service namespace, as a user without any right
 * outside of that. They outlive the agent. One that dies is started again.
 */
export class DHCPServers {
  readonly #options: DHCPServersOptions;
  readonly #servers = new Map<number, Server>();
  #timer: Timer | undefined;
  #isClosed = false;

  constructor(options: DHCPServersOptions) {
    this.#options = options;
  }

  /** Finds the servers that an agent before this one has started. */
  async recover(namespaceOf: (vni: number) => string): Promise<void> {
    const { directory, userID } = this.#options;
    await mkdir(directory, { recursive: true, mode: 0o750 });
    await chown(directory, 0, userID);
    // Whatever the umask says: they pass through, and read what is theirs.
    await chmod(directory, 0o750);
    const running = await this.#findProcesses();
    for (const name of (await readdir(directory)).filter((each) => /^\d+$/.test(each))) {
      const vni = Number(name);
      const files = await this.#readFiles(vni);
      this.#servers.set(vni, {
        namespace: namespaceOf(vni),
        files,
        pid: running.get(vni),
        startedAt: this.#options.clock.monotonicMilliseconds(),
      });
    }
    this.#watch();
  }

  /** Numbers of the networks that have one. */
  get networks(): readonly number[] {
    return [...this.#servers.keys()];
  }

  /** Serves these files in that namespace. One that serves other files reads them again; a namespace that was made anew needs a new server. */
  async ensure(
    vni: number,
    wish: { readonly namespace: string; readonly files: DHCPFiles; readonly isNamespaceNew: boolean },
  ): Promise<void> {
    const { namespace, files, isNamespaceNew } = wish;
    const server = this.#servers.get(vni) ?? { namespace, files: noFiles, pid: undefined, startedAt: Number.NEGATIVE_INFINITY };
    this.#servers.set(vni, server);
    const before = server.files;
    if (!sameFiles(before, files)) await this.#writeFiles(vni, files);
    server.files = files;
    const mustRestart = isNamespaceNew || before.configuration !== files.configuration;
    if (server.pid !== undefined && mustRestart) await this.#end(vni, server.pid);
    if (mustRestart || !(await this.#isRunning(vni, server.pid))) await this.#start(vni, server);
    else if (!sameFiles(before, files)) await this.#reload(server.pid);
  }

  /** Ends the server of a network and removes its files. None is fine. */
  async remove(vni: number): Promise<void> {
    const server = this.#servers.get(vni);
    this.#servers.delete(vni);
    if (server?.pid !== undefined) await this.#end(vni, server.pid);
    await rm(this.folderOf(vni), { recursive: true, force: true });
  }

  /** Lets go of them; they go on. */
  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  folderOf(vni: number): string {
    return join(this.#options.directory, String(vni));
  }

  #watch(): void {
    if (this.#isClosed) return;
    this.#timer = this.#options.clock.setTimer(() => void this.#look().finally(() => this.#watch()), watchIntervalMilliseconds);
  }

  async #look(): Promise<void> {
    for (const [vni, server] of this.#servers) {
      const isDue = this.#options.clock.monotonicMilliseconds() - server.startedAt >= restartIntervalMilliseconds;
      if (!isDue || (await this.#isRunning(vni, server.pid)) || this.#isClosed || this.#servers.get(vni) !== server) continue;
      this.#options.logger.warn({ vni }, 'DHCP server has ended and is started again');
      await this.#start(vni, server).catch((error: unknown) => this.#options.logger.warn({ vni, error }, 'DHCP server does not start'));
    }
  }

  async #start(vni: number, server: Server): Promise<void> {
    const folder = this.folderOf(vni);
    const rights = '-all,+net_admin,+net_raw,+net_bind_service';
    const asUser = [`--reuid=${this.#options.userID}`, `--regid=${this.#options.userID}`, '--clear-groups', '--no-new-privs'];
    const limited = [`--inh-caps=${rights}`, `--ambient-caps=${rights}`, `--bounding-set=${rights}`];
    const daemon = ['dnsmasq', '--keep-in-foreground', this.#mark(vni)];
    const command = [`--net=${namespacePath(server.namespace)}`, '--', 'setpriv', ...asUser, ...limited, '--', ...daemon];
    // eslint-disable-next-line no-param-reassign -- what the map holds
    server.startedAt = this.#options.clock.monotonicMilliseconds();
    await using said = await open(join(folder, 'said'), 'w', 0o600);
    const child = spawn('nsenter', command, {
      cwd: '/',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' },
      stdio: ['ignore', said.fd, said.fd],
      detached: true,
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.once('exit', (code) => void this.#report(vni, folder, code));
    child.unref();
    // eslint-disable-next-line no-param-reassign -- what the map holds
    server.pid = child.pid;
  }

  /** One that was started this moment may not have come so far that it knows the signal. Then it has not read the files either. */
  async #reload(pid: number | undefined): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (await catchesHangup(pid)) return signal(pid, 'SIGHUP');
      await this.#options.clock.sleep(10);
    }
  }

  /** What it said is looked at once it has ended: while it runs it has nothing to say. */
  async #report(vni: number, folder: string, exitCode: number | null): Promise<void> {
    const said = await readFile(join(folder, 'said'), 'utf8').catch(() => '');
    if (said !== '') this.#options.logger.warn({ vni, exitCode, said: said.slice(-500) }, 'DHCP server has complained');
  }

  async #end(vni: number, pid: number): Promise<void> {
    for (let attempt = 0; attempt < 100 && (await this.#isRunning(vni, pid)); attempt += 1) {
      signal(pid, attempt < 50 ? 'SIGTERM' : 'SIGKILL');
      await this.#options.clock.sleep(20);
    }
  }

  /** Only our own server has the path of our own file among its arguments: a process that has taken over its number has not. */
  async #isRunning(vni: number, pid: number | undefined): Promise<boolean> {
    return pid !== undefined && (await argumentsOf(String(pid))).includes(this.#mark(vni));
  }

  #mark(vni: number): string {
    return `--conf-file=${this.folderOf(vni)}/configuration`;
  }

  async #findProcesses(): Promise<ReadonlyMap<number, number>> {
    const found = new Map<number, number>();
    const start = `--conf-file=${this.#options.directory}/`;
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const mark = (await argumentsOf(pid)).find((each) => each.startsWith(start));
      const vni = /^(\d+)\/configuration$/.exec(mark?.slice(start.length) ?? '')?.[1];
      if (vni !== undefined) found.set(Number(vni), Number(pid));
    }
    return found;
  }

  async #readFiles(vni: number): Promise<DHCPFiles> {
    const read = (name: string) => readFile(join(this.folderOf(vni), name), 'utf8').catch(() => '');
    const [configuration, hosts, options] = await Promise.all([read('configuration'), read('hosts'), read('options')]);
    return { configuration, hosts, options };
  }

  async #writeFiles(vni: number, files: DHCPFiles): Promise<void> {
    const folder = this.folderOf(vni);
    await mkdir(folder, { recursive: true, mode: 0o750 });
    await chown(folder, 0, this.#options.userID);
    await chmod(folder, 0o750);
    for (const [name, content] of Object.entries(files) as readonly (readonly [string, string])[]) {
      const path = join(folder, name);
      await writeFile(`${path}.new`, content);
      await chown(`${path}.new`, 0, this.#options.userID);
      await chmod(`${path}.new`, 0o640);
      await rename(`${path}.new`, path);
    }
  }
}

const noFiles: DHCPFiles = { configuration: '', hosts: '', options: '' };

function sameFiles(one: DHCPFiles, other: DHCPFiles): boolean {
  return one.configuration === other.configuration && one.hosts === other.hosts && one.options === other.options;
}

async function argumentsOf(pid: string): Promise<readonly string[]> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
}

/** The lowest bit of the signals that a process catches is SIGHUP (proc(5)). */
async function catchesHangup(pid: number | undefined): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const last = /^SigCgt:\s*[0-9a-f]*([0-9a-f])$/m.exec(status)?.[1] ?? '0';
  return (Number.parseInt(last, 16) & 1) === 1;
}

function signal(pid: number | undefined, name: 'SIGHUP' | 'SIGTERM' | 'SIGKILL'): void {
  try {
    if (pid !== undefined) process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
