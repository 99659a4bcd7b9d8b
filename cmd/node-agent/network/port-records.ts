import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from '#apis/machinery/logger.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
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
  /** Uid of a network to what is written down of it. */
  readonly #writtenPeers = new Map<string, SaidOfPeers>();
  #turn: Promise<void> = Promise.resolve();
  #writeCount = 0;

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
    const found = { ports: await this.#readAll<PluggedPort>(ports), peers: await this.#readAll<SaidOfPeers>(peers) };
    for (const each of found.peers) this.#writtenPeers.set(each.networkUID, each);
    return found;
  }

  writePort(plugged: PluggedPort): Promise<void> {
    return this.#write(this.#folders.ports, plugged.port.uid, plugged);
  }

  removePort(uid: string): Promise<void> {
    return rm(join(this.#folders.ports, fileName(uid)), { force: true });
  }

  /**
   * Sees to it that what is so by then is written down; undefined: nothing is to be remembered of that network. Several hosts of one machine may ask at once:
   * one after the other, so that what is older never comes last.
   */
  keepPeers(networkUID: string, current: () => SaidOfPeers | undefined): Promise<void> {
    const kept = this.#turn.then(() => this.#keepPeers(networkUID, current()));
    this.#turn = kept.catch(() => undefined);
    return kept;
  }

  async #keepPeers(networkUID: string, peers: SaidOfPeers | undefined): Promise<void> {
    if (samePlain(this.#writtenPeers.get(networkUID), peers)) return;
    if (peers === undefined) {
      await rm(join(this.#folders.peers, fileName(networkUID)), { force: true });
      this.#writtenPeers.delete(networkUID);
    } else {
      await this.#write(this.#folders.peers, networkUID, peers);
      this.#writtenPeers.set(networkUID, peers);
    }
  }

  /** No sync: after a power cut there are no ports. */
  async #write(folder: string, uid: string, value: object): Promise<void> {
    const path = join(folder, fileName(uid));
    // Two that write the same at once would take each other's away.
    this.#writeCount += 1;
    const unfinished = `${path}.${this.#writeCount}.new`;
    await writeFile(unfinished, JSON.stringify(value), { mode: 0o600 });
    await rename(unfinished, path);
  }

  async #readAll<Value>(folder: string): Promise<readonly Value[]> {
    const all = await readdir(folder);
    // What a writer that was killed has left.
    await Promise.all(all.filter((name) => name.endsWith('.new')).map((name) => rm(join(folder, name), { force: true })));
    const names = all.filter((name) => name.endsWith('.json'));
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

function fileName(uid: string): string {
  return `${createHash('sha256').update(uid).digest('hex').slice(0, 32)}.json`;
}
