/** What a gateway says on an agent's stream. `nodeagent.proto` is the reference for what each field means. */
export type GatewayMessage = Welcome | Desired | SnapshotEnd | Released | Ping | ConsoleRequest | Goodbye;

export interface Welcome {
  readonly kind: 'Welcome';
  readonly session: number;
  readonly controlPlaneUID: string;
  readonly protocolVersion: number;
  readonly pingIntervalSeconds: number;
  readonly silenceLimitSeconds: number;
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

/** The gateway ends the session; the agent dials again unless `final`. */
export interface Goodbye {
  readonly kind: 'Goodbye';
  readonly reason: string;
  readonly final: boolean;
}
