import { etcd } from '#proto/generated/etcd.js';
import type { Comparison, Operation, Transaction, TransactionResult } from '../storage.ts';
import { keyBytes, storedItemOf } from './stored-item.ts';

/** Finds the lease of a key with a time to live. */
export type LeaseOf = (timeToLiveSeconds: number) => number;

/** A transaction in etcd's form: if the comparisons do not hold, it reads the compared keys instead. */
export function transactionRequest({ compare, operations }: Transaction, leaseOf: LeaseOf): etcd.TransactionRequest.$Properties {
  return {
    compare: compare.map((each) => compareForm(each)),
    success: operations.map((operation) => operationForm(operation, leaseOf)),
    failure: compare.map(({ key }) => ({ requestRange: { key: keyBytes(key) } })),
  };
}

/** etcd's answer to a {@link transactionRequest}. */
export function transactionResult({ header, succeeded, responses }: etcd.TransactionResponse.$Properties): TransactionResult {
  const revision = header?.revision ?? 0;
  if (succeeded === true) return { succeeded, revision };
  const current = (responses ?? []).flatMap(({ responseRange }) => (responseRange?.kvs ?? []).map((each) => storedItemOf(each)));
  return { succeeded: false, revision, current };
}

function compareForm({ key, modRevision }: Comparison): etcd.Compare.$Properties {
  return { result: etcd.Compare.Result.EQUAL, target: etcd.Compare.Target.MOD, key: keyBytes(key), modRevision };
}

function operationForm(operation: Operation, leaseOf: LeaseOf): etcd.RequestOperation.$Properties {
  const key = keyBytes(operation.key);
  if (operation.kind === 'Delete') return { requestDeleteRange: { key } };
  const { value, timeToLiveSeconds } = operation;
  return { requestPut: { key, value, ...(timeToLiveSeconds === undefined ? {} : { lease: leaseOf(timeToLiveSeconds) }) } };
}
