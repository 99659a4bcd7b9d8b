import { zoneOfHost } from '#apis/infrastructure/host-zone.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { computeBinary, lastHeardAt, stateOf, statusOf } from '../translate/host-view.ts';
import { withMicroseconds } from '../translate/times.ts';
import { defaultZone, zoneTitleOf } from '../translate/zone-name.ts';
import { hostsInOrder } from './host-facts.ts';
import type { NovaAnswer, Route } from './route.ts';

/** `/os-availability-zone`. */
export function zoneRoutes(cloud: Cloud): readonly Route[] {
  return [
    { method: 'GET', path: '/os-availability-zone', policy: 'known', handle: () => list(cloud, { withHosts: false }) },
    {
      method: 'GET',
      path: '/os-availability-zone/detail',
      policy: 'admin',
      rule: 'os_compute_api:os-availability-zone:detail',
      handle: () => list(cloud, { withHosts: true }),
    },
  ];
}

/** Zones with hosts that take servers come first, as with Nova. What is in no zone is in the one that Nova calls `nova`. */
function list(cloud: Cloud, { withHosts }: { readonly withHosts: boolean }): NovaAnswer {
  const aggregates = [...cloud.known.aggregates.list()];
  const byZone = Map.groupBy(hostsInOrder(cloud), (host) => {
    const zone = zoneOfHost(host, aggregates);
    return zone === undefined ? defaultZone : zoneTitleOf(zone, aggregates);
  });
  const zones = [...byZone].map(([zoneName, hosts]) => {
    const available = hosts.some(isAvailable);
    const shownHosts = withHosts && available ? Object.fromEntries(hosts.map((host) => [host.metadata.name, services(host)])) : null;
    return { zoneName, zoneState: { available }, hosts: shownHosts };
  });
  const ordered = zones.toSorted(
    (one, other) => Number(other.zoneState.available) - Number(one.zoneState.available) || (one.zoneName < other.zoneName ? -1 : 1),
  );
  return { code: 200, body: { availabilityZoneInfo: ordered } };
}

/** As Nova has it, a zone is there for users when a service in it is enabled; whether it is up shows with the hosts. */
function isAvailable(host: Host): boolean {
  return statusOf(host) === 'enabled';
}

function services(host: Host): object {
  const updatedAt = withMicroseconds(lastHeardAt(host));
  return { [computeBinary]: { available: stateOf(host) === 'up', active: statusOf(host) === 'enabled', updated_at: updatedAt } };
}
