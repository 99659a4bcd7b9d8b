import type { HostVolumeStatus } from '#apis/infrastructure/host-volume.ts';
import type { JournalState } from '../journal/journal-state.ts';

/** A report of one volume, ready to be sent. */
export interface VolumeReport {
  readonly objectUID: string;
  readonly generation: number;
  readonly status: HostVolumeStatus;
}

export interface VolumeReportsDependencies {
  readonly state: () => JournalState;
  readonly statusOf: (objectUID: string, previous: HostVolumeStatus | undefined) => HostVolumeStatus | undefined;
}

/** Which volumes have news. Only the newest state of each counts, and it is put into words when somebody takes it. */
export class VolumeReports {
  readonly #dependencies: VolumeReportsDependencies;
  readonly #last = new Map<string, HostVolumeStatus>();
  /** What the present listener was told, as JSON. */
  readonly #told = new Map<string, string>();
  readonly #due = new Set<string>();
  #listener: (() => void) | undefined;

  constructor(dependencies: VolumeReportsDependencies) {
    this.#dependencies = dependencies;
  }

  /** From now on `listener` is called when {@link VolumeReports.take} may have something. A new listener has been told nothing yet. */
  listen(listener: (() => void) | undefined): void {
    this.#listener = listener;
    this.#told.clear();
    this.#due.clear();
  }

  renewAll(): void {
    for (const objectUID of this.#dependencies.state().volumes.keys()) this.changed(objectUID);
  }

  /** The volume may have news. */
  changed(objectUID: string): void {
    if (this.#listener === undefined) return;
    this.#due.add(objectUID);
    this.#listener();
  }

  /** The next report; undefined when there is none. */
  take(): VolumeReport | undefined {
    for (const objectUID of this.#due) {
      this.#due.delete(objectUID);
      const status = this.#dependencies.statusOf(objectUID, this.#last.get(objectUID));
      const record = this.#dependencies.state().volumes.get(objectUID);
      if (status === undefined || record === undefined) {
        this.#last.delete(objectUID);
        this.#told.delete(objectUID);
        continue;
      }
      // Before the first look nothing is known that the control plane does not know better.
      if (status.phase === 'Pending' && status.conditions?.[0]?.status === 'Unknown') continue;
      const text = JSON.stringify(status);
      if (this.#told.get(objectUID) === text) continue;
      this.#told.set(objectUID, text);
      this.#last.set(objectUID, status);
      return { objectUID, generation: record.desired.generation, status };
    }
    return undefined;
  }
}
