import {
  keyPrefix,
  maxTransactionBytes,
  maxTransactionOperations,
  ownKeyPrefix,
  prefixEnd,
  TransactionTooLargeError,
  type Transaction,
} from './storage.ts';
import { firstVisibleKey } from './visible-range.ts';

/**
 * Checks what every implementation demands of a transaction. Throws {@link TransactionTooLargeError}, which depends on what users send; everything
 * else is a mistake in the calling code and a RangeError.
 */
export function checkTransaction({ compare, operations }: Transaction): void {
  if (Math.max(operations.length, compare.length) > maxTransactionOperations) {
    throw new RangeError(`${operations.length} operations under ${compare.length} comparisons are more than ${maxTransactionOperations}`);
  }
  const written = new Set<string>();
  let bytes = 0;
  for (const operation of operations) {
    checkKey(operation.key);
    if (written.has(operation.key)) throw new RangeError(`${operation.key} stands in two operations of one transaction`);
    written.add(operation.key);
    bytes += operation.key.length + (operation.kind === 'Put' ? operation.value.length : 0);
  }
  for (const { key } of compare) {
    checkKey(key);
    bytes += key.length;
  }
  if (bytes > maxTransactionBytes) {
    throw new TransactionTooLargeError(`a transaction of ${bytes} bytes is above the limit of ${maxTransactionBytes}`);
  }
}

const endOfKeys = prefixEnd(keyPrefix);

function checkKey(key: string): void {
  const isVisible = key >= firstVisibleKey && key < endOfKeys;
  if (!isVisible && !key.startsWith(ownKeyPrefix)) throw new RangeError(`"${key}" is no key of this store: all begin with ${keyPrefix}`);
}
