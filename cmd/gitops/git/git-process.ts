import { spawn, type ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';
import type { Clock } from '#apis/machinery/clock.ts';

export interface GitCommand {
  /** The command of Git and what follows it. */
  readonly parameters: readonly string[];
  /** Settings on top of {@link safeSettings}, each as `name=value`. */
  readonly settings?: readonly string[];
  /** Variables on top of those that keep Git to itself. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Where and within which bounds Git runs. */
export interface GitSurroundings {
  /** A directory of this one's own, empty but for what we put there: Git's home. */
  readonly directory: string;
  readonly timeoutSeconds: number;
  readonly fileSizeBytes: number;
  readonly memoryBytes: number;
  readonly outputBytes: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** Git ended with an error, or was ended. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly end: 'Failed' | 'TimedOut' | 'TooLarge' | 'NotInstalled';
  /** What Git said, in English, without control characters. */
  readonly complaint: string;

  constructor(end: GitError['end'], complaint: string, options: ErrorOptions = {}) {
    super(`git ${end === 'Failed' ? 'failed' : end}: ${complaint}`, options);
    this.end = end;
    this.complaint = complaint;
  }
}

/**
 * What Git must not do with a repository of strangers: run hooks, follow links, fetch submodules, turn to other servers, use what the machine's own
 * configuration says, or take in objects that are not well formed.
 */
const safeSettings = [
  'protocol.allow=never',
  'core.hooksPath=/dev/null',
  'core.symlinks=false',
  'core.fsmonitor=false',
  'core.attributesFile=/dev/null',
  'core.bigFileThreshold=1m',
  'core.protectHFS=true',
  'core.protectNTFS=true',
  'credential.helper=',
  'fetch.fsckObjects=true',
  'fetch.recurseSubmodules=false',
  'fetch.unpackLimit=1',
  'fetch.writeCommitGraph=false',
  'gc.auto=0',
  'http.delegation=none',
  'http.followRedirects=false',
  'http.lowSpeedLimit=1000',
  'http.lowSpeedTime=30',
  'http.proxy=',
  'http.sslVerify=true',
  'maintenance.auto=false',
  'pack.threads=1',
  'submodule.recurse=false',
  'transfer.bundleURI=false',
  'transfer.fsckObjects=true',
  'uploadpack.packObjectsHook=',
];

/** How much of its complaints is kept. */
const complaintBytes = 8192;

/**
 * Runs Git with nothing of the machine's but its programs, within bounds that the kernel holds, and gives what it printed. Throws {@link GitError}, or the
 * signal's reason. The process and all that it started are gone when this returns.
 */
export async function runGit(command: GitCommand, surroundings: GitSurroundings): Promise<Buffer> {
  const { signal, clock, timeoutSeconds } = surroundings;
  signal.throwIfAborted();
  const child = start(command, surroundings);
  const ending = { cause: undefined as 'TimedOut' | 'TooLarge' | 'Aborted' | undefined };
  const end = (cause: NonNullable<typeof ending.cause>): void => {
    ending.cause ??= cause;
    killGroup(child);
  };
  const abort = (): void => end('Aborted');
  const timer = clock.setTimer(() => end('TimedOut'), timeoutSeconds * 1000);
  signal.addEventListener('abort', abort, { once: true });
  try {
    const output = collect(child.stdout!, surroundings.outputBytes, () => end('TooLarge'));
    const complaints = collect(child.stderr!, complaintBytes, () => undefined);
    child.stdin!.on('error', () => undefined).end(command.input ?? '');
    const [code, killedBy] = await ended(child);
    if (ending.cause === 'Aborted') throw signal.reason as Error;
    if (ending.cause !== undefined)
      throw new GitError(ending.cause, ending.cause === 'TimedOut' ? `it took longer than ${timeoutSeconds} s` : 'it printed too much');
    const complaint = readable(Buffer.concat(complaints).toString('utf8'));
    if (code !== 0)
      throw new GitError(isTooLarge(complaint, killedBy) ? 'TooLarge' : 'Failed', complaint || `it ended with ${killedBy ?? code}`);
    return Buffer.concat(output);
  } finally {
    timer.cancel();
    signal.removeEventListener('abort', abort);
    killGroup(child);
  }
}

function start(
  { parameters, settings = [], environment = {} }: GitCommand,
  { directory, fileSizeBytes, memoryBytes }: GitSurroundings,
): ChildProcess {
  const configuration = [...safeSettings, ...settings].flatMap((each) => ['-c', each]);
  const bounds = [`--fsize=${fileSizeBytes}`, `--as=${memoryBytes}`, '--core=0'];
  return spawn('prlimit', [...bounds, '--', 'git', '--no-replace-objects', '--literal-pathspecs', ...configuration, ...parameters], {
    cwd: directory,
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: directory,
      XDG_CONFIG_HOME: directory,
      TMPDIR: directory,
      LC_ALL: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_ATTR_NOSYSTEM: '1',
      // What lies above is somebody's, and may be a repository.
      GIT_CEILING_DIRECTORIES: dirname(directory),
      GIT_TERMINAL_PROMPT: '0',
      GIT_PROTOCOL_FROM_USER: '0',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_ASKPASS: '/bin/false',
      SSH_ASKPASS: '/bin/false',
      GIT_SSH_COMMAND: '/bin/false',
      ...environment,
    },
    // A group of its own, so that what it starts ends with it.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

function ended(child: ChildProcess): Promise<readonly [number | null, NodeJS.Signals | null]> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT' ? new GitError('NotInstalled', 'prlimit (util-linux) is not on this machine', { cause: error }) : error,
      ),
    );
    child.once('close', (code, killedBy) => resolve([code, killedBy]));
  });
}

/** The beginning of what comes, up to `limit`; the rest is read and dropped. */
function collect(stream: NodeJS.ReadableStream, limit: number, onTooMuch: () => void): Buffer[] {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    if (length > limit) return;
    length += chunk.length;
    if (length > limit) onTooMuch();
    else chunks.push(chunk);
  });
  return chunks;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // All of them have ended.
  }
}

/** The kernel ends who writes beyond the bound with a signal, and whoever waits for that process says its number. */
function isTooLarge(complaint: string, killedBy: NodeJS.Signals | null): boolean {
  // Who indexes what is fetched ends without a word.
  if (complaint === 'fatal: fetch-pack: invalid index-pack output') return true;
  return killedBy === 'SIGXFSZ' || /died of signal 25|File too large|out of memory|size limit/i.test(complaint);
}

/** What the other side says may hold anything. */
function readable(text: string): string {
  return (
    text
      .replaceAll(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('; ')
      // What it comes to is said last.
      .slice(-600)
  );
}
