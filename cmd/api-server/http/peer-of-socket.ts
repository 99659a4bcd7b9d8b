import type { TLSSocket } from 'node:tls';
import type { Peer } from '../exchange/api-request.ts';

/** Who is at the other end of a connection. Read once for each: it cannot change, and reading a certificate costs as much as a request. */
export function peerOfSocket(socket: TLSSocket): Peer | undefined {
  if (!peers.has(socket)) peers.set(socket, readPeer(socket));
  return peers.get(socket);
}

const peers = new WeakMap<TLSSocket, Peer | undefined>();

function readPeer(socket: TLSSocket): Peer | undefined {
  // An empty object stands for no certificate.
  const { subject } = socket.getPeerCertificate() as { subject?: Record<string, string | string[]> };
  if (subject === undefined) return undefined;
  if (!socket.authorized) return { kind: 'Refused', reason: String(socket.authorizationError) };
  const commonNames = listOf(subject['CN']);
  const [commonName] = commonNames;
  if (commonName === undefined || commonNames.length > 1)
    return { kind: 'Refused', reason: 'the subject does not have exactly one common name' };
  return { kind: 'Verified', commonName, organizations: listOf(subject['O']) };
}

function listOf(value: string | string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
