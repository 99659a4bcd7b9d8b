import { Fault } from '../http/fault.ts';
import { orderBy, pageOf, textOf, textsOf, wholeNumberOf, type Page, type Query, type SortKey, type View } from '../http/list-page.ts';

/** Glance's own, where nothing is said. */
const usualOnPage = 25;

const ownParameters: ReadonlySet<string> = new Set(['limit', 'marker', 'sort', 'sort_key', 'sort_dir', 'tag', 'member_status']);

/** The images that a query asks for: fields and properties with a value, `in:` lists, least and greatest sizes, sorted, from the marker on. */
export function imagePage(views: readonly View[], query: Query): Page {
  const filters = Object.entries(query).filter(([name]) => !ownParameters.has(name));
  const found = views.filter((view) => filters.every(([name, value]) => textsOf(value).every((text) => matches(view, name, text))));
  const tagged = textsOf(query['tag']).length > 0 ? [] : found;
  return pageOf(tagged.toSorted(orderOf(query)), {
    marker: textsOf(query['marker'])[0],
    limit: wholeNumberOf(textsOf(query['limit'])[0], () => new Fault(400, 'limit param must be an integer.')) ?? usualOnPage,
    unknownMarker: (marker) => new Fault(400, `Invalid marker: image ${marker} could not be found.`),
  });
}

function matches(view: View, name: string, text: string): boolean {
  switch (name) {
    case 'size_min':
      return Number(view['size'] ?? 0) >= Number(text);
    case 'size_max':
      return Number(view['size'] ?? 0) <= Number(text);
    case 'visibility':
      return text === 'all' || view['visibility'] === text;
    case 'created_at':
    case 'updated_at':
      return timeMatches(String(view[name]), text);
    default:
      return text.startsWith('in:') ? listOf(text.slice(3)).includes(textOf(view[name])) : textOf(view[name]) === wordOf(text);
  }
}

/** Booleans come in any case. */
function wordOf(text: string): string {
  return /^(true|false)$/i.test(text) ? text.toLowerCase() : text;
}

/** Words with commas between them, quoted where a word has one. */
function listOf(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|([^,]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** `gte:2026-01-01T00:00:00Z`, or a time that is to be met. */
function timeMatches(own: string, condition: string): boolean {
  const match = /^(?:(gt|gte|lt|lte|eq|neq):)?(.+)$/.exec(condition);
  const [left, right] = [new Date(own).getTime(), new Date(match?.[2] ?? '').getTime()];
  if (Number.isNaN(right)) throw new Fault(400, `Invalid time value: ${condition}.`);
  switch (match?.[1]) {
    case 'gt':
      return left > right;
    case 'gte':
      return left >= right;
    case 'lt':
      return left < right;
    case 'lte':
      return left <= right;
    case 'neq':
      return left !== right;
    default:
      return left === right;
  }
}

/** The newest first, if nothing is said; and by id in the end. */
function orderOf(query: Query): (left: View, right: View) => number {
  return orderBy([...keysOf(query), { name: 'id', isDescending: true }]);
}

function keysOf(query: Query): readonly SortKey[] {
  const words = textsOf(query['sort']).flatMap((text) => text.split(','));
  const [names, directions] = [textsOf(query['sort_key']), textsOf(query['sort_dir'])];
  const pairs =
    words.length > 0 ? words.map((word) => word.split(':')) : names.map((name, position) => [name, directions[position] ?? directions[0]]);
  if (pairs.length === 0) return [{ name: 'created_at', isDescending: directions[0] !== 'asc' }];
  return pairs.map(([name = '', direction = 'desc']) => {
    if (!sortable.has(name) || (direction !== 'asc' && direction !== 'desc')) throw new Fault(400, `Invalid sort: ${name}:${direction}.`);
    return { name, isDescending: direction === 'desc' };
  });
}

const sortable: ReadonlySet<string> = new Set([
  'name',
  'status',
  'container_format',
  'disk_format',
  'size',
  'id',
  'created_at',
  'updated_at',
  'owner',
]);
