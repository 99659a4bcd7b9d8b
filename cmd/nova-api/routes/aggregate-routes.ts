import { aggregateKind } from '#apis/infrastructure/aggregate.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { deleteObject } from '../cloud/delete-object.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { lower } from '../microversions/responses.ts';
import { aggregateCreated, aggregateView } from '../translate/aggregate-view.ts';
import { addHost, createAggregate, removeHost, setMetadata, updateAggregate } from './change-aggregate.ts';
import { aggregateFacts, findAggregate } from './aggregate-facts.ts';
import { validateBody } from '../schemas/request-schemas.ts';
import type { KnownAggregate } from '../cloud/known-objects.ts';
import type { NovaAnswer, NovaRequest, Policy, Route } from './route.ts';

const path = '/os-aggregates';
const policy: Policy = 'admin';
const rule = (verb: string): string => `os_compute_api:os-aggregates:${verb}`;

/** `/os-aggregates`: groups of hosts, for administrators. */
export function aggregateRoutes(cloud: Cloud): readonly Route[] {
  return [
    {
      method: 'GET',
      path,
      policy,
      rule: rule('index'),
      handle: (request) => ({ code: 200, body: { aggregates: inOrder(cloud).map((aggregate) => shown(cloud, aggregate, request)) } }),
    },
    {
      method: 'POST',
      path,
      policy,
      rule: rule('create'),
      request: 'createAggregate',
      handle: async (request) => {
        const aggregate = aggregateCreated(aggregateFacts(cloud, await createAggregate(cloud, request)));
        lower('aggregate', aggregate, request.version);
        return { code: 200, body: { aggregate } };
      },
    },
    {
      method: 'GET',
      path: `${path}/:id`,
      policy,
      rule: rule('show'),
      handle: (request) => answer(cloud, findAggregate(cloud, request), request),
    },
    {
      method: 'PUT',
      path: `${path}/:id`,
      policy,
      rule: rule('update'),
      request: 'updateAggregate',
      handle: async (request) => answer(cloud, await updateAggregate(cloud, request), request),
    },
    { method: 'DELETE', path: `${path}/:id`, policy, rule: rule('delete'), handle: (request) => remove(cloud, request) },
    { method: 'POST', path: `${path}/:id/action`, policy, rule: rule('update'), handle: (request) => act(cloud, request) },
    {
      method: 'POST',
      path: `${path}/:id/images`,
      policy,
      rule: 'compute:aggregates:images',
      since: 81,
      request: 'cacheAggregateImages',
      handle: (request) => {
        findAggregate(cloud, request);
        throw new NovaFault(501, 'Images cannot be brought to hosts before a server needs them.');
      },
    },
  ];
}

const actions = { add_host: addHost, remove_host: removeHost, set_metadata: setMetadata } as const;

async function act(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const [name = '', ...others] = Object.keys(request.body);
  if (!isAction(name) || others.length > 0) throw new NovaFault(400, `There is no such action: ${name}`);
  validateBody(`aggregate.${name}`, request.version, request.body);
  return answer(cloud, await actions[name](cloud, request), request);
}

function isAction(name: string): name is keyof typeof actions {
  return Object.hasOwn(actions, name);
}

async function remove(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const aggregate = findAggregate(cloud, request);
  if (aggregateFacts(cloud, aggregate).hosts.length > 0)
    throw new NovaFault(400, `Cannot remove aggregate ${request.parameters['id'] ?? ''}. Reason: Host aggregate is not empty.`);
  const client = (await cloud.as(request.caller)).resourceAt<KnownAggregate>(aggregateKind);
  await deleteObject({ client, informer: cloud.known.aggregates, clock: cloud.clock }, aggregate);
  return { code: 200 };
}

function inOrder(cloud: Cloud): readonly KnownAggregate[] {
  return [...cloud.known.aggregates.list()].toSorted((one, other) => (one.status?.number ?? 0) - (other.status?.number ?? 0));
}

function answer(cloud: Cloud, aggregate: KnownAggregate, request: NovaRequest): NovaAnswer {
  return { code: 200, body: { aggregate: shown(cloud, aggregate, request) } };
}

function shown(cloud: Cloud, aggregate: KnownAggregate, { version }: NovaRequest): Record<string, unknown> {
  const body = aggregateView(aggregateFacts(cloud, aggregate));
  lower('aggregate', body, version);
  return body;
}
