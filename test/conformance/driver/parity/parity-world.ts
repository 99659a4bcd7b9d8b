import type { Duplex } from 'node:stream';
import type { ConsoleType } from '#apis/compute/console.ts';
import type { ApiClient } from '#apis/client/api-client.ts';
import type { DriverProfile } from './driver-profile.ts';

/** A whole Tycho with hosts of one driver. */
export interface ParityWorld {
  readonly profile: DriverProfile;
  readonly client: ApiClient;
  /** All that a guest wrote on its console until now. */
  readonly consoleLog: (namespace: string, server: string) => Promise<string>;
  /** Opens a live console and gives its bytes. Throws the refusal of the api-server. */
  readonly openConsole: OpenConsole;
  stop(): Promise<void>;
}

export type OpenConsole = (namespace: string, server: string, type: ConsoleType) => Promise<Duplex>;
