import { UnauthorizedError } from '#apis/machinery/errors.ts';

/** What the subprotocols of a WebSocket say, in the manner of Kubernetes. */
export interface SocketProtocols {
  /** To be told to the client as chosen; absent: it named none. */
  readonly chosen: string | undefined;
  /** The bearer token that a browser, which can set no headers, has hidden among them. */
  readonly token: string | undefined;
}

/**
 * Reads `Sec-WebSocket-Protocol`. Throws {@link UnauthorizedError} for a token that cannot be read, that is one of several, or that stands alone: the
 * client has to be told a protocol, and that must not be its token.
 */
export function readSocketProtocols(header: string | undefined): SocketProtocols {
  const named = (header ?? '')
    .split(',', mostProtocols)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const tokens = named.filter((word) => word.startsWith(tokenPrefix)).map((word) => word.slice(tokenPrefix.length));
  const [chosen] = named.filter((word) => !word.startsWith(tokenPrefix));
  const [token] = tokens;
  if (token === undefined) return { chosen, token: undefined };
  if (tokens.length > 1 || chosen === undefined || !/^[A-Za-z0-9_-]+$/.test(token)) throw new UnauthorizedError('Unauthorized');
  return { chosen, token: Buffer.from(token, 'base64url').toString() };
}

const tokenPrefix = 'base64url.bearer.authorization.k8s.io.';
const mostProtocols = 16;
