import { createNamed, objectNameOf } from '#apis/openstack/create-named.ts';
import { aggregateKind, type AggregateSpec } from '#apis/infrastructure/aggregate.ts';
import { isMember } from '#apis/infrastructure/host-zone.ts';
import { ConflictError, InvalidError } from '#apis/machinery/errors.ts';
import { displayNameOf, apiVersionOf } from '#apis/machinery/kind.ts';
import type { MergePatch } from '#apis/client/resource-client.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { changeObject } from '../cloud/change-object.ts';
import type { KnownAggregate } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { zoneKey } from '../translate/aggregate-view.ts';
import { zoneNameOf, zoneTitleAnnotation } from '../translate/zone-name.ts';
import { aggregateFacts, findAggregate } from './aggregate-facts.ts';
import { hostByName } from './host-facts.ts';
import type { NovaRequest } from './route.ts';

/** What `POST` and `PUT` say of an aggregate, valid by the schema. */
interface AggregateWish {
  readonly name?: string;
  readonly availability_zone?: string | null;
}

export async function createAggregate(cloud: Cloud, { body, caller }: NovaRequest): Promise<KnownAggregate> {
  const { name = '', availability_zone: zone = null } = body['aggregate'] as AggregateWish;
  refuseTaken(cloud, name, undefined);
  const client = (await cloud.as(caller)).resource(aggregateKind);
  const draft = (objectName: string) => ({
    apiVersion: apiVersionOf(aggregateKind),
    kind: aggregateKind.kind,
    metadata: { name: objectName, ...(zone === null ? {} : { annotations: { [zoneTitleAnnotation]: zone } }) },
    spec: { ...(objectName === name ? {} : { displayName: name }), ...(zone === null ? {} : { zone: zoneNameOf(zone) }) },
  });
  const made = await createNamed(client, objectNameOf(name, 'aggregate'), draft, cloud.random);
  // The client cannot know of the field that the copy adds.
  return taken(cloud, made as KnownAggregate);
}

export async function updateAggregate(cloud: Cloud, request: NovaRequest): Promise<KnownAggregate> {
  const aggregate = findAggregate(cloud, request);
  const { name, availability_zone: zone } = request.body['aggregate'] as AggregateWish;
  if (name !== undefined) refuseTaken(cloud, name, aggregate);
  if (zone !== undefined) refuseMove(cloud, aggregate, zone, 400);
  return change(cloud, request, aggregate, () => {
    const { metadata, spec } = zone === undefined ? { metadata: {}, spec: {} } : zonePatch(zone);
    return { metadata, spec: { ...spec, ...(name === undefined ? {} : { displayName: name }) } };
  });
}

/** Pairs that are null go; the zone is one of them. */
export async function setMetadata(cloud: Cloud, request: NovaRequest): Promise<KnownAggregate> {
  const aggregate = findAggregate(cloud, request);
  const { metadata: said } = request.body['set_metadata'] as { readonly metadata: Readonly<Record<string, string | null>> };
  const { [zoneKey]: zone, ...pairs } = said;
  if (zone !== undefined) refuseMove(cloud, aggregate, zone, 400);
  return change(cloud, request, aggregate, () => {
    const { metadata, spec } = zone === undefined ? { metadata: {}, spec: {} } : zonePatch(zone);
    return { metadata, spec: { ...spec, metadata: pairs } };
  });
}

export async function addHost(cloud: Cloud, request: NovaRequest): Promise<KnownAggregate> {
  const aggregate = findAggregate(cloud, request);
  const { host: name } = request.body['add_host'] as { readonly host: string };
  const host = hostByName(cloud, name);
  return change(cloud, request, aggregate, (current) => {
    if (isMember(current, host)) throw new NovaFault(409, `Aggregate ${request.parameters['id'] ?? ''} already has host ${name}.`);
    return { spec: { hosts: [...(current.spec.hosts ?? []), name] } };
  });
}

export async function removeHost(cloud: Cloud, request: NovaRequest): Promise<KnownAggregate> {
  const aggregate = findAggregate(cloud, request);
  const id = request.parameters['id'] ?? '';
  const { host: name } = request.body['remove_host'] as { readonly host: string };
  return change(cloud, request, aggregate, (current) => {
    const { hosts = [] } = current.spec;
    if (hosts.includes(name)) return { spec: { hosts: hosts.filter((each) => each !== name) } };
    const host = hostByName(cloud, name);
    if (isMember(current, host))
      throw new NovaFault(409, `Cannot remove host from aggregate ${id}. Reason: ${name} belongs to it by its labels.`);
    throw new NovaFault(404, `Aggregate ${id} has no host ${name}.`);
  });
}

function refuseTaken(cloud: Cloud, name: string, self: KnownAggregate | undefined): void {
  for (const aggregate of cloud.known.aggregates.list())
    if (aggregate.metadata.uid !== self?.metadata.uid && displayNameOf(aggregate) === name)
      throw new NovaFault(409, `Aggregate ${name} already exists.`);
}

/** Servers were told their zone: it is not changed under them. */
function refuseMove(cloud: Cloud, aggregate: KnownAggregate, zone: string | null, code: number): void {
  const facts = aggregateFacts(cloud, aggregate);
  if ((facts.zone ?? null) === zone) return;
  if (facts.hosts.some((host) => cloud.instancesOn(host).length > 0))
    throw new NovaFault(
      code,
      `Cannot update aggregate ${aggregate.status?.number ?? ''}. Reason: One or more hosts contain instances in this zone.`,
    );
}

function zonePatch(zone: string | null): {
  readonly metadata: object;
  readonly spec: { readonly [Key in keyof AggregateSpec]?: string | null };
} {
  return { metadata: { annotations: { [zoneTitleAnnotation]: zone } }, spec: { zone: zone === null ? null : zoneNameOf(zone) } };
}

async function change(
  cloud: Cloud,
  { caller }: NovaRequest,
  aggregate: KnownAggregate,
  patchOf: (current: KnownAggregate) => MergePatch,
): Promise<KnownAggregate> {
  const client = (await cloud.as(caller)).resourceAt<KnownAggregate>(aggregateKind);
  try {
    return taken(cloud, await changeObject(client, cloud.known.aggregates, aggregate, patchOf));
  } catch (error) {
    // The api-server sees to it that a host is in one zone at most.
    if (error instanceof InvalidError) {
      const reasons = error.details?.causes?.map(({ message }) => message).join('; ') ?? error.message;
      throw new NovaFault(409, `Cannot update aggregate ${aggregate.status?.number ?? ''}. Reason: ${reasons}`, { cause: error });
    }
    if (error instanceof ConflictError) throw new NovaFault(409, error.message, { cause: error });
    throw error;
  }
}

/** The aggregate as the copy has it, with the time of its change. */
function taken(cloud: Cloud, aggregate: KnownAggregate): KnownAggregate {
  cloud.known.aggregates.absorb(aggregate);
  return cloud.known.aggregates.get({ name: aggregate.metadata.name }) ?? aggregate;
}
