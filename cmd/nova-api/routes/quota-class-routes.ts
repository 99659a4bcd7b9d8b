import { defaultQuotaKind, type DefaultQuota } from '#apis/compute/default-quota.ts';
import { AlreadyExistsError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { without } from '#apis/machinery/plain-value.ts';
import { changeObject } from '../cloud/change-object.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { lower } from '../microversions/responses.ts';
import {
  defaultClass,
  longestClassName,
  mostClasses,
  numbersByClass,
  quotaClassesAnnotation,
  textWith,
  type ClassNumbers,
} from '../translate/quota-classes.ts';
import { defaultLimits, patchOfLimits, quotaNames, statedLimits, type Limits } from '../translate/quota-view.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';

const path = '/os-quota-class-sets/:id';
const rule = (verb: string): string => `os_compute_api:os-quota-class-sets:${verb}`;

/** The DefaultQuota that OpenStack's administrators write. Others hold beside it. */
const quotaName = 'openstack';

/** What holds for projects that nothing is said of, `/os-quota-class-sets/default`; and numbers of other classes, which limit nothing. */
export function quotaClassRoutes(cloud: Cloud): readonly Route[] {
  return [
    {
      method: 'GET',
      path,
      policy: 'admin',
      rule: rule('show'),
      handle: (request) => shown(cloud, request, { id: request.parameters['id'] ?? '' }),
    },
    {
      method: 'PUT',
      path,
      policy: 'admin',
      rule: rule('update'),
      request: 'updateQuotaClassSet',
      handle: (request) => update(cloud, request),
    },
  ];
}

/** What holds for projects that nothing is said of. */
export function limitsByDefault(cloud: Cloud): Limits {
  return { ...defaultLimits, ...statedLimits([...cloud.known.defaultQuotas.list()].map(({ spec }) => spec)) };
}

/** Has an answer say what was written of things that there are not; they are in answers to old versions only. */
export function recall(cloud: Cloud, body: Record<string, unknown>, className: string): void {
  for (const [name, number] of Object.entries(numbersByClass(ownQuota(cloud)).get(className) ?? {})) if (name in body) body[name] = number;
}

function shown(cloud: Cloud, { parameters, version }: NovaRequest, id: { readonly id?: string }): NovaAnswer {
  const name = parameters['id'] ?? '';
  const body: Record<string, unknown> = { ...id, ...(name === defaultClass ? limitsByDefault(cloud) : defaultLimits) };
  lower('quotaClassSet', body, version);
  recall(cloud, body, name);
  return { code: 200, body: { quota_class_set: body } };
}

async function update(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const name = request.parameters['id'] ?? '';
  if (name.length > longestClassName) throw new NovaFault(400, `The name of a quota class has at most ${longestClassName} characters.`);
  const said = request.body['quota_class_set'] as Readonly<Record<string, number | string>>;
  const numbers = Object.fromEntries(Object.entries(said).map(([limit, value]) => [limit, Number(value)]));
  const limits = name === defaultClass ? Object.fromEntries(Object.entries(numbers).filter(([limit]) => isLimit(limit))) : {};
  const rest = without(numbers, Object.keys(limits));
  await write(cloud, request, (current) => changes(current, name, limits, rest));
  return shown(cloud, request, {});
}

interface Changes {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly annotations: Readonly<Record<string, string>>;
}

function changes(current: DefaultQuota | undefined, name: string, limits: Partial<Limits>, rest: ClassNumbers): Changes {
  const classes = numbersByClass(current);
  if (Object.keys(rest).length > 0 && !classes.has(name) && classes.size >= mostClasses)
    throw new NovaFault(400, `There are ${mostClasses} quota classes, and there can be no more.`);
  const annotations: Readonly<Record<string, string>> =
    Object.keys(rest).length === 0 ? {} : { [quotaClassesAnnotation]: textWith(classes, name, rest) };
  return { spec: Object.keys(limits).length === 0 ? {} : patchOfLimits(limits, current?.spec ?? {}), annotations };
}

async function write(cloud: Cloud, { caller }: NovaRequest, changesOf: (current: DefaultQuota | undefined) => Changes): Promise<void> {
  const client = (await cloud.as(caller)).resource(defaultQuotaKind);
  const patchOf = (current: DefaultQuota) => {
    const { spec, annotations } = changesOf(current);
    return { spec, metadata: { annotations } };
  };
  let existing = ownQuota(cloud);
  if (existing === undefined) {
    const { spec, annotations } = changesOf(undefined);
    const stated = Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== null));
    const metadata = { name: quotaName, annotations };
    try {
      const made = await client.create({ apiVersion: apiVersionOf(defaultQuotaKind), kind: defaultQuotaKind.kind, metadata, spec: stated });
      cloud.known.defaultQuotas.absorb(made);
      return;
    } catch (error) {
      // Another request made it.
      if (!(error instanceof AlreadyExistsError)) throw error;
      existing = await client.get({ name: quotaName });
    }
  }
  await changeObject(client, cloud.known.defaultQuotas, existing, patchOf);
}

function ownQuota(cloud: Cloud): DefaultQuota | undefined {
  return cloud.known.defaultQuotas.get({ name: quotaName });
}

function isLimit(name: string): boolean {
  return quotaNames.some((each) => each === name);
}
