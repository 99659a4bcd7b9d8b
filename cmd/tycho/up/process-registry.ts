import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Clock } from '#apis/machinery/clock.ts';
import { isRunning, signalProcess, type ProcessIdentity } from './process-identity.ts';

/**
 * Which processes a supervisor has started, on disk, so that its successor finds those that outlived it. Written in the very turn in which a process
 * starts.
 */
export class ProcessRegistry {
  readonly #file: string;
  readonly #onFailure: (error: unknown) => void;
  #processes: Readonly<Record<string, ProcessIdentity>>;

  /** `onFailure` hears of writes that failed, as on a full disk: those go on without the record, since stopping must work then, too. */
  constructor(file: string, onFailure: (error: unknown) => void = () => {}) {
    this.#file = file;
    this.#onFailure = onFailure;
    this.#processes = read(file);
  }

  record(name: string, identity: ProcessIdentity): void {
    this.#write({ ...this.#processes, [name]: identity });
  }

  forget(name: string): void {
    const { [name]: _, ...others } = this.#processes;
    this.#write(others);
  }

  /** Those that run now. */
  running(): readonly ProcessIdentity[] {
    return Object.values(this.#processes).filter(isRunning);
  }

  /** Stops all that run, asking first. Newest first, so that nobody loses what it depends on. Returns how many there were. */
  async stopAll(clock: Clock): Promise<number> {
    const processes = this.running().toReversed();
    for (const identity of processes) await stopProcess(identity, clock);
    this.#write({});
    return processes.length;
  }

  #write(processes: Readonly<Record<string, ProcessIdentity>>): void {
    this.#processes = processes;
    try {
      writeFileSync(`${this.#file}.new`, JSON.stringify(processes), { mode: 0o600 });
      renameSync(`${this.#file}.new`, this.#file);
    } catch (error) {
      this.#onFailure(error);
    }
  }
}

const patienceMilliseconds = 15_000;
const lookMilliseconds = 20;

/** Asks a process to end, and ends it when it does not within 15 seconds. Resolves when it is gone. */
export async function stopProcess(identity: ProcessIdentity, clock: Clock): Promise<'Stopped' | 'Killed'> {
  signalProcess(identity, 'SIGTERM');
  const startedAt = clock.monotonicMilliseconds();
  while (isRunning(identity)) {
    if (clock.monotonicMilliseconds() - startedAt > patienceMilliseconds) {
      signalProcess(identity, 'SIGKILL');
      return 'Killed';
    }
    await clock.sleep(lookMilliseconds);
  }
  return 'Stopped';
}

function read(file: string): Readonly<Record<string, ProcessIdentity>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, ProcessIdentity>;
  } catch {
    // Nothing was ever started here.
    return {};
  }
}
