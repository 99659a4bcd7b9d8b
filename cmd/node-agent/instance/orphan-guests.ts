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

  /**
   * What the driver found, this time, and which instances were known before it looked. A guest of one of those is no orphan, and does not become one
   * when the agent destroys it and forgets its instance before the next look.
   */
  replace(recovery: Recovery, knownInstanceUIDs: ReadonlySet<string>): void {
    const ours = recovery.guests.filter(({ mark }) => mark.controlPlaneUID === this.#controlPlaneUID);
    this.#found = ours.filter(({ mark }) => !knownInstanceUIDs.has(mark.instanceUID));
    this.#foreignCount = recovery.foreignGuestCount + recovery.guests.length - ours.length;
  }

  guests(state: JournalState): readonly FoundGuest[] {
    return this.#found.filter(({ mark }) => !state.instances.has(mark.instanceUID));
  }
}
