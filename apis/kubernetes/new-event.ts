import { Type } from 'typebox';
import type { StatusCause } from '../machinery/errors.ts';
import { defineKind, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { ApiObject } from '../machinery/object-meta.ts';
import { without } from '../machinery/plain-value.ts';
import { eventKind, objectReference, type Event } from './core.ts';

/**
 * The newer of Kubernetes' two APIs for Events. There is one store of them: an Event that was written by one API is read by the other, under other names
 * of the same fields.
 */
const fields = strictObject({
  eventTime: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: 'When it first happened.' })),
  series: Type.Optional(strictObject({ count: Type.Optional(Type.Integer()), lastObservedTime: Type.Optional(Type.String()) })),
  reportingController: Type.Optional(Type.String({ description: 'Who tells of it, as `example.com/controller`.' })),
  reportingInstance: Type.Optional(Type.String({ description: 'Which of its processes.' })),
  action: Type.Optional(Type.String({ description: 'What was done, or was to be.' })),
  reason: Type.Optional(Type.String({ description: 'One word.' })),
  regarding: Type.Optional(objectReference),
  related: Type.Optional(objectReference),
  note: Type.Optional(Type.String({ description: 'One sentence.' })),
  type: Type.Optional(oneOf(['Normal', 'Warning', ''])),
  deprecatedSource: Type.Optional(strictObject({ component: Type.Optional(Type.String()), host: Type.Optional(Type.String()) })),
  deprecatedFirstTimestamp: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  deprecatedLastTimestamp: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  deprecatedCount: Type.Optional(Type.Integer()),
});

export type NewEvent = ApiObject & Fields<typeof fields>;

/** An Event as `events.k8s.io/v1` has it. Nothing is stored in this form. */
export const newEventKind = defineKind({
  group: 'events.k8s.io',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  shortNames: ['ev'],
  scope: 'Namespaced',
  description: 'Something that happened.',
  fields,
  protobuf: true,
  validate: newEventCauses,
  columns: [
    { name: 'Last Seen', type: 'date', path: '.deprecatedLastTimestamp', description: 'When it last happened.', priority: 0 },
    { name: 'Type', type: 'string', path: '.type', description: 'Normal or Warning.', priority: 0 },
    { name: 'Reason', type: 'string', path: '.reason', description: 'One word.', priority: 0 },
    { name: 'Object', type: 'string', path: '.regarding.name', description: 'To what.', priority: 0 },
    { name: 'Message', type: 'string', path: '.note', description: 'One sentence.', priority: 0 },
  ],
});

/** Where a field of the newer API stands in what is stored. All others have the same name in both. */
const storedNames: Readonly<Record<string, string>> = {
  regarding: 'involvedObject',
  note: 'message',
  reportingController: 'reportingComponent',
  deprecatedSource: 'source',
  deprecatedFirstTimestamp: 'firstTimestamp',
  deprecatedLastTimestamp: 'lastTimestamp',
  deprecatedCount: 'count',
};

const newNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(storedNames).map(([newer, stored]) => [stored, newer]),
);

/** The same Event in the form of `events.k8s.io/v1`. */
export function newEventOf(event: Event): NewEvent {
  return renamed<NewEvent>(event, newNames, 'events.k8s.io/v1');
}

/** The same Event in the form in which it is stored. Also for a part of one, as a field manager applies it. */
export function storedEventOf(event: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return renamed<Readonly<Record<string, unknown>>>(event, storedNames, 'v1');
}

/** The field of a stored Event that a field selector of `events.k8s.io/v1` means, as `involvedObject.name` for `regarding.name`. */
export function storedEventField(field: string): string {
  const [first = '', ...rest] = field.split('.');
  return [Object.hasOwn(storedNames, first) ? storedNames[first] : first, ...rest].join('.');
}

function renamed<Form extends object>(object: object, names: Readonly<Record<string, string>>, apiVersion: string): Form {
  const { metadata, ...fields } = without(object as ApiObject, ['apiVersion', 'kind']);
  const entries = Object.entries(fields).map(([name, value]) => [Object.hasOwn(names, name) ? names[name] : name, value]);
  return { apiVersion, kind: eventKind.kind, metadata, ...(Object.fromEntries(entries) as object) } as unknown as Form;
}

/** Kubernetes' rules for Events that are made by this API; one that is there already may be older than the rules. */
function newEventCauses(object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] {
  if (previous !== undefined) return [];
  const event = object as NewEvent;
  const required = (['eventTime', 'reportingController', 'reportingInstance', 'action', 'reason', 'type'] as const)
    .filter((field) => (event[field] ?? '') === '')
    .map((field) => ({ reason: 'FieldValueRequired', message: 'Required value', field }));
  const forbidden = (['deprecatedSource', 'deprecatedFirstTimestamp', 'deprecatedLastTimestamp', 'deprecatedCount'] as const)
    .filter((field) => isSet(event[field]))
    .map((field) => ({ reason: 'FieldValueForbidden', message: 'Forbidden: needs to be unset', field }));
  const isTooLong = Buffer.byteLength(event.note ?? '') > longestNoteBytes;
  const tooLong = { reason: 'FieldValueInvalid', message: `Invalid value: can have at most ${longestNoteBytes} bytes`, field: 'note' };
  return [...required, ...forbidden, ...(isTooLong ? [tooLong] : [])];
}

function isSet(value: unknown): boolean {
  if (value === undefined || value === null || value === 0) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

const longestNoteBytes = 1024;
