import { tycho } from '../generated/kubernetes.js';
import { MalformedObjectError } from './malformed-object-error.ts';
import { toJson, type MessageShape } from './message-shape.ts';
import * as shapes from './object-shapes.ts';
import { requireBounds } from './wire-bounds.ts';

/**
 * Reads an object in the protobuf form of Kubernetes' typed clients (media type `application/vnd.kubernetes.protobuf`) and gives it in its JSON form.
 * Throws {@link MalformedObjectError} for anything else, and for kinds that we do not know.
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
  const object = raw ?? new Uint8Array();
  read(() => requireBounds(object, { isLarge: codec.isLarge }), `the ${kind}`);
  const message = read(() => codec.decode(object), `the ${kind}`);
  return { apiVersion, kind, ...toJson(message, codec.shape) };
}

const magic = [0x6b, 0x38, 0x73, 0x00];
const messages = tycho.kubernetes.v1;

interface Codec {
  readonly decode: (bytes: Uint8Array) => object;
  readonly shape: MessageShape;
  /** Whether most of it is what its user put in: no limit of ours but that of the whole body. */
  readonly isLarge: boolean;
}

interface GeneratedMessage {
  decode(bytes: Uint8Array): object;
}

function codec(message: GeneratedMessage, shape: MessageShape, { isLarge = false } = {}): Codec {
  return { decode: (bytes) => message.decode(bytes), shape, isLarge };
}

const deleteOptions = codec(messages.DeleteOptions, shapes.deleteOptionsShape);

/** By apiVersion and kind. */
const codecs: ReadonlyMap<string, Codec> = new Map([
  ['v1 Namespace', codec(messages.Namespace, shapes.namespaceShape)],
  ['v1 Secret', codec(messages.Secret, shapes.secretShape, { isLarge: true })],
  ['v1 ConfigMap', codec(messages.ConfigMap, shapes.configMapShape, { isLarge: true })],
  ['v1 ServiceAccount', codec(messages.ServiceAccount, shapes.serviceAccountShape)],
  ['v1 Event', codec(messages.Event, shapes.eventShape)],
  ['events.k8s.io/v1 Event', codec(messages.GroupedEvent, shapes.groupedEventShape)],
  ['coordination.k8s.io/v1 Lease', codec(messages.Lease, shapes.leaseShape)],
  ['rbac.authorization.k8s.io/v1 Role', codec(messages.Role, shapes.roleShape)],
  ['rbac.authorization.k8s.io/v1 ClusterRole', codec(messages.Role, shapes.clusterRoleShape)],
  ['rbac.authorization.k8s.io/v1 RoleBinding', codec(messages.RoleBinding, shapes.roleBindingShape)],
  ['rbac.authorization.k8s.io/v1 ClusterRoleBinding', codec(messages.RoleBinding, shapes.roleBindingShape)],
  ['authorization.k8s.io/v1 SelfSubjectAccessReview', codec(messages.SelfSubjectAccessReview, shapes.selfSubjectAccessReviewShape)],
  ['authorization.k8s.io/v1 SelfSubjectRulesReview', codec(messages.SelfSubjectRulesReview, shapes.selfSubjectRulesReviewShape)],
  ['authorization.k8s.io/v1 SubjectAccessReview', codec(messages.SubjectAccessReview, shapes.subjectAccessReviewShape)],
  ['authorization.k8s.io/v1 LocalSubjectAccessReview', codec(messages.SubjectAccessReview, shapes.subjectAccessReviewShape)],
  ['authentication.k8s.io/v1 SelfSubjectReview', codec(messages.SelfSubjectReview, shapes.selfSubjectReviewShape)],
  ['authentication.k8s.io/v1 TokenReview', codec(messages.TokenReview, shapes.tokenReviewShape)],
  ['authentication.k8s.io/v1 TokenRequest', codec(messages.TokenRequest, shapes.tokenRequestShape)],
]);

function read<Result>(act: () => Result, what: string): Result {
  try {
    return act();
  } catch (cause) {
    if (cause instanceof MalformedObjectError) throw new MalformedObjectError(`${what}: ${cause.message}`);
    throw new MalformedObjectError(`${what} is cut short or damaged`, { cause });
  }
}
