import type { Writer } from 'protobufjs';
import { etcd } from '../generated/etcd.js';
import { NumberReader } from './number-reader.ts';

/** A method of etcd's API, with the form of its messages. */
export interface EtcdMethod<Request, Response> {
  /** `/SERVICE/METHOD`. */
  readonly path: string;
  encode(request: Request): Uint8Array;
  /** The bytes in the response are views of `message`. */
  decode(message: Buffer): Response;
}

/** The methods of etcd's API that {@link EtcdChannel} calls. */
export const rangeMethod = define('/etcdserverpb.KV/Range', etcd.RangeRequest, etcd.RangeResponse);
export const transactionMethod = define('/etcdserverpb.KV/Txn', etcd.TransactionRequest, etcd.TransactionResponse);
export const compactMethod = define('/etcdserverpb.KV/Compact', etcd.CompactionRequest, etcd.CompactionResponse);
/** Many requests and many responses on one call. */
export const watchMethod = define('/etcdserverpb.Watch/Watch', etcd.WatchRequest, etcd.WatchResponse);

interface Encoder<Message> {
  encode(message: Message): Writer;
}

interface Decoder<Message> {
  decode(reader: NumberReader): Message;
}

function define<Request, Response>(path: string, request: Encoder<Request>, response: Decoder<Response>): EtcdMethod<Request, Response> {
  return {
    path,
    encode: (message) => request.encode(message).finish(),
    decode: (message) => response.decode(new NumberReader(message)),
  };
}
