import type { VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import type { Volume } from '#apis/compute/volume.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';
import type { StatusWriter } from '../runtime/status-writer.ts';
import type { VolumeActuator } from './apply.ts';
import type { VolumeObservation } from './observation.ts';
import type { Observer } from './observe.ts';
import type { AttachmentPlan } from './plan-attachments.ts';
import { planVolume, type VolumeReport } from './plan-volume.ts';
import { attachmentStatus, volumeStatus } from './status.ts';

export interface VolumeReconcilerOptions {
  readonly observer: Observer;
  readonly actuator: VolumeActuator;
  readonly volumeStatuses: StatusWriter<Volume>;
  readonly attachmentStatuses: StatusWriter<VolumeAttachment>;
  readonly events: EventSink;
  readonly clock: Clock;
}

/** The changes that a step makes bring the loop back by themselves; this is for the one that gets lost. */
const afterStepSeconds = 10;

/** Brings a volume to the host of the first server that attaches it, and hands it to one after the other. The key is the name of a volume, there or not. */
export class VolumeReconciler implements Reconciler {
  readonly #options: VolumeReconcilerOptions;

  constructor(options: VolumeReconcilerOptions) {
    this.#options = options;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const { observer, actuator } = this.#options;
    const observation = observer.observe(key);
    const { attachments, steps, report } = planVolume(observation);
    for (const step of steps) await actuator.apply(step);
    for (const plan of attachments) await this.#attachment(plan);
    if (report !== undefined && observation.volume !== undefined) await this.#report(observation.volume, observation, report);
    return steps.length > 0 ? { requeueAfterSeconds: afterStepSeconds } : {};
  }

  async #attachment(plan: AttachmentPlan): Promise<void> {
    const { actuator, attachmentStatuses, clock, events } = this.#options;
    const { attachment } = plan;
    if (plan.kind === 'Release') return actuator.releaseAttachment(attachment);
    if (plan.kind === 'Delete') return actuator.deleteAttachment(attachment);
    const written = await unlessGone(attachmentStatuses.write(attachment, attachmentStatus(attachment, plan, clock)));
    const was = findCondition(attachment.status?.conditions, 'Ready');
    const isRefused = !ordinaryReasons.has(plan.reason);
    if (written !== 'Written' || was?.reason === plan.reason || (!isRefused && plan.phase !== 'Attached')) return;
    events.record(attachment, { type: isRefused ? 'Warning' : 'Normal', reason: plan.reason, message: plan.message });
  }

  async #report(volume: Volume, observation: VolumeObservation, report: VolumeReport): Promise<void> {
    const { volumeStatuses, events, clock } = this.#options;
    const written = await unlessGone(volumeStatuses.write(volume, volumeStatus(volume, observation, report, clock)));
    const was = findCondition(volume.status?.conditions, 'Ready');
    if (written === 'Written' && report.phase === 'Failed' && was?.reason !== report.reason)
      events.record(volume, { type: 'Warning', reason: report.reason, message: report.message });
  }
}

/** What goes by by itself. */
const ordinaryReasons: ReadonlySet<string> = new Set([
  'Attached',
  'Attaching',
  'Detaching',
  'WaitingForServer',
  'WaitingForHost',
  'WaitingForVolume',
]);

async function unlessGone<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
