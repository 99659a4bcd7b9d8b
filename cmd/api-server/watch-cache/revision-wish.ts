import { BadRequestError, InvalidError, type StatusCause } from '#apis/machinery/errors.ts';

/** How new the answer to a read has to be. */
export type RevisionWish =
  /** Everything that was acknowledged before the request. */
  | { readonly kind: 'Newest' }
  /** Whatever is at hand. */
  | { readonly kind: 'Any' }
  | { readonly kind: 'NotOlderThan'; readonly revision: number }
  | { readonly kind: 'Exactly'; readonly revision: number };

/** The words of a request that say it. */
export interface RevisionWords {
  readonly resourceVersion?: string;
  readonly resourceVersionMatch?: string;
}

/** For get: absent is the newest, `0` is any, a number is a lower bound. */
export function wishOfGet(words: Pick<RevisionWords, 'resourceVersion'>): RevisionWish {
  return lowerBound(words.resourceVersion);
}

/** For list. `Exact` asks for one revision; `NotOlderThan`, or no word, for a lower bound. */
export function wishOfList(words: RevisionWords): RevisionWish {
  const { resourceVersion = '', resourceVersionMatch = '' } = words;
  if (resourceVersionMatch === '') return lowerBound(resourceVersion);
  if (resourceVersion === '') throw forbidden('resourceVersionMatch is forbidden unless resourceVersion is provided');
  switch (resourceVersionMatch) {
    case 'NotOlderThan':
      return lowerBound(resourceVersion);
    case 'Exact':
      if (resourceVersion === '0') throw forbidden('resourceVersionMatch "exact" is forbidden for resourceVersion "0"');
      return { kind: 'Exactly', revision: parseRevision(resourceVersion) };
    default:
      throw unsupported(resourceVersionMatch, ['Exact', 'NotOlderThan']);
  }
}

/** Where a watch begins: with everything that is there, or after a revision. */
export type WatchStart =
  | { readonly kind: 'State'; readonly wish: RevisionWish; readonly marksEnd: boolean }
  | { readonly kind: 'After'; readonly revision: number };

/** For watch. `sendInitialEvents` marks where the existing objects end with a bookmark. */
export function watchStart(words: RevisionWords & { readonly sendInitialEvents: boolean }): WatchStart {
  const { resourceVersion = '', resourceVersionMatch = '', sendInitialEvents } = words;
  if (sendInitialEvents) {
    if (resourceVersionMatch === '') throw forbidden('sendInitialEvents requires setting resourceVersionMatch to NotOlderThan');
    if (resourceVersionMatch !== 'NotOlderThan') throw unsupported(resourceVersionMatch, ['NotOlderThan']);
    return { kind: 'State', wish: lowerBound(resourceVersion), marksEnd: true };
  }
  if (resourceVersionMatch !== '') throw forbidden('resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided');
  if (resourceVersion === '' || resourceVersion === '0') return { kind: 'State', wish: lowerBound(resourceVersion), marksEnd: false };
  return { kind: 'After', revision: parseRevision(resourceVersion) };
}

/** A decimal without leading zeros. Throws {@link BadRequestError} for anything else. */
export function parseRevision(text: string): number {
  if (!/^(0|[1-9]\d{0,14})$/.test(text))
    throw new BadRequestError(`resourceVersion: Invalid value: ${JSON.stringify(text)}: not a revision`);
  return Number(text);
}

function lowerBound(resourceVersion: string | undefined): RevisionWish {
  if (resourceVersion === undefined || resourceVersion === '') return { kind: 'Newest' };
  if (resourceVersion === '0') return { kind: 'Any' };
  return { kind: 'NotOlderThan', revision: parseRevision(resourceVersion) };
}

function forbidden(message: string): InvalidError {
  return invalidOptions({ reason: 'FieldValueForbidden', message: `Forbidden: ${message}`, field: 'resourceVersionMatch' });
}

function unsupported(value: string, supported: readonly string[]): InvalidError {
  const words = supported.map((word) => JSON.stringify(word)).join(', ');
  return invalidOptions({
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${words}`,
    field: 'resourceVersionMatch',
  });
}

function invalidOptions(cause: StatusCause & { readonly field: string }): InvalidError {
  return new InvalidError(`ListOptions.meta.k8s.io "" is invalid: ${cause.field}: ${cause.message}`, {
    details: { group: 'meta.k8s.io', kind: 'ListOptions', causes: [cause] },
  });
}
