import { eachPath, type ComparedRequest } from '../compared-request.ts';

const absent = 'e27b4e2e-7eb9-4d15-9c39-5a7a5a2fb0b1';

const gone = (
  'PUT /os-agents/1,DELETE /os-agents/1,GET /os-cells/capacities,GET /os-cells/info,POST /os-cells/sync_instances,GET /os-cells/x,PUT /os-cells/x,' +
  'DELETE /os-cells/x,GET /os-cells/x/capacities,POST /os-cloudpipe,PUT /os-cloudpipe/x,POST /os-fixed-ips/10.0.0.1/action,PUT /os-floating-ip-dns/x,' +
  'DELETE /os-floating-ip-dns/x,GET /os-floating-ip-dns/x/entries/y,PUT /os-floating-ip-dns/x/entries/y,DELETE /os-floating-ip-dns/x/entries/y,' +
  'POST /os-floating-ips-bulk,GET /os-floating-ips-bulk/x,PUT /os-floating-ips-bulk/x,POST /os-networks/add,DELETE /os-networks/x,' +
  'POST /os-networks/x/action,POST /os-security-group-default-rules,GET /os-security-group-default-rules/1,DELETE /os-security-group-default-rules/1,' +
  'POST /os-tenant-networks,DELETE /os-tenant-networks/x,POST /servers/x/consoles,GET /servers/x/consoles/1,DELETE /servers/x/consoles/1,' +
  'GET /servers/x/os-virtual-interfaces'
).split(',');

/** Nova looks for the action before it says that there is none of them any more. */
function bodyOfGone(request: string): object {
  if (!request.endsWith('/action')) return {};
  return request.includes('os-fixed-ips') ? { reserve: null } : { disassociate: null };
}

const ofImages = [
  `DELETE /images/${absent}`,
  'DELETE /images',
  `POST /images/${absent}/metadata`,
  `PUT /images/${absent}/metadata`,
  `GET /images/${absent}/metadata/x`,
  `DELETE /images/${absent}/metadata/x`,
];

/** What only ever handed on to other services, or is gone: in the oldest version where Nova can still say so, and in a newer one. */
export const removedRequests: readonly ComparedRequest[] = [
  ...eachPath(
    'handed on to others',
    { request: 'GET ', versions: ['2.36', '2.90'] },
    {
      images: '/images',
      'images in detail': '/images/detail',
      'an image': '/images/{image}',
      networks: '/os-networks',
      'a network': '/os-networks/{network}',
      'networks of a project': '/os-tenant-networks',
      'floating addresses': '/os-floating-ips',
      'pools of floating addresses': '/os-floating-ip-pools',
      'security groups': '/os-security-groups',
      'a security group': '/os-security-groups/x',
      volumes: '/os-volumes',
      'volumes in detail': '/os-volumes/detail',
      snapshots: '/os-snapshots',
      'bare machines': '/os-baremetal-nodes',
    },
  ),
  ...eachPath(
    'handed on to the image service',
    { request: 'GET ', versions: ['', '2.35'] },
    {
      images: '/images',
      'images in detail': '/images/detail',
      'an image': '/images/{image}',
      'an image that is none': '/images/e27b4e2e-7eb9-4d15-9c39-5a7a5a2fb0b1',
      'metadata of an image': '/images/{image}/metadata',
    },
  ),
  ...eachPath(
    'gone in every version',
    { request: 'GET ', versions: ['', '2.90'] },
    {
      agents: '/os-agents',
      cells: '/os-cells',
      'cells in detail': '/os-cells/detail',
      cloudpipes: '/os-cloudpipe',
      pings: '/os-fping',
      'a ping': '/os-fping/x',
      certificates: '/os-certificates/root',
      'names of floating addresses': '/os-floating-ip-dns',
      'floating addresses in bulk': '/os-floating-ips-bulk',
      'a fixed address': '/os-fixed-ips/10.0.0.1',
      'default rules of security groups': '/os-security-group-default-rules',
    },
  ),
  { name: 'gone in every version: making an agent', request: 'POST /os-agents', as: 'admin', body: { agent: {} } },
  { name: 'gone in every version: making a certificate', request: 'POST /os-certificates', body: {} },
  { name: 'gone in every version: making a cell', request: 'POST /os-cells', as: 'admin', body: { cell: {} } },
  { name: 'gone in every version: making a network', request: 'POST /os-networks', as: 'admin', body: { network: {} } },
  ...eachPath(
    'hosts, until 2.42',
    { request: 'GET ', as: 'admin', versions: ['', '2.42', '2.43'] },
    {
      'all of them': '/os-hosts',
      'one that is none': '/os-hosts/none',
      one: '/os-hosts/vm-1',
      'starting one': '/os-hosts/vm-1/startup',
      'rebooting one': '/os-hosts/vm-1/reboot',
      'shutting one down': '/os-hosts/vm-1/shutdown',
    },
  ),
  { name: 'hosts as a member', request: 'GET /os-hosts' },
  ...gone.map((request) => ({
    name: `gone in every version, by ${request}`,
    request,
    as: 'admin' as const,
    ...(request.startsWith('P') ? { body: bodyOfGone(request) } : {}),
  })),
  ...ofImages.map((request) => ({
    name: `of images that are none, by ${request}`,
    request,
    ...(request.startsWith('P') ? { body: { metadata: { x: 'y' } } } : {}),
  })),
  { name: 'of images that are none, by PUT of one value', request: `PUT /images/${absent}/metadata/x`, body: { meta: { x: 'y' } } },
  { name: 'changing a host', request: 'PUT /os-hosts/vm-1', as: 'admin', body: { status: 'sometimes' } },
  { name: 'changing a host, from 2.43', request: 'PUT /os-hosts/vm-1', as: 'admin', versions: ['2.43'], body: { status: 'enable' } },
];
