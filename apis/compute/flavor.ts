import { Type } from 'typebox';
import { defineKind, displayName, objectName, setOf, strictObject, stringMap, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import type { Server } from './server.ts';
import { computeGroup, computeVersion } from './group.ts';

const flavorSpec = strictObject(
  {
    displayName: displayName(),
    vcpus: Type.Integer({ minimum: 1, maximum: 1024, description: 'Virtual CPUs.' }),
    memoryMiB: Type.Integer({ minimum: 16, maximum: 67_108_864, description: 'Guest memory, in MiB.' }),
    diskGiB: Type.Integer({ minimum: 0, maximum: 1_048_576, description: 'Root disk, in GiB; 0 takes the size of the image.' }),
    ephemeralGiB: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_048_576,
        description:
          'A blank disk beside the root disk, in GiB, that lives as long as the server is on its host, and until it is rebuilt. Only hosts with the feature `local-disks` have it.',
      }),
    ),
    swapMiB: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 67_108_864,
        description: 'A disk to swap to, in MiB. Only hosts with the feature `local-disks` have it.',
      }),
    ),
    id: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9][A-Za-z0-9._ -]{0,254}$',
        description:
          'The id by which OpenStack’s clients know it; the name of the object if absent. No two flavors have the same. It cannot be changed once it is there.',
      }),
    ),
    description: Type.Optional(Type.String({ maxLength: 65_535, description: 'Words for people.' })),
    projects: Type.Optional(
      setOf(objectName(), {
        maxItems: 10_000,
        description:
          'Names of the namespaces whose servers may have this size; to all others it is as if it were not there. Absent: everybody’s. Servers that have it keep it. Everybody can read the flavor, this list included.',
      }),
    ),
    extraSpecs: Type.Optional(stringMap({ description: 'Further demands, as `trait:HW_CPU_X86_AVX2: required`.' })),
  },
  { description: 'A size.' },
);

/** A named size. Servers cannot override it. */
export const flavorKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'Flavor',
  plural: 'flavors',
  shortNames: ['flv'],
  categories: ['tycho'],
  scope: 'Cluster',
  description: 'A named size: virtual CPUs, memory and disk.',
  fields: strictObject({ spec: flavorSpec }),
  rules: ['`id` cannot be changed once it is there, and no other flavor may be known by it.'],
  validate: validateFlavor,
  columns: [
    { name: 'VCPUs', type: 'integer', path: '.spec.vcpus', description: 'Virtual CPUs.', priority: 0 },
    { name: 'Memory-MiB', type: 'integer', path: '.spec.memoryMiB', description: 'Guest memory.', priority: 0 },
    { name: 'Disk-GiB', type: 'integer', path: '.spec.diskGiB', description: 'Root disk.', priority: 0 },
  ],
});

export type FlavorSpec = Fields<typeof flavorSpec>;
export type Flavor = Resource<FlavorSpec, never>;

/** The id by which OpenStack's clients know a flavor. */
export function flavorIDOf({ metadata, spec }: Pick<Flavor, 'metadata' | 'spec'>): string {
  return spec.id ?? metadata.name;
}

/**
 * Whether a server may have a size: one that is kept for other projects is as good as none, unless the server has it already, or keeps it to go back to.
 */
export function mayHaveFlavor(
  { metadata, status }: Pick<Server, 'metadata' | 'status'>,
  flavor: Pick<Flavor, 'metadata' | 'spec'>,
): boolean {
  const { projects } = flavor.spec;
  const { name } = flavor.metadata;
  if (projects === undefined || projects.includes(metadata.namespace ?? '')) return true;
  return status?.resources?.flavor === name || status?.resize?.previousFlavor === name;
}

/** The flavor as far as it is there for that server. */
export function flavorFor<Found extends Pick<Flavor, 'metadata' | 'spec'>>(
  server: Pick<Server, 'metadata' | 'status'>,
  flavor: Found | undefined,
): Found | undefined {
  return flavor !== undefined && mayHaveFlavor(server, flavor) ? flavor : undefined;
}

function validateFlavor(object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] {
  const before = (previous as Flavor | undefined)?.spec.id;
  return before === undefined || before === (object as Flavor).spec.id
    ? []
    : [{ reason: 'FieldValueForbidden', message: 'Forbidden: cannot be changed, since clients know the flavor by it', field: 'spec.id' }];
}
