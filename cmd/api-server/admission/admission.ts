import { BadRequestError, type StatusCause } from '#apis/machinery/errors.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { deprecatedFieldsOf } from './deprecated-fields.ts';
import type { Draft } from './draft.ts';
import { metadataCauses } from './metadata-rules.ts';
import { metadataSchema } from './metadata-schema.ts';
import { clonePlain, isPlainObject } from '#apis/machinery/plain-value.ts';
import { apiVersionMismatch, invalid, strictDecodingError, undecodable } from './rejection.ts';
import { shown } from './schema-causes.ts';
import type { SchemaValidator } from './schema-validator.ts';
import { setServerFields, settleConfiguration } from './server-set-fields.ts';

/** How a body is to be read. */
export interface DecodingOptions {
  /** What to do about fields that are unknown or stated twice: refuse, warn, or say nothing. They are left out in any case. */
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore';
  /** Paths of fields that the body states twice: parsing has already lost them. */
  readonly duplicateFields?: readonly string[];
  /** The patch that led to the body, if one did: strict faults are then its own. */
  readonly patch?: unknown;
  /** What is stored, if the body was made of it. Fields that are unknown there too, as those of a newer release, are no fault of the body. */
  readonly stored?: ApiObject;
}

/** A body that could be read. What is wrong with its values is told together with other faults by {@link Admission.settle}. */
export interface DecodedBody {
  readonly draft: Draft;
  readonly warnings: readonly string[];
  readonly causes: readonly StatusCause[];
  /** What the body says of `metadata.managedFields`, unread. */
  readonly managedFields: unknown;
}

/** Some fields of an object, as somebody applies them: without defaults, unknown fields and nulls. */
export interface DecodedConfiguration {
  readonly draft: Draft;
  readonly warnings: readonly string[];
}

/** Which part of an object a write is about; the rest is not the writer's, nor are its faults. */
export type WrittenPart = 'Main' | 'Status';

/** Everything between a body and an object that may be stored. */
export class Admission {
  readonly #validator: SchemaValidator;

  constructor(validator: SchemaValidator) {
    this.#validator = validator;
  }

  /**
   * Reads a body as an object of `kind`: its own copy, defaults filled in, unknown fields left out.
   * Throws {@link BadRequestError} for another kind or metadata of the wrong types, and for strict faults ({@link InvalidError} in a patch).
   */
  decode(kind: KindDefinition, body: unknown, options: DecodingOptions): DecodedBody {
    if (!isPlainObject(body)) throw undecodable(kind, `the body is no object but ${shown(body)}`);
    const draft = clonePlain(body) as Draft;
    requireType(kind, draft);
    const { unknownMetadata, managedFields } = this.#decodeMetadata(kind, draft);
    const { unknownFields, causes } = this.#validator.validate(kind, draft);
    const unknown = this.#ownFaults(kind, [...unknownMetadata, ...unknownFields], options.stored);
    const warnings = [...strictWarnings(kind, draft, unknown, options), ...deprecatedFieldsOf(kind, draft)];
    return { draft, warnings, causes, managedFields };
  }

  /**
   * Reads a body as a configuration of an object of `kind`, for server-side apply: its own copy. Required fields may be absent, and values be wrong: that is
   * told of the object that it is merged into. Throws {@link BadRequestError}.
   */
  decodeConfiguration(kind: KindDefinition, body: unknown, options: DecodingOptions): DecodedConfiguration {
    if (!isPlainObject(body)) throw undecodable(kind, `the body is no object but ${shown(body)}`);
    const draft = clonePlain(body) as Draft;
    requireType(kind, draft);
    const { unknownMetadata, managedFields } = this.#decodeMetadata(kind, draft);
    if (Array.isArray(managedFields) && managedFields.length > 0) throw new BadRequestError('metadata.managedFields must be nil');
    const unknownFields = this.#validator.removeUnknown(kind, draft);
    settleConfiguration(kind, draft);
    const warnings = [...strictWarnings(kind, draft, [...unknownMetadata, ...unknownFields], options), ...deprecatedFieldsOf(kind, draft)];
    return { draft, warnings };
  }

  /**
   * Fills in what the server sets and checks all rules: metadata, schema, and those of the kind. Throws {@link InvalidError} with a cause for each
   * fault. `previous` is absent on create.
   */
  settle(
    kind: KindDefinition,
    next: Draft,
    previous: ApiObject | undefined,
    part: WrittenPart,
    schemaCauses: readonly StatusCause[],
  ): ApiObject {
    setServerFields(kind, next);
    const name = next.metadata.name ?? '';
    const causes = [
      ...(part === 'Main' ? metadataCauses(kind, { ...next.metadata, name }) : []),
      ...schemaCauses.filter(isAbout(kind, part)),
    ];
    if (causes.length > 0) throw invalid(kind, name, causes);
    const object = next as ApiObject;
    const broken = part === 'Main' ? kind.validate(object, previous) : [];
    if (broken.length > 0) throw invalid(kind, name, broken);
    return object;
  }

  /** Reads a body that is no kind, as a subresource takes it. Strict whatever the caller wishes. Throws {@link BadRequestError} or {@link InvalidError}. */
  decodeAs<Body>(name: string, schema: object, body: unknown): Body {
    if (!isPlainObject(body)) throw new BadRequestError(`${name}: the body is no object but ${shown(body)}`);
    const copy = clonePlain(body);
    const { unknownFields, causes } = this.#validator.validateAgainst(name, schema, copy);
    if (unknownFields.length > 0)
      throw new BadRequestError(strictDecodingError(unknownFields.map((field) => `unknown field ${JSON.stringify(field)}`)));
    const [first] = causes;
    if (first !== undefined)
      throw new BadRequestError(`${name}: ${causes.map(({ field, message }) => `${field ?? ''}: ${message}`).join(', ')}`, {
        details: { causes },
      });
    return copy as Body;
  }

  /** Those unknown fields that somebody other than a newer release has put there. */
  #ownFaults(kind: KindDefinition, unknownFields: readonly string[], stored: ApiObject | undefined): readonly string[] {
    if (unknownFields.length === 0 || stored === undefined) return unknownFields;
    const known = new Set(this.#validator.removeUnknown(kind, clonePlain(stored) as unknown as Record<string, unknown>));
    return unknownFields.filter((field) => !known.has(field));
  }

  /** Tells unknown fields, which are gone then, and what the body says of managed fields, which is no part of the draft. */
  #decodeMetadata(kind: KindDefinition, draft: Draft): { readonly unknownMetadata: readonly string[]; readonly managedFields: unknown } {
    const metadata: unknown = draft.metadata ?? {};
    if (!isPlainObject(metadata)) throw undecodable(kind, `metadata: Invalid value: ${shown(metadata)}: must be an object`);
    const { unknownFields, causes } = this.#validator.validateAgainst('metadata', metadataSchema, metadata);
    const [first] = causes;
    if (first !== undefined) throw undecodable(kind, `metadata.${first.field ?? ''}: ${first.message}`);
    const { managedFields } = metadata;
    delete metadata['selfLink'];
    delete metadata['managedFields'];
    draft.metadata = metadata;
    return { unknownMetadata: unknownFields.map((field) => `metadata.${field}`), managedFields };
  }
}

function requireType(kind: KindDefinition, draft: Draft): void {
  if ((draft.kind ?? '') === '') throw new BadRequestError(`Object 'Kind' is missing in ${shown(draft)}`);
  if ((draft.apiVersion ?? '') === '') throw new BadRequestError(`Object 'apiVersion' is missing in ${shown(draft)}`);
  if (draft.kind !== kind.kind || draft.apiVersion !== apiVersionOf(kind)) throw apiVersionMismatch(kind, draft);
}

/** What to warn of. Throws if the caller would rather be refused. */
function strictWarnings(kind: KindDefinition, draft: Draft, unknownFields: readonly string[], options: DecodingOptions): readonly string[] {
  const faults = [
    ...unknownFields.map((field) => `unknown field ${JSON.stringify(field)}`),
    ...(options.duplicateFields ?? []).map((field) => `duplicate field ${JSON.stringify(field)}`),
  ];
  if (faults.length > 0 && options.fieldValidation === 'Strict') throw strictFault(kind, draft, faults, options);
  return options.fieldValidation === 'Warn' ? faults : [];
}

function strictFault(kind: KindDefinition, draft: Draft, faults: readonly string[], options: DecodingOptions): Error {
  const message = strictDecodingError(faults);
  if (options.patch === undefined) return undecodable(kind, message);
  return invalid(kind, draft.metadata.name ?? '', [
    { reason: 'FieldValueInvalid', message: `Invalid value: ${shown(options.patch)}: ${message}`, field: 'patch' },
  ]);
}

function isAbout(kind: KindDefinition, part: WrittenPart): (cause: StatusCause) => boolean {
  if (!kind.statusSubresource) return () => true;
  const isOfStatus = ({ field = '' }: StatusCause): boolean => field === 'status' || field.startsWith('status.');
  return part === 'Status' ? isOfStatus : (cause) => !isOfStatus(cause);
}
