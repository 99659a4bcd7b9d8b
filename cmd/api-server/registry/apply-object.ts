import { AlreadyExistsError, NotFoundError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject, ObjectKey } from '#apis/machinery/object-meta.ts';
import { without } from '#apis/machinery/plain-value.ts';
import type { Admission } from '../admission/admission.ts';
import type { Draft } from '../admission/draft.ts';
import { changedMeanwhile, conflict } from '../admission/rejection.ts';
import type { ObjectChanger, Wish } from './change-object.ts';
import type { ObjectCreator } from './create-object.ts';
import type { FieldOwners } from './field-owners.ts';
import type { ApplyOptions, WrittenObject } from './registry.ts';
import { settleName, settleNamespace } from './write-request.ts';

/** Server-side apply: a change where there is an object, and a new object where there is none. */
export class ObjectApplier {
  readonly #admission: Admission;
  readonly #owners: FieldOwners;
  readonly #creator: ObjectCreator;
  readonly #changer: ObjectChanger;

  constructor(parts: {
    readonly admission: Admission;
    readonly owners: FieldOwners;
    readonly creator: ObjectCreator;
    readonly changer: ObjectChanger;
  }) {
    this.#admission = parts.admission;
    this.#owners = parts.owners;
    this.#creator = parts.creator;
    this.#changer = parts.changer;
  }

  async apply(kind: KindDefinition, key: ObjectKey, body: unknown, options: ApplyOptions): Promise<WrittenObject> {
    const { draft: configuration, warnings } = this.#admission.decodeConfiguration(kind, body, options);
    settleName(configuration, key);
    settleNamespace(kind, configuration, key.namespace);
    const wish = (current: ApiObject): Wish => this.#wish(kind, current, configuration, options);
    for (let attempt = 1; attempt <= lostRaceAttempts; attempt += 1) {
      try {
        const changed = await this.#changer.change(kind, key, options, wish);
        return { ...changed, warnings };
      } catch (error) {
        if (options.subresource !== undefined || !isAbsence(error, kind, key)) throw error;
      }
      try {
        requireNothingBefore(kind, configuration);
        await options.requireMayCreate?.();
        const created = await this.#creator.createByApply(kind, configuration, options);
        return { ...created, warnings };
      } catch (error) {
        if (!(error instanceof AlreadyExistsError)) throw error;
      }
    }
    throw changedMeanwhile(kind, key.name);
  }

  #wish(kind: KindDefinition, current: ApiObject, configuration: Draft, options: ApplyOptions): Wish {
    const { object, managedFields } = this.#owners.apply(kind, current, configuration, options);
    const { uid, resourceVersion } = configuration.metadata;
    const metadata = {
      ...without((object as unknown as ApiObject).metadata, ['managedFields', 'resourceVersion', 'uid']),
      ...(uid === undefined ? {} : { uid }),
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
    };
    return { ...this.#admission.decode(kind, { ...object, metadata }, { fieldValidation: 'Ignore' }), owners: managedFields };
  }
}

/** Whether it is the very object that is not there, and not something that it refers to. */
function isAbsence(error: unknown, kind: KindDefinition, key: ObjectKey): boolean {
  return error instanceof NotFoundError && error.details?.kind === kind.plural && error.details.name === key.name;
}

/** Who names a version or a uid means an object that is there. */
function requireNothingBefore(kind: KindDefinition, { metadata }: Draft): void {
  const { name = '', uid = '', resourceVersion = '' } = metadata;
  if (uid !== '') throw conflict(kind, name, `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`);
  if (resourceVersion !== '') throw conflict(kind, name, `resourceVersion ${resourceVersion} was stated, and no existing object was found`);
}

const lostRaceAttempts = 8;
