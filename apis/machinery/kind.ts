import { Type, type Static, type TObject, type TOptional, type TSchema, type TString, type TUnsafe } from 'typebox';
import type { StatusCause } from './errors.ts';
import type { ApiObject } from './object-meta.ts';

/**
 * A kind is data. From one {@link KindDefinition} come the TypeScript type, defaulting, strict validation, OpenAPI,
 * discovery and the printed columns; nothing repeats a kind's fields by hand.
 */
export interface KindDefinition {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** As in URLs: lower case, `servers`. */
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  /** `all` makes `kubectl get all` list it. */
  readonly categories: readonly string[];
  readonly scope: 'Namespaced' | 'Cluster';
  /**
   * RFC 1123: a subdomain (up to 253 characters with dots), or a label (up to 63 without) where names become host names or directories. A path
   * segment is anything that can stand in an address, as `tycho:member`: Kubernetes' rule for roles.
   */
  readonly nameFormat: 'Subdomain' | 'Label' | 'PathSegment';
  /** Sentence for `kubectl explain`. */
  readonly description: string;
  /** The top-level fields beside apiVersion, kind and metadata: usually `spec` and `status`. */
  readonly fields: TObject;
  /** Whether `status` can only be written through the status subresource, and everything else only beside it. */
  readonly statusSubresource: boolean;
  readonly columns: readonly Column[];
  /** Finalizers that every new object gets, so that what it owns is gone before it is. */
  readonly finalizers: readonly string[];
  /** Whether typed Kubernetes clients may send this kind as protobuf. */
  readonly protobuf: boolean;
  /**
   * Since when an object records which manager owns which of its fields. `FirstApply` is for what is written often, by one writer, and hardly ever applied:
   * the first apply then finds everything owned by `before-first-apply`.
   */
  readonly fieldOwnersSince: 'Creation' | 'FirstApply';
  /** Rules that a schema cannot say. `previous` is absent on create. Returns one cause for each fault. */
  readonly validate: (object: ApiObject, previous: ApiObject | undefined) => readonly StatusCause[];
  /** What {@link validate} checks, one sentence a rule, for those who see the schema alone: each is part of what is said of the kind. */
  readonly rules: readonly string[];
  /** What a DELETE has to heed beside finalizers. */
  readonly deletion: DeletionRules;
  /** That this version of the kind will go, and what to use instead: one sentence that whoever uses it is warned with. Absent: it stays. */
  readonly deprecation?: string;
}

/** What a kind says about being deleted. */
export interface DeletionRules {
  /** Why the object may not be deleted now, one cause for each reason; empty: it may. */
  readonly refusal: (object: ApiObject) => readonly StatusCause[];
  /**
   * For how long a deletion can be taken back, in seconds: it takes effect that much later, unless a second one says at once. 0: never. Needs a
   * finalizer of the kind's own, whose owner waits for `metadata.deletionTimestamp`.
   */
  readonly windowSeconds: (object: ApiObject) => number;
  /** Whether the kind has the subresource `restore`, which takes a deletion back. */
  readonly isRestorable: boolean;
}

/** {@link KindDefinition.validate} of a kind of which the schema says all. */
export const checksNothing: KindDefinition['validate'] = () => [];

const deletedAtOnce: DeletionRules = { refusal: () => [], windowSeconds: () => 0, isRestorable: false };

/** One printed column. `path` is dotted, as `.status.phase`; `.metadata.creationTimestamp` with type `date` prints an age. */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  readonly path: string;
  readonly description: string;
  /** 0 is always shown, 1 only by `-o wide`. */
  readonly priority: 0 | 1;
}

/**
 * What changing a field of a declared server costs: nothing to the guest, a change while it runs, a restart, a new
 * root disk, another incarnation; or it is not allowed at all.
 */
export type EffectClass = 'none' | 'live' | 'restart' | 'rebuild' | 'replace' | 'forbidden';

/** Where a schema keeps the {@link EffectClass} of a field. */
export const effectKeyword = 'x-tycho-effect';

/** Schema options for a field with that effect: `Type.String({ ...effect('restart'), description: '…' })`. */
export function effect(effectClass: EffectClass): { readonly [effectKeyword]: EffectClass } {
  return { [effectKeyword]: effectClass };
}

/** Where a schema keeps what is said to those who set a field that will go. */
export const deprecationKeyword = 'x-tycho-deprecation';

/** Schema options for a field that will go: `Type.String({ ...deprecated('use spec.image instead') })`. */
export function deprecated(instead: string): { readonly deprecated: true; readonly [deprecationKeyword]: string } {
  return { deprecated: true, [deprecationKeyword]: instead };
}

type KindInput<Fields extends TObject> = Pick<KindDefinition, 'group' | 'version' | 'kind' | 'plural' | 'description' | 'scope'> & {
  readonly fields: Fields;
} & Partial<
    Pick<
      KindDefinition,
      | 'singular'
      | 'nameFormat'
      | 'shortNames'
      | 'categories'
      | 'statusSubresource'
      | 'columns'
      | 'finalizers'
      | 'protobuf'
      | 'fieldOwnersSince'
      | 'validate'
      | 'rules'
      | 'deletion'
      | 'deprecation'
    >
  >;

/** A kind with the usual defaults filled in. Keeps the exact schema type, so that `Static` can give the fields' types. */
export function defineKind<Fields extends TObject>(input: KindInput<Fields>): Omit<KindDefinition, 'fields'> & { readonly fields: Fields } {
  return {
    singular: input.kind.toLowerCase(),
    nameFormat: 'Subdomain',
    shortNames: [],
    categories: [],
    statusSubresource: 'status' in input.fields.properties,
    columns: [],
    finalizers: [],
    protobuf: false,
    fieldOwnersSince: 'Creation',
    validate: checksNothing,
    rules: [],
    deletion: deletedAtOnce,
    ...input,
  };
}

/** `group/version`, or just the version for the core group. */
export function apiVersionOf(kind: Pick<KindDefinition, 'group' | 'version'>): string {
  return kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
}

/** `servers.compute.tycho.dev`: the name of a resource in messages and in storage history. */
export function groupResourceOf(kind: Pick<KindDefinition, 'group' | 'plural'>): string {
  return kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`;
}

/** Schema of a strict object: unknown fields are errors. */
export function strictObject<Properties extends Record<string, TSchema>>(
  properties: Properties,
  options: Record<string, unknown> = {},
): ReturnType<typeof Type.Object<Properties>> {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** Schema of a map from strings to strings, in the structural form that OpenAPI and Kubernetes clients expect. */
export function stringMap(options: Record<string, unknown> = {}): TUnsafe<Record<string, string>> {
  return Type.Unsafe<Record<string, string>>({ type: 'object', additionalProperties: { type: 'string' }, ...options });
}

/** Schema of a map from strings to lists of strings. */
export function stringListMap(options: Record<string, unknown> = {}): TUnsafe<Record<string, string[]>> {
  return Type.Unsafe<Record<string, string[]>>({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    ...options,
  });
}

/** Schema of one of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[], options: Record<string, unknown> = {}): TUnsafe<Word> {
  return Type.Unsafe<Word>({ type: 'string', enum: [...words], ...options });
}

/** Schema of the name of another object. Whether there is one of that name is not the schema's business. */
export function objectName(options: Record<string, unknown> = {}): ReturnType<typeof Type.String> {
  return Type.String({ minLength: 1, maxLength: 253, pattern: '^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$', ...options });
}

/**
 * Schema of `displayName`: what people call an object, where its name must be what machines can go by. Any text without control characters, as Nova allows
 * in names. Nothing is looked up by it, and several objects may have the same.
 */
export function displayName(options: Record<string, unknown> = {}): TOptional<TString> {
  return Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      pattern: '^\\P{Cc}+$',
      description: 'What people call it, in any words; the name of the object if absent.',
      ...options,
    }),
  );
}

/** What people call an object of a kind that has a `displayName`. */
export function displayNameOf({
  metadata,
  spec,
}: {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly displayName?: string };
}): string {
  return spec.displayName ?? metadata.name;
}

/** Schema of a list of strict objects that is keyed by one field, as the Kubernetes `listType: map`. */
export function listKeyedBy<Item extends TSchema>(
  key: string,
  item: Item,
  options: Record<string, unknown> = {},
): ReturnType<typeof Type.Array<Item>> {
  return Type.Array(item, { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': [key], ...options });
}

/** Schema of a list of single values in which only matters what is in it, as the Kubernetes `listType: set`: several managers can each own some. */
export function setOf<Item extends TSchema>(item: Item, options: Record<string, unknown> = {}): ReturnType<typeof Type.Array<Item>> {
  return Type.Array(item, { 'x-kubernetes-list-type': 'set', ...options });
}

/** Schema of the conditions that each status carries. */
export const conditionsSchema = listKeyedBy(
  'type',
  strictObject({
    type: Type.String(),
    status: oneOf(['True', 'False', 'Unknown']),
    reason: Type.String(),
    message: Type.String(),
    lastTransitionTime: Type.String({ format: 'date-time' }),
    observedGeneration: Type.Optional(Type.Integer()),
  }),
  { description: 'What is true of this object now, and why.' },
);

/** Schema of `status.createdBy`, which the api-server writes when it makes the object and keeps as it is. */
export const createdBySchema = Type.Optional(
  Type.String({ description: 'The user who made it, by the name that the api-server knows. Nobody can change it.' }),
);

/** Schema of `status.number`, which the api-server gives when it makes the object and keeps as it is. */
export const numberSchema = Type.Optional(
  Type.Integer({
    minimum: 1,
    description:
      'A number that no other object of this kind has or has ever had, for clients that know objects by whole numbers. Nobody can change it.',
  }),
);

/** `readonly` all the way down: objects from a cache are shared and must not be changed. */
export type Immutable<Value> = Value extends (infer Item)[]
  ? readonly Immutable<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Immutable<Value[Key]> }
    : Value;

/** The type that a schema describes, read-only. */
export type Fields<Schema extends TSchema> = Immutable<Static<Schema>>;
