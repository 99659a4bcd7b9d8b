import type { Network } from '#apis/compute/network.ts';
import type { Port } from '#apis/compute/port.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';

/** What the Ports of a server are decided from. */
export interface ServerObservation {
  readonly server: Server;
  /** Those whose `status.serverUID` is the server's. */
  readonly ports: readonly Port[];
  /** All incarnations, whatever their state. */
  readonly instances: readonly Instance[];
  /** The Port of that name in the namespace of the server. */
  readonly portNamed: (name: string) => Port | undefined;
  /** From the namespace of the server, or else from `public`. */
  readonly networkNamed: (name: string) => Network | undefined;
}

/** What is to be said of a Port, and whether it may go, is decided from this. */
export interface PortObservation {
  readonly port: Port;
  /** The server of `status.server`, if it is the very one. */
  readonly server: Server | undefined;
  /** Incarnations of that server, and any others that have the Port. */
  readonly instances: readonly Instance[];
}
