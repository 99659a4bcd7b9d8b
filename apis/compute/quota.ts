import { Type, type TUnsafe } from 'typebox';
import type { StatusCause } from '../machinery/errors.ts';
import { defineKind, setOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { computeGroup, computeVersion } from './group.ts';

/** Schema of whole amounts by the name of a resource class. */
const amountsByClass = (description: string): TUnsafe<Record<string, number>> =>
  Type.Unsafe<Record<string, number>>({ type: 'object', additionalProperties: { type: 'integer', minimum: 0 }, description });

const limit = (what: string) =>
  Type.Optional(Type.Integer({ minimum: 0, description: `Most ${what} in this namespace; absent: no limit.` }));

const used = (what: string) => Type.Optional(Type.Integer({ minimum: 0, description: `How many ${what} there are.` }));

/** What a Quota and a DefaultQuota can limit. */
export const quotaLimits = {
  servers: limit('servers'),
  vcpus: limit('virtual CPUs'),
  memoryMiB: limit('memory, in MiB,'),
  diskGiB: limit('disk of servers, in GiB (root, ephemeral and swap),'),
  resourceClasses: Type.Optional(
    amountsByClass(
      'Most of each resource class that flavors ask for (`resources:CUSTOM_GPU: 1` in their extraSpecs). VCPU, MEMORY_MB and DISK_GB are what flavors have anyway. One that is not named here has no limit.',
    ),
  ),
  volumes: limit('volumes'),
  volumeGiB: limit('storage of volumes, in GiB,'),
  ports: limit('ports'),
  addresses: limit('addresses of ports'),
  keyPairs: limit('key pairs'),
  keyPairsPerUser: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: 'Most key pairs of each user (`spec.user`); those of everybody are not counted. Absent: no limit.',
    }),
  ),
  serverGroups: limit('server groups'),
  serverGroupMembers: Type.Optional(Type.Integer({ minimum: 0, description: 'Most members of each server group; absent: no limit.' })),
  serverMetadataItems: Type.Optional(
    Type.Integer({ minimum: 0, description: 'Most pairs in the metadata of each server; absent: no limit.' }),
  ),
  unlimited: Type.Optional(
    setOf(Type.String({ minLength: 1, maxLength: 255 }), {
      maxItems: 64,
      description: 'What is stated to have no limit, by the name of the limit or of a resource class: no DefaultQuota limits it either.',
    }),
  ),
};

const quotaSpec = strictObject(
  {
    user: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 256,
        description:
          'The quota of one user in this namespace, by the name that the api-server knows the user by. It counts servers and server groups that this user has made (`status.createdBy`) and key pairs that are theirs (`spec.user`). Absent: the quota of the whole namespace.',
      }),
    ),
    ...quotaLimits,
  },
  { description: 'Limits on what may be in use at one time.' },
);

const quotaStatus = strictObject(
  {
    observedGeneration: Type.Optional(Type.Integer({ description: 'The generation that this status speaks of.' })),
    used: Type.Optional(
      strictObject(
        {
          servers: used('servers'),
          vcpus: used('virtual CPUs'),
          memoryMiB: used('MiB of memory'),
          diskGiB: used('GiB of disk of servers'),
          resourceClasses: Type.Optional(amountsByClass('How much of each limited resource class there is.')),
          volumes: used('volumes'),
          volumeGiB: used('GiB of storage of volumes'),
          ports: used('ports'),
          addresses: used('addresses of ports'),
          keyPairs: used('key pairs'),
          serverGroups: used('server groups'),
        },
        { description: 'What is in use, of what this quota limits. A report of a moment ago; limits are checked on what is so.' },
      ),
    ),
    summary: Type.Optional(Type.String({ description: 'Used of allowed, in one line for people, as `servers: 3/10`.' })),
  },
  { description: 'What is in use.' },
);

/**
 * Limits on the current use of one namespace, or of one user in it. Several Quotas in one namespace all hold. What no Quota of the whole namespace speaks of
 * has the limit of the DefaultQuotas.
 */
export const quotaKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'Quota',
  plural: 'quotas',
  categories: ['tycho'],
  scope: 'Namespaced',
  description: 'Limits on the current use of one project.',
  fields: strictObject({ spec: quotaSpec, status: Type.Optional(quotaStatus) }),
  rules: [
    'A name in `resourceClasses` has capital letters, digits and underscores only.',
    '`unlimited` names limits and resource classes, none that has a limit beside it.',
    'With `user`: no `volumes`, `volumeGiB`, `ports`, `addresses`, of which nobody notes who made them; `keyPairs` instead of `keyPairsPerUser`; no `unlimited`.',
  ],
  validate: validateQuota,
  columns: [
    { name: 'Used', type: 'string', path: '.status.summary', description: 'Used of allowed.', priority: 0 },
    { name: 'User', type: 'string', path: '.spec.user', description: 'Whose creations it counts; all if absent.', priority: 1 },
    { name: 'Servers', type: 'integer', path: '.spec.servers', description: 'Most servers.', priority: 1 },
    { name: 'VCPUs', type: 'integer', path: '.spec.vcpus', description: 'Most virtual CPUs.', priority: 1 },
    { name: 'Memory-MiB', type: 'integer', path: '.spec.memoryMiB', description: 'Most memory.', priority: 1 },
    { name: 'Disk-GiB', type: 'integer', path: '.spec.diskGiB', description: 'Most root disk.', priority: 1 },
  ],
});

export type QuotaSpec = Fields<typeof quotaSpec>;
/** The part of a quota's spec that says how much. */
export type QuotaLimits = Omit<QuotaSpec, 'user'>;
export type QuotaStatus = Fields<typeof quotaStatus>;
export type Quota = Resource<QuotaSpec, QuotaStatus>;

function validateQuota(object: ApiObject): readonly StatusCause[] {
  const { spec } = object as Quota;
  return [...limitCauses(spec), ...(spec.user === undefined ? [] : userCauses(spec))];
}

/** What is wrong with limits, whoever they are for. */
export function limitCauses(spec: QuotaLimits): readonly StatusCause[] {
  const { resourceClasses = {}, unlimited = [], ...amounts } = spec;
  const badClasses = Object.keys(resourceClasses)
    .filter((name) => !resourceClassPattern.test(name))
    .map((name) =>
      fault(
        `spec.resourceClasses[${JSON.stringify(name)}]`,
        'Invalid value: a resource class has capital letters, digits and underscores, as CUSTOM_GPU',
      ),
    );
  const badNames = unlimited.flatMap((name, index) => {
    const field = `spec.unlimited[${index}]`;
    if (!isAmount(name) && !resourceClassPattern.test(name))
      return [fault(field, 'Invalid value: it is the name of a limit, as vcpus, or of a resource class, as CUSTOM_GPU')];
    return Object.hasOwn(amounts, name) || Object.hasOwn(resourceClasses, name)
      ? [fault(field, `Invalid value: ${name} has a limit in this quota`)]
      : [];
  });
  return [...badClasses, ...badNames];
}

function isAmount(name: string): boolean {
  return Object.hasOwn(quotaLimits, name) && name !== 'unlimited' && name !== 'resourceClasses';
}

function userCauses(spec: QuotaSpec): readonly StatusCause[] {
  const whys: Readonly<Record<string, string>> = {
    ...Object.fromEntries(
      ['volumes', 'volumeGiB', 'ports', 'addresses'].map((name) => [
        name,
        'nobody notes who made them: limit them for the whole namespace',
      ]),
    ),
    keyPairsPerUser: 'in the quota of one user it is `keyPairs`',
    unlimited: 'a limit that is absent here is none, and the quota of the namespace holds all the same',
  };
  return Object.keys(whys)
    .filter((name) => spec[name as keyof QuotaSpec] !== undefined)
    .map((name) => ({ reason: 'FieldValueForbidden', message: `Forbidden: with spec.user, ${whys[name]}`, field: `spec.${name}` }));
}

function fault(field: string, message: string): StatusCause {
  return { reason: 'FieldValueInvalid', message, field };
}

/** As in Placement: standard names, and those of the operator that begin with CUSTOM_. */
const resourceClassPattern = /^[A-Z0-9_]{1,255}$/;
