import { spawn } from 'node:child_process';
import { chmod, readdir, stat } from 'node:fs/promises';
import type { Clock } from '#apis/machinery/clock.ts';
import { foundLinks, type FoundLink } from './found-links.ts';
import { NetworkFailure } from './network-failure.ts';
import { namespacePath } from './network-port.ts';
import type { NamespaceName, NetworkTools } from './network-tools.ts';

const timeoutMilliseconds = 20_000;
const maximumOutputBytes = 16 * 1024 ** 2;
/** The last of what a program complained about. */
const shownCharacters = 2000;

/** What a child of ours sees of the environment: nothing of the agent's, which may hold secrets. */
const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' } as const;

interface Outcome {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** {@link NetworkTools} on this host. Needs root, and the Debian packages iproute2, nftables and util-linux. */
export class SystemNetworkTools implements NetworkTools {
  readonly #clock: Clock;

  constructor({ clock }: { readonly clock: Clock }) {
    this.#clock = clock;
  }

  async namespaces(): Promise<ReadonlySet<string>> {
    return new Set(await readdir('/run/netns').catch(noNamespaceYet));
  }

  async links(namespace: NamespaceName): Promise<ReadonlyMap<string, FoundLink>> {
    const command = ['ip', ...inNamespace(namespace), '-json', 'link', 'show'];
    return foundLinks((await this.#run(command)).stdout);
  }

  async addresses(namespace: NamespaceName): Promise<ReadonlyMap<string, readonly string[]>> {
    const { stdout } = await this.#run(['ip', ...inNamespace(namespace), '-json', '-4', 'address', 'show']);
    const records = JSON.parse(stdout) as readonly {
      readonly ifname?: string;
      readonly addr_info?: readonly { readonly local?: string }[];
    }[];
    return new Map(records.map(({ ifname = '', addr_info = [] }) => [ifname, addr_info.flatMap(({ local }) => local ?? [])]));
  }

  async configure(namespace: NamespaceName, lines: readonly string[]): Promise<void> {
    if (lines.length > 0) await this.#run(['ip', ...inNamespace(namespace), '-batch', '-'], text(lines));
  }

  async configureEach(
    namespace: NamespaceName,
    lines: readonly string[],
  ): Promise<{ readonly failedLines: ReadonlySet<number>; readonly said: string }> {
    if (lines.length === 0) return { failedLines: new Set(), said: '' };
    const { stderr } = await this.#outcomeOf(['ip', ...inNamespace(namespace), '-force', '-batch', '-'], text(lines));
    // "Command failed -:3", counted from 1.
    const failed = [...stderr.matchAll(/^Command failed -:(\d+)/gm)].map(([, line]) => Number(line) - 1);
    return { failedLines: new Set(failed), said: complaint(stderr) };
  }

  async floodDestinations(namespace: NamespaceName, device: string): Promise<readonly string[]> {
    const { stdout } = await this.#run(['bridge', ...inNamespace(namespace), '-json', 'fdb', 'show', 'dev', device]);
    const entries = JSON.parse(stdout) as readonly { readonly mac?: string; readonly dst?: string }[];
    return entries.flatMap(({ mac, dst }) => (mac === '00:00:00:00:00:00' && dst !== undefined ? [dst] : []));
  }

  async configureBridge(namespace: NamespaceName, lines: readonly string[]): Promise<void> {
    if (lines.length > 0) await this.#run(['bridge', ...inNamespace(namespace), '-batch', '-'], text(lines));
  }

  async openTapsToOwners(): Promise<void> {
    const path = '/dev/net/tun';
    const { mode } = await stat(path).catch((cause: unknown) => {
      throw new NetworkFailure('HostBroken', `${path} is not there: this kernel has no tap devices`, { cause });
    });
    if ((mode & 0o006) !== 0o006) await chmod(path, 0o666);
  }

  async filter(namespace: NamespaceName, ruleset: string, sysctls: Readonly<Record<string, string>> = {}): Promise<void> {
    const settings = Object.entries(sysctls).flatMap(([file, value]) => [`/proc/sys/${file}`, value]);
    const entered = namespace === undefined ? [] : ['nsenter', `--net=${namespacePath(namespace)}`, '--'];
    const script = 'while [ $# -gt 0 ]; do echo "$2" >"$1" || exit 1; shift 2; done; exec nft -f -';
    const command = settings.length === 0 ? ['nft', '-f', '-'] : ['sh', '-c', script, 'sh', ...settings];
    await this.#run([...entered, ...command], ruleset);
  }

  async #run(command: readonly string[], input = ''): Promise<Outcome> {
    const outcome = await this.#outcomeOf(command, input);
    if (outcome.exitCode === 0) return outcome;
    throw new NetworkFailure(
      'HostBroken',
      `${command.slice(0, 8).join(' ')}: ${complaint(outcome.stderr) || `exit code ${outcome.exitCode}`}`,
    );
  }

  async #outcomeOf([program = '', ...theArguments]: readonly string[], input = ''): Promise<Outcome> {
    const child = spawn(program, theArguments, { cwd: '/', env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
    const ended = Promise.withResolvers<number | undefined>();
    child.once('error', (cause) => ended.reject(new NetworkFailure('HostBroken', `start ${program}: ${cause.message}`, { cause })));
    child.once('close', (code) => ended.resolve(code ?? undefined));
    // One that ends before it has read everything says why by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const timer = this.#clock.setTimer(() => child.kill('SIGKILL'), timeoutMilliseconds);
    try {
      return { exitCode: await ended.promise, stdout: stdout(), stderr: stderr() };
    } finally {
      timer.cancel();
    }
  }
}

function inNamespace(namespace: NamespaceName): readonly string[] {
  return namespace === undefined ? [] : ['-netns', namespace];
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function complaint(stderr: string): string {
  return stderr.trim().slice(-shownCharacters);
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    if (bytes < maximumOutputBytes) chunks.push(chunk);
    bytes += chunk.length;
  });
  return () => Buffer.concat(chunks).toString();
}

/** The first `ip netns add` after a boot makes the directory. */
function noNamespaceYet(error: NodeJS.ErrnoException): readonly string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
