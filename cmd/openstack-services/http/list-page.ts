import type { Fault } from './fault.ts';

/** A query as it stands in a URL: what is named twice is a list. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What clients are shown of an object. */
export type View = Readonly<Record<string, unknown>>;

/** Pages are never longer, whatever the service. */
export const mostOnPage = 1000;

/** One page of a list. */
export interface Page {
  readonly views: readonly View[];
  /** The id to go on behind; absent: that is all. */
  readonly nextMarker: string | undefined;
}

export interface SortKey {
  readonly name: string;
  readonly isDescending: boolean;
}

export interface PageWish {
  /** The id of the last one before the page; undefined: from the start. */
  readonly marker: string | undefined;
  /** How many to leave out behind the marker; absent: none. */
  readonly offset?: number;
  readonly limit: number;
  /** What is answered to a marker that is not in the list. */
  readonly unknownMarker: (marker: string) => Fault;
}

/** Throws `unknownMarker`. */
export function pageOf(sorted: readonly View[], { marker, offset = 0, limit, unknownMarker }: PageWish): Page {
  const position = marker === undefined ? -1 : sorted.findIndex(({ id }) => id === marker);
  if (marker !== undefined && position < 0) throw unknownMarker(marker);
  const start = position + 1 + offset;
  const views = sorted.slice(start, start + Math.min(limit, mostOnPage));
  return { views, nextMarker: views.length > 0 && start + views.length < sorted.length ? String(views.at(-1)?.['id']) : undefined };
}

/** By the first key in which two differ. Whoever pages has an id as the last, so that pages fit together. */
export function orderBy(keys: readonly SortKey[]): (left: View, right: View) => number {
  return (left, right) => {
    for (const { name, isDescending } of keys) {
      const order = compare(left[name], right[name]);
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  };
}

/** Undefined where nothing is said. Throws `refusal` for what is no whole number from 0 on. */
export function wholeNumberOf(text: string | undefined, refusal: (text: string) => Fault): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw refusal(text);
  return Number(text);
}

/** All that a query says by one name. */
export function textsOf(value: Query[string]): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** A value of a view, as a filter has it. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The query of a URL with its question mark; empty without one. */
export function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}

/** The query, without a question mark, of the page behind a marker. What was left out before the first page is not left out again. */
export function queryBehind(url: string, marker: string): string {
  const parameters = new URLSearchParams(queryOf(url));
  parameters.set('marker', marker);
  parameters.delete('offset');
  return parameters.toString();
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [one, other] = [textOf(left), textOf(right)];
  return one < other ? -1 : Number(one > other);
}
