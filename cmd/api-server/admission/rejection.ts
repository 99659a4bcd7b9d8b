import {
  AlreadyExistsError,
  BadRequestError,
  ConflictError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  StorageReadError,
  type StatusCause,
  type StatusDetails,
} from '#apis/machinery/errors.ts';
import { apiVersionOf, groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';

/** The API's answers for what cannot be done to an object, in the shapes that Kubernetes clients know. */

export function notFound(kind: KindDefinition, name: string): NotFoundError {
  return new NotFoundError(`${groupResourceOf(kind)} ${quote(name)} not found`, { details: resourceDetails(kind, name) });
}

export function alreadyExists(kind: KindDefinition, name: string): AlreadyExistsError {
  return new AlreadyExistsError(`${groupResourceOf(kind)} ${quote(name)} already exists`, { details: resourceDetails(kind, name) });
}

export function conflict(kind: KindDefinition, name: string, why: string, causes: readonly StatusCause[] = []): ConflictError {
  const message = `Operation cannot be fulfilled on ${groupResourceOf(kind)} ${quote(name)}: ${why}`;
  return new ConflictError(message, { details: { ...resourceDetails(kind, name), ...(causes.length === 0 ? {} : { causes }) } });
}

/** Somebody else was faster. */
export function changedMeanwhile(kind: KindDefinition, name: string): ConflictError {
  return conflict(kind, name, 'the object has been modified; please apply your changes to the latest version and try again');
}

export function forbidden(kind: KindDefinition, name: string, why: string, causes: readonly StatusCause[] = []): ForbiddenError {
  const message = `${groupResourceOf(kind)} ${quote(name)} is forbidden: ${why}`;
  return new ForbiddenError(message, { details: { ...resourceDetails(kind, name), ...(causes.length === 0 ? {} : { causes }) } });
}

/** Of a DELETE, in Kubernetes' word: what the store can no longer read goes unread. */
export const unreadOption = 'ignoreStoreReadErrorWithClusterBreakingPotential';

/** The first of many names, and how many there are besides. */
export function someOf(names: readonly string[]): string {
  const more = names.length > mostNamesTold ? ` and ${names.length - mostNamesTold} more` : '';
  return names.slice(0, mostNamesTold).join(', ') + more;
}

const mostNamesTold = 20;

/** The store holds something under that name, and `fault` says why it is no object for us. */
export function unreadable(kind: KindDefinition, name: string, fault: string): StorageReadError {
  const help = `mend that, or delete it unread with ?${unreadOption}=true`;
  return new StorageReadError(`${groupResourceOf(kind)} ${quote(name)} cannot be read: ${fault}; ${help}`, {
    details: resourceDetails(kind, name),
  });
}

/** Names the Kind, unlike the others, which name the plural. */
export function invalid(kind: KindDefinition, name: string, causes: readonly StatusCause[]): InvalidError {
  const groupKind = kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`;
  const told = causes.slice(0, mostFaults);
  const faults = told.map(({ field, message }) => (field === undefined ? message : `${field}: ${message}`));
  const text = faults.length === 1 ? faults[0] : `[${andMore(faults, causes.length)}]`;
  return new InvalidError(`${groupKind} ${quote(name)} is invalid: ${text ?? ''}`, {
    details: { name, group: kind.group, kind: kind.kind, causes: told },
  });
}

/** A body that is not what its type says. */
export function undecodable(kind: KindDefinition, why: string): BadRequestError {
  return new BadRequestError(`${kind.kind} in version ${quote(kind.version)} cannot be handled as a ${kind.kind}: ${why}`);
}

/** What strict field validation says of unknown and duplicate fields. */
export function strictDecodingError(faults: readonly string[]): string {
  return `strict decoding error: ${andMore(faults.slice(0, mostFaults), faults.length)}`;
}

/** A body of some megabytes can hold that many faults; nobody reads more than a few, and each is told twice. */
const mostFaults = 50;

function andMore(told: readonly string[], count: number): string {
  return count > told.length ? `${told.join(', ')}, and ${count - told.length} more` : told.join(', ');
}

export function apiVersionMismatch(
  kind: KindDefinition,
  body: { readonly apiVersion?: unknown; readonly kind?: unknown },
): BadRequestError {
  const found = `${worded(body.apiVersion)}, Kind=${worded(body.kind)}`;
  return new BadRequestError(`the object is a ${found}; expected ${apiVersionOf(kind)}, Kind=${kind.kind} at this address`);
}

function resourceDetails(kind: KindDefinition, name: string): StatusDetails {
  return { name, ...(kind.group === '' ? {} : { group: kind.group }), kind: kind.plural };
}

/** Anything may stand where a text belongs, an object too whose `toString` is no function. */
function worded(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, longestWord) : (JSON.stringify(value) ?? 'undefined').slice(0, longestWord);
}

const longestWord = 256;

function quote(text: string): string {
  return JSON.stringify(text);
}
