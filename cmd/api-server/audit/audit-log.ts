import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Counter, Metrics } from '#apis/machinery/metrics.ts';

/** Where lines are put down. */
export interface LineFile {
  /** Rejects when nothing, or not all of it, was written. */
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface AuditLogOptions {
  readonly file: LineFile;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/**
 * Puts lines into a file, behind the back of who writes them. What the file does not take, or what comes faster than it takes it, is dropped and
 * counted: a disk that is full stops the record, not the cloud.
 */
export class AuditLog {
  readonly #file: LineFile;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #written: Counter;
  readonly #dropped: Counter;
  #waiting: string[] = [];
  #waitingCharacters = 0;
  #isDraining = false;
  #writing: Promise<void> | undefined;
  #isFailing = false;

  constructor({ file, clock, metrics, logger }: AuditLogOptions) {
    this.#file = file;
    this.#clock = clock;
    this.#logger = logger;
    this.#written = metrics.counter({ name: 'tycho_apiserver_audit_events_total', help: 'Events that were written to the audit log.' });
    this.#dropped = metrics.counter({
      name: 'tycho_apiserver_audit_dropped_total',
      help: 'Events that the audit log lost, because its file took none or too few.',
    });
  }

  write(line: string): void {
    if (this.#waiting.length >= mostLines || this.#waitingCharacters + line.length > mostCharacters) {
      this.#dropped.increment();
      return;
    }
    this.#waiting.push(line);
    this.#waitingCharacters += line.length;
    if (!this.#isDraining) this.#writing = this.#drain();
  }

  /** Writes what waits, once, and closes the file. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#file.close();
  }

  async #drain(): Promise<void> {
    this.#isDraining = true;
    while (this.#waiting.length > 0) {
      const lines = this.#waiting;
      this.#waiting = [];
      this.#waitingCharacters = 0;
      await this.#append(lines);
    }
    this.#isDraining = false;
  }

  async #append(lines: readonly string[]): Promise<void> {
    try {
      await this.#file.append(`${lines.join('\n')}\n`);
      this.#written.increment({}, lines.length);
      if (this.#isFailing) this.#logger.info({}, 'audit log is written again');
      this.#isFailing = false;
    } catch (error) {
      this.#dropped.increment({}, lines.length);
      if (!this.#isFailing) this.#logger.error({ error, lost: lines.length }, 'audit log cannot be written: events are lost until it can');
      this.#isFailing = true;
      await this.#clock.sleep(retryMilliseconds);
    }
  }
}

const mostLines = 10_000;
const mostCharacters = 16 * 1024 * 1024;
/** While a file takes nothing, what comes is kept for so long before it is tried, and lost, together. */
const retryMilliseconds = 1_000;
