import type { Image } from '#apis/compute/image.ts';
import { isPlainObject } from '#apis/machinery/plain-value.ts';
import { Fault } from '../http/fault.ts';
import { invalid, isHarmless, textOf, type Harmless, type RequestFields } from '../http/request-fields.ts';
import { fieldNames } from './image-schema.ts';
import { firmwareProperty, formats } from './image-view.ts';

/** What somebody wants of a new image, whose bytes come later. */
export interface ImageCreation {
  readonly name: string;
  readonly visibility: 'public' | 'private';
  readonly spec: Pick<Image['spec'], 'format' | 'minimumDiskGiB' | 'minimumMemoryMiB'> &
    Partial<Pick<Image['spec'], 'firmware' | 'properties'>>;
}

/** What changes about an image; `null` takes away. */
export interface ImageChange {
  readonly displayName?: string | null;
  readonly minimumDiskGiB?: number;
  readonly minimumMemoryMiB?: number;
  readonly properties?: Readonly<Record<string, string | null>>;
}

/** Of one image, as stored in one object. */
const mostProperties = 128;

/** Reads the body of `POST /v2/images`. Throws a {@link Fault} of 400 or 403 that names the field. */
export function parseImageCreation(body: unknown, projectID: string): ImageCreation {
  if (!isPlainObject(body)) throw invalid('the body', 'it has to be an object');
  requireSettable(body, projectID);
  const properties = propertiesOf(body);
  const { [firmwareProperty]: firmware, ...others } = properties;
  return {
    name: textOf(body['name'] ?? undefined, 'name'),
    visibility: visibilityOf(body['visibility']),
    spec: {
      format: formatOf(body['disk_format'], body['container_format']),
      minimumDiskGiB: numberOf(body['min_disk'] ?? 0, 'min_disk'),
      minimumMemoryMiB: numberOf(body['min_ram'] ?? 0, 'min_ram'),
      ...(firmware === undefined ? {} : { firmware: firmwareOf(firmware) }),
      ...(Object.keys(others).length === 0 ? {} : { properties: others }),
    },
  };
}

/** Reads the body of `PATCH /v2/images/{id}`: operations of RFC 6902 on the fields, in Glance's restriction of it. */
export function parseImageChange(body: unknown): ImageChange {
  if (!Array.isArray(body)) throw invalid('the body', 'it has to be a list of operations');
  let change: ImageChange = {};
  for (const [position, operation] of (body as readonly unknown[]).entries())
    change = { ...change, ...changeOf(operation, `[${position}]`, change) };
  return change;
}

function changeOf(operation: unknown, field: string, before: ImageChange): ImageChange {
  if (!isPlainObject(operation)) throw invalid(field, 'it has to be an operation');
  const { op, path, value } = operation;
  if (op !== 'add' && op !== 'replace' && op !== 'remove') throw invalid(`${field}.op`, 'it has to be add, replace or remove');
  const name = typeof path === 'string' ? /^\/([^/]+)$/.exec(path)?.[1]?.replaceAll('~1', '/').replaceAll('~0', '~') : undefined;
  if (name === undefined) throw invalid(`${field}.path`, 'it has to name a field, as "/name"');
  if (!fieldNames.has(name) && name !== firmwareProperty) {
    return { properties: { ...before.properties, [name]: op === 'remove' ? null : propertyOf(name, value) } };
  }
  if (op === 'remove') throw new Fault(403, `Property ${name} may not be removed.`);
  switch (name) {
    case 'name':
      return { displayName: textOf(value ?? undefined, name) || null };
    case 'min_disk':
      return { minimumDiskGiB: numberOf(value, name) };
    case 'min_ram':
      return { minimumMemoryMiB: numberOf(value, name) };
    default:
      if (isHarmless(name, value, harmless)) return {};
      throw new Fault(403, `Attribute '${name}' cannot be changed here.`);
  }
}

/** Fields that may be there when they say what is so anyway. */
const harmless: Harmless = {
  protected: (value) => value === false,
  os_hidden: (value) => value === false,
  tags: (value) => Array.isArray(value) && value.length === 0,
};

const settable: ReadonlySet<string> = new Set([
  'name',
  'visibility',
  'disk_format',
  'container_format',
  'min_disk',
  'min_ram',
  firmwareProperty,
]);

function requireSettable(body: RequestFields, projectID: string): void {
  for (const [name, value] of Object.entries(body)) {
    if (settable.has(name) || !fieldNames.has(name) || isHarmless(name, value, harmless)) continue;
    if (name === 'owner' && value === projectID) continue;
    throw Object.hasOwn(harmless, name)
      ? invalid(name, 'there is no such thing here')
      : new Fault(403, `Attribute '${name}' is read-only.`);
  }
}

function propertiesOf(body: RequestFields): Readonly<Record<string, string>> {
  const found = Object.entries(body).filter(([name]) => !fieldNames.has(name));
  if (found.length > mostProperties) throw new Fault(413, `An image has at most ${mostProperties} properties.`);
  return Object.fromEntries(found.map(([name, value]) => [name, propertyOf(name, value)]));
}

function propertyOf(name: string, value: unknown): string {
  if (typeof value !== 'string') throw invalid(name, 'a property is a text');
  return value;
}

function formatOf(disk: unknown, container: unknown): Image['spec']['format'] {
  const found = (Object.keys(formats) as Image['spec']['format'][]).find(
    (format) => formats[format].disk === disk && formats[format].container === (container ?? 'bare'),
  );
  if (found === 'Kernel') throw invalid('disk_format', 'kernels come from where an Image of the format Kernel says: `tycho apply -f FILE`');
  if (found !== undefined) return found;
  throw invalid(
    'disk_format',
    'raw, qcow2 and root-tar are known, with the container_format bare, and raw with docker for an archive of an OCI image',
  );
}

function visibilityOf(value: unknown): ImageCreation['visibility'] {
  if (value === undefined || value === 'private' || value === 'shared') return 'private';
  if (value === 'public') return 'public';
  throw invalid('visibility', 'an image is private or public here');
}

function firmwareOf(value: string): 'BIOS' | 'UEFI' {
  if (value === 'bios') return 'BIOS';
  if (value === 'uefi') return 'UEFI';
  throw invalid(firmwareProperty, 'it has to be bios or uefi');
}

function numberOf(value: unknown, field: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw invalid(field, 'it has to be a whole number from 0 on');
  return value;
}
