import type { Fields, KindDefinition } from '../machinery/kind.ts';
import type { ApiObject, ObjectKey, ObjectMetaInput } from '../machinery/object-meta.ts';
import type { WatchEvent } from './watch-event.ts';

/** The objects of a kind. */
export type ObjectOf<Kind extends KindDefinition> = ApiObject & Fields<Kind['fields']>;

/** An object as a client sends it: the server fills in the rest of the metadata. */
export type Draft<Object extends ApiObject> = Omit<Object, 'metadata'> & { readonly metadata: ObjectMetaInput };

/** Those fields of an object that a manager cares about, for {@link ResourceClient.apply}. */
export type Configuration = Pick<ApiObject, 'apiVersion' | 'kind'> & {
  readonly metadata: ObjectMetaInput & { readonly name: string };
};

/** Some fields of an object, for a merge patch: `null` removes a field, lists are replaced whole. */
export type MergePatch = Readonly<Record<string, unknown>>;

/**
 * The objects of one kind. Every method throws the errors of `apis/machinery/errors.ts` for what the server refuses,
 * `ConnectionError` when no answer came, and the signal's reason after an abort.
 */
export interface ResourceClient<Object extends ApiObject> {
  /** `resourceVersion` absent: the newest state; `0`: whatever the server has at hand. */
  get(key: ObjectKey, options?: ReadOptions): Promise<Object>;
  /** One page, or everything without `limit`. */
  list(request?: ListRequest): Promise<ObjectList<Object>>;
  create(object: Draft<Object>, options?: WriteOptions): Promise<Object>;
  /** Replaces the object; its `metadata.resourceVersion` is the precondition. */
  update(object: Draft<Object>, options?: WriteOptions): Promise<Object>;
  /** Replaces the status; its `metadata.resourceVersion` is the precondition. */
  updateStatus(object: Draft<Object>, options?: WriteOptions): Promise<Object>;
  /** RFC 7396 merge patch of everything but the status. */
  patch(key: ObjectKey, patch: MergePatch, options?: PatchOptions): Promise<Object>;
  /** RFC 7396 merge patch of the status: `{ status: { phase: 'Running' } }`. */
  patchStatus(key: ObjectKey, patch: MergePatch, options?: PatchOptions): Promise<Object>;
  /**
   * Server-side apply: makes what `object` says so and what this manager said before and no longer says go, and makes the
   * manager an owner of what it says. Creates the object where there is none. Throws ConflictError with a cause for each
   * field that another manager owns with another value, unless `force` takes it from them.
   */
  apply(object: Configuration, options: ApplyOptions): Promise<Object>;
  /** The same for the status, whose object has to be there. */
  applyStatus(object: Configuration, options: ApplyOptions): Promise<Object>;
  delete(key: ObjectKey, options?: DeleteOptions): Promise<DeleteOutcome<Object>>;
  /**
   * Changes as they happen. The request is sent when iteration starts; a refusal is thrown there. Ends when the server
   * ends it (which it does now and then: watch again from the last resourceVersion), and quietly on abort.
   */
  watch(request?: WatchRequest): AsyncIterable<WatchEvent<Object>>;
}

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface ReadOptions extends RequestOptions {
  readonly resourceVersion?: string;
}

export interface WriteOptions extends RequestOptions {
  /** Do everything but store it. */
  readonly dryRun?: boolean;
  /** Write only while this is still the session of that host; otherwise ConflictError. */
  readonly hostSession?: HostSession;
  /** Default `Strict`. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
}

/** A gateway's proof that it still speaks for a host. */
export interface HostSession {
  readonly hostName: string;
  readonly number: number;
}

export interface PatchOptions extends WriteOptions {
  /** The state that the patch was decided on; another one is a ConflictError. Without it the server retries for us. */
  readonly resourceVersion?: string;
}

export interface ApplyOptions extends WriteOptions {
  /** Who owns the fields that are applied. */
  readonly fieldManager: string;
  /** Take fields from those who own them with other values. */
  readonly force?: boolean;
}

export interface DeleteOptions extends RequestOptions {
  readonly dryRun?: boolean;
  /** Delete only that very object. */
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  /** Shortens the time within which the deletion can be taken back, where the kind has one. */
  readonly gracePeriodSeconds?: number;
}

/** `Gone`: deleted at once. `Terminating`: finalizers hold it; the object as it is now. */
export type DeleteOutcome<Object> = { readonly kind: 'Gone' } | { readonly kind: 'Terminating'; readonly object: Object };

export interface Selection {
  /** Absent: all namespaces. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export interface ListRequest extends Selection, RequestOptions {
  readonly limit?: number;
  readonly continueToken?: string;
  readonly resourceVersion?: string;
  readonly resourceVersionMatch?: 'NotOlderThan' | 'Exact';
}

export interface ObjectList<Object> {
  readonly items: readonly Object[];
  /** Of the snapshot that all pages of this list show. */
  readonly resourceVersion: string;
  /** Present while there are more pages. */
  readonly continueToken?: string;
  readonly remainingItemCount?: number;
}

export interface WatchRequest extends Selection, RequestOptions {
  /** Changes after it; absent or `0`: first everything that exists. */
  readonly resourceVersion?: string;
  readonly resourceVersionMatch?: 'NotOlderThan';
  readonly allowWatchBookmarks?: boolean;
  readonly sendInitialEvents?: boolean;
  /** After how long the server ends the watch; absent: it picks something between 30 and 60 minutes. */
  readonly timeoutSeconds?: number;
}
