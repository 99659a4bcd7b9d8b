import type { Status } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ServedObject } from './served-object.ts';

export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: ServedObject }
  /** `initialEventsEnd`: all of what existed has been sent. */
  | { readonly type: 'BOOKMARK'; readonly revision: number; readonly initialEventsEnd: boolean }
  | { readonly type: 'ERROR'; readonly status: Status };

/**
 * Where a watch's events go. Watches of the same kind, namespace, selectors and `encoding` share the encoded bytes: each
 * event is encoded once for all of them.
 */
export interface WatchSink {
  /** Names the form (`json`, `table`, …). Sinks with the same encoding must have equal `encode` functions. */
  readonly encoding: string;
  readonly encode: (event: WatchEvent, kind: KindDefinition) => Buffer;
  /** Puts framing around a batch of encoded events, shared by all sinks of the same encoding. */
  readonly frame: (batch: readonly Buffer[]) => Buffer;
  /** Bytes that were accepted but not yet taken by the client: past a limit the watch is ended as too slow. */
  readonly pendingBytes: () => number;
  readonly write: (framed: Buffer) => void;
  /** The server ends the watch: time is up, too slow, or shutting down. Called once, never after `signal` was aborted. */
  readonly end: () => void;
  /** The client went away. */
  readonly signal: AbortSignal;
}
