import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { InstanceStatus } from '#apis/infrastructure/instance.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import type { JournalState } from '../journal/journal-state.ts';
import type { InstanceActivity } from './instance-activity.ts';
import { isPassing } from './instance-phase.ts';
import type { InstanceStep } from './instance-step.ts';
import { convergedCondition, instanceStatus } from './status.ts';
import type { VolumeSource } from './volume-source.ts';

/** A report of one instance, ready to be sent. */
export interface InstanceReport {
  readonly instanceUID: string;
  readonly epoch: number;
  readonly generation: number;
  readonly status: InstanceStatus;
}

export interface InstanceReportsDependencies {
  readonly state: () => JournalState;
  readonly activityOf: (instanceUID: string) => InstanceActivity;
  readonly volumes: Pick<VolumeSource, 'volume'>;
  readonly clock: Clock;
  /** Phases that are over in a moment are reported only if they last so long: each report is a write in the control plane. */
  readonly passingPhaseDelayMilliseconds: number;
  /** News within such a phase, as the progress of a download, are reported at most so often. */
  readonly passingNewsDelayMilliseconds: number;
}

/**
 * Which instances have news. Only the newest state of each counts, and it is put into words when somebody takes it, so a slow gateway gets fewer
 * reports instead of old ones.
 */
export class InstanceReports {
  readonly #dependencies: InstanceReportsDependencies;
  /** The last report of each, kept over sessions: conditions carry the time of their last change. */
  readonly #last = new Map<string, InstanceStatus>();
  /** What the present listener was told, as JSON. */
  readonly #told = new Map<string, string>();
  readonly #due = new Set<string>();
  readonly #delayed = new Map<string, Timer>();
  #listener: (() => void) | undefined;

  constructor(dependencies: InstanceReportsDependencies) {
    this.#dependencies = dependencies;
  }

  /** From now on `listener` is called when {@link InstanceReports.take} may have something. A new listener has been told nothing yet. */
  listen(listener: (() => void) | undefined): void {
    this.#listener = listener;
    this.#told.clear();
    this.#due.clear();
    for (const timer of this.#delayed.values()) timer.cancel();
    this.#delayed.clear();
  }

  /** Every instance is to be reported that the listener has not been told of. */
  renewAll(): void {
    for (const instanceUID of this.#dependencies.state().instances.keys()) this.changed(instanceUID);
  }

  /** The instance may have news. */
  changed(instanceUID: string): void {
    if (this.#listener === undefined || this.#due.has(instanceUID)) return;
    const report = this.#report(instanceUID);
    if (report === undefined || this.#told.get(instanceUID) === JSON.stringify(report.status)) return;
    if (!isPassing(report.status.phase) && !isFetching(report.status)) {
      this.#makeDue(instanceUID);
      return;
    }
    if (this.#delayed.has(instanceUID)) return;
    const { clock, passingPhaseDelayMilliseconds, passingNewsDelayMilliseconds } = this.#dependencies;
    const isTold = this.#told.has(instanceUID) && this.#last.get(instanceUID)?.phase === report.status.phase;
    const delayMilliseconds = isTold ? passingNewsDelayMilliseconds : passingPhaseDelayMilliseconds;
    this.#delayed.set(
      instanceUID,
      clock.setTimer(() => this.#makeDue(instanceUID), delayMilliseconds),
    );
  }

  /** The next report; undefined when there is none. */
  take(): InstanceReport | undefined {
    for (const instanceUID of this.#due) {
      this.#due.delete(instanceUID);
      const report = this.#report(instanceUID);
      if (report === undefined) {
        this.#last.delete(instanceUID);
        this.#told.delete(instanceUID);
        continue;
      }
      const text = JSON.stringify(report.status);
      if (this.#told.get(instanceUID) === text) continue;
      this.#told.set(instanceUID, text);
      this.#last.set(instanceUID, report.status);
      return report;
    }
    return undefined;
  }

  #makeDue(instanceUID: string): void {
    this.#delayed.get(instanceUID)?.cancel();
    this.#delayed.delete(instanceUID);
    this.#due.add(instanceUID);
    this.#listener?.();
  }

  #report(instanceUID: string): InstanceReport | undefined {
    const { state, activityOf, volumes, clock } = this.#dependencies;
    const record = state().instances.get(instanceUID);
    if (record === undefined) return undefined;
    const { epoch, generation } = record.desired;
    const status = instanceStatus(record, activityOf(instanceUID), {
      previous: this.#last.get(instanceUID),
      volumes: (volumeUID) => volumes.volume(volumeUID),
      now: clock.now(),
    });
    return { instanceUID, epoch, generation, status };
  }
}

/** How far a download is need not be said at once, though the guest runs. */
function isFetching({ conditions }: InstanceStatus): boolean {
  const fetching: InstanceStep['kind'] = 'Fetch';
  return findCondition(conditions, convergedCondition)?.reason === fetching;
}
