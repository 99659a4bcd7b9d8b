import { ForbiddenError, NotFoundError } from '#apis/machinery/errors.ts';
import type { AnyObject } from '../api/any-object.ts';
import { listPages } from '../api/list-pages.ts';
import type { ObjectList } from '../api/server-table.ts';
import { printable } from '../printing/table.ts';
import type { ApiConnection } from '../session.ts';
import { eventsAbout } from './events.ts';
import type { Target } from './targets.ts';

/** One thing that happened. */
export interface HistoryEntry {
  /** RFC 3339. */
  readonly at: string;
  readonly who: string;
  readonly what: string;
}

/** More fields than this are counted, not named. */
const mostFields = 6;

/** What is known of an object's past, the oldest first; of a server that is gone, its actions. */
export async function historyOf(
  target: Target,
  object: AnyObject | undefined,
  connection: ApiConnection,
): Promise<readonly HistoryEntry[]> {
  const entries = [
    ...(object === undefined ? [] : lifeOf(object)),
    ...(object === undefined ? [] : managersOf(object)),
    ...(target.resource.kind === 'Server' ? await actionsOf(target, connection) : []),
    ...(object === undefined ? [] : await happeningsOf(object, connection)),
  ];
  return entries.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

function lifeOf(object: AnyObject): readonly HistoryEntry[] {
  const { creationTimestamp, deletionTimestamp } = object.metadata;
  const { createdBy } = (object as { readonly status?: { readonly createdBy?: string } }).status ?? {};
  return [
    ...(creationTimestamp === undefined
      ? []
      : [{ at: creationTimestamp, who: createdBy === undefined ? '-' : printable(createdBy), what: 'created' }]),
    ...(deletionTimestamp === undefined ? [] : [{ at: deletionTimestamp, who: '-', what: 'deletion takes effect' }]),
  ];
}

interface ManagedEntry {
  readonly manager?: string;
  readonly operation?: string;
  readonly subresource?: string;
  readonly time?: string;
  readonly fieldsV1?: Readonly<Record<string, unknown>>;
}

/** Who set which fields last, of what people declare. */
function managersOf({ metadata }: AnyObject): readonly HistoryEntry[] {
  const entries = Array.isArray(metadata.managedFields) ? (metadata.managedFields as readonly ManagedEntry[]) : [];
  return entries
    .filter(({ time, subresource }) => time !== undefined && (subresource ?? '') === '')
    .map(({ time, manager = '-', operation = 'Update', fieldsV1 = {} }) => {
      const fields = fieldNames(fieldsV1);
      const named = fields.slice(0, mostFields).join(', ');
      const rest = fields.length > mostFields ? ` and ${fields.length - mostFields} more` : '';
      return { at: time!, who: printable(manager), what: `${operation === 'Apply' ? 'applied' : 'set'} ${printable(named)}${rest}` };
    });
}

/** Two levels are as much as people want to read: `spec.flavor`, `metadata.labels`. */
function fieldNames(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const namesIn = (value: unknown): readonly string[] =>
    Object.keys(value ?? {}).flatMap((key) => (key.startsWith('f:') ? [key.slice(2)] : []));
  return namesIn(fields).flatMap((name) => {
    const below = namesIn(fields[`f:${name}`]);
    return below.length === 0 ? [name] : below.map((each) => `${name}.${each}`);
  });
}

interface Action extends AnyObject {
  readonly spec: { readonly type: string; readonly record?: { readonly action?: string } };
  readonly status?: {
    readonly createdBy?: string;
    readonly phase?: string;
    readonly startedAt?: string;
    readonly finishedAt?: string;
    readonly message?: string;
  };
}

async function actionsOf({ name, namespace }: Target, connection: ApiConnection): Promise<readonly HistoryEntry[]> {
  const resource = await connection.resources.ofKind('compute.tycho.dev/v1alpha1', 'ServerAction');
  const address = { resource, ...(namespace === undefined ? {} : { namespace }) };
  const options = { fieldSelector: `spec.server=${name}`, chunkSize: 500, accept: 'application/json' };
  const pages = await listPages<ObjectList>(connection.client, address, options).catch(noneIfHidden);
  return pages.flatMap(({ items }) => items.flatMap((item) => entriesOfAction(item as unknown as Action)));
}

function entriesOfAction({ metadata, spec, status }: Action): readonly HistoryEntry[] {
  const noted = spec.record?.action;
  const words = `action ${metadata.name}: ${noted === undefined ? spec.type : printable(noted)}`;
  const who = status?.createdBy === undefined ? askedBy(metadata.managedFields) : printable(status.createdBy);
  const asked = { at: metadata.creationTimestamp ?? '', who, what: `${words} was asked for` };
  if (status?.finishedAt === undefined) return [asked];
  const outcome = `${words} ${status.phase === 'Failed' ? 'failed' : 'was done'}`;
  return [
    asked,
    {
      at: status.finishedAt,
      who: 'server loop',
      what: `${outcome}${status.message === undefined ? '' : `: ${printable(status.message)}`}`,
    },
  ];
}

function askedBy(managedFields: unknown): string {
  const entries = Array.isArray(managedFields) ? (managedFields as readonly ManagedEntry[]) : [];
  return printable(entries.find(({ subresource }) => (subresource ?? '') === '')?.manager ?? '-');
}

async function happeningsOf(object: AnyObject, connection: ApiConnection): Promise<readonly HistoryEntry[]> {
  const events = await eventsAbout(object, connection);
  return events.map(({ lastAt, source, reason, message, count }) => ({
    at: (lastAt ?? '').replace(/\.\d+Z$/, 'Z'),
    who: source === '' ? '-' : printable(source),
    what: `${reason}: ${printable(message)}${count > 1 ? ` (x${count})` : ''}`,
  }));
}

function noneIfHidden(error: unknown): readonly ObjectList[] {
  if (error instanceof NotFoundError || error instanceof ForbiddenError) return [];
  throw error;
}
