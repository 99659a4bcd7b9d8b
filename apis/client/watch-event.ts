import type { ApiError } from '../machinery/errors.ts';
import type { ApiObject } from '../machinery/object-meta.ts';

/** What a watch delivers, in the order in which it happened. */
export type WatchEvent<Object extends ApiObject> =
  | { readonly type: 'ADDED' | 'MODIFIED'; readonly object: Object }
  /** `object` is the last state, with the resourceVersion of the deletion. */
  | { readonly type: 'DELETED'; readonly object: Object }
  /** Everything up to this resourceVersion has been delivered. `initialEventsEnd`: all that existed at the start has been. */
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string; readonly initialEventsEnd: boolean }
  /** The watch cannot go on; the stream ends after this. */
  | { readonly type: 'ERROR'; readonly error: ApiError };
