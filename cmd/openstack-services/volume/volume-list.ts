import { Fault } from '../http/fault.ts';
import { mostOnPage, orderBy, pageOf, textOf, textsOf, wholeNumberOf, type Page, type Query, type View } from '../http/list-page.ts';

/** What a list can be filtered by, beside `all_tenants` and `project_id`, of which the caller knows. */
const filters: ReadonlySet<string> = new Set([
  'id',
  'name',
  'status',
  'size',
  'bootable',
  'multiattach',
  'availability_zone',
  'volume_type',
]);
const sortKeys: ReadonlySet<string> = new Set(['id', 'name', 'status', 'size', 'bootable', 'created_at', 'availability_zone']);
const ownParameters: ReadonlySet<string> = new Set([
  'limit',
  'marker',
  'offset',
  'sort',
  'sort_key',
  'sort_dir',
  'all_tenants',
  'project_id',
]);

/**
 * What a query asks for, in Cinder's manner: newest first unless it is sorted otherwise. A filter by a field that there is not is refused: whoever filters for a
 * deletion would else get all. Throws a {@link Fault} of 400.
 */
export function volumePage(views: readonly View[], query: Query): Page {
  const wanted = Object.entries(query).flatMap(([name, value]) =>
    ownParameters.has(name) || value === undefined ? [] : [[name, [value].flat()] as const],
  );
  const unknown = wanted.find(([name]) => !filters.has(name));
  if (unknown !== undefined) throw new Fault(400, `Invalid filters ${unknown[0]} are found in query options.`);
  const found = views.filter((view) =>
    wanted.every(([name, values]) => values.some((value) => textOf(view[name]).toLowerCase() === value.toLowerCase())),
  );
  return pageOf(found.toSorted(orderOf(query)), {
    marker: firstOf(query['marker']),
    offset: numberIn(query, 'offset') ?? 0,
    limit: numberIn(query, 'limit') ?? mostOnPage,
    unknownMarker: (marker) => new Fault(400, `Invalid input for marker: ${marker} is not in the list.`),
  });
}

function orderOf(query: Query): (left: View, right: View) => number {
  const keys = (firstOf(query['sort']) ?? `${firstOf(query['sort_key']) ?? 'created_at'}:${firstOf(query['sort_dir']) ?? 'desc'}`)
    .split(',')
    .map((each) => each.split(':') as [string, string?]);
  for (const [key, direction = 'desc'] of keys) {
    if (!sortKeys.has(key)) throw new Fault(400, `Invalid input for sort: ${key} is nothing to sort by.`);
    if (direction !== 'asc' && direction !== 'desc') throw new Fault(400, `Invalid input for sort: ${direction} is neither asc nor desc.`);
  }
  const wanted = keys.map(([name, direction = 'desc']) => ({ name, isDescending: direction === 'desc' }));
  return orderBy([...wanted, { name: 'id', isDescending: false }]);
}

function numberIn(query: Query, name: string): number | undefined {
  return wholeNumberOf(firstOf(query[name]), (text) => new Fault(400, `Invalid input for ${name}: ${text} is no whole number.`));
}

function firstOf(value: Query[string]): string | undefined {
  return textsOf(value)[0];
}
