import type { ApiClient } from '#apis/client/api-client.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Metrics } from '#apis/machinery/metrics.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { SharedInformers } from './shared-informers.ts';

/** What every loop is made of. One that needs more, as a sink for events, says so in an interface of its own. */
export interface LoopDependencies {
  readonly client: ApiClient;
  /** One cache a kind, shared by all loops of the process. */
  readonly informers: SharedInformers;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}
