import { flavorIDOf } from '#apis/compute/flavor.ts';
import { displayNameOf } from '#apis/machinery/kind.ts';
import type { ServerAction } from '#apis/compute/server-action.ts';
import type { Volume } from '#apis/compute/volume.ts';
import { userIDOf, type Caller } from '#apis/openstack/caller.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { imageIDFor } from '../translate/image-view.ts';
import { failureOf, serverState } from '../translate/server-state.ts';
import type { ServerFacts } from '../translate/server-view.ts';
import { defaultZone, zoneTitleOf } from '../translate/zone-name.ts';

/** Collects what a server is shown from. */
export function serverFacts(cloud: Cloud, server: KnownServer): ServerFacts {
  const { metadata, spec } = server;
  const namespace = metadata.namespace ?? '';
  const instance = cloud.instanceOf(server);
  const flavor = cloud.known.flavors.get({ name: spec.flavor });
  const keyPair = spec.keyPair === undefined ? undefined : cloud.known.keyPairs.get({ namespace, name: spec.keyPair });
  const group =
    spec.placement?.serverGroup === undefined ? undefined : cloud.known.groups.get({ namespace, name: spec.placement.serverGroup });
  return {
    server,
    name: displayNameOf(server),
    state: serverState(
      server,
      cloud.actionsOf(server).filter((action) => isOpenFor(server, action)),
    ),
    failure: failureOf(server),
    instance,
    userID: userIDOf(server.status?.createdBy ?? '') ?? server.status?.createdBy ?? '',
    imageID: imageIDOf(cloud, server, instance),
    flavor,
    flavorID: flavor === undefined ? rememberedFlavorID(server) : flavorIDOf(flavor),
    keyName: keyPair === undefined ? spec.keyPair : displayNameOf(keyPair),
    groupIDs: group === undefined ? [] : [group.metadata.uid],
    volumes: volumesOf(cloud, server),
    networkNames: networkNamesOf(cloud, server),
    ...zonesOf(cloud, server),
    hostStatus: hostStatusOf(cloud, instance?.spec.host.name),
  };
}

/** Whether an action of that name is about this server, and not over yet. */
function isOpenFor({ metadata }: KnownServer, { status }: ServerAction): boolean {
  if (status?.serverUID !== undefined && status.serverUID !== metadata.uid) return false;
  return status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

/** A server of the caller's project, or of any for an administrator. Throws Nova's 404. */
export function findServer(cloud: Cloud, caller: Caller, id: string): KnownServer {
  const server = cloud.byUID('servers', id);
  if (server === undefined || !maySee(caller, server)) throw new NovaFault(404, `Instance ${id} could not be found.`);
  return server;
}

function maySee({ projectID, roles }: Caller, { metadata }: KnownServer): boolean {
  return metadata.namespace === projectID || roles.has('admin');
}

/** The image that the user named, even if there is none of that name any more. */
function imageIDOf(cloud: Cloud, { metadata, spec }: KnownServer, instance: ServerFacts['instance']): string | undefined {
  if (spec.image === undefined) return undefined;
  const named = cloud.named('images', { namespace: metadata.namespace ?? '', name: spec.image });
  return (
    (named === undefined ? undefined : imageIDFor(named)) ??
    instance?.spec.machine.builtFrom?.uid ??
    instance?.spec.machine.image.uid ??
    spec.image
  );
}

function volumesOf(cloud: Cloud, { metadata, spec, status }: KnownServer): ServerFacts['volumes'] {
  const namespace = metadata.namespace ?? '';
  const names = [...(spec.bootVolume === undefined ? [] : [spec.bootVolume]), ...(status?.volumes ?? []).map(({ volume }) => volume)];
  return names.flatMap((name) => {
    const volume = cloud.known.volumes.get({ namespace, name });
    return volume === undefined ? [] : [{ id: volume.metadata.uid, delete_on_termination: goesWith(volume, { metadata }) }];
  });
}

function zonesOf(cloud: Cloud, { spec, status }: KnownServer): Pick<ServerFacts, 'zone' | 'pinnedZone'> {
  const titleOf = (zone: string | undefined): string | undefined =>
    zone === undefined ? undefined : zoneTitleOf(zone, cloud.known.aggregates.list());
  const pinnedZone = titleOf(spec.placement?.zone);
  return { pinnedZone, zone: titleOf(status?.zone) ?? pinnedZone ?? (status?.instance === undefined ? '' : defaultZone) };
}

/** Whether a volume is deleted with the server: then the server owns it. */
export function goesWith({ metadata }: Pick<Volume, 'metadata'>, server: Pick<KnownServer, 'metadata'>): boolean {
  return metadata.ownerReferences?.some(({ uid }) => uid === server.metadata.uid) === true;
}

function networkNamesOf(cloud: Cloud, { metadata, status }: KnownServer): ReadonlyMap<string, string> {
  const names = new Set((status?.addresses ?? []).flatMap(({ network }) => (network === undefined ? [] : [network])));
  return new Map(
    [...names].map((name) => {
      const network = cloud.named('networks', { namespace: metadata.namespace ?? '', name });
      return [name, network === undefined ? name : displayNameOf(network)] as const;
    }),
  );
}

/** Nova's words for the service of a host. */
function hostStatusOf(cloud: Cloud, name: string | undefined): ServerFacts['hostStatus'] {
  if (name === undefined) return '';
  const host = cloud.known.hosts.get({ name });
  if (host === undefined) return 'UNKNOWN';
  if (host.spec.unschedulable) return 'MAINTENANCE';
  return isConditionTrue(host.status?.conditions, 'Ready') ? 'UP' : 'DOWN';
}

/** Of a flavor that is gone. */
function rememberedFlavorID({ spec, status }: KnownServer): string {
  const size = [status?.resources, status?.requestedResources, status?.resize?.previousResources].find(
    (each) => each?.flavor === spec.flavor,
  );
  return size?.flavorID ?? spec.flavor;
}
