import { ForbiddenError, NotFoundError } from '#apis/machinery/errors.ts';
import { listPages } from '../api/list-pages.ts';
import type { ApiResource } from '../api/api-resource.ts';
import type { ObjectList } from '../api/server-table.ts';
import { ageOf } from '../printing/duration.ts';
import type { AnyObject } from '../api/any-object.ts';
import { printable } from '../printing/table.ts';
import type { ApiConnection } from '../session.ts';

/** An Event as any recorder may write it. */
export interface AnyEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly firstAt: string | undefined;
  readonly lastAt: string | undefined;
  readonly source: string;
}

/** Events, as they are served everywhere. */
export const eventResource: ApiResource = {
  group: '',
  version: 'v1',
  plural: 'events',
  singular: 'event',
  kind: 'Event',
  isNamespaced: true,
  shortNames: ['ev'],
  categories: [],
  verbs: ['list', 'watch'],
};

/** What was recorded about an object, oldest first. Empty when that may not be read. */
export async function eventsAbout(object: AnyObject, connection: ApiConnection): Promise<readonly AnyEvent[]> {
  // Those of hosts are in the namespace of the installation.
  const namespace = object.metadata.namespace ?? 'tycho-system';
  const fieldSelector = [
    `involvedObject.kind=${object.kind}`,
    `involvedObject.name=${object.metadata.name}`,
    `involvedObject.uid=${object.metadata.uid ?? ''}`,
  ].join(',');
  const options = { fieldSelector, chunkSize: 500, accept: 'application/json' };
  const pages = await listPages<ObjectList>(connection.client, { resource: eventResource, namespace }, options).catch(noneIfHidden);
  const events = pages.flatMap((page) => page.items.map((item) => asEvent(item as unknown as RawEvent)));
  return events.toSorted((left, right) => (left.lastAt ?? '').localeCompare(right.lastAt ?? ''));
}

/** The rows of a table of events: type, reason, age, from, message. */
export function eventRows(events: readonly AnyEvent[], now: Date): readonly (readonly string[])[] {
  return events.map((event) => {
    const times = event.count > 1 ? ` (x${event.count} over ${ageOf(event.firstAt, now)})` : '';
    return [event.type, event.reason, `${ageOf(event.lastAt, now)}${times}`, event.source, printable(event.message)];
  });
}

export const eventHeadings = ['Type', 'Reason', 'Age', 'From', 'Message'];

/** As it is served. */
export interface RawEvent {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly firstTimestamp?: string;
  readonly lastTimestamp?: string;
  readonly eventTime?: string;
  readonly source?: { readonly component?: string };
  readonly reportingComponent?: string;
  readonly metadata: { readonly creationTimestamp?: string };
}

/** What any recorder's Event says. */
export function asEvent(raw: RawEvent): AnyEvent {
  const at = raw.eventTime ?? raw.metadata.creationTimestamp;
  return {
    type: raw.type ?? 'Normal',
    reason: raw.reason ?? '',
    message: raw.message ?? '',
    count: raw.count ?? 1,
    firstAt: raw.firstTimestamp ?? at,
    lastAt: raw.lastTimestamp ?? at,
    source: raw.source?.component || raw.reportingComponent || '',
  };
}

function noneIfHidden(error: unknown): readonly ObjectList[] {
  if (error instanceof NotFoundError || error instanceof ForbiddenError) return [];
  throw error;
}
