import type { ApiClient } from '#apis/client/api-client.ts';
import type { DriverProfile } from './driver-profile.ts';

/** A whole Tycho with hosts of one driver. */
export interface ParityWorld {
  readonly profile: DriverProfile;
  readonly client: ApiClient;
  /** All that a guest wrote on its console until now. */
  readonly consoleLog: (namespace: string, server: string) => Promise<string>;
  stop(): Promise<void>;
}
