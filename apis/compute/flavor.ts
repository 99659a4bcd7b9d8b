import { Type } from 'typebox';
import { defineKind, displayName, strictObject, stringMap, type Fields } from '../machinery/kind.ts';
import type { Resource } from '../machinery/object-meta.ts';
import { computeGroup, computeVersion } from './group.ts';

const flavorSpec = strictObject(
  {
    displayName: displayName(),
    vcpus: Type.Integer({ minimum: 1, maximum: 1024, description: 'Virtual CPUs.' }),
    memoryMiB: Type.Integer({ minimum: 16, maximum: 67_108_864, description: 'Guest memory, in MiB.' }),
    diskGiB: Type.Integer({ minimum: 0, maximum: 1_048_576, description: 'Root disk, in GiB; 0 takes the size of the image.' }),
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
  columns: [
    { name: 'VCPUs', type: 'integer', path: '.spec.vcpus', description: 'Virtual CPUs.', priority: 0 },
    { name: 'Memory-MiB', type: 'integer', path: '.spec.memoryMiB', description: 'Guest memory.', priority: 0 },
    { name: 'Disk-GiB', type: 'integer', path: '.spec.diskGiB', description: 'Root disk.', priority: 0 },
  ],
});

export type FlavorSpec = Fields<typeof flavorSpec>;
export type Flavor = Resource<FlavorSpec, never>;
