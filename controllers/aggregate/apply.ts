import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import { zoneKind, type Zone } from '#apis/compute/zone.ts';
import { AlreadyExistsError, NotFoundError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { StatusWriter } from '../runtime/status-writer.ts';
import type { ZonePlan } from './plan.ts';

export interface ZoneActuatorOptions {
  readonly zones: ResourceClient<Zone>;
  readonly informer: Informer<Zone>;
  readonly statuses: StatusWriter<Zone>;
  readonly logger: Logger;
}

/** Makes, deletes and reports on Zones as planned. */
export class ZoneActuator {
  readonly #options: ZoneActuatorOptions;

  constructor(options: ZoneActuatorOptions) {
    this.#options = options;
  }

  async apply(name: string, zone: Zone | undefined, plan: ZonePlan): Promise<void> {
    const { zones, informer, statuses, logger } = this.#options;
    try {
      if (plan.kind === 'Create') {
        informer.absorb(await zones.create({ apiVersion: apiVersionOf(zoneKind), kind: zoneKind.kind, metadata: { name } }));
        logger.info({ zone: name }, 'zone made: a host is in it');
      } else if (plan.kind === 'Delete') {
        await zones.delete({ name });
        logger.info({ zone: name }, 'zone deleted: no host is in it');
      } else if (plan.kind === 'Report') {
        await statuses.write(zone!, { available: plan.available });
      }
    } catch (error) {
      // The next look sees what is there.
      if (!(error instanceof AlreadyExistsError || error instanceof NotFoundError)) throw error;
    }
  }
}
