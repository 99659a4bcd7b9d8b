import { objectNameOf } from '#apis/openstack/create-named.ts';
import { createHash } from 'node:crypto';
import type { Aggregate } from '#apis/infrastructure/aggregate.ts';

/** The zone in which everything is that is in none. */
export const defaultZone = 'nova';

/** On an Aggregate: what OpenStack's users call its zone, where that cannot be the name of a Zone. */
export const zoneTitleAnnotation = 'openstack.tycho.dev/availability-zone';

/** The name of the Zone that users call `title`. Those that cannot be names, as `my_zone`, become one that no other title becomes. */
export function zoneNameOf(title: string): string {
  if (/^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/.test(title)) return title;
  return `${objectNameOf(title, 'zone')}-${createHash('sha256').update(title).digest('hex').slice(0, 8)}`;
}

/** What users call a zone: an aggregate of it says so, or it is called by its name. */
export function zoneTitleOf(zone: string, aggregates: Iterable<Aggregate>): string {
  for (const { metadata, spec } of aggregates) {
    const title = spec.zone === zone ? metadata.annotations?.[zoneTitleAnnotation] : undefined;
    if (title !== undefined && zoneNameOf(title) === zone) return title;
  }
  return zone;
}
