import type { Timer } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { Capability } from '#drivers/contract/capability.ts';
import { DriverError, type Observation } from '#drivers/contract/driver.ts';
import type { Journal } from '../journal/journal.ts';
import type { InstanceProgress, InstanceRecord } from '../journal/journal-state.ts';
import type { Life } from '../life.ts';
import { applyStep } from './apply.ts';
import { progressWithDrift } from './drift.ts';
import { markOf } from './guest-of.ts';
import { mayRun, noActivity, type InstanceActivity } from './instance-activity.ts';
import type { InstanceObservation } from './instance-observation.ts';
import { isStep, type InstancePlan } from './instance-plan.ts';
import { keyOfStep, type InstanceStep } from './instance-step.ts';
import { observeInstance } from './observe.ts';
import { driftOf } from './plan.ts';
import type { OrphanGuests } from './orphan-guests.ts';
import { progressAfter, progressWhenFulfilled } from './progress.ts';
import { portsSettledBy } from './settled-ports.ts';
import type { StepDependencies } from './step-dependencies.ts';
import { nextFailure } from './step-failure.ts';
import { defaultStepLimits, StepSlots } from './step-slots.ts';
import { isUnwanted } from './unwanted-step.ts';

export interface InstanceLoopDependencies extends StepDependencies {
  /** The present boot of the host. */
  readonly bootID: string;
  readonly journal: Journal;
  readonly orphans: OrphanGuests;
  readonly plan: (observation: InstanceObservation, now: Date) => InstancePlan;
  /** What the driver said it can do; undefined before it has. */
  readonly capabilities: () => readonly Capability[] | undefined;
  readonly random: Random;
  readonly logger: Logger;
  readonly life: Life;
  /** Told whenever what is to be reported of an instance may have changed. */
  readonly onActivity: (instanceUID: string) => void;
  /** How often every instance is looked at though nothing was heard of it. */
  readonly resyncIntervalSeconds: number;
  /** Where it is not {@link defaultStepLimits}. */
  readonly stepLimits?: Partial<Record<InstanceStep['kind'], number>>;
}

/**
 * Brings every instance of the journal to what is wished for, and keeps it there: looks, decides, does one step, looks again. One step at a time for
 * each guest, a limited number of each kind for the host. Works without the control plane.
 */
export class InstanceLoop {
  readonly #dependencies: InstanceLoopDependencies;
  readonly #activities = new Map<string, InstanceActivity>();
  readonly #turns = new Map<string, { again: boolean; readonly done: Promise<void>; readonly giveUp?: () => void }>();
  readonly #alarms = new Map<string, Timer>();
  readonly #slots: StepSlots;
  #running = false;
  #resync: Timer | undefined;
  #unsubscribe: readonly (() => void)[] = [];

  constructor(dependencies: InstanceLoopDependencies) {
    this.#dependencies = dependencies;
    this.#slots = new StepSlots({
      limits: { ...defaultStepLimits, ...dependencies.stepLimits },
      wake: (instanceUID) => this.wake(instanceUID),
    });
  }

  start(): void {
    this.#running = true;
    const { driver, volumes } = this.#dependencies;
    this.#unsubscribe = [
      driver.onChange((mark) => this.wake(mark.instanceUID)),
      volumes.onChange((volumeUID) => this.#wakeUsers(volumeUID)),
    ];
    this.#lookAtAll();
  }

  /** Begins no more steps, and waits for those under way. */
  async stop(): Promise<void> {
    this.cease();
    await Promise.all([...this.#turns.values()].map(({ done }) => done));
  }

  /** Begins no more steps. */
  cease(): void {
    this.#running = false;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#resync?.cancel();
    for (const alarm of this.#alarms.values()) alarm.cancel();
    for (const { abort } of this.#activities.values()) abort?.abort();
  }

  /** Looks at an instance soon. To be called whenever something about it may have changed. */
  wake(instanceUID: string): void {
    if (!this.#running) return;
    this.#alarms.get(instanceUID)?.cancel();
    this.#alarms.delete(instanceUID);
    const turn = this.#turns.get(instanceUID);
    if (turn !== undefined) {
      turn.again = true;
      turn.giveUp?.();
      this.#abortUnwanted(instanceUID);
      return;
    }
    this.#turns.set(instanceUID, { again: false, done: this.#takeTurns(instanceUID) });
  }

  /** Looks at every instance soon, as when the host can do more or less than before. */
  wakeAll(): void {
    for (const instanceUID of this.#dependencies.journal.state.instances.keys()) this.wake(instanceUID);
  }

  /** What is wanted of an instance has changed: its siblings, incarnations of the same server, may have to make way for it. */
  desiredChanged(instanceUID: string): void {
    this.wake(instanceUID);
    this.#wakeSiblings(instanceUID);
  }

  /** What is known of an instance beyond the journal. */
  activityOf(instanceUID: string): InstanceActivity {
    let activity = this.#activities.get(instanceUID);
    if (activity === undefined) {
      activity = noActivity();
      this.#activities.set(instanceUID, activity);
    }
    return activity;
  }

  /**
   * Does something about a guest that is no step towards what is wished for, while no step is carried out. It is given up as soon as something else is
   * wished for. Throws a DriverError when somebody is at work on the guest already: waiting here could be waiting for each other.
   */
  async aside<Result>(instanceUID: string, work: (record: InstanceRecord, signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const record = this.#record(instanceUID);
    if (!this.#running || record === undefined || this.#turns.has(instanceUID))
      throw new DriverError('Temporary', `the host is at work on the guest ${instanceUID}`);
    const { promise: done, resolve: end } = Promise.withResolvers<void>();
    const abort = new AbortController();
    const giveUp = (): void => {
      const now = this.#record(instanceUID)?.desired;
      if (now?.generation !== record.desired.generation || now.tombstone)
        abort.abort(new DriverError('Temporary', `something else is wished of the guest ${instanceUID} now, and goes first`));
    };
    this.#turns.set(instanceUID, { again: false, done, giveUp });
    try {
      return await work(record, abort.signal);
    } finally {
      this.#turns.delete(instanceUID);
      this.wake(instanceUID);
      end();
    }
  }

  #lookAtAll(): void {
    for (const instanceUID of this.#dependencies.journal.state.instances.keys()) {
      this.wake(instanceUID);
      this.#dependencies.onActivity(instanceUID);
    }
    const delayMilliseconds = this.#dependencies.resyncIntervalSeconds * 1000 * (0.75 + this.#dependencies.random.fraction() / 2);
    this.#resync = this.#dependencies.clock.setTimer(() => this.#lookAtAll(), delayMilliseconds);
  }

  async #takeTurns(instanceUID: string): Promise<void> {
    // The turn is registered before its first line runs.
    await Promise.resolve();
    const turn = this.#turns.get(instanceUID)!;
    do {
      turn.again = false;
      const didRun = mayRun(this.activityOf(instanceUID));
      try {
        await this.#takeTurn(instanceUID);
      } catch (error) {
        this.#dependencies.logger.error({ error, instanceUID }, 'looking at an instance failed');
        Object.assign(this.activityOf(instanceUID), { guest: undefined, step: undefined });
        this.#slots.pass(instanceUID);
        this.#wakeAt(instanceUID, new Date(this.#dependencies.clock.now().getTime() + unexpectedErrorDelayMilliseconds));
      }
      this.#dependencies.onActivity(instanceUID);
      if (didRun && !mayRun(this.activityOf(instanceUID))) this.#wakeSiblings(instanceUID);
    } while (turn.again && this.#running);
    this.#turns.delete(instanceUID);
    if (this.#record(instanceUID) !== undefined) return;
    this.#activities.delete(instanceUID);
    this.#dependencies.secrets.forget(instanceUID);
  }

  async #takeTurn(instanceUID: string): Promise<void> {
    const record = this.#record(instanceUID);
    if (record === undefined) {
      this.#slots.pass(instanceUID);
      return;
    }
    const activity = this.activityOf(instanceUID);
    activity.guest = await this.#look(record);
    activity.step = undefined;
    const plan = await this.#decide(instanceUID, activity.guest);
    if (plan === undefined) return;
    activity.plan = plan;
    if (!isStep(plan)) {
      activity.lastStep = undefined;
      this.#slots.pass(instanceUID);
      if (plan.kind === 'Wait' && plan.until !== undefined) this.#wakeAt(instanceUID, plan.until);
      return;
    }
    if (!this.#slots.take(plan.kind, instanceUID)) return;
    try {
      await this.#perform(plan, instanceUID);
    } finally {
      this.#slots.release(plan.kind);
    }
    this.wake(instanceUID);
  }

  async #look(record: InstanceRecord): Promise<Observation> {
    const { driver, controlPlaneUID, life } = this.#dependencies;
    if (record.progress.destroyed) return { kind: 'Absent' };
    return life.during(driver.observe(markOf(record.desired, controlPlaneUID)));
  }

  /** Writes down what the look taught, then decides on the newest record. */
  async #decide(instanceUID: string, guest: Observation): Promise<InstancePlan | undefined> {
    const { clock, journal, plan, capabilities } = this.#dependencies;
    await this.#remember(instanceUID, (record) => progressAfter(record, guest, clock.now()));
    const record = this.#record(instanceUID);
    if (record === undefined) return undefined;
    const observation = observeInstance({
      ...this.#dependencies,
      record,
      guest,
      state: journal.state,
      capabilities: capabilities(),
      activityOf: (uid) => this.activityOf(uid),
    });
    const now = clock.now();
    const decision = plan(observation, now);
    const drift = driftOf(observation, now);
    await this.#remember(instanceUID, (newest) => progressWithDrift(newest, drift, now));
    if (decision.kind === 'Nothing' && !record.progress.destroyed) await this.#remember(instanceUID, progressWhenFulfilled);
    return decision;
  }

  async #perform(step: InstanceStep, instanceUID: string): Promise<void> {
    const { clock, random, life, logger, onActivity } = this.#dependencies;
    const record = this.#record(instanceUID)!;
    const { generation } = record.desired;
    const activity = this.activityOf(instanceUID);
    const key = keyOfStep(step);
    activity.step = { step, since: clock.now() };
    activity.abort = new AbortController();
    onActivity(instanceUID);
    try {
      if (activity.lastStep?.key === key && activity.lastStep.generation === generation) {
        activity.lastStep = undefined;
        throw new Error(`${step.kind} was reported as done, and had no effect`);
      }
      const settledPorts = portsSettledBy(step, record);
      if (settledPorts !== undefined) activity.settledPorts = undefined;
      const progress = await life.during(this.#apply(step, record, activity));
      await this.#remember(instanceUID, () => progress);
      if (settledPorts !== undefined) activity.settledPorts = settledPorts;
      if (step.kind === 'Reset') activity.failures.clear();
      activity.failures.delete(key);
      activity.lastStep = { key, generation };
      logger.info({ instanceUID, step: key, generation }, 'step done');
    } catch (error) {
      if (activity.abort.signal.aborted) return;
      const failure = nextFailure(activity.failures.get(key), { generation, error, now: clock.now(), random });
      // What failed for an older wish is not what is tried now.
      for (const [each, { generation: older }] of activity.failures) if (older !== generation) activity.failures.delete(each);
      activity.failures.set(key, failure);
      logger.warn({ error, instanceUID, step: key, attempts: failure.attempts, retryAt: failure.retryAt }, 'step failed');
    } finally {
      activity.abort = undefined;
      activity.imageProgress = undefined;
    }
  }

  #apply(step: InstanceStep, record: InstanceRecord, activity: InstanceActivity): Promise<InstanceProgress> {
    const { instanceUID } = record.desired;
    return applyStep(step, record, this.#dependencies, {
      signal: activity.abort!.signal,
      onImageProgress: (progress) => {
        activity.imageProgress = progress;
        this.#dependencies.onActivity(instanceUID);
      },
      desired: () => this.#record(instanceUID)?.desired,
      activity,
      onActivity: () => this.#dependencies.onActivity(instanceUID),
      commit: (progress) => this.#remember(instanceUID, () => progress),
    });
  }

  async #remember(instanceUID: string, progressOf: (record: InstanceRecord) => InstanceProgress): Promise<void> {
    const { journal, life } = this.#dependencies;
    const record = this.#record(instanceUID);
    if (record === undefined) return;
    const progress = progressOf(record);
    if (progress !== record.progress) await life.during(journal.commit([{ kind: 'Progress', instanceUID, progress }]));
  }

  #wakeSiblings(instanceUID: string): void {
    const serverUID = this.#record(instanceUID)?.desired.serverUID;
    for (const { desired } of this.#dependencies.journal.state.instances.values()) {
      if (desired.serverUID === serverUID && desired.instanceUID !== instanceUID) this.wake(desired.instanceUID);
    }
  }

  /** A volume is ready now, or larger: guests that want it are looked at. */
  #wakeUsers(volumeUID: string): void {
    for (const { desired } of this.#dependencies.journal.state.instances.values()) {
      if (desired.instance.spec.volumes?.some(({ volume }) => volume.uid === volumeUID) === true) this.wake(desired.instanceUID);
    }
  }

  /** What takes long and is not wanted any more is given up; whatever else is under way is brought to its end. */
  #abortUnwanted(instanceUID: string): void {
    const activity = this.#activities.get(instanceUID);
    const record = this.#record(instanceUID);
    if (activity?.step === undefined || record === undefined) return;
    const { serverUID, epoch } = record.desired;
    const mayRun = (this.#dependencies.journal.state.runEpochs.get(serverUID) ?? 0) <= epoch;
    if (isUnwanted(activity.step.step, record, { mayRun })) activity.abort?.abort();
  }

  #wakeAt(instanceUID: string, time: Date): void {
    if (!this.#running) return;
    const { clock } = this.#dependencies;
    this.#alarms.get(instanceUID)?.cancel();
    const timer = clock.setTimer(() => this.wake(instanceUID), Math.max(0, time.getTime() - clock.now().getTime()));
    this.#alarms.set(instanceUID, timer);
  }

  #record(instanceUID: string): InstanceRecord | undefined {
    return this.#dependencies.journal.state.instances.get(instanceUID);
  }
}

const unexpectedErrorDelayMilliseconds = 5_000;
