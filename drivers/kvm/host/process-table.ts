import { readdir, readFile } from 'node:fs/promises';

/** One process and no other: process ids are used again, but not by two that started in the same tick of the same boot. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTicks: number;
  readonly bootID: string;
}

export interface ProcessEntry extends ProcessIdentity {
  readonly userID: number;
  readonly commandLine: readonly string[];
}

/** The processes of the host. One that has ended and only waits for its parent to notice counts as gone. */
export interface ProcessTable {
  find(pid: number): Promise<ProcessEntry | undefined>;
  list(): Promise<readonly ProcessEntry[]>;
  /** Another one after each start of the host. */
  bootID(): Promise<string>;
  /** Ends exactly that process, at once. One that is gone is left alone. */
  kill(process: ProcessIdentity): Promise<void>;
}

/** Whether that very process is still there. */
export async function isAlive(table: ProcessTable, process: ProcessIdentity): Promise<boolean> {
  const entry = await table.find(process.pid);
  return entry?.startTicks === process.startTicks && entry.bootID === process.bootID;
}

/** {@link ProcessTable} read from /proc (proc(5)). */
export class SystemProcessTable implements ProcessTable {
  readonly #root: string;
  #bootID: Promise<string> | undefined;

  constructor({ root = '/proc' }: { readonly root?: string } = {}) {
    this.#root = root;
  }

  async find(pid: number): Promise<ProcessEntry | undefined> {
    try {
      const [stat, status, commandLine, bootID] = await Promise.all([
        readFile(`${this.#root}/${pid}/stat`, 'utf8'),
        readFile(`${this.#root}/${pid}/status`, 'utf8'),
        readFile(`${this.#root}/${pid}/cmdline`, 'utf8'),
        this.bootID(),
      ]);
      return parseEntry({ pid, stat, status, commandLine, bootID });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ESRCH') return undefined;
      throw error;
    }
  }

  async list(): Promise<readonly ProcessEntry[]> {
    const names = await readdir(this.#root);
    const pids = names.filter((name) => /^[0-9]+$/.test(name)).map(Number);
    const entries: ProcessEntry[] = [];
    for (let start = 0; start < pids.length; start += 64) {
      const found = await Promise.all(pids.slice(start, start + 64).map((pid) => this.find(pid)));
      entries.push(...found.filter((entry) => entry !== undefined));
    }
    return entries;
  }

  bootID(): Promise<string> {
    this.#bootID ??= readFile(`${this.#root}/sys/kernel/random/boot_id`, 'utf8').then((text) => text.trim());
    return this.#bootID;
  }

  async kill(target: ProcessIdentity): Promise<void> {
    if (!(await isAlive(this, target))) return;
    try {
      process.kill(target.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

interface RawEntry {
  readonly pid: number;
  readonly stat: string;
  readonly status: string;
  readonly commandLine: string;
  readonly bootID: string;
}

/** The program's name, in brackets, may hold anything, brackets and spaces included: fields count from the last bracket. */
function parseEntry({ pid, stat, status, commandLine, bootID }: RawEntry): ProcessEntry | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  if (state === 'Z' || state === 'X') return undefined;
  const userID = Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
  return { pid, startTicks: Number(fields[19]), bootID, userID, commandLine: commandLine.split('\0').slice(0, -1) };
}
