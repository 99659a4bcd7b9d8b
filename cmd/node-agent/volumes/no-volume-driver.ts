import { DriverError } from '#drivers/contract/driver.ts';
import type { VolumeDriver } from '#drivers/contract/volume-driver.ts';

function refuse(): Promise<never> {
  return Promise.reject(
    new DriverError('Unsupported', 'spec.volumes: a volume needs the feature "volume", which this host does not offer'),
  );
}

/** A host that keeps no volumes. */
export const noVolumeDriver: VolumeDriver = {
  recover: () => Promise.resolve([]),
  create: refuse,
  extend: refuse,
  find: () => Promise.resolve(undefined),
  save: refuse,
  destroy: () => Promise.resolve(),
};
