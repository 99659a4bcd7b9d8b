import { NovaFault } from '../http/nova-fault.ts';

/** Part of a list, and the marker of the next part where there may be one. */
export interface Page<Item> {
  readonly page: readonly Item[];
  readonly next: string | undefined;
}

/** Most entries of one answer (Nova's option osapi_max_limit). */
export const pageLimit = 1000;

/** The page that `limit` and `marker` ask for. Throws Nova's 400 for a marker of nothing, and for numbers that are none. */
export function pageOf<Item>(items: readonly Item[], query: URLSearchParams, idOf: (item: Item) => string): Page<Item> {
  const limit = Math.min(limitOf(query), pageLimit);
  const marker = query.get('marker');
  const start = marker === null ? 0 : items.findIndex((item) => idOf(item) === marker) + 1;
  if (marker !== null && start === 0) throw new NovaFault(400, `marker [${marker}] not found`);
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  return { page, next: last !== undefined && page.length === limit ? idOf(last) : undefined };
}

function limitOf(query: URLSearchParams): number {
  const text = query.get('limit');
  if (text === null) return pageLimit;
  if (!/^\d{1,9}$/.test(text))
    throw new NovaFault(400, `Invalid input for query parameters limit. Value: ${text}. '${text}' does not match '^[0-9]*$'`);
  return Number(text);
}

/** The part of a list that `limit` and `offset` ask for, which their schema has seen to be numbers. */
export function offsetPageOf<Item>(items: readonly Item[], query: URLSearchParams): readonly Item[] {
  const offset = Number(query.get('offset') ?? 0);
  const limit = Math.min(Number(query.get('limit') ?? pageLimit), pageLimit);
  return items.slice(offset, offset + limit);
}
