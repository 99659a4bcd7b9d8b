/** What a gateway says on an agent's stream. `nodeagent.proto` is the reference for what each field means. */
export type GatewayMessage =
  | Welcome
  | Desired
  | DesiredObject
  | SnapshotEnd
  | Released
  | Ping
  | ConsoleRequest
  | ConsoleOpen
  | ConsoleInput
  | ConsoleClose
  | Goodbye;

export interface Welcome {
  readonly kind: 'Welcome';
  readonly session: number;
  readonly controlPlaneUID: string;
  readonly protocolVersion: number;
  readonly pingIntervalSeconds: number;
  readonly silenceLimitSeconds: number;
  /** Empty: there is no image store. */
  readonly imageStoreURL: string;
  /** How often the control plane was restored from a backup. Absent: never. */
  readonly incarnation?: number;
}

/** One instance as it is to be. */
export interface Desired {
  readonly kind: 'Desired';
  readonly session: number;
  readonly revision: number;
  readonly instanceUID: string;
  readonly epoch: number;
  readonly generation: number;
  /** The Instance as the API serves it. */
  readonly instanceJSON: Uint8Array;
  /** Destroy it. */
  readonly tombstone: boolean;
  /** Empty: nothing, or unchanged since it was sent before. */
  readonly userData: Uint8Array;
  /** Empty when all is well. */
  readonly userDataError: string;
  /** The secret of the newest action; empty: it has none. */
  readonly actionSecret: Uint8Array;
  /** Empty when all is well. */
  readonly actionSecretError: string;
}

/** Something of the host that is no instance, as it is to be. */
export interface DesiredObject {
  readonly kind: 'DesiredObject';
  readonly session: number;
  readonly revision: number;
  readonly type: HostObjectType;
  readonly uid: string;
  readonly generation: number;
  /** A HostVolume as the API serves it, or `{"peers":["ADDRESS",…]}`. */
  readonly objectJSON: Uint8Array;
  readonly tombstone: boolean;
  readonly released: boolean;
}

export type HostObjectType = 'HostVolume' | 'NetworkPeers';

export function isHostObjectType(type: string | null | undefined): type is HostObjectType {
  return type === 'HostVolume' || type === 'NetworkPeers';
}

export interface SnapshotEnd {
  readonly kind: 'SnapshotEnd';
  readonly session: number;
  readonly revision: number;
}

/** The control plane's record of an instance is gone. */
export interface Released {
  readonly kind: 'Released';
  readonly session: number;
  readonly revision: number;
  readonly instanceUID: string;
}

export interface Ping {
  readonly kind: 'Ping';
  readonly session: number;
  readonly number: number;
  readonly leaseSeconds: number;
}

export interface ConsoleRequest {
  readonly kind: 'ConsoleRequest';
  readonly session: number;
  readonly request: number;
  readonly instanceUID: string;
  readonly maximumBytes: number;
}

/** Opens a live console; its bytes come as ConsoleChunk. */
export interface ConsoleOpen {
  readonly kind: 'ConsoleOpen';
  readonly session: number;
  readonly request: number;
  readonly instanceUID: string;
  readonly console: 'serial' | 'graphical';
}

export interface ConsoleInput {
  readonly kind: 'ConsoleInput';
  readonly session: number;
  readonly request: number;
  readonly data: Uint8Array;
}

export interface ConsoleClose {
  readonly kind: 'ConsoleClose';
  readonly session: number;
  readonly request: number;
}

/** The gateway ends the session; the agent dials again unless `final`. */
export interface Goodbye {
  readonly kind: 'Goodbye';
  readonly reason: string;
  readonly final: boolean;
}
