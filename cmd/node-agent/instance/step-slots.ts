import type { InstanceStep } from './instance-step.ts';

/**
 * How many steps of each kind may go on at once on a host. Kinds have slots of their own, so that slow downloads never keep a guest from being
 * stopped. Who finds none is woken when one is free, and owes an answer then: it takes a slot, or passes.
 */
export class StepSlots {
  readonly #free: Map<InstanceStep['kind'], number>;
  readonly #waiting = new Map<InstanceStep['kind'], Set<string>>();
  /** Who was woken, and for what, and has not answered yet. */
  readonly #woken = new Map<string, InstanceStep['kind']>();
  readonly #wake: (instanceUID: string) => void;

  constructor({
    limits,
    wake,
  }: {
    readonly limits: Readonly<Record<InstanceStep['kind'], number>>;
    readonly wake: (instanceUID: string) => void;
  }) {
    this.#free = new Map(Object.entries(limits) as [InstanceStep['kind'], number][]);
    this.#wake = wake;
  }

  /** True: the slot is taken, give it back by {@link StepSlots.release}. False: `wake` is called when one is free. */
  take(step: InstanceStep['kind'], instanceUID: string): boolean {
    if (this.#woken.get(instanceUID) === step) this.#woken.delete(instanceUID);
    else this.pass(instanceUID);
    const free = this.#free.get(step)!;
    if (free > 0) {
      this.#free.set(step, free - 1);
      this.#waiting.get(step)?.delete(instanceUID);
      return true;
    }
    const waiting = this.#waiting.get(step) ?? new Set();
    this.#waiting.set(step, waiting.add(instanceUID));
    return false;
  }

  /** The instance needs no slot now: what it was woken for goes to the next. */
  pass(instanceUID: string): void {
    for (const waiting of this.#waiting.values()) waiting.delete(instanceUID);
    const step = this.#woken.get(instanceUID);
    if (step === undefined) return;
    this.#woken.delete(instanceUID);
    this.#wakeNext(step);
  }

  release(step: InstanceStep['kind']): void {
    this.#free.set(step, this.#free.get(step)! + 1);
    this.#wakeNext(step);
  }

  #wakeNext(step: InstanceStep['kind']): void {
    const waiting = this.#waiting.get(step);
    const next = waiting?.values().next().value;
    if (next === undefined) return;
    waiting?.delete(next);
    this.#woken.set(next, step);
    this.#wake(next);
  }
}

/** Preparing and saving read and write the most. What only waits for a guest takes little. */
export const defaultStepLimits: Readonly<Record<InstanceStep['kind'], number>> = {
  Prepare: 4,
  Start: 8,
  Stop: 32,
  Pause: 32,
  Resume: 32,
  Suspend: 4,
  Fetch: 4,
  Rebuild: 4,
  Save: 2,
  Adjust: 32,
  Reboot: 8,
  DeclineReboot: 8,
  Snapshot: 2,
  CrashDump: 8,
  SetPassword: 16,
  Reset: 8,
  DeclineAction: 8,
  OfferTransfer: 8,
  Send: 2,
  Stay: 8,
  Receive: 2,
  Admit: 8,
  Refuse: 8,
  Destroy: 16,
};
