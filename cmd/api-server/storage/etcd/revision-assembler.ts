import { etcd } from '#proto/generated/etcd.js';
import type { Revision, StorageEvent, WatchBatch } from '../storage.ts';
import { keyText, storedItemOf } from './stored-item.ts';

/**
 * Makes whole revisions of a watch's responses. Knows how far the watch has come, which is the point to resume from: the revision of the last event
 * that was handed on, never that in a response's header, which runs ahead of the events while the watch catches up.
 */
export class RevisionAssembler {
  #position: Revision;
  /** Events of a revision of which more is to come. */
  #incomplete: StorageEvent[] = [];

  constructor(afterRevision: Revision) {
    this.#position = afterRevision;
  }

  /** Everything up to here has been handed on. */
  get position(): Revision {
    return this.#position;
  }

  /** The events that are complete with this response. */
  take(response: etcd.WatchResponse.$Properties): WatchBatch {
    const events = [...this.#incomplete, ...this.#newEvents(response.events ?? [])];
    const cut = response.fragment === true ? firstOfLastRevision(events) : events.length;
    this.#incomplete = events.splice(cut);
    const last = events.at(-1);
    if (last !== undefined) this.#position = revisionOf(last);
    else if (saysHowFar(response) && this.#incomplete.length === 0)
      this.#position = Math.max(this.#position, response.header?.revision ?? 0);
    return { events, revision: this.#position };
  }

  #newEvents(events: readonly etcd.Event.$Properties[]): StorageEvent[] {
    return events.filter(({ kv }) => (kv?.modRevision ?? 0) > this.#position).map((event) => eventOf(event));
  }
}

function eventOf({ type, kv }: etcd.Event.$Properties): StorageEvent {
  if (type === etcd.Event.Type.DELETE) return { kind: 'Delete', key: keyText(kv?.key), modRevision: kv?.modRevision ?? 0 };
  return { kind: 'Put', item: storedItemOf(kv ?? {}) };
}

/**
 * Whether the header tells how far the watch has come. True for notifications that etcd sends to the watch by itself. An answer to a progress
 * request (which has no watch's id) is not to be trusted: before 3.4.25 and 3.5.8 it could overtake events that were still to be sent.
 */
function saysHowFar({ watchId, created, canceled, events }: etcd.WatchResponse.$Properties): boolean {
  return (watchId ?? 0) >= 0 && created !== true && canceled !== true && (events ?? []).length === 0;
}

function firstOfLastRevision(events: readonly StorageEvent[]): number {
  const last = events.at(-1);
  if (last === undefined) return 0;
  return events.findIndex((event) => revisionOf(event) === revisionOf(last));
}

function revisionOf(event: StorageEvent): Revision {
  return event.kind === 'Put' ? event.item.modRevision : event.modRevision;
}
