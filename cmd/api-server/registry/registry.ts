import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject, ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Placement } from '#apis/infrastructure/instance.ts';
import type { ListRequest } from '../watch-cache/object-lister.ts';
import type { WatchRequest } from '../watch-cache/object-watcher.ts';
import type { ServedList, ServedObject } from '../watch-cache/served-object.ts';
import type { WatchSink } from '../watch-cache/watch-sink.ts';

export type { ListRequest } from '../watch-cache/object-lister.ts';
export type { WatchRequest } from '../watch-cache/object-watcher.ts';
export type { ServedList, ServedObject } from '../watch-cache/served-object.ts';
export type { WatchEvent, WatchSink } from '../watch-cache/watch-sink.ts';

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
  /** RFC 6902 JSON patch, retried in the same way: what it tests and copies is the newest object. */
  jsonPatch(kind: KindDefinition, key: ObjectKey, patch: unknown, options: WriteOptions & SubresourceOption): Promise<WrittenObject>;
  /** The merge patch of Kubernetes' typed clients, with its directives. */
  strategicMergePatch(
    kind: KindDefinition,
    key: ObjectKey,
    patch: unknown,
    options: WriteOptions & SubresourceOption,
  ): Promise<WrittenObject>;
  /**
   * Server-side apply: creates the object where there is none. Throws {@link ConflictError} with a cause for each field that another manager owns with
   * another value.
   */
  apply(kind: KindDefinition, key: ObjectKey, configuration: unknown, options: ApplyOptions): Promise<WrittenObject>;
  delete(kind: KindDefinition, key: ObjectKey, options: DeleteOptions): Promise<DeleteResult>;
  /** Takes back a deletion that can still be taken back. Throws {@link ConflictError} for one that cannot, and where there is none. */
  restore(kind: KindDefinition, key: ObjectKey, options: { readonly dryRun: boolean }): Promise<WrittenObject>;
  /** Makes a server's next incarnation: `POST …/servers/NAME/placement`. Returns the Instance. */
  place(
    server: ObjectKey,
    placement: Placement,
    options: { readonly dryRun: boolean; readonly fieldManager?: string | undefined },
  ): Promise<WrittenObject>;
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
  /** Who owns what is written. */
  readonly fieldManager: string | undefined;
  /** Paths of fields that the body states twice, which only its decoder can know: told like unknown ones. */
  readonly duplicateFields?: readonly string[];
  /** The name of the user, for records. */
  readonly user: string;
  /** Whether the writer may write just this, where that depends on more than verb and resource. Absent: they may. */
  readonly approve?: WriteApproval;
  /**
   * A gateway's proof that it still speaks for a host: the write happens only while `Host.status.session.number` of
   * that host is this. Otherwise Conflict.
   */
  readonly hostSession?: { readonly hostName: string; readonly number: number };
}

/** Throws what the writer is to be told if they may not. Asked again with certain knowledge before that is said. */
export type WriteApproval = (write: ProposedWrite) => void;

/** An object as it is about to be stored; not its status. */
export interface ProposedWrite {
  readonly kind: KindDefinition;
  readonly next: ApiObject;
  /** Absent: it is new. */
  readonly previous: ApiObject | undefined;
}

export interface SubresourceOption {
  readonly subresource?: 'status';
}

export interface ApplyOptions extends WriteOptions, SubresourceOption {
  /** Who applies. */
  readonly fieldManager: string;
  /** Take fields from those who own them with other values. */
  readonly force: boolean;
  /** Asked before an object is made: throws if the user may only change what is there. */
  readonly requireMayCreate?: () => void | Promise<void>;
}

export interface DeleteOptions {
  readonly dryRun: boolean;
  readonly propagationPolicy: 'Background' | 'Foreground' | 'Orphan';
  /** Shortens the time within which the deletion can be taken back, where the kind has one. */
  readonly gracePeriodSeconds?: number;
  readonly preconditions: { readonly uid?: string; readonly resourceVersion?: string };
  /** What to do if the stored value cannot be read. Default: `Refuse`. */
  readonly whenUnreadable?: 'Refuse' | 'DeleteUnread';
}

/**
 * `Gone`: deleted at once. `Terminating`: finalizers hold it; the object as it is now. `GoneUnread`: deleted although nobody could read it, because of
 * `fault`; nothing that it said of its own deletion was looked at.
 */
export type DeleteResult =
  | { readonly kind: 'GoneUnread'; readonly fault: string }
  | { readonly kind: 'Gone'; readonly last: ServedObject }
  | { readonly kind: 'Terminating'; readonly object: ServedObject };
