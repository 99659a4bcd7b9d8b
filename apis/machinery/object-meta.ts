/** The identity and bookkeeping of every object, as the Kubernetes API conventions define it. */
export interface ObjectMeta {
  readonly name: string;
  /** Absent on cluster-scoped objects. */
  readonly namespace?: string;
  readonly generateName?: string;
  readonly uid: string;
  /** Decimal revision of the store at the object's last change. Opaque to clients, but it compares as a number. */
  readonly resourceVersion: string;
  /** Rises with each change outside metadata and status. */
  readonly generation: number;
  /** RFC 3339, whole seconds, UTC. */
  readonly creationTimestamp: string;
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly OwnerReference[];
  /** Who owns which field. Absent where nothing was recorded. */
  readonly managedFields?: readonly ManagedFieldsEntry[];
}

/** The fields that one manager owns by one way of writing. */
export interface ManagedFieldsEntry {
  readonly manager: string;
  /** `Apply` for server-side apply, `Update` for every other write. */
  readonly operation: 'Apply' | 'Update';
  /** In which version of the kind the fields are named. */
  readonly apiVersion: string;
  /** When the entry last changed. RFC 3339, whole seconds, UTC. */
  readonly time?: string;
  readonly fieldsType: 'FieldsV1';
  readonly fieldsV1: FieldsV1;
  /** As `status`; absent: the object itself. */
  readonly subresource?: string;
}

/**
 * A set of places in an object, as Kubernetes writes it down. A name is a step from one place to the next: `f:NAME` into a field, `k:{"KEY":VALUE}` to the item of a list
 * with that key, `v:VALUE` to a value of a set, `i:NUMBER` to a position. A place belongs to the set if there is nothing in it or the name `.`.
 */
export interface FieldsV1 {
  readonly [step: string]: FieldsV1;
}

/** Says that this object goes when its owner goes. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

/** What a client may send: the server fills in the rest. */
export type ObjectMetaInput = Partial<ObjectMeta>;

/** Any object as the API serves it. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/** An object of one kind, with its spec and status. */
export interface Resource<Spec, Status> extends ApiObject {
  readonly spec: Spec;
  readonly status?: Status;
}

/** Points at one object by name. `namespace` is absent for cluster-scoped kinds. */
export interface ObjectKey {
  readonly namespace?: string;
  readonly name: string;
}

/** `NAMESPACE/NAME`, or just `NAME` for cluster-scoped objects: the key that work queues and logs use. */
export function formatKey(key: ObjectKey): string {
  return key.namespace === undefined ? key.name : `${key.namespace}/${key.name}`;
}

/** The inverse of {@link formatKey}. */
export function parseKey(text: string): ObjectKey {
  const slash = text.indexOf('/');
  return slash < 0 ? { name: text } : { namespace: text.slice(0, slash), name: text.slice(slash + 1) };
}

/** The key of an object. */
export function keyOf(object: { readonly metadata: { readonly name: string; readonly namespace?: string } }): ObjectKey {
  const { name, namespace } = object.metadata;
  return namespace === undefined ? { name } : { namespace, name };
}
