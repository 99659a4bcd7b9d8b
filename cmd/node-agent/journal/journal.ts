import type { Logger } from '#apis/machinery/logger.ts';
import { decodeBatches, encodeBatch } from './journal-batch.ts';
import { JournalContents, type JournalEntry, type JournalState } from './journal-state.ts';
import type { JournalStorage } from './journal-storage.ts';

export interface JournalDependencies {
  readonly storage: JournalStorage;
  readonly logger: Logger;
  /** The file is rewritten when it is larger than this and than four times what it has to hold. */
  readonly compactAboveBytes?: number;
}

/** The journal could not be written: nothing that it was to hold may be acted on or acknowledged. */
export class JournalWriteError extends Error {
  override readonly name = 'JournalWriteError';
}

/**
 * What an agent was told and what it did, on its own disk. {@link Journal.state} holds only what would survive a power cut at this moment:
 * acknowledging and acting read from there. Commits that come while one is being synced share the next sync.
 */
export class Journal {
  readonly #storage: JournalStorage;
  readonly #logger: Logger;
  readonly #compactAboveBytes: number;
  readonly #contents: JournalContents;
  #waiting: Commit[] = [];
  #writing: Promise<void> | undefined;
  #sizeBytes: number;
  #compactedBytes: number;
  /** After a failed write the end of the file is unknown: it has to be written anew before anything may follow. */
  #endUnknown = false;
  #abandoned = false;

  /** Reads what is there. Throws {@link JournalCorruptError}, or what the storage throws. */
  static async open(dependencies: JournalDependencies): Promise<Journal> {
    const bytes = await dependencies.storage.read();
    const { entries, torn } = decodeBatches(bytes);
    const contents = new JournalContents();
    for (const entry of entries) contents.apply(entry as JournalEntry);
    if (torn) dependencies.logger.warn({ bytes: bytes.byteLength }, 'the end of the journal was cut short by a crash and is dropped');
    const journal = new Journal(dependencies, contents, bytes.byteLength);
    journal.#endUnknown = torn;
    return journal;
  }

  private constructor({ storage, logger, compactAboveBytes }: JournalDependencies, contents: JournalContents, sizeBytes: number) {
    this.#storage = storage;
    this.#logger = logger;
    this.#compactAboveBytes = compactAboveBytes ?? 1024 * 1024;
    this.#contents = contents;
    this.#sizeBytes = sizeBytes;
    this.#compactedBytes = 0;
  }

  /** What is durable. */
  get state(): JournalState {
    return this.#contents;
  }

  /** Makes `entries` durable, all or none, in the order of the calls; the state shows them when this resolves. Throws {@link JournalWriteError}. */
  commit(entries: readonly JournalEntry[]): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#abandoned) return;
      this.#waiting.push({ entries, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** Waits for commits under way and closes the storage. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#storage.close();
  }

  /** Writes nothing more, as a process that died: commits that have not begun never end, and the one under way ends as it may. */
  abandon(): void {
    this.#abandoned = true;
    this.#waiting = [];
    void (this.#writing ?? Promise.resolve()).then(() => this.#storage.close()).catch(() => {});
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const commits = this.#waiting;
      this.#waiting = [];
      const entries = commits.flatMap((commit) => commit.entries);
      try {
        await this.#write(entries);
        for (const entry of entries) this.#contents.apply(entry);
        for (const commit of commits) commit.resolve();
      } catch (cause) {
        this.#endUnknown = true;
        this.#logger.error({ error: cause }, 'the journal could not be written');
        const error = new JournalWriteError('write the journal: nothing of it takes effect', { cause });
        // Whoever is behind a failed commit may build on it, and fails too: what is durable has no gaps.
        for (const commit of [...commits, ...this.#waiting.splice(0)]) commit.reject(error);
      }
    }
    this.#writing = undefined;
  }

  async #write(entries: readonly JournalEntry[]): Promise<void> {
    const mustCompact = this.#sizeBytes > this.#compactAboveBytes && this.#sizeBytes > 4 * this.#compactedBytes;
    if (!this.#endUnknown && !mustCompact) {
      const batch = encodeBatch(entries);
      await this.#storage.append(batch);
      this.#sizeBytes += batch.byteLength;
      return;
    }
    const whole = encodeBatch([...this.#contents.entries(), ...entries]);
    await this.#storage.replace(whole);
    this.#endUnknown = false;
    this.#sizeBytes = whole.byteLength;
    this.#compactedBytes = whole.byteLength;
  }
}

interface Commit {
  readonly entries: readonly JournalEntry[];
  readonly resolve: () => void;
  readonly reject: (error: JournalWriteError) => void;
}
