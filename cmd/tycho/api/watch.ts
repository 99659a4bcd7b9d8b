import { ConnectionError } from '#apis/client/transport.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { errorFromStatus, ExpiredError, type Status } from '#apis/machinery/errors.ts';
import type { ApiClient } from './api-client.ts';
import { pathOf, type ResourceAddress } from './api-resource.ts';

/** One change, in the form that was accepted. */
export interface WatchEvent<Value> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: Value;
}

export interface WatchOptions<Value> {
  readonly client: ApiClient;
  readonly clock: Clock;
  readonly address: ResourceAddress;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly accept?: string;
  readonly includeObject?: 'Object';
  /** Where to go on: changes after this are given. */
  readonly resourceVersion: string;
  readonly signal: AbortSignal;
  /** The resourceVersion of what an event carries. */
  readonly versionOf: (object: Value) => string | undefined;
  /** Told when the connection broke and is being made again. */
  readonly onInterruption?: (error: ConnectionError) => void;
}

/** Wait between attempts to reach a server that went away; the longest is held. */
const retryMilliseconds = [200, 500, 1000, 2000, 5000];

/**
 * Changes from a resourceVersion on, for as long as the signal is not aborted: when the server ends the stream or the connection breaks, it goes on
 * where it was. Throws ExpiredError when the server no longer knows that point (read the list again).
 */
export async function* watch<Value>(options: WatchOptions<Value>): AsyncGenerator<WatchEvent<Value>, void, undefined> {
  let { resourceVersion } = options;
  for (let failures = 0; !options.signal.aborted;) {
    try {
      for await (const line of options.client.lines(callFor(options, resourceVersion))) {
        failures = 0;
        const event = JSON.parse(line) as RawEvent<Value>;
        if (event.type === 'ERROR') throw errorFromStatus(event.object);
        resourceVersion = options.versionOf(event.object) ?? resourceVersion;
        if (event.type !== 'BOOKMARK') yield { type: event.type, object: event.object };
      }
    } catch (error) {
      if (options.signal.aborted) return;
      if (!(error instanceof ConnectionError)) throw error;
      options.onInterruption?.(error);
      await options.clock
        .sleep(retryMilliseconds[Math.min(failures, retryMilliseconds.length - 1)] ?? 0, { signal: options.signal })
        .catch(() => {});
      failures += 1;
    }
  }
}

type RawEvent<Value> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: Value }
  | { readonly type: 'ERROR'; readonly object: Status };

function callFor<Value>(options: WatchOptions<Value>, resourceVersion: string): Parameters<ApiClient['lines']>[0] {
  const { name, ...collection } = options.address;
  return {
    path: pathOf(collection),
    query: {
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion,
      labelSelector: options.labelSelector,
      fieldSelector: name === undefined ? options.fieldSelector : `metadata.name=${name}`,
      includeObject: options.includeObject,
    },
    ...(options.accept === undefined ? {} : { accept: options.accept }),
    signal: options.signal,
  };
}

/** Whether a watch has to start over from a fresh list. */
export function mustRelist(error: unknown): boolean {
  return error instanceof ExpiredError;
}
