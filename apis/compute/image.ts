import { Type } from 'typebox';
import { conditionsSchema, defineKind, displayName, objectName, oneOf, strictObject, stringMap, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { samePlain, without } from '../machinery/plain-value.ts';
import { computeGroup, computeVersion } from './group.ts';

function file(description: string) {
  return strictObject(
    {
      url: Type.String({
        pattern: '^((https?|file)://|image-store:[0-9a-f]{64}$)',
        maxLength: 2048,
        description:
          'Where the bytes are: http, https, file below a directory that the host operator allows, or `image-store:SHA256` for what the image store holds for this project.',
      }),
      sha256: Type.String({
        pattern: '^[0-9a-f]{64}$',
        description: 'SHA-256 of the bytes, in lower-case hexadecimal. Checked on every host before use.',
      }),
    },
    { description },
  );
}

const imageSpec = strictObject(
  {
    displayName: displayName(),
    format: oneOf(['Raw', 'Qcow2', 'Kernel', 'RootFS', 'OCI'], {
      description:
        'What the bytes are. Stated here, never guessed. Raw and Qcow2: a disk. Kernel: a kernel with its initial RAM disk. RootFS: a tar file of a root file system, perhaps compressed by gzip, xz or zstd. OCI: a tar file of an OCI image layout.',
    }),
    source: Type.Optional(file('The disk or the root file system; for every format but Kernel. Absent with upload.')),
    upload: Type.Optional(
      strictObject(
        {
          sha256: Type.Optional(
            Type.String({
              pattern: '^[0-9a-f]{64}$',
              description: 'What the bytes have to be; an upload of others is refused. Absent: any.',
            }),
          ),
          server: Type.Optional(
            objectName({
              description:
                'Name of the Server in the own namespace whose disk the bytes are to be: a ServerAction that names this image brings them, and nobody else can. Absent: somebody sends them.',
            }),
          ),
          glance: Type.Optional(
            strictObject(
              {
                id: Type.String({
                  pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
                  description: 'What Glance knows the image by.',
                }),
                algorithm: oneOf(['SHA256', 'SHA512'], { description: 'What the checksum is (`os_hash_algo`).' }),
                checksum: Type.String({
                  pattern: '^([0-9a-f]{64}|[0-9a-f]{128})$',
                  description: 'Of the bytes, in lower-case hexadecimal (`os_hash_value`). Others are refused.',
                }),
              },
              {
                description:
                  'An image of the Glance that the operator has named to the image store, which brings its bytes, and nobody else can. The project, whose id in Keystone is the name of the namespace, has to be allowed to read it there.',
              },
            ),
          ),
        },
        { description: 'The bytes are sent to the image store after this object is made; until then it is not Ready.' },
      ),
    ),
    kernel: Type.Optional(file('The kernel; for Kernel, and for disks that are not booted by their own boot loader.')),
    initrd: Type.Optional(file('The initial RAM disk, with a kernel.')),
    kernelArguments: Type.Optional(Type.String({ maxLength: 2048, description: 'Words for the kernel command line, with a kernel.' })),
    firmware: Type.Optional(
      oneOf(['BIOS', 'UEFI'], { description: 'What starts the first program of the image; BIOS if absent. For disks.' }),
    ),
    properties: Type.Optional(
      stringMap({ description: 'Words about the image for people and programs, as `os_distro: debian`. Nothing here goes by them.' }),
    ),
    tpm: Type.Optional(Type.Boolean({ description: 'Whether servers get a trusted platform module (version 2.0).' })),
    minimumDiskGiB: Type.Integer({ minimum: 0, default: 0, description: 'A flavor with less root disk is refused.' }),
    minimumMemoryMiB: Type.Integer({ minimum: 0, default: 0, description: 'A flavor with less memory is refused.' }),
  },
  { description: 'Where the bytes come from and what they are.' },
);

const imageStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer()),
  conditions: Type.Optional(conditionsSchema),
  sha256: Type.Optional(Type.String({ description: 'SHA-256 of the bytes that were uploaded.' })),
  sizeBytes: Type.Optional(Type.Integer({ description: 'How many they are.' })),
  server: Type.Optional(Type.String({ description: 'Name of the server whose disk this is, for snapshots, backups and shelved servers.' })),
  serverUID: Type.Optional(Type.String()),
  actionUID: Type.Optional(Type.String({ description: 'The ServerAction that brought the bytes of an image that was there before them.' })),
  backupSeries: Type.Optional(Type.String({ description: 'For backups: which others it replaces in time.' })),
});

/** What is said about the bytes, and not what they are. */
const changeableFields = ['displayName', 'properties', 'minimumDiskGiB', 'minimumMemoryMiB'] as const;

/** What servers boot from. Hosts fetch it once, check it, and keep it read-only. */
export const imageKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'Image',
  plural: 'images',
  shortNames: ['img'],
  categories: ['tycho'],
  scope: 'Namespaced',
  description: 'What servers boot from: a disk, or a kernel with its initial RAM disk.',
  fields: strictObject({ spec: imageSpec, status: Type.Optional(imageStatus) }),
  rules: [
    'The format `Kernel` needs `kernel`; every other needs `source` or `upload`, and not both.',
    'An upload is of a `server`, from `glance`, or neither; `glance` is for `Raw` and `Qcow2`, and its `checksum` is as long as its `algorithm` says.',
    'Only `Kernel`, `Raw` and `Qcow2` take `kernel`; `initrd` and `kernelArguments` go with a `kernel` alone.',
    `${changeableFields.map((field) => `\`${field}\``).join(', ')} can be changed; nothing else of \`spec\` can.`,
  ],
  validate: validateImage,
  columns: [
    { name: 'Format', type: 'string', path: '.spec.format', description: 'What the bytes are.', priority: 0 },
    { name: 'Size-Bytes', type: 'integer', path: '.status.sizeBytes', description: 'How many bytes were uploaded or saved.', priority: 1 },
    { name: 'Min-Disk-GiB', type: 'integer', path: '.spec.minimumDiskGiB', description: 'Least root disk.', priority: 1 },
    { name: 'Min-Memory-MiB', type: 'integer', path: '.spec.minimumMemoryMiB', description: 'Least memory.', priority: 1 },
  ],
});

export type ImageSpec = Fields<typeof imageSpec>;
export type ImageStatus = Fields<typeof imageStatus>;
export type Image = Resource<ImageSpec, ImageStatus>;

/** A disk may come with the kernel that boots it, as the saved disk of a server does that was made from a kernel. */
const unwantedFields: Readonly<Record<ImageSpec['format'], readonly ('source' | 'upload' | 'kernel' | 'initrd' | 'kernelArguments')[]>> = {
  Kernel: ['source', 'upload'],
  Raw: [],
  Qcow2: [],
  RootFS: ['kernel', 'initrd', 'kernelArguments'],
  OCI: ['kernel', 'initrd', 'kernelArguments'],
};

function validateImage(object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] {
  const { spec } = object as Image;
  const causes: StatusCause[] = [];
  const bytes = spec.upload === undefined ? 'source' : 'upload';
  const wanted = spec.format === 'Kernel' ? (['kernel'] as const) : ([bytes] as const);
  const unwanted = unwantedFields[spec.format];
  for (const field of wanted) {
    if (spec[field] === undefined)
      causes.push({ reason: 'FieldValueRequired', message: `Required value: format ${spec.format} needs it`, field: `spec.${field}` });
  }
  for (const field of unwanted) {
    if (spec[field] !== undefined)
      causes.push({ reason: 'FieldValueForbidden', message: `Forbidden: format ${spec.format} does not take it`, field: `spec.${field}` });
  }
  if (spec.source !== undefined && spec.upload !== undefined)
    causes.push({
      reason: 'FieldValueForbidden',
      message: 'Forbidden: the bytes are uploaded, or they have a source',
      field: 'spec.upload',
    });
  causes.push(...causesOfGlance(spec));
  for (const field of ['initrd', 'kernelArguments'] as const) {
    if (spec[field] !== undefined && spec.kernel === undefined && !unwanted.includes(field))
      causes.push({
        reason: 'FieldValueForbidden',
        message: 'Forbidden: there is no kernel that it could go with',
        field: `spec.${field}`,
      });
  }
  if (previous !== undefined && !samePlain(without((previous as Image).spec, changeableFields), without(spec, changeableFields))) {
    causes.push({
      reason: 'FieldValueForbidden',
      message: 'Forbidden: the bytes of an image cannot be changed, since servers were made from it; create another',
      field: 'spec',
    });
  }
  return causes;
}

function causesOfGlance({ upload, format }: ImageSpec): readonly StatusCause[] {
  const { glance, server } = upload ?? {};
  if (glance === undefined) return [];
  const forbidden = (message: string, field: string): StatusCause => ({
    reason: 'FieldValueForbidden',
    message: `Forbidden: ${message}`,
    field,
  });
  const digits = glance.algorithm === 'SHA256' ? 64 : 128;
  return [
    ...(server === undefined ? [] : [forbidden('the bytes are those of a server, or come from Glance', 'spec.upload.server')]),
    ...(format === 'Raw' || format === 'Qcow2' ? [] : [forbidden(`format ${format} does not come from Glance`, 'spec.upload.glance')]),
    ...(glance.checksum.length === digits
      ? []
      : [
          {
            reason: 'FieldValueInvalid',
            message: `Invalid value: ${glance.algorithm} has ${digits} digits`,
            field: 'spec.upload.glance.checksum',
          } as const,
        ]),
  ];
}
