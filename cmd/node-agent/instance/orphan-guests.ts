import type { Mark, Observation, Recovery } from '#drivers/contract/driver.ts';
import type { JournalState } from '../journal/journal-state.ts';

export interface FoundGuest {
  readonly mark: Mark;
  readonly observation: Observation;
}

/**
 * Guests that were found on the host. One is an orphan if and only if it carries our mark and the journal has no record of it: it is reported and
 * left alone. Guests of another control plane count as foreign, like those without any mark.
 */
export class OrphanGuests {
  readonly #controlPlaneUID: string;
  #found: readonly FoundGuest[] = [];
  #foreignCount = 0;

  constructor({ controlPlaneUID }: { readonly controlPlaneUID: string }) {
    this.#controlPlaneUID = controlPlaneUID;
  }

  /** How many guests on the host are not ours. */
  get foreignCount(): number {
    return this.#foreignCount;
  }

  /** What the driver found, this time. */
  replace(recovery: Recovery): void {
    this.#found = recovery.guests.filter(({ mark }) => mark.controlPlaneUID === this.#controlPlaneUID);
    this.#foreignCount = recovery.foreignGuestCount + recovery.guests.length - this.#found.length;
  }

  guests(state: JournalState): readonly FoundGuest[] {
    return this.#found.filter(({ mark }) => !state.instances.has(mark.instanceUID));
  }
}
