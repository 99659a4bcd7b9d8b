import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { DriverChoice } from './driver-choice.ts';
import type { ImageChoice } from './image-choice.ts';
import type { TransferChoice } from './transfer/transfer-choice.ts';
import type { NetworkingChoice } from './machine-networking.ts';

/** What the process of an agent is told. */
export interface NodeAgentConfiguration {
  /** `HOST:PORT` each. */
  readonly gateways: readonly string[];
  readonly gatewayAuthorityPEM: string;
  readonly stateDirectory: string;
  readonly hostName: string;
  /** Throws when there is no token. */
  readonly readToken: () => Promise<string>;
  readonly driver: DriverChoice;
  readonly networking: NetworkingChoice;
  readonly images: ImageChoice;
  /** How guests go to other hosts, and come from them, while they run. */
  readonly transfers: TransferChoice;
  readonly agentVersion: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** A machine may be started hours before its control plane. */
export const joinDeadlineSeconds = 24 * 3600;
/** Finding out how guests can execute takes a while on a slow machine. */
export const agentDeadlineSeconds = 300;
