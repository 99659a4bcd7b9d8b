import type { HostVolumeStatus } from '#apis/infrastructure/host-volume.ts';
import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import type { VolumeFile } from '#drivers/contract/guest-devices.ts';
import type { VolumeDriver, VolumeMark } from '#drivers/contract/volume-driver.ts';
import type { DiskUploads } from '../instance/disk-saving.ts';
import type { ImageSource } from '../instance/image-source.ts';
import { nextFailure, type StepFailure } from '../instance/step-failure.ts';
import type { HostedVolume, VolumeSource } from '../instance/volume-source.ts';
import type { Journal } from '../journal/journal.ts';
import type { VolumeProgress, VolumeRecord } from '../journal/journal-state.ts';
import type { Life } from '../life.ts';
import { pendingSave, planVolume, wantedSizeBytes, type VolumePlan, type VolumeStep } from './volume-plan.ts';
import { volumeStatus } from './volume-status.ts';

export interface VolumeLoopDependencies {
  readonly journal: Journal;
  readonly driver: VolumeDriver;
  readonly images: ImageSource;
  readonly controlPlaneUID: string;
  /** Whether a guest has the volume open, or could at any moment. */
  readonly isHeld: (volumeUID: string) => boolean;
  /** How a volume is copied by the only guest that has it open; undefined when there is no such guest, or it cannot. */
  readonly guestSaving: (volumeUID: string) => VolumeDriver['save'] | undefined;
  readonly uploads: DiskUploads;
  /** Told whenever what is to be reported of a volume may have changed. */
  readonly onActivity: (objectUID: string) => void;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly life: Life;
}

/** What an agent knows of a volume only while it lives. */
interface VolumeActivity {
  file: VolumeFile | undefined;
  plan: VolumePlan | undefined;
  step: { readonly kind: VolumeStep; readonly since: Date; isApart: boolean } | undefined;
  readonly failures: Map<VolumeStep, StepFailure>;
  abort: AbortController | undefined;
  /** What guests were shown of it last, as JSON. */
  shown: string;
}

/**
 * Brings every volume of the journal to what is wished for: looks, decides, does one step, looks again. Guests take a volume from here only while
 * nothing is done to it, and nothing is done to it while a guest has it; but a single guest that has it can have it copied.
 */
export class VolumeLoop implements VolumeSource {
  readonly #dependencies: VolumeLoopDependencies;
  readonly #activities = new Map<string, VolumeActivity>();
  readonly #turns = new Map<string, { again: boolean; readonly done: Promise<void> }>();
  readonly #alarms = new Map<string, Timer>();
  readonly #listeners = new Set<(volumeUID: string) => void>();
  readonly #slotsAwaited: (() => void)[] = [];
  #freeSlots = mostStepsAtOnce;
  #running = false;

  constructor(dependencies: VolumeLoopDependencies) {
    this.#dependencies = dependencies;
  }

  start(): void {
    this.#running = true;
    for (const objectUID of this.#dependencies.journal.state.volumes.keys()) this.wake(objectUID);
  }

  /** Begins no more steps, and waits for those under way. */
  async stop(): Promise<void> {
    this.cease();
    await Promise.all([...this.#turns.values()].map(({ done }) => done));
  }

  /** Begins no more steps. */
  cease(): void {
    this.#running = false;
    for (const alarm of this.#alarms.values()) alarm.cancel();
    for (const { abort } of this.#activities.values()) abort?.abort();
    for (const resolve of this.#slotsAwaited.splice(0)) resolve();
  }

  /** Looks at a volume soon. To be called whenever something about it may have changed. */
  wake(objectUID: string): void {
    if (!this.#running) return;
    this.#alarms.get(objectUID)?.cancel();
    this.#alarms.delete(objectUID);
    const turn = this.#turns.get(objectUID);
    if (turn !== undefined) {
      turn.again = true;
      const activity = this.#activities.get(objectUID);
      if (activity?.step !== undefined && this.#isUnwanted(activity.step.kind, objectUID)) activity.abort?.abort();
      return;
    }
    this.#turns.set(objectUID, { again: false, done: this.#takeTurns(objectUID) });
  }

  /** Guests may have let go of what they had open: whoever waits for that is looked at again. */
  guestsChanged(): void {
    for (const [objectUID, { plan }] of this.#activities) {
      const volumeUID = this.#record(objectUID)?.desired.volumeUID;
      if (volumeUID === undefined || plan?.kind !== 'Wait' || plan.reason !== 'InUse') continue;
      const { isHeld, guestSaving } = this.#dependencies;
      const canSave = this.#isSaveAwaited(objectUID) && guestSaving(volumeUID) !== undefined;
      if (canSave || !isHeld(volumeUID)) this.wake(objectUID);
    }
  }

  volume(volumeUID: string): HostedVolume {
    const record = this.#recordOf(volumeUID);
    if (record === undefined) return { kind: 'NotReady', message: 'this host does not keep it' };
    const activity = this.#activities.get(record.desired.objectUID);
    if (activity?.step?.isApart === false) return { kind: 'NotReady', message: `the host is at work on it: ${activity.step.kind}` };
    if (record.progress.created && activity?.file !== undefined)
      return { kind: 'Ready', file: activity.file, wantedSizeBytes: wantedSizeBytes(record) };
    const why = activity?.plan?.kind === 'Wait' ? activity.plan.message : 'it is being made';
    return { kind: 'NotReady', message: why };
  }

  onChange(listener: (volumeUID: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  touched(volumeUID: string): void {
    const record = this.#recordOf(volumeUID);
    if (record !== undefined) this.wake(record.desired.objectUID);
  }

  /** What is to be reported of a volume; undefined when there is no record of it. */
  statusOf(objectUID: string, previous: HostVolumeStatus | undefined): HostVolumeStatus | undefined {
    const record = this.#record(objectUID);
    if (record === undefined) return undefined;
    return volumeStatus(record, this.#activityOf(objectUID), { previous, now: this.#dependencies.clock.now() });
  }

  async #takeTurns(objectUID: string): Promise<void> {
    // The turn is registered before its first line runs.
    await Promise.resolve();
    const turn = this.#turns.get(objectUID)!;
    do {
      turn.again = false;
      try {
        await this.#takeTurn(objectUID);
      } catch (error) {
        this.#dependencies.logger.error({ error, objectUID }, 'looking at a volume failed');
        this.#wakeAt(objectUID, new Date(this.#dependencies.clock.now().getTime() + unexpectedErrorDelayMilliseconds));
      }
      this.#tell(objectUID);
    } while (turn.again && this.#running);
    this.#turns.delete(objectUID);
    if (this.#record(objectUID) === undefined) this.#activities.delete(objectUID);
  }

  async #takeTurn(objectUID: string): Promise<void> {
    const { driver, life, clock, isHeld } = this.#dependencies;
    const activity = this.#activityOf(objectUID);
    const before = this.#record(objectUID);
    if (before === undefined) return;
    const file = before.progress.created && !before.progress.destroyed ? await life.during(driver.find(this.#mark(before))) : undefined;
    const record = this.#record(objectUID);
    if (record === undefined) return;
    activity.file = file;
    const { volumeUID } = record.desired;
    const isClaimedElsewhere = this.#recordOf(volumeUID, objectUID) !== undefined;
    // From the look at the guests to the note that the volume is busy nothing else happens.
    const guestSaving = this.#dependencies.guestSaving(volumeUID);
    const isSavedByGuest = guestSaving !== undefined;
    const world = { record, file, isHeld: isHeld(volumeUID), isSavedByGuest, isClaimedElsewhere, failures: activity.failures };
    const plan = planVolume(world, clock.now());
    activity.plan = plan;
    if (plan.kind === 'Nothing') return;
    if (plan.kind === 'Wait') {
      if (plan.until !== undefined) this.#wakeAt(objectUID, plan.until);
      return;
    }
    activity.step = { kind: plan.kind, since: clock.now(), isApart: plan.kind === 'Save' && world.isHeld };
    try {
      await this.#perform(plan.kind, record, activity, world.isHeld ? guestSaving : undefined);
    } finally {
      activity.step = undefined;
    }
    this.wake(objectUID);
  }

  async #perform(
    step: VolumeStep,
    record: VolumeRecord,
    activity: VolumeActivity,
    guestSaving: VolumeDriver['save'] | undefined,
  ): Promise<void> {
    const { clock, random, life, logger } = this.#dependencies;
    const { objectUID, generation } = record.desired;
    activity.abort = new AbortController();
    this.#tell(objectUID);
    // Disks on their way to the image store have places of their own.
    if (step !== 'Save') await this.#takeSlot();
    try {
      if (!this.#running) return;
      const { signal } = activity.abort;
      const work = step === 'Save' ? this.#save(record, activity, signal, guestSaving) : this.#apply(step, record, signal);
      const progress = await life.during(work);
      await this.#remember(record, progress);
      activity.failures.delete(step);
      logger.info({ objectUID, step, generation }, 'volume step done');
    } catch (error) {
      if (activity.abort.signal.aborted) return;
      const failure = nextFailure(activity.failures.get(step), { generation, error, now: clock.now(), random });
      activity.failures.set(step, failure);
      logger.warn({ error, objectUID, step, attempts: failure.attempts, retryAt: failure.retryAt }, 'volume step failed');
    } finally {
      activity.abort = undefined;
      if (step !== 'Save') this.#freeSlot();
    }
  }

  async #apply(step: Exclude<VolumeStep, 'Save'>, record: VolumeRecord, signal: AbortSignal): Promise<VolumeProgress> {
    const { driver, images } = this.#dependencies;
    const mark = this.#mark(record);
    const sizeBytes = wantedSizeBytes(record);
    switch (step) {
      case 'Create': {
        const { spec, metadata } = record.desired.object;
        const { source } = spec;
        const holder = { namespace: metadata.namespace ?? '', uid: metadata.uid };
        const image = source === undefined ? undefined : await images.acquire(source, { for: holder, signal, onProgress: () => {} });
        if (image?.format === 'Kernel') throw new DriverError('InvalidImage', `volume ${mark.volumeUID}: a kernel is no disk`);
        await driver.create(mark, { sizeBytes, source: image });
        return { ...record.progress, created: true };
      }
      case 'Extend':
        await driver.extend(mark, { sizeBytes });
        return record.progress;
      case 'Destroy':
        await driver.destroy(mark);
        return { ...record.progress, destroyed: true };
    }
  }

  /** Saving a volume a second time does no harm: one that was cut short is begun anew, or goes on with what was sent. */
  async #save(
    record: VolumeRecord,
    activity: VolumeActivity,
    signal: AbortSignal,
    guestSaving: VolumeDriver['save'] | undefined,
  ): Promise<VolumeProgress> {
    const { driver, uploads } = this.#dependencies;
    const { objectUID, object } = record.desired;
    const uid = pendingSave(record)!;
    const disk = await uploads.upload({
      namespace: object.metadata.namespace ?? '',
      purpose: `${objectUID}/${uid}`,
      save: async (options) => {
        const saved = await (guestSaving ?? ((mark, how) => driver.save(mark, how)))(this.#mark(record), options);
        // The copy is on its way by itself: guests may have the volume again.
        if (activity.step !== undefined) activity.step.isApart = true;
        this.#tell(objectUID);
        return saved;
      },
      signal,
    });
    return { ...record.progress, saved: { uid, disk } };
  }

  #isSaveAwaited(objectUID: string): boolean {
    const record = this.#record(objectUID);
    return record !== undefined && pendingSave(record) !== undefined;
  }

  /** Whether a step that may take long is for something that is not wished for any more. */
  #isUnwanted(step: VolumeStep, objectUID: string): boolean {
    const record = this.#record(objectUID);
    return record === undefined || (step === 'Create' ? record.desired.tombstone : step === 'Save' && pendingSave(record) === undefined);
  }

  async #remember({ desired, progress }: VolumeRecord, next: VolumeProgress): Promise<void> {
    const { journal, life } = this.#dependencies;
    if (next === progress) return;
    await life.during(journal.commit([{ kind: 'VolumeProgress', objectUID: desired.objectUID, progress: next }]));
  }

  async #takeSlot(): Promise<void> {
    while (this.#running && this.#freeSlots === 0) await new Promise<void>((resolve) => this.#slotsAwaited.push(resolve));
    this.#freeSlots -= 1;
  }

  #freeSlot(): void {
    this.#freeSlots += 1;
    this.#slotsAwaited.shift()?.();
  }

  #tell(objectUID: string): void {
    this.#dependencies.onActivity(objectUID);
    const volumeUID = this.#record(objectUID)?.desired.volumeUID;
    if (volumeUID === undefined) return;
    const shown = JSON.stringify(this.volume(volumeUID));
    const activity = this.#activityOf(objectUID);
    if (activity.shown === shown) return;
    activity.shown = shown;
    for (const listener of this.#listeners) listener(volumeUID);
  }

  #wakeAt(objectUID: string, time: Date): void {
    if (!this.#running) return;
    const { clock } = this.#dependencies;
    this.#alarms.get(objectUID)?.cancel();
    const timer = clock.setTimer(() => this.wake(objectUID), Math.max(0, time.getTime() - clock.now().getTime()));
    this.#alarms.set(objectUID, timer);
  }

  #activityOf(objectUID: string): VolumeActivity {
    let activity = this.#activities.get(objectUID);
    if (activity === undefined) {
      activity = { file: undefined, plan: undefined, step: undefined, failures: new Map(), abort: undefined, shown: '' };
      this.#activities.set(objectUID, activity);
    }
    return activity;
  }

  #record(objectUID: string): VolumeRecord | undefined {
    return this.#dependencies.journal.state.volumes.get(objectUID);
  }

  /** The record of a volume that is to be kept, another than `exceptUID`. */
  #recordOf(volumeUID: string, exceptUID?: string): VolumeRecord | undefined {
    for (const record of this.#dependencies.journal.state.volumes.values()) {
      const { desired, progress } = record;
      if (desired.volumeUID === volumeUID && desired.objectUID !== exceptUID && !desired.tombstone && !progress.destroyed) return record;
    }
    return undefined;
  }

  #mark({ desired }: VolumeRecord): VolumeMark {
    return { controlPlaneUID: this.#dependencies.controlPlaneUID, volumeUID: desired.volumeUID };
  }
}

/** Making one from an image reads and writes all of it. */
const mostStepsAtOnce = 4;
const unexpectedErrorDelayMilliseconds = 5_000;
