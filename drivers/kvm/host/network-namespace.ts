import { rm, stat } from 'node:fs/promises';
import type { Clock } from '#apis/machinery/clock.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import type { Outcome, ProcessRunner } from './process-runner.ts';
import type { Programs } from './programs.ts';

export interface NetworkNamespaceOptions {
  /** Its name for `ip netns`; one for each agent on the host. */
  readonly name: string;
  readonly clock: Clock;
  readonly runner: ProcessRunner;
  readonly programs: () => Promise<Programs>;
  readonly identify?: IdentifyNamespace;
}

/** What is at a path: a network namespace (which one), something else, or nothing. */
export type IdentifyNamespace = (
  path: string,
) => Promise<{ readonly kind: 'Namespace'; readonly inode: number } | { readonly kind: 'Other' | 'Absent' }>;

const commandTimeoutMilliseconds = 10_000;
const maximumAttempts = 5;
const attemptIntervalMilliseconds = 200;

/**
 * The network that all QEMU processes of this driver live in: it has no addresses, and nobody listens there. User-mode
 * networking makes its connections from where QEMU is, so in the host's own network a guest could reach whatever
 * listens on the host's loopback. The agent may put bridges and tap devices there; it goes only when there are none.
 */
export class NetworkNamespace {
  /** For `nsenter`. */
  readonly path: string;
  readonly #options: NetworkNamespaceOptions;
  readonly #identify: IdentifyNamespace;
  #turn: Promise<unknown> = Promise.resolve();
  #isChecked = false;

  constructor(options: NetworkNamespaceOptions) {
    this.#options = options;
    this.#identify = options.identify ?? identifyNamespace;
    this.path = `/run/netns/${options.name}`;
  }

  /** Makes it when it is not there. Throws {@link DriverError} when it cannot, or when the one that is there leads anywhere. */
  ensure(): Promise<void> {
    return this.#inTurn(() => this.#ensure());
  }

  /** Removes it, unless there are interfaces in it: then somebody else uses it too. Only once no guest is left. */
  remove(): Promise<void> {
    return this.#inTurn(async () => {
      this.#isChecked = false;
      const { kind } = await this.#identify(this.path);
      if (kind === 'Absent' || (kind === 'Namespace' && (await this.#hasInterfaces()))) return;
      await this.#ip(['netns', 'delete', this.#options.name]);
    });
  }

  async #hasInterfaces(): Promise<boolean> {
    const { stdout } = await this.#ip(['-netns', this.#options.name, '-oneline', 'link', 'show']);
    return stdout.split('\n').some((line) => line !== '' && !/^\d+: lo:/.test(line));
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Somebody may make or remove it this moment, as an `ip` that outlived its driver: then it is looked at again. */
  async #ensure(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const found = await this.#find();
      if (found === 'Namespace') return this.#check();
      const isLast = attempt === maximumAttempts;
      // Half of one, and nobody is at work on it: what a creation that was cut short leaves behind.
      if (found === 'Other' && isLast) await rm(this.path, { force: true });
      if ((found === 'Absent' || isLast) && (await this.#make({ mayFail: !isLast }))) return;
      await this.#options.clock.sleep(attemptIntervalMilliseconds);
    }
  }

  /** Says whether it was made. */
  async #make({ mayFail }: { readonly mayFail: boolean }): Promise<boolean> {
    try {
      await this.#ip(['netns', 'add', this.#options.name]);
    } catch (error) {
      if (mayFail) return false;
      throw error;
    }
    // A new one has a loopback device that is down, and nothing else.
    this.#isChecked = true;
    return true;
  }

  async #find(): Promise<'Namespace' | 'Other' | 'Absent'> {
    const [there, host] = await Promise.all([this.#identify(this.path), this.#identify('/proc/self/ns/net')]);
    if (there.kind === 'Namespace' && host.kind === 'Namespace' && there.inode === host.inode) {
      throw new DriverError('HostBroken', `${this.path} is the host's own network: choose another name for the guests' network namespace`);
    }
    return there.kind;
  }

  async #check(): Promise<void> {
    if (!this.#isChecked) await this.#checkThatNothingLeadsOut();
    this.#isChecked = true;
  }

  async #checkThatNothingLeadsOut(): Promise<void> {
    const { stdout } = await this.#ip(['-netns', this.#options.name, '-oneline', 'address', 'show']);
    // Addresses of a link are the kernel's own doing, and lead no further than that link.
    const others = stdout.split('\n').filter((line) => line !== '' && line.split(/\s+/)[1] !== 'lo' && !line.includes(' scope link'));
    if (others.length > 0) {
      throw new DriverError(
        'HostBroken',
        `the guests' network namespace ${this.#options.name} has an address of its own (${others[0]}): remove it, or choose another name`,
      );
    }
  }

  async #ip(theArguments: readonly string[]): Promise<Outcome> {
    const { ip } = await this.#options.programs();
    const outcome = await this.#options.runner.run([ip, ...theArguments], { timeoutMilliseconds: commandTimeoutMilliseconds });
    if (outcome.exitCode === 0) return outcome;
    throw new DriverError('HostBroken', `ip ${theArguments.join(' ')}: ${outcome.stderr.trim() || `exit code ${outcome.exitCode}`}`);
  }
}

/** Namespaces are files of a file system of their own, the one that /proc/self/ns/net is on (namespaces(7)). */
async function identifyNamespace(path: string): ReturnType<IdentifyNamespace> {
  try {
    const [there, namespace] = await Promise.all([stat(path), stat('/proc/self/ns/net')]);
    return there.dev === namespace.dev ? { kind: 'Namespace', inode: there.ino } : { kind: 'Other' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'Absent' };
    throw error;
  }
}
