import { RequestEntityTooLargeError, ServiceUnavailableError, TimeoutError } from '#apis/machinery/errors.ts';
import { StorageFullError, StorageUnavailableError, TransactionTooLargeError } from '../storage/storage.ts';

/** What to tell a caller when the storage has failed. Errors that are not the storage's are returned as they are. */
export function storageFault(error: unknown): unknown {
  if (error instanceof StorageFullError) {
    return new ServiceUnavailableError('the store is full and takes no writes; delete what is not needed, or raise its space quota', {
      cause: error,
      details: { retryAfterSeconds: 30 },
    });
  }
  if (error instanceof TransactionTooLargeError)
    return new RequestEntityTooLargeError('the object is larger than the store takes', { cause: error });
  if (!(error instanceof StorageUnavailableError)) return error;
  const options = { cause: error, details: { retryAfterSeconds: 1 } };
  return error.outcome === 'NotDone'
    ? new ServiceUnavailableError('the store does not answer; nothing was done', options)
    : new TimeoutError('the store did not answer in time; whether the request took effect is not known: read before trying again', options);
}

/** {@link storageFault} for a read, which has no effect that could be in doubt. */
export function storageReadFault(error: unknown): unknown {
  if (!(error instanceof StorageUnavailableError)) return storageFault(error);
  return new ServiceUnavailableError('the store does not answer', { cause: error, details: { retryAfterSeconds: 1 } });
}
