import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SystemClock } from '#apis/machinery/clock.ts';
import { ensureContainerd, ownSocketPath } from '#drivers/container/containerd-process.ts';
import { ContainerdClient } from '#proto/containerd/containerd-client.ts';
import { eventually } from './eventually.ts';
import { signalIfThere } from './signal-if-there.ts';

const run = promisify(execFile);

/** A real containerd of one test file, with everything of its own. */
export interface PrivateContainerd {
  readonly folder: string;
  readonly runDirectory: string;
  readonly socketPath: string;
  client(namespace: string): ContainerdClient;
  /** `kill -9`; guests go on. */
  kill(): Promise<void>;
  /** Starts it again after {@link kill}. */
  restart(): Promise<void>;
  /** Ends it and removes its folders. Whoever made tasks has ended them before. */
  stop(): Promise<void>;
}

/** Starts a containerd, and returns when it answers. */
export async function startContainerd(): Promise<PrivateContainerd> {
  const folder = await mkdtemp(join(tmpdir(), 'tycho-ctd-'));
  // A guest's first process finds its root by way of this folder, as a user of the guest's.
  await chmod(folder, 0o711);
  const containerd = new RealContainerd(folder);
  await containerd.restart();
  return containerd;
}

class RealContainerd implements PrivateContainerd {
  readonly folder: string;
  readonly runDirectory: string;
  readonly socketPath: string;
  readonly #clock = new SystemClock();
  readonly #clients: ContainerdClient[] = [];
  #pid: number | undefined;
  readonly #killOnExit = (): void => {
    if (this.#pid !== undefined) process.kill(this.#pid, 'SIGKILL');
  };

  constructor(folder: string) {
    this.folder = folder;
    this.runDirectory = join(folder, 'run');
    this.socketPath = ownSocketPath(this.runDirectory);
  }

  client(namespace: string): ContainerdClient {
    const client = new ContainerdClient({ socketPath: this.socketPath, namespace, clock: this.#clock });
    this.#clients.push(client);
    return client;
  }

  async restart(): Promise<void> {
    const probe = this.client('probe');
    this.#pid = await ensureContainerd({
      stateDirectory: join(this.folder, 'state'),
      runDirectory: this.runDirectory,
      clock: this.#clock,
      probe: () => probe.version(),
    });
    process.once('exit', this.#killOnExit);
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.#end('SIGTERM');
    await this.#killLeftovers();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What a test that failed has left running: shims of this containerd, and first processes of guests. */
  async #killLeftovers(): Promise<void> {
    const bundles = join(this.runDirectory, 'state/io.containerd.runtime.v2.task');
    const names = await readdir(bundles, { recursive: true }).catch(() => []);
    const pidFiles = names.filter((name) => /^[^/]+\/[^/]+\/init\.pid$/.test(name));
    const guests = pidFiles.map((name) => Number(readFileSync(join(bundles, name), 'utf8')));
    const shims = (await readdir('/proc')).filter(
      (name) => /^[0-9]+$/.test(name) && commandLineOf(name).includes(`-address\0${this.socketPath}\0`),
    );
    for (const pid of [...shims.map(Number), ...guests]) signalIfThere(pid, 'SIGKILL');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const pid = this.#pid;
    process.off('exit', this.#killOnExit);
    this.#pid = undefined;
    if (pid === undefined) return;
    process.kill(pid, signal);
    await eventually(async () => {
      if (isThere(pid)) throw new Error('containerd is still there');
    });
  }
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Whether a process executes; one that ended and that nobody has waited for does not. */
function isThere(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

const applets = readAppletNames();

/**
 * Makes the tar file of a small root file system of busybox-static. Its first program runs the user data of the config drive, with `poweroff` and
 * `reboot` as a server has them, and then waits for ever.
 */
export async function writeBusyboxRoot(path: string, extra: (root: string) => Promise<void> = () => Promise.resolve()): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'tycho-rootfs-'));
  try {
    for (const name of ['bin', 'etc', 'proc', 'sys', 'dev', 'run', 'tmp', 'root', 'sbin', 'var/lib'])
      await mkdir(join(root, name), { recursive: true });
    await copyFile('/bin/busybox', join(root, 'bin/busybox'));
    for (const name of await applets) await symlink('busybox', join(root, 'bin', name)).catch(() => undefined);
    await writeFile(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
    await writeFile(join(root, 'etc/shadow'), 'root:*:19000:0:99999:7:::\n', { mode: 0o600 });
    await writeFile(join(root, 'etc/group'), 'root:x:0:\n');
    await writeFile(join(root, 'sbin/chpasswd'), chpasswd, { mode: 0o755 });
    await writeFile(join(root, 'sbin/init'), init, { mode: 0o755 });
    await extra(root);
    await run('tar', [
      '--create',
      `--file=${path}`,
      `--directory=${root}`,
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      ...(await readdir(root)),
    ]);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The shell is the first process, and turns off as one does in a namespace of its own: by asking the kernel. */
const init = `#!/bin/sh
export PATH=/bin:/sbin
poweroff() { exec busybox poweroff -f; }
reboot() { exec busybox reboot -f; }
trap poweroff TERM
data=/var/lib/cloud/seed/config_drive/openstack/latest/user_data
[ ! -r $data ] || . $data
while :; do sleep 3600 & wait $!; done
`;

/** Debian's busybox has none. */
const chpasswd = `#!/bin/sh
IFS=: read -r user password
grep -q "^$user:" /etc/shadow || exit 1
sed -i "s/^$user:[^:]*:/$user:\\$sum\\$$(echo "$password" | sha256sum | cut -c1-32):/" /etc/shadow
`;

async function readAppletNames(): Promise<readonly string[]> {
  const { stdout } = await run('/bin/busybox', ['--list']);
  return stdout
    .trim()
    .split('\n')
    .filter((name) => name !== 'busybox');
}
