import { EtcdCallError, type CallFailureCode } from '#proto/etcd/etcd-call-error.ts';
import {
  CompactedError,
  FutureRevisionError,
  StorageFullError,
  StorageUnavailableError,
  TransactionTooLargeError,
  type Revision,
} from '../storage.ts';

/**
 * What a failed call means to those who use the storage. `asked` is the revision that the call was about. An error that only a mistake of ours can
 * cause is handed back as it is.
 */
export function storageFailureOf(error: unknown, asked: Revision = 0): Error {
  if (!(error instanceof EtcdCallError)) return error instanceof Error ? error : new Error(String(error));
  switch (meaningOf(error)) {
    case 'Compacted':
      return new CompactedError(asked);
    case 'Future':
      return new FutureRevisionError(asked);
    case 'Full':
      return new StorageFullError('etcd is full and takes no writes', { cause: error });
    case 'TooLarge':
      return new TransactionTooLargeError('the transaction is larger than etcd takes', { cause: error });
    case 'NotDone':
      return new StorageUnavailableError(error.message, { outcome: 'NotDone', cause: error });
    case 'Unknown':
      return new StorageUnavailableError(error.message, { outcome: 'Unknown', cause: error });
    case 'Mistake':
      return error;
  }
}

/** Whether a write failed because a lease that it names is gone. It had no effect. */
export function isLeaseGone(error: unknown): boolean {
  return error instanceof EtcdCallError && error.code === 'NOT_FOUND' && error.details.includes('requested lease not found');
}

type Meaning = 'Compacted' | 'Future' | 'Full' | 'TooLarge' | 'NotDone' | 'Unknown' | 'Mistake';

function meaningOf({ code, details, sent }: EtcdCallError): Meaning {
  const known = meanings.find(([meantCode, words]) => code === meantCode && details.includes(words));
  if (known !== undefined) return known[2];
  if (mistakes.has(code)) return 'Mistake';
  return sent ? 'Unknown' : 'NotDone';
}

/** etcd tells several failures apart by its words alone; they are the same in all releases from 3.4 on. */
const meanings: readonly (readonly [CallFailureCode, string, Meaning])[] = [
  ['OUT_OF_RANGE', 'required revision has been compacted', 'Compacted'],
  ['OUT_OF_RANGE', 'required revision is a future revision', 'Future'],
  ['RESOURCE_EXHAUSTED', 'database space exceeded', 'Full'],
  ['RESOURCE_EXHAUSTED', 'too many requests', 'NotDone'],
  ['RESOURCE_EXHAUSTED', 'received message larger than max', 'TooLarge'],
  ['INVALID_ARGUMENT', 'request is too large', 'TooLarge'],
];

/** etcd looked at the request and refused it for what it says. */
const mistakes: ReadonlySet<CallFailureCode> = new Set([
  'INVALID_ARGUMENT',
  'NOT_FOUND',
  'OUT_OF_RANGE',
  'FAILED_PRECONDITION',
  'UNIMPLEMENTED',
]);
