import type { InstanceStep } from './instance-step.ts';

/**
 * How many steps of each kind may go on at once on a host. Kinds have slots of their own, so that slow downloads never keep a guest from being
 * stopped. Who finds none is told when to try again.
 */
export class StepSlots {
  readonly #free: Map<InstanceStep['kind'], number>;
  readonly #waiting = new Map<InstanceStep['kind'], Set<string>>();
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
    const free = this.#free.get(step)!;
    if (free > 0) {
      this.#free.set(step, free - 1);
      return true;
    }
    const waiting = this.#waiting.get(step) ?? new Set();
    this.#waiting.set(step, waiting.add(instanceUID));
    return false;
  }

  release(step: InstanceStep['kind']): void {
    this.#free.set(step, this.#free.get(step)! + 1);
    const waiting = this.#waiting.get(step);
    const next = waiting?.values().next().value;
    if (next === undefined) return;
    waiting?.delete(next);
    this.#wake(next);
  }
}

/** Preparing reads and writes the most. */
export const defaultStepLimits: Readonly<Record<InstanceStep['kind'], number>> = {
  Prepare: 4,
  Start: 8,
  Stop: 32,
  Reboot: 8,
  DeclineReboot: 8,
  Destroy: 16,
};
