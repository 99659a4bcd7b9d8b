import {
  always,
  boolean,
  closed,
  enveloped,
  flavorDescription,
  flavorSize,
  flavorSizeOrZero,
  metadataOf,
  name,
  nonNegativeInteger,
  oneOfWords,
  shortText,
  since,
  steps,
  type SchemaTable,
} from './parameter-schemas.ts';
import { many, strictSince75 } from './query-schemas.ts';

const extraSpecs = metadataOf({ type: ['string', 'number'], maxLength: 255 });

/** Flavors, who may use them, and their extra specs (nova/api/openstack/compute/schemas/flavor_manage.py, flavor_access.py, flavors_extraspecs.py). */
export const flavorSchemas = {
  createFlavor: steps([1, 55], (version) =>
    enveloped(
      'flavor',
      {
        name,
        id: { type: ['string', 'number', 'null'], minLength: 1, maxLength: 255, pattern: '^(?! )[a-zA-Z0-9. _-]+(?<! )$' },
        ram: flavorSize,
        vcpus: flavorSize,
        disk: flavorSizeOrZero,
        'OS-FLV-EXT-DATA:ephemeral': flavorSizeOrZero,
        swap: flavorSizeOrZero,
        rxtx_factor: { type: ['number', 'string'], pattern: String.raw`^[0-9]+(\.[0-9]+)?$`, above: 0, atMost: 3.402_82e38 },
        'os-flavor-access:is_public': boolean,
        ...since(55, version, { description: flavorDescription }),
      },
      ['name', 'ram', 'vcpus', 'disk'],
    ),
  ),
  updateFlavor: steps([55], () => enveloped('flavor', { description: flavorDescription }, ['description'])),
  addTenantAccess: always(enveloped('addTenantAccess', { tenant: shortText }, ['tenant'])),
  removeTenantAccess: always(enveloped('removeTenantAccess', { tenant: shortText }, ['tenant'])),
  addExtraSpecs: always(closed({ extra_specs: extraSpecs }, ['extra_specs'])),
  setExtraSpec: always({ ...extraSpecs, minProperties: 1, maxProperties: 1 }),
} as const satisfies SchemaTable;

const sortKeys =
  'created_at description disabled ephemeral_gb flavorid id is_public memory_mb name root_gb rxtx_factor swap updated_at vcpu_weight vcpus'.split(
    ' ',
  );

export const flavorQueries = {
  listFlavors: steps([1, 75], (version) =>
    strictSince75(version, {
      limit: many(nonNegativeInteger),
      marker: many(),
      is_public: many(),
      minRam: many(),
      minDisk: many(),
      sort_key: many(oneOfWords(...sortKeys)),
      sort_dir: many(oneOfWords('asc', 'desc')),
    }),
  ),
} as const satisfies SchemaTable;
