import { flavorKind, type Flavor } from '#apis/compute/flavor.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { changeObject } from '../cloud/change-object.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { flavorOf } from './flavor-routes.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';

const path = '/flavors/:id/os-extra_specs';
const keyPath = `${path}/:key`;
const rule = (verb: string): string => `os_compute_api:os-flavor-extra-specs:${verb}`;

/** `/flavors/ID/os-extra_specs`. */
export function flavorExtraSpecRoutes(cloud: Cloud): readonly Route[] {
  return [
    {
      method: 'GET',
      path,
      policy: 'reader',
      handle: (request) => ({ code: 200, body: { extra_specs: flavorOf(cloud, request).spec.extraSpecs ?? {} } }),
    },
    {
      method: 'POST',
      path,
      policy: 'admin',
      rule: rule('create'),
      request: 'addExtraSpecs',
      handle: async (request) => {
        const extraSpecs = asTexts(request.body['extra_specs'] as ExtraSpecs);
        await change(cloud, request, () => extraSpecs);
        return { code: 200, body: { extra_specs: extraSpecs } };
      },
    },
    { method: 'GET', path: keyPath, policy: 'reader', handle: (request) => show(cloud, request) },
    {
      method: 'PUT',
      path: keyPath,
      policy: 'admin',
      rule: rule('update'),
      request: 'setExtraSpec',
      handle: (request) => set(cloud, request),
    },
    { method: 'DELETE', path: keyPath, policy: 'admin', rule: rule('delete'), handle: (request) => remove(cloud, request) },
  ];
}

type ExtraSpecs = Readonly<Record<string, string | number>>;

function show(cloud: Cloud, request: NovaRequest): NovaAnswer {
  const [flavor, key] = [flavorOf(cloud, request), request.parameters['key'] ?? ''];
  return { code: 200, body: { [key]: requireSpec(flavor, request, key) } };
}

async function set(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const key = request.parameters['key'] ?? '';
  if (!Object.hasOwn(request.body, key)) throw new NovaFault(400, 'Request body and URI mismatch');
  const extraSpecs = asTexts(request.body as ExtraSpecs);
  await change(cloud, request, () => extraSpecs);
  return { code: 200, body: extraSpecs };
}

async function remove(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const key = request.parameters['key'] ?? '';
  await change(cloud, request, (flavor) => {
    requireSpec(flavor, request, key);
    return { [key]: null };
  });
  return { code: 200 };
}

async function change(
  cloud: Cloud,
  request: NovaRequest,
  extraSpecsOf: (flavor: Flavor) => Readonly<Record<string, string | null>>,
): Promise<void> {
  const flavor = flavorOf(cloud, request);
  const client = (await cloud.as(request.caller)).resource(flavorKind);
  await changeObject(client, cloud.known.flavors, flavor, (current) => ({ spec: { extraSpecs: extraSpecsOf(current) } }));
}

function requireSpec({ spec }: Flavor, { parameters }: NovaRequest, key: string): string {
  const value = Object.hasOwn(spec.extraSpecs ?? {}, key) ? spec.extraSpecs?.[key] : undefined;
  if (value === undefined) throw new NovaFault(404, `Flavor ${parameters['id'] ?? ''} has no extra specs with key ${key}.`);
  return value;
}

function asTexts(extraSpecs: ExtraSpecs): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(extraSpecs).map(([key, value]) => [key, String(value)]));
}
