import { timestamp } from '#apis/machinery/condition.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { StatusDetails } from '#apis/machinery/errors.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { samePlain, without } from '#apis/machinery/plain-value.ts';
import { invalid } from '../admission/rejection.ts';
import { applyConfiguration, conflictsOutside, ownersOfNew, type Applied } from '../field-management/apply-configuration.ts';
import { fieldConflictError } from '../field-management/field-conflict.ts';
import {
  clientSideTakeover,
  lastAppliedFields,
  lastAppliedManagers,
  takingOverManager,
  withLastApplied,
} from '../field-management/last-applied.ts';
import type { ManagedFields, Writer } from '../field-management/managed-fields.ts';
import { ObjectShapes, partOfShape, type Shape } from '../field-management/object-shape.ts';
import { readManagedFields } from '../field-management/read-managed-fields.ts';
import { trackUpdate } from '../field-management/track-update.ts';
import type { SubresourceOption, WriteOptions } from './registry.ts';

type WriterOptions = Partial<Pick<WriteOptions, 'fieldManager'>> & SubresourceOption;

/** An apply, decided: what the object is to be, before defaults, and whose its fields are then. */
export interface AppliedObject {
  readonly object: Readonly<Record<string, unknown>>;
  readonly managedFields: ManagedFields;
}

/** Keeps who owns which field true over all writes. */
export class FieldOwners {
  readonly #clock: Clock;
  readonly #shapes = new ObjectShapes();
  readonly #parts = new Map<Shape, { readonly status: Shape; readonly main: Shape }>();

  constructor({ clock }: { readonly clock: Clock }) {
    this.#clock = clock;
  }

  /** How objects of a kind are owned, and merged. */
  shapeOf(kind: KindDefinition): Shape {
    return this.#shapes.of(kind);
  }

  /** A new object, all of which is its creator's, where that is recorded. */
  created(kind: KindDefinition, object: ApiObject, options: WriterOptions): ApiObject {
    if (kind.fieldOwnersSince === 'FirstApply') return object;
    const shape = this.#shapes.of(kind);
    const writer = updaterOf(kind, options);
    return withOwners(object, trackUpdate({ shape, before: undefined, after: object, managedFields: [], writer, time: this.#now() }));
  }

  /** A new object of which its applier owns what the configuration says. */
  createdByApply(kind: KindDefinition, object: ApiObject, configuration: unknown, options: WriterOptions): ApiObject {
    const { main } = this.#partsOf(kind);
    return withOwners(object, ownersOfNew(main, configuration, applierOf(kind, options), this.#now()));
  }

  /**
   * An object after an ordinary write. `stated` is what the write says of the owners themselves. Throws {@link InvalidError} for what is said wrongly of them.
   */
  changed(kind: KindDefinition, before: ApiObject, after: ApiObject, options: WriterOptions & { readonly stated?: unknown }): ApiObject {
    const recorded = before.metadata.managedFields ?? [];
    const managedFields = options.subresource === undefined ? ownersSaid(kind, before, options.stated) : recorded;
    const writer = updaterOf(kind, options);
    const owners = trackUpdate({ shape: this.#shapes.of(kind), before, after, managedFields, writer, time: this.#now() });
    return owners === recorded ? after : withOwners(after, owners);
  }

  /** Decides an apply to `live`. Throws {@link ConflictError} with a cause for each field that somebody else owns with another value. */
  apply(
    kind: KindDefinition,
    live: ApiObject,
    configuration: Readonly<Record<string, unknown>>,
    options: WriterOptions & { readonly force: boolean },
  ): AppliedObject {
    const shape = this.#shapes.of(kind);
    const { status, main } = this.#partsOf(kind);
    const part = options.subresource === 'status' ? status : main;
    const writer = applierOf(kind, options);
    const isOfKubectl = lastAppliedManagers.has(writer.manager) && writer.subresource === undefined;
    const takesOver = isOfKubectl && writer.manager === takingOverManager;
    const takeover = takesOver ? { takeover: clientSideTakeover(shape, live) } : {};
    const attempt = (isForced: boolean): Applied =>
      applyConfiguration({
        shape,
        part,
        live,
        configuration,
        managedFields: live.metadata.managedFields ?? [],
        writer,
        isForced,
        ...takeover,
        time: this.#now(),
      });
    let applied = attempt(options.force);
    if (applied.kind === 'Conflict') {
      const others = isOfKubectl ? conflictsOutside(applied.conflicts, lastAppliedFields(shape, live)) : applied.conflicts;
      if (others.length > 0) throw fieldConflictError(others, detailsOf(kind, live));
      applied = attempt(true);
    }
    if (applied.kind === 'Conflict') throw new TypeError('an apply by force met a conflict');
    const { object, managedFields } = applied;
    return { object: isOfKubectl ? withLastApplied(object, configuration) : object, managedFields };
  }

  #partsOf(kind: KindDefinition): { readonly status: Shape; readonly main: Shape } {
    const shape = this.#shapes.of(kind);
    const known = this.#parts.get(shape);
    if (known !== undefined) return known;
    const isOfStatus = (name: string): boolean => kind.statusSubresource && name === 'status';
    const parts = { status: partOfShape(shape, isOfStatus), main: partOfShape(shape, (name) => !isOfStatus(name)) };
    this.#parts.set(shape, parts);
    return parts;
  }

  #now(): string {
    return timestamp(this.#clock.now());
  }
}

/** `object` with these owners; none are not stored. */
export function withOwners(object: ApiObject, managedFields: ManagedFields): ApiObject {
  const metadata = without(object.metadata, ['managedFields']);
  return { ...object, metadata: managedFields.length === 0 ? metadata : { ...metadata, managedFields } };
}

function ownersSaid(kind: KindDefinition, before: ApiObject, stated: unknown): ManagedFields {
  const recorded = before.metadata.managedFields ?? [];
  if (stated === undefined || samePlain(stated, recorded)) return recorded;
  const said = readManagedFields(stated);
  switch (said.kind) {
    case 'Unsaid':
      return recorded;
    case 'Reset':
      return [];
    case 'Stated':
      return said.managedFields;
    case 'Malformed':
      throw invalid(kind, before.metadata.name, said.causes);
  }
}

function detailsOf(kind: KindDefinition, { metadata: { name } }: ApiObject): StatusDetails {
  return { name, ...(kind.group === '' ? {} : { group: kind.group }), kind: kind.plural };
}

function updaterOf(kind: KindDefinition, { fieldManager = unknownManager, subresource }: WriterOptions): Writer {
  return { manager: fieldManager, operation: 'Update', apiVersion: apiVersionOf(kind), subresource };
}

function applierOf(kind: KindDefinition, { fieldManager = unknownManager, subresource }: WriterOptions): Writer {
  return { manager: fieldManager, operation: 'Apply', apiVersion: apiVersionOf(kind), subresource };
}

/** Of a client that does not even have a User-Agent. */
const unknownManager = 'unknown';
