import type { MethodDefinition } from '@grpc/grpc-js';
import type { Writer } from 'protobufjs';
import { etcd } from '../generated/etcd.js';
import { NumberReader } from './number-reader.ts';

/** The methods of etcd's API that {@link EtcdChannel} calls. */
export const rangeMethod = define('/etcdserverpb.KV/Range', etcd.RangeRequest, etcd.RangeResponse);
export const transactionMethod = define('/etcdserverpb.KV/Txn', etcd.TransactionRequest, etcd.TransactionResponse);
export const compactMethod = define('/etcdserverpb.KV/Compact', etcd.CompactionRequest, etcd.CompactionResponse);
export const watchMethod = {
  ...define('/etcdserverpb.Watch/Watch', etcd.WatchRequest, etcd.WatchResponse),
  requestStream: true,
  responseStream: true,
};

interface Encoder<Message> {
  encode(message: Message): Writer;
}

interface Decoder<Message> {
  decode(reader: NumberReader): Message;
}

function define<Request, Response>(
  path: string,
  request: Encoder<Request>,
  response: Decoder<Response>,
): MethodDefinition<Request, Response> {
  return {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message) => request.encode(message).finish() as Buffer,
    requestDeserialize: () => unneeded(),
    responseSerialize: () => unneeded(),
    responseDeserialize: (bytes) => response.decode(new NumberReader(bytes)),
  };
}

function unneeded(): never {
  throw new Error('this process is a client of etcd only');
}
