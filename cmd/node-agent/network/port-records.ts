import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from '#apis/machinery/logger.ts';
import type { PluggedPort } from './network-port.ts';
import type { SaidOfPeers } from './said-peers.ts';

/**
 * What is plugged in here, kept until the next boot: the kernel's rules live as long, and an agent that comes back must know whom they are
 * for before it replaces them. One file for each port, and one for each network with what other hosts have it.
 */
export class PortRecords {
  readonly #directory: string;
  readonly #folders: { readonly ports: string; readonly peers: string };
  readonly #logger: Logger;

  constructor({ directory, logger }: { readonly directory: string; readonly logger: Logger }) {
    this.#directory = directory;
    this.#folders = { ports: join(directory, 'ports'), peers: join(directory, 'peers') };
    this.#logger = logger;
  }

  /** Everything that was written. A file that cannot be read is as one that is not there: its port is made anew when it is asked for. */
  async load(): Promise<{ readonly ports: readonly PluggedPort[]; readonly peers: readonly SaidOfPeers[] }> {
    const { ports, peers } = this.#folders;
    await mkdir(this.#directory, { recursive: true, mode: 0o711 });
    // Whatever the umask says: DHCP servers pass through it.
    await chmod(this.#directory, 0o711);
    await Promise.all([ports, peers].map((folder) => mkdir(folder, { recursive: true, mode: 0o700 })));
    return { ports: await this.#readAll<PluggedPort>(ports), peers: await this.#readAll<SaidOfPeers>(peers) };
  }

  writePort(plugged: PluggedPort): Promise<void> {
    return write(this.#folders.ports, plugged.port.uid, plugged);
  }

  removePort(uid: string): Promise<void> {
    return rm(join(this.#folders.ports, fileName(uid)), { force: true });
  }

  /** Undefined: nothing is to be remembered of that network. */
  async writePeers(networkUID: string, peers: SaidOfPeers | undefined): Promise<void> {
    if (peers !== undefined) return write(this.#folders.peers, networkUID, peers);
    await rm(join(this.#folders.peers, fileName(networkUID)), { force: true });
  }

  async #readAll<Value>(folder: string): Promise<readonly Value[]> {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    const found = await Promise.all(names.map((name) => this.#read<Value>(join(folder, name))));
    return found.flatMap((each) => each ?? []);
  }

  async #read<Value>(path: string): Promise<Value | undefined> {
    try {
      return JSON.parse(await readFile(path, 'utf8')) as Value;
    } catch (error) {
      this.#logger.warn({ path, error }, 'record of a port is not readable');
      return undefined;
    }
  }
}

/** No sync: after a power cut there are no ports. */
async function write(folder: string, uid: string, value: object): Promise<void> {
  const path = join(folder, fileName(uid));
  await writeFile(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

function fileName(uid: string): string {
  return `${createHash('sha256').update(uid).digest('hex').slice(0, 32)}.json`;
}
