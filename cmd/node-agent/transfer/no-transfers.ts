import { DriverError } from '#drivers/contract/driver.ts';
import type { TransferService } from './transfer-service.ts';

/** Of a host that no guest comes to or leaves while it runs. */
export const noTransfers: TransferService = {
  isOffered: false,
  createCredentials: () => Promise.reject(refusal()),
  listen: () => Promise.reject(refusal()),
  dial: () => {
    throw refusal();
  },
};

function refusal(): DriverError {
  return new DriverError('Unsupported', 'this host has no address for guests that go to other hosts while they run');
}
