import type { NetworkSpec } from '#apis/compute/network.ts';
import { invalid, isNothing, objectIn, requireHarmless, textOf, type Harmless } from '../http/request-fields.ts';
import { ownProject } from './own-project.ts';

/** What somebody wants of a new network. */
export interface NetworkRequest {
  readonly projectID: string;
  readonly isShared: boolean;
  readonly name: string;
  readonly spec: Pick<NetworkSpec, 'description' | 'mtu'>;
}

const harmless: Harmless = {
  admin_state_up: (value) => value === true,
  port_security_enabled: (value) => value === true,
  'router:external': (value) => value === false,
  is_default: (value) => value === false,
  vlan_transparent: (value) => value === false || value === null,
  'provider:network_type': (value) => value === 'vxlan',
  dns_domain: (value) => value === '',
  ...Object.fromEntries(['availability_zone_hints', 'qos_policy_id', 'tags'].map((name) => [name, isNothing])),
};

/** Reads the body of `POST /v2.0/networks`. Throws a Fault of 400 that names the field. */
export function parseNetworkCreation(body: unknown, callersProject: string): NetworkRequest {
  const { name, description, mtu, shared = false, project_id: project, tenant_id: tenant, ...others } = objectIn(body, 'network');
  requireHarmless(others, { ...harmless, ...ownProject(callersProject) });
  if (typeof shared !== 'boolean') throw invalid('shared', 'it has to be true or false');
  return {
    projectID: projectOf({ project_id: project, tenant_id: tenant }) ?? callersProject,
    isShared: shared,
    name: textOf(name, 'name'),
    spec: { ...descriptionOf(description), ...(isUnsaid(mtu) ? {} : { mtu: mtuOf(mtu) }) },
  };
}

/** Reads the body of `PUT /v2.0/networks/{id}`: what people say of a network can change, and nothing else. The patch of its spec. */
export function parseNetworkUpdate(body: unknown, callersProject: string): Readonly<Record<string, string | null>> {
  const { name, description, ...others } = objectIn(body, 'network');
  requireHarmless(others, { ...harmless, ...ownProject(callersProject) });
  const orNothing = (text: string): string | null => (text === '' ? null : text);
  return {
    ...(name === undefined ? {} : { displayName: orNothing(textOf(name, 'name')) }),
    ...(description === undefined ? {} : { description: orNothing(textOf(description, 'description')) }),
  };
}

/** The project that is named, by its old word or its new one. */
function projectOf(named: Readonly<Record<string, unknown>>): string | undefined {
  for (const [field, value] of Object.entries(named)) {
    if (isUnsaid(value)) continue;
    if (typeof value === 'string' && value !== '') return value;
    throw invalid(field, 'it has to be the id of a project');
  }
  return undefined;
}

function descriptionOf(value: unknown): { readonly description?: string } {
  const description = textOf(value, 'description');
  return description === '' ? {} : { description };
}

/** `openstack` sends it as a text. Whether the control plane takes it is for the control plane to say. */
function mtuOf(value: unknown): number {
  const bytes = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value;
  if (typeof bytes === 'number' && Number.isInteger(bytes)) return bytes;
  throw invalid('mtu', 'it has to be a whole number of bytes');
}

/** Neutron's clients send null for what was not chosen. */
function isUnsaid(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
