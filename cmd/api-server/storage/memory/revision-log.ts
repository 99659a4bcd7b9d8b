import type { Revision, StorageEvent } from '../storage.ts';

/** What each revision since the last compaction changed. */
export class RevisionLog {
  readonly #changes: (readonly StorageEvent[])[] = [];
  /** The first entry is that of the revision after this one. */
  #compacted: Revision;

  constructor(start: Revision) {
    this.#compacted = start;
  }

  /** Notes the events of the next revision. */
  append(events: readonly StorageEvent[]): void {
    this.#changes.push(events);
  }

  /** Events of one revision that is in the log. */
  at(revision: Revision): readonly StorageEvent[] {
    const events = this.#changes[revision - this.#compacted - 1];
    if (events === undefined) throw new RangeError(`revision ${revision} is not in the log`);
    return events;
  }

  /** Drops revisions up to and including `revision`. */
  compact(revision: Revision): void {
    this.#changes.splice(0, revision - this.#compacted);
    this.#compacted = revision;
  }
}
