import type { HostObjectType } from './gateway-message.ts';

/** What an agent says on its stream. `nodeagent.proto` is the reference for what each field means. */
export type AgentMessage = Hello | Acknowledge | Observed | ObservedObject | HostReport | Pong | ConsoleChunk;

/** First message of a stream. */
export interface Hello {
  readonly kind: 'Hello';
  readonly hostUID: string;
  readonly agentVersion: string;
  readonly protocolVersion: number;
  /** It heeds what a restore leaves on what it restored. Absent: it does not. */
  readonly knowsRestores?: boolean;
  readonly highestSession: number;
  readonly report: ReportedHost;
}

/** Everything up to this revision is durable in the agent's journal and will be acted on. */
export interface Acknowledge {
  readonly kind: 'Acknowledge';
  readonly session: number;
  readonly revision: number;
}

/** What became of one instance. */
export interface Observed {
  readonly kind: 'Observed';
  readonly session: number;
  readonly instanceUID: string;
  readonly epoch: number;
  readonly generation: number;
  /** `Instance.status` as JSON. */
  readonly statusJSON: Uint8Array;
}

/** What became of something of the host that is no instance. */
export interface ObservedObject {
  readonly kind: 'ObservedObject';
  readonly session: number;
  /** As in DesiredObject. */
  readonly type: HostObjectType;
  readonly uid: string;
  readonly generation: number;
  readonly statusJSON: Uint8Array;
}

export interface HostReport {
  readonly kind: 'HostReport';
  readonly session: number;
  readonly report: ReportedHost;
}

export interface ReportedHost {
  /** The part of `Host.status` that the agent knows, as JSON. */
  readonly statusJSON: Uint8Array;
  readonly orphanInstanceUIDs: readonly string[];
}

export interface Pong {
  readonly kind: 'Pong';
  readonly session: number;
  readonly number: number;
  /** The newest revision in the journal. */
  readonly revision: number;
}

/** A piece of the answer to a console request; `error` ends it early. */
export interface ConsoleChunk {
  readonly kind: 'ConsoleChunk';
  readonly request: number;
  readonly data: Uint8Array;
  readonly last: boolean;
  /** Empty when all is well. */
  readonly error: string;
}
