import type { AgentMessage } from './agent-message.ts';
import type { GatewayMessage } from './gateway-message.ts';
import type { MessageStream } from './message-stream.ts';

/** The agent's end of its stream. */
export type AgentStream = MessageStream<AgentMessage, GatewayMessage>;

/** The gateway's end of an agent's stream. */
export type GatewayStream = MessageStream<GatewayMessage, AgentMessage>;

/** Counts incompatible changes of the wire. Both ends speak the lower of theirs. */
export const protocolVersion = 1;

/** How an agent reaches gateways. */
export interface AgentDialer {
  /** Opens a stream. Throws {@link DialError}. */
  open(options: { readonly signal: AbortSignal }): Promise<AgentStream>;
}

/** No gateway could be reached: try again later. */
export class DialError extends Error {
  override readonly name = 'DialError';
}

/** What a gateway does with those who dial in. */
export interface GatewayService {
  /** A new stream of the host whose certificate the caller has shown. */
  acceptSession(stream: GatewayStream, caller: { readonly hostUID: string }): void;
  /** Throws {@link JoinRefusedError}. */
  join(request: JoinRequest): Promise<JoinResponse>;
}

/** A machine asks to become a host. */
export interface JoinRequest {
  readonly token: string;
  readonly hostName: string;
  readonly certificateRequestPEM: string;
  readonly agentVersion: string;
}

/** The identity that it got. */
export interface JoinResponse {
  readonly hostUID: string;
  readonly hostName: string;
  readonly certificatePEM: string;
  /** The authority that signs agents' certificates. */
  readonly authorityPEM: string;
  readonly controlPlaneUID: string;
}

/**
 * Why a host may not join. `Refused`: token unknown, used up or expired. `NameTaken`: another host has that name. `Invalid`: the request makes no
 * sense. `Unavailable`: not now, try again.
 */
export type JoinRefusalReason = 'Refused' | 'NameTaken' | 'Invalid' | 'Unavailable';

/** The gateway does not let this machine in. The message tells the operator what to do. */
export class JoinRefusedError extends Error {
  override readonly name = 'JoinRefusedError';
  readonly reason: JoinRefusalReason;

  constructor(reason: JoinRefusalReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** The subject of a host's certificate. */
export function hostCommonName(hostUID: string): string {
  return `${hostCommonNamePrefix}${hostUID}`;
}

/** The uid in a host's certificate; undefined when it is somebody else's. */
export function hostUIDOf(commonName: string | undefined): string | undefined {
  if (commonName === undefined || !commonName.startsWith(hostCommonNamePrefix)) return undefined;
  const hostUID = commonName.slice(hostCommonNamePrefix.length);
  return hostUID === '' ? undefined : hostUID;
}

const hostCommonNamePrefix = 'tycho:host:';
