import type { TransportResponse } from './transport.ts';

/** A request in the words of the API, for those who look at or disturb requests. */
export interface ClientCall {
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'raw';
  /** The plural, as `servers`; the path for `raw`. */
  readonly resource: string;
  /** As `status` or `placement`. */
  readonly subresource?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * Stands between a client and its transport. Return `proceed()` to let the call through; throw before it to make it
 * fail without effect, or after it to lose the answer of a call that did take effect.
 */
export type Interceptor = (call: ClientCall, proceed: () => Promise<TransportResponse>) => Promise<TransportResponse>;
