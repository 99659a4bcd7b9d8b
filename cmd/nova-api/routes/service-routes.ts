import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { changeObject } from '../cloud/change-object.ts';
import { deleteObject } from '../cloud/delete-object.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { lower, type Representation } from '../microversions/responses.ts';
import { isBodyName, validateBody } from '../schemas/request-schemas.ts';
import { isTrue } from '../translate/create-request.ts';
import { computeBinary, disabledReasonAnnotation, serviceView } from '../translate/host-view.ts';
import { hostByID, hostFacts, hostsInOrder } from './host-facts.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';

const rule = (verb: string): string => `os_compute_api:os-services:${verb}`;
const path = '/os-services';

/** `/os-services`: the agent of each host, under the name of Nova's agent. The processes of our control plane are none of Nova's and are not listed. */
export function serviceRoutes(cloud: Cloud): readonly Route[] {
  return [
    { method: 'GET', path, policy: 'admin', rule: rule('list'), query: 'listServices', handle: (request) => list(cloud, request) },
    { method: 'PUT', path: `${path}/:id`, policy: 'admin', rule: rule('update'), until: 52, handle: (request) => act(cloud, request) },
    {
      method: 'PUT',
      path: `${path}/:id`,
      policy: 'admin',
      rule: rule('update'),
      since: 53,
      request: 'updateService',
      handle: (request) => update(cloud, request),
    },
    { method: 'DELETE', path: `${path}/:id`, policy: 'admin', rule: rule('delete'), handle: (request) => remove(cloud, request) },
  ];
}

function list(cloud: Cloud, { query, version }: NovaRequest): NovaAnswer {
  const [host, binary] = [query.get('host'), query.get('binary')];
  const hosts = hostsInOrder(cloud).filter(({ metadata }) => host === null || host === metadata.name);
  const services = binary === null || binary === computeBinary ? hosts : [];
  return { code: 200, body: { services: services.map((each) => shown(cloud, each, 'service', version)) } };
}

interface Wish {
  readonly status?: 'enabled' | 'disabled';
  readonly disabled_reason?: string;
  readonly forced_down?: boolean | string;
}

type OlderWish = Wish & { readonly host?: string; readonly binary?: string };

/** Until 2.52 the path says what is to become of a service that the body names. */
async function act(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const { body, parameters, version } = request;
  const action = olderActions[parameters['id'] ?? ''];
  const schema = `service.${parameters['id'] ?? ''}`;
  if (action === undefined || version < action.since || !isBodyName(schema)) throw new NovaFault(404, 'Unknown action');
  validateBody(schema, version, body);
  const { host: name = '', binary, disabled_reason: reason, forced_down: down } = body as OlderWish;
  const host = binary === computeBinary ? cloud.known.hosts.get({ name }) : undefined;
  if (host === undefined) throw new NovaFault(404, `Host '${name}' is not mapped to any cell.`);
  const changed = await change(cloud, request, host, action.wish({ reason, down }));
  const service = shown(cloud, changed, action.shownAs, version);
  return { code: 200, body: { service } };
}

interface OlderAction {
  readonly since: number;
  readonly shownAs: Representation;
  readonly wish: (said: { readonly reason: string | undefined; readonly down: boolean | string | undefined }) => Wish;
}

const olderActions: Readonly<Record<string, OlderAction>> = {
  enable: { since: 1, shownAs: 'enabledService', wish: () => ({ status: 'enabled' }) },
  disable: { since: 1, shownAs: 'disabledService', wish: () => ({ status: 'disabled' }) },
  'disable-log-reason': {
    since: 1,
    shownAs: 'disabledServiceWithReason',
    wish: ({ reason }) => ({ status: 'disabled', ...(reason === undefined ? {} : { disabled_reason: reason }) }),
  },
  'force-down': {
    since: 11,
    shownAs: 'forcedDownService',
    wish: ({ down }) => (down === undefined ? {} : { forced_down: down }),
  },
};

async function update(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const wish = request.body as Wish;
  if (wish.status === undefined && wish.forced_down === undefined)
    throw new NovaFault(400, "No updates were requested. Fields 'status' or 'forced_down' should be specified.");
  if (wish.disabled_reason !== undefined && wish.status !== 'disabled')
    throw new NovaFault(400, "Specifying 'disabled_reason' requires that 'status' is specified as 'disabled'.");
  const host = find(cloud, request);
  return { code: 200, body: { service: shown(cloud, await change(cloud, request, host, wish), 'service', request.version) } };
}

async function change(cloud: Cloud, { caller }: NovaRequest, host: Host, wish: Wish): Promise<Host> {
  if (wish.forced_down !== undefined && isTrue(wish.forced_down))
    throw new NovaFault(
      400,
      `The service of host ${host.metadata.name} cannot be forced down: it is down when it is silent. To give up a host whose guests are surely gone, delete the Host.`,
    );
  const { status, disabled_reason: reason = null } = wish;
  if (status === undefined) return host;
  const isDisabled = status === 'disabled';
  const client = (await cloud.as(caller)).resource(hostKind);
  return changeObject(client, cloud.known.hosts, host, () => ({
    metadata: { annotations: { [disabledReasonAnnotation]: isDisabled ? reason : null } },
    spec: { unschedulable: isDisabled },
  }));
}

/** The host is taken out of the cloud with its service. */
async function remove(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const host = find(cloud, request);
  if (cloud.instancesOn(host.metadata.name).length > 0)
    throw new NovaFault(409, 'Unable to delete compute service that is hosting instances. Migrate or delete the instances first.');
  const client = (await cloud.as(request.caller)).resource(hostKind);
  await deleteObject({ client, informer: cloud.known.hosts, clock: cloud.clock }, host);
  return { code: 204 };
}

function find(cloud: Cloud, { parameters, version }: NovaRequest): Host {
  const id = parameters['id'] ?? '';
  return hostByID(cloud, { id, version, missing: new NovaFault(404, `Service ${id} not found.`) });
}

function shown(cloud: Cloud, host: Host, as: Representation, version: number): Record<string, unknown> {
  const body = serviceView(hostFacts(cloud, host));
  lower('service', body, version);
  if (as !== 'service') lower(as, body, version);
  return body;
}
