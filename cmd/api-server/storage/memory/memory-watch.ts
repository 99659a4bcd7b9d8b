import { byteOrdered } from '../byte-order.ts';
import type { Revision, StorageEvent, WatchBatch } from '../storage.ts';
import type { RevisionLog } from './revision-log.ts';

/** Where one watch stands in the log. It holds no events of its own, so a slow reader costs nothing. */
export class MemoryWatch {
  readonly #start: string;
  readonly #end: string;
  #position: Revision;
  #wantsProgress = false;
  #wake: (() => void) | undefined;

  constructor(range: { readonly start: string; readonly end: string }, afterRevision: Revision) {
    this.#start = byteOrdered(range.start);
    this.#end = byteOrdered(range.end);
    this.#position = afterRevision;
  }

  /** Everything up to here has been taken. */
  get position(): Revision {
    return this.#position;
  }

  /** What comes next, of whole revisions; undefined when there is nothing to say. */
  next(log: RevisionLog, newest: Revision): WatchBatch | undefined {
    const events: StorageEvent[] = [];
    while (this.#position < newest && events.length < enoughEvents) {
      this.#position += 1;
      for (const event of log.at(this.#position)) if (this.#holds(event)) events.push(event);
    }
    const isWanted = this.#wantsProgress && this.#position === newest;
    if (isWanted) this.#wantsProgress = false;
    return events.length > 0 || isWanted ? { events, revision: this.#position } : undefined;
  }

  /** Resolves at the next {@link wake}, at once if that was called meanwhile. */
  woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** There may be something new. */
  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  /** The next batch shall come even if there are no events for it. */
  askForProgress(): void {
    this.#wantsProgress = true;
    this.wake();
  }

  #holds(event: StorageEvent): boolean {
    const key = byteOrdered(event.kind === 'Put' ? event.item.key : event.key);
    return key >= this.#start && key < this.#end;
  }
}

/** A batch ends with the revision that brings it to so many events. */
const enoughEvents = 1000;
