import type { Framing } from './framing.ts';

/** One request as it reaches the api-server, whatever carried it: a TLS connection, or a call inside one process. */
export interface ApiRequest {
  /** In capitals, as `GET`. */
  readonly method: string;
  /** As it came, percent-encoding and all, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By lower-case name; a header that came several times is joined by a comma and a space. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Who the transport has proved to be at the other end; `undefined` when it asked and nobody said. */
  readonly peer: Peer | undefined;
  /** The address that the transport saw at the other end, if it has such. */
  readonly sourceAddress?: string | undefined;
  /**
   * The whole body, read when somebody asks for it, so that nobody unknown can make the server hold one. Called at most once. Throws
   * {@link RequestEntityTooLargeError} past {@link maximumBodyBytes}.
   */
  readonly readBody: () => Promise<Buffer>;
  /** How events are put together on this transport, should the answer be a stream of them. */
  readonly framing: Framing;
  /** Aborted when the caller is gone and nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** The other end of a connection, by its certificate. */
export type Peer =
  | { readonly kind: 'Verified'; readonly commonName: string; readonly organizations: readonly string[] }
  /** It showed a certificate that our authority did not sign, or that has expired. */
  | { readonly kind: 'Refused'; readonly reason: string };

/** Kubernetes' own limit for a request body. */
export const maximumBodyBytes = 3 * 1024 * 1024;
