import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject, ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Placement } from '#apis/infrastructure/instance.ts';
import type { Status } from '#apis/machinery/errors.ts';

/**
 * One path for every kind: what the wire in front of it (`http/`) calls, and all that it needs to know. Admission,
 * guards, the watch cache and the storage are behind it. All methods throw the errors of `apis/machinery/errors.ts`.
 */
export interface Registry {
  /** `resourceVersion` absent: the newest state. `0`: whatever the cache has. */
  get(kind: KindDefinition, key: ObjectKey, options: { readonly resourceVersion?: string }): Promise<ServedObject>;
  list(kind: KindDefinition, request: ListRequest): Promise<ServedList>;
  /**
   * Streams changes into `sink` until it is ended by either side. Resolves when the watch is set up (initial events may
   * still follow); rejects if the request itself is wrong. A revision that is no longer kept is an ERROR event in the
   * stream, as Kubernetes has it.
   */
  watch(kind: KindDefinition, request: WatchRequest, sink: WatchSink): Promise<void>;
  create(kind: KindDefinition, namespace: string | undefined, body: unknown, options: WriteOptions): Promise<WrittenObject>;
  /** PUT of the whole object, or of its status only. */
  update(kind: KindDefinition, key: ObjectKey, body: unknown, options: WriteOptions & SubresourceOption): Promise<WrittenObject>;
  /** RFC 7396 merge patch, retried inside on conflict unless the patch states a resourceVersion. */
  mergePatch(kind: KindDefinition, key: ObjectKey, patch: unknown, options: WriteOptions & SubresourceOption): Promise<WrittenObject>;
  delete(kind: KindDefinition, key: ObjectKey, options: DeleteOptions): Promise<DeleteResult>;
  /** Makes a server's next incarnation: `POST …/servers/NAME/placement`. Returns the Instance. */
  place(server: ObjectKey, placement: Placement, options: { readonly dryRun: boolean }): Promise<WrittenObject>;
}

/** An object as it goes over the wire. The parsed form is made when somebody asks for it. */
export interface ServedObject {
  /** Final JSON, resourceVersion included. Shared: never changed. */
  readonly bytes: Buffer;
  readonly revision: number;
  /** Parsed from `bytes`. Shared: never changed. */
  readonly object: () => ApiObject;
}

export interface WrittenObject extends ServedObject {
  /** `Unchanged`: the write changed nothing, so nothing was stored and no event sent. */
  readonly outcome: 'Created' | 'Changed' | 'Unchanged';
  /** For `Warning` headers, as unknown fields under fieldValidation=Warn. */
  readonly warnings: readonly string[];
}

export interface WriteOptions {
  readonly dryRun: boolean;
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore';
  readonly fieldManager: string | undefined;
  /** The name of the user, for records. */
  readonly user: string;
  /**
   * A gateway's proof that it still speaks for a host: the write happens only while `Host.status.session.number` of
   * that host is this. Otherwise Conflict.
   */
  readonly hostSession?: { readonly hostName: string; readonly number: number };
}

export interface SubresourceOption {
  readonly subresource?: 'status';
}

export interface DeleteOptions {
  readonly dryRun: boolean;
  readonly propagationPolicy: 'Background' | 'Foreground' | 'Orphan';
  readonly preconditions: { readonly uid?: string; readonly resourceVersion?: string };
}

/** `Gone`: deleted at once. `Terminating`: finalizers hold it; the object as it is now. */
export type DeleteResult = { readonly kind: 'Gone'; readonly last: ServedObject } | { readonly kind: 'Terminating'; readonly object: ServedObject };

/** Texts as they came in the query; the registry parses and checks them. */
export interface ListRequest {
  /** Absent: all namespaces. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly limit?: number;
  readonly continueToken?: string;
  readonly resourceVersion?: string;
  readonly resourceVersionMatch?: string;
}

export interface ServedList {
  readonly items: readonly ServedObject[];
  readonly revision: number;
  readonly continueToken: string | undefined;
  readonly remainingItemCount: number | undefined;
}

export interface WatchRequest extends Omit<ListRequest, 'limit' | 'continueToken'> {
  readonly allowWatchBookmarks: boolean;
  readonly sendInitialEvents: boolean;
  /** Absent: the server picks something between 30 and 60 minutes. */
  readonly timeoutSeconds?: number;
}

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
