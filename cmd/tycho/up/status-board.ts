import type { Clock } from '#apis/machinery/clock.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { writeSupervisionStatus, type ProcessStatus, type SupervisionStatus } from './supervision-status.ts';

/** Keeps the status file as the processes stand. Writes one at a time, and only the newest state. */
export class StatusBoard {
  readonly #file: string;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #processes = new Map<string, ProcessStatus>();
  #phase: SupervisionStatus['phase'] = 'Starting';
  #message: string | undefined;
  #isDirty = false;
  #writing: Promise<void> | undefined;

  constructor({ file, clock, logger }: { readonly file: string; readonly clock: Clock; readonly logger: Logger }) {
    this.#file = file;
    this.#clock = clock;
    this.#logger = logger;
  }

  async open(): Promise<void> {
    this.#touch();
    await this.close();
  }

  /** Resolves when everything is on disk. */
  async close(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  /** Lists what will be started, so that it shows before its turn has come. */
  expect(names: readonly string[]): void {
    for (const name of names) this.#processes.set(name, { name, state: 'Waiting', since: timestamp(this.#clock.now()), restartCount: 0 });
    this.#touch();
  }

  set(status: ProcessStatus): void {
    this.#processes.set(status.name, status);
    this.#touch();
  }

  /** A failure stays, however the end goes on. */
  setPhase(phase: SupervisionStatus['phase'], message?: string): void {
    if (this.#phase === 'Failed') return;
    this.#phase = phase;
    this.#message = message;
    this.#touch();
  }

  #touch(): void {
    this.#isDirty = true;
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
  }

  async #write(): Promise<void> {
    while (this.#isDirty) {
      this.#isDirty = false;
      await writeSupervisionStatus(this.#file, {
        supervisorPID: process.pid,
        phase: this.#phase,
        ...(this.#message === undefined ? {} : { message: this.#message }),
        processes: [...this.#processes.values()],
      }).catch((error: unknown) => this.#logger.warn({ error }, 'status could not be written'));
    }
  }
}
