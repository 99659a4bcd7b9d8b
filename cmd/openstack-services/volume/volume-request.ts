import { isPlainObject } from '#apis/machinery/plain-value.ts';
import { Fault } from '../http/fault.ts';
import { invalid, objectIn, requireHarmless, textOf, type Harmless, type RequestFields } from '../http/request-fields.ts';
import { onlyType, onlyZone } from './volume-view.ts';

/** What somebody wants of a new volume. */
export interface VolumeCreation {
  readonly name: string;
  readonly description: string;
  readonly sizeGiB: number;
  readonly imageID: string | undefined;
  readonly isShareable: boolean;
}

/** What changes about a volume; `null` takes away. */
export interface VolumeChange {
  readonly displayName?: string | null;
  readonly description?: string | null;
}

/** Fields that may be there when they say what is so anyway. */
const harmless: Harmless = {
  volume_type: (value) => isUnsaid(value) || value === onlyType.name || value === onlyType.id,
  availability_zone: (value) => isUnsaid(value) || value === onlyZone,
  ...Object.fromEntries(
    [
      'metadata',
      'snapshot_id',
      'source_volid',
      'source_replica',
      'consistencygroup_id',
      'group_id',
      'backup_id',
      'scheduler_hints',
      'user_id',
      'project_id',
      'status',
      'attach_status',
    ].map((name) => [name, isUnsaid]),
  ),
};

/** Reads the body of `POST /volumes`. Throws a {@link Fault} of 400 that names the field. */
export function parseVolumeCreation(body: unknown): VolumeCreation {
  const {
    size,
    name,
    display_name: otherName,
    description,
    display_description: otherDescription,
    imageRef,
    multiattach,
    ...others
  } = objectIn(body, 'volume');
  requireHarmless({ ...others, ...hintsOf(body) }, harmless);
  if (multiattach !== undefined && multiattach !== null && typeof multiattach !== 'boolean')
    throw invalid('multiattach', 'it has to be true or false');
  if (imageRef !== undefined && imageRef !== null && typeof imageRef !== 'string')
    throw invalid('imageRef', 'it has to be the id of an image');
  return {
    sizeGiB: gibibytesOf(size, 'size'),
    name: textOf(name ?? otherName ?? undefined, 'name'),
    description: textOf(description ?? otherDescription ?? undefined, 'description'),
    imageID: imageRef ?? undefined,
    isShareable: multiattach === true,
  };
}

/** Reads the body of `PUT /volumes/{id}`: what people say of a volume can change so, and nothing else. */
export function parseVolumeChange(body: unknown): VolumeChange {
  const { name, display_name: otherName, description, display_description: otherDescription, ...others } = objectIn(body, 'volume');
  requireHarmless(others, harmless);
  const [newName, newDescription] = [name ?? otherName, description ?? otherDescription];
  return {
    ...(newName === undefined ? {} : { displayName: textOf(newName ?? undefined, 'name') || null }),
    ...(newDescription === undefined ? {} : { description: textOf(newDescription ?? undefined, 'description') || null }),
  };
}

/** Reads the body of `POST /volumes/{id}/action`, of which there is one: the size in GiB that it is to have. Throws a {@link Fault} of 400. */
export function parseExtension(body: unknown): number {
  const details = isPlainObject(body) ? body['os-extend'] : undefined;
  if (!isPlainObject(details)) {
    const name = isPlainObject(body) ? Object.keys(body)[0] : undefined;
    throw new Fault(400, `There is no action ${name ?? 'in the body'} for volumes here; there is os-extend.`);
  }
  return gibibytesOf(details['new_size'], 'new_size');
}

/** Hints for a scheduler stand beside the volume. */
function hintsOf(body: unknown): RequestFields {
  const hints = isPlainObject(body) ? body['OS-SCH-HNT:scheduler_hints'] : undefined;
  return hints === undefined ? {} : { scheduler_hints: hints };
}

/** As Cinder's clients say that something was not chosen. */
function isUnsaid(value: unknown): boolean {
  return value === null || value === '' || (isPlainObject(value) && Object.keys(value).length === 0);
}

/** Clients send it as a number or as its digits. */
function gibibytesOf(value: unknown, field: string): number {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 1)
    throw invalid(field, 'it has to be a whole number of GiB, 1 or more');
  return number;
}
