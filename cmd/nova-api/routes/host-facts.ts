import { displayNameOf } from '#apis/machinery/kind.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import { zoneOfHost } from '#apis/infrastructure/host-zone.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { has } from '../microversions/gates.ts';
import type { HostFacts } from '../translate/host-view.ts';
import { defaultZone, zoneTitleOf } from '../translate/zone-name.ts';

/** Collects what a host is shown from, as a service and as a hypervisor. */
export function hostFacts(cloud: Cloud, host: Host): HostFacts {
  const aggregates = [...cloud.known.aggregates.list()];
  const zone = zoneOfHost(host, aggregates);
  const instances = cloud.instancesOn(host.metadata.name);
  return {
    host,
    now: cloud.clock.now(),
    zone: zone === undefined ? defaultZone : zoneTitleOf(zone, aggregates),
    claims: instances.map(({ spec }) => spec.claim),
    servers: instances.flatMap(({ metadata, spec }) => {
      const server = cloud.byUID('servers', spec.server.uid);
      return server === undefined || server.status?.instance !== metadata.name
        ? []
        : [
            {
              uuid: spec.server.uid,
              name: metadata.name,
              title: displayNameOf(server),
              project: metadata.namespace ?? '',
              claim: spec.claim,
            },
          ];
    }),
  };
}

/** All hosts, the oldest first. */
export function hostsInOrder(cloud: Cloud): readonly Host[] {
  return [...cloud.known.hosts.list()].toSorted((one, other) => (one.status?.number ?? 0) - (other.status?.number ?? 0));
}

/** A host by the id that the version knows it by: the number before 2.53, then the uid. Throws `missing`. */
export function hostByID(
  cloud: Cloud,
  { id, version, missing }: { readonly id: string; readonly version: number; readonly missing: NovaFault },
): Host {
  const isByUID = has('hostsByUID', version);
  if (isByUID && !uuidPattern.test(id)) throw new NovaFault(400, `Invalid uuid ${id}`);
  const host = isByUID
    ? cloud.byUID('hosts', id)
    : hostsInOrder(cloud).find(({ status }) => status?.number !== undefined && String(status.number) === id);
  if (host === undefined) throw missing;
  return host;
}

/** A host by its name. Throws Nova's 404. */
export function hostByName(cloud: Cloud, name: string): Host {
  const host = cloud.known.hosts.get({ name });
  if (host === undefined) throw new NovaFault(404, `Compute host ${name} could not be found.`);
  return host;
}

const uuidPattern = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
