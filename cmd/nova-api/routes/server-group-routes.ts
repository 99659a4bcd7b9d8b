import { createNamed, objectNameOf } from '#apis/openstack/create-named.ts';
import { serverGroupKind, type ServerGroup } from '#apis/compute/server-group.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { deleteObject } from '../cloud/delete-object.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { lower } from '../microversions/responses.ts';
import { policyOfWord, serverGroupView } from '../translate/server-group-view.ts';
import { offsetPageOf } from './page.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';

const rule = (verb: string): string => `os_compute_api:os-server-groups:${verb}`;
const path = '/os-server-groups';

/** `/os-server-groups`. */
export function serverGroupRoutes(cloud: Cloud): readonly Route[] {
  return [
    { method: 'GET', path, policy: 'reader', rule: rule('index'), query: 'listServerGroups', handle: (request) => list(cloud, request) },
    {
      method: 'POST',
      path,
      policy: 'member',
      rule: rule('create'),
      request: 'createServerGroup',
      handle: (request) => create(cloud, request),
    },
    {
      method: 'GET',
      path: `${path}/:id`,
      policy: 'reader',
      rule: rule('show'),
      handle: (request) => ({ code: 200, body: { server_group: shown(cloud, find(cloud, request), request) } }),
    },
    {
      method: 'DELETE',
      path: `${path}/:id`,
      policy: 'member',
      rule: rule('delete'),
      handle: async (request) => {
        const group = find(cloud, request);
        const client = (await cloud.as(request.caller)).resource(serverGroupKind);
        await deleteObject({ client, informer: cloud.known.groups, clock: cloud.clock }, group);
        return { code: 204 };
      },
    },
  ];
}

function list(cloud: Cloud, request: NovaRequest): NovaAnswer {
  const { caller, query } = request;
  const isOfAll = query.has('all_projects') && caller.roles.has('admin');
  const groups = [...cloud.known.groups.list()]
    .filter(({ metadata }) => isOfAll || metadata.namespace === caller.projectID)
    .toSorted((one, other) => orderOf(one).localeCompare(orderOf(other)));
  return { code: 200, body: { server_groups: offsetPageOf(groups, query).map((group) => shown(cloud, group, request)) } };
}

function orderOf({ metadata }: ServerGroup): string {
  return `${metadata.creationTimestamp} ${metadata.uid}`;
}

/** The body of `POST /os-server-groups` in its newest form, valid by its schema. */
interface GroupWish {
  readonly name: string;
  readonly policy: keyof typeof policyOfWord;
  readonly rules?: { readonly max_server_per_host?: number | string };
}

async function create(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const { caller } = request;
  const { name, policy, rules = {} } = request.body['server_group'] as GroupWish;
  const maximum = rules.max_server_per_host;
  if (maximum !== undefined && policy !== 'anti-affinity') throw new NovaFault(400, 'Only anti-affinity policy supports rules.');
  const client = (await cloud.as(caller)).resource(serverGroupKind);
  const draft = (objectName: string) => ({
    apiVersion: apiVersionOf(serverGroupKind),
    kind: serverGroupKind.kind,
    metadata: { name: objectName, namespace: caller.projectID },
    spec: {
      policy: policyOfWord[policy],
      maximumServersPerHost: maximum === undefined ? 1 : Number(maximum),
      ...(objectName === name ? {} : { displayName: name }),
    },
  });
  const group = await createNamed(client, objectNameOf(name, 'group'), draft, cloud.random);
  cloud.known.groups.absorb(group);
  return { code: 200, body: { server_group: shown(cloud, group, request) } };
}

/** A group of the caller's project, or of any for an administrator. Throws Nova's 404. */
function find(cloud: Cloud, { caller, parameters }: NovaRequest): ServerGroup {
  const id = parameters['id'] ?? '';
  const group = cloud.byUID('groups', id);
  if (group === undefined || (group.metadata.namespace !== caller.projectID && !caller.roles.has('admin')))
    throw new NovaFault(404, `Instance group ${id} could not be found.`);
  return group;
}

function shown(cloud: Cloud, group: ServerGroup, { version }: NovaRequest): Record<string, unknown> {
  const { namespace = '', name } = group.metadata;
  const members = cloud.serversOf(namespace).filter(({ spec }) => spec.placement?.serverGroup === name);
  const body = serverGroupView(
    group,
    members.map(({ metadata }) => metadata.uid),
  );
  lower('serverGroup', body, version);
  return body;
}
