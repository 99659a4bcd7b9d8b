import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { CacheEvent } from './event-window.ts';
import type { KeyRange } from './object-location.ts';
import type { Selection } from './selection.ts';
import type { StoredForm } from './stored-form.ts';
import type { WatchEvent, WatchSink } from './watch-sink.ts';

/** What a watch wants to see, and in which form. Watches that agree in this are served as one. */
export interface WatchScope {
  readonly kind: KindDefinition;
  readonly form: StoredForm;
  readonly range: KeyRange;
  readonly selection: Selection;
  readonly wantsBookmarks: boolean;
  readonly encoding: string;
  readonly encode: WatchSink['encode'];
  readonly frame: WatchSink['frame'];
}

/** Equal for watches that can be served as one. */
export function identityOf(scope: WatchScope): string {
  return [scope.range.start, scope.selection.identity, scope.encoding, scope.wantsBookmarks].join('\n');
}

/**
 * What a change looks like through a selection: an object that comes into it is ADDED, one that leaves it is DELETED as it was last seen, with the
 * revision of the change. Undefined if nothing of it is to be seen.
 */
export function seenThrough(scope: WatchScope, event: CacheEvent): WatchEvent | undefined {
  const { object, previous } = event;
  const { range, selection, form } = scope;
  if (object.storageKey < range.start || object.storageKey >= range.end) return undefined;
  const isIn = event.kind === 'Put' && selection.matches(object);
  const wasIn = previous !== undefined && selection.matches(previous);
  if (isIn) return { type: wasIn ? 'MODIFIED' : 'ADDED', object };
  if (!wasIn) return undefined;
  return { type: 'DELETED', object: event.kind === 'Delete' ? object : previous.atRevision(event.revision, form) };
}

/** A watch that has caught up and is now told of changes with others. */
export interface GroupMember {
  /** The same bytes go to all members. */
  deliver(framed: Buffer): void;
}

/** Watches with one scope: what one of them is to get is encoded and framed once, and written to all. */
export class WatchGroup {
  readonly scope: WatchScope;
  readonly #members = new Set<GroupMember>();
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #flushedAtMilliseconds = Number.NEGATIVE_INFINITY;

  constructor(scope: WatchScope) {
    this.scope = scope;
  }

  get memberCount(): number {
    return this.#members.size;
  }

  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  get flushedAtMilliseconds(): number {
    return this.#flushedAtMilliseconds;
  }

  /** The member gets what is added from now on; what is still pending goes to the others first. */
  join(member: GroupMember, nowMilliseconds: number): void {
    this.flush(nowMilliseconds);
    this.#members.add(member);
  }

  leave(member: GroupMember): void {
    this.#members.delete(member);
  }

  add(encoded: Buffer): void {
    this.#pending.push(encoded);
    this.#pendingBytes += encoded.length;
  }

  flush(nowMilliseconds: number): void {
    if (this.#pending.length === 0) return;
    const framed = this.scope.frame(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#flushedAtMilliseconds = nowMilliseconds;
    for (const member of this.#members) member.deliver(framed);
  }
}
