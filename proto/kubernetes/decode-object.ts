import { tycho } from '../generated/kubernetes.js';
import { toJson, type MessageShape } from './message-shape.ts';
import * as shapes from './object-shapes.ts';

/** What was sent is not an object that can be read. The message says why. */
export class MalformedObjectError extends Error {
  override readonly name = 'MalformedObjectError';
}

/**
 * Reads an object in the protobuf form of Kubernetes' typed clients (media type `application/vnd.kubernetes.protobuf`) and gives it in its JSON form.
 * Throws {@link MalformedObjectError} for anything else, and for kinds that we do not serve.
 */
export function decodeObject(bytes: Uint8Array): Record<string, unknown> {
  if (!magic.every((byte, position) => bytes[position] === byte)) {
    throw new MalformedObjectError('it does not begin with the four bytes of Kubernetes’ protobuf');
  }
  const { typeMeta, raw, contentEncoding } = read(() => messages.Envelope.decode(bytes.subarray(magic.length)), 'the envelope');
  const { apiVersion = '', kind = '' } = typeMeta ?? {};
  if (contentEncoding) throw new MalformedObjectError(`the object in it is in content coding "${contentEncoding}"`);
  // Clients send these in whatever version the object has.
  const codec = kind === 'DeleteOptions' ? deleteOptions : codecs.get(`${apiVersion} ${kind}`);
  if (codec === undefined) throw new MalformedObjectError(`kind "${kind}" of "${apiVersion}" is not known in protobuf`);
  const message = read(() => codec.decode(raw ?? new Uint8Array()), `the ${kind}`);
  return { apiVersion, kind, ...toJson(message, codec.shape) };
}

const magic = [0x6b, 0x38, 0x73, 0x00];
const messages = tycho.kubernetes.v1;

interface Codec {
  readonly decode: (bytes: Uint8Array) => object;
  readonly shape: MessageShape;
}

const deleteOptions: Codec = { decode: (bytes) => messages.DeleteOptions.decode(bytes), shape: shapes.deleteOptionsShape };

/** By apiVersion and kind. */
const codecs: ReadonlyMap<string, Codec> = new Map([
  ['v1 Namespace', { decode: (bytes: Uint8Array) => messages.Namespace.decode(bytes), shape: shapes.namespaceShape }],
  ['v1 Secret', { decode: (bytes: Uint8Array) => messages.Secret.decode(bytes), shape: shapes.secretShape }],
  ['v1 ConfigMap', { decode: (bytes: Uint8Array) => messages.ConfigMap.decode(bytes), shape: shapes.configMapShape }],
  ['v1 Event', { decode: (bytes: Uint8Array) => messages.Event.decode(bytes), shape: shapes.eventShape }],
  ['coordination.k8s.io/v1 Lease', { decode: (bytes: Uint8Array) => messages.Lease.decode(bytes), shape: shapes.leaseShape }],
  [
    'authorization.k8s.io/v1 SelfSubjectAccessReview',
    { decode: (bytes: Uint8Array) => messages.SelfSubjectAccessReview.decode(bytes), shape: shapes.selfSubjectAccessReviewShape },
  ],
  [
    'authentication.k8s.io/v1 SelfSubjectReview',
    { decode: (bytes: Uint8Array) => messages.SelfSubjectReview.decode(bytes), shape: shapes.selfSubjectReviewShape },
  ],
]);

function read<Message>(decode: () => Message, what: string): Message {
  try {
    return decode();
  } catch (cause) {
    throw new MalformedObjectError(`${what} is cut short or damaged`, { cause });
  }
}
