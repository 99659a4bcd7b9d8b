import { RE2JS } from 're2js';
import { NovaFault } from '../http/nova-fault.ts';
import { has } from '../microversions/gates.ts';
import { parseTime } from '../schemas/formats.ts';
import { statesOfStatus } from './server-state.ts';
import { isTrue } from './create-request.ts';
import { configDriveAnnotation, launchIndexAnnotation, reservationAnnotation, type ServerFacts } from './server-view.ts';

/** Whether a server is to be in a list. */
export type ServerFilter = (facts: ServerFacts) => boolean;

/** Parameters of a list that are no filters. */
const notFilters: ReadonlySet<string> = new Set([
  'limit',
  'marker',
  'sort_key',
  'sort_dir',
  'all_tenants',
  'project_id',
  'tenant_id',
  'deleted',
]);

/** Who asks, and in which version. */
export interface FilterRights {
  readonly isAdministrator: boolean;
  /** The minor number. */
  readonly version: number;
}

/** The filters that a query names. Those that are unknown or not the caller's to use filter nothing: from 2.75 on the schema refuses them. */
export function serverFilters(query: URLSearchParams, rights: FilterRights): readonly ServerFilter[] {
  const filters: ServerFilter[] = [];
  for (const name of new Set(query.keys())) {
    const make = mayFilterBy(name, rights) ? filterNamed(name) : undefined;
    if (make !== undefined) filters.push(make(query.getAll(name)));
  }
  return filters;
}

/** Names are the caller's, and every object has some of its own. */
function filterNamed(name: string): MakeFilter | undefined {
  const table = [everybodysFilters, administratorsFilters].find((filters) => Object.hasOwn(filters, name));
  return table?.[name];
}

function mayFilterBy(name: string, { isAdministrator, version }: FilterRights): boolean {
  if (notFilters.has(name)) return false;
  if (isAdministrator) return true;
  const gate = name === 'ip6' ? 'ip6FilterForEverybody' : laterFilters.has(name) ? 'moreFiltersForEverybody' : undefined;
  return Object.hasOwn(everybodysFilters, name) && (gate === undefined || has(gate, version));
}

/** Only administrators could filter by these before 2.83. */
const laterFilters: ReadonlySet<string> = new Set([
  'availability_zone',
  'config_drive',
  'key_name',
  'created_at',
  'launched_at',
  'terminated_at',
  'power_state',
  'task_state',
  'vm_state',
  'progress',
  'user_id',
]);

type MakeFilter = (values: readonly string[]) => ServerFilter;

/** Any of the values. */
const equal =
  (textOf: (facts: ServerFacts) => string | undefined): MakeFilter =>
  (values) =>
  (facts) =>
    values.includes(textOf(facts) ?? '');

const matching =
  (name: string, textsOf: (facts: ServerFacts) => readonly string[]): MakeFilter =>
  (values) => {
    const patterns = values.map((value) => patternOf(name, value));
    return (facts) => patterns.every((matches) => textsOf(facts).some(matches));
  };

/** Tags separated by commas. */
const byTags =
  (judge: (has: (tag: string) => boolean, tags: readonly string[]) => boolean): MakeFilter =>
  (values) => {
    const tags = values.flatMap((value) => value.split(','));
    return ({ server }) => judge((tag) => server.spec.tags?.includes(tag) === true, tags);
  };

const byTime =
  (name: string, judge: (updated: number, limit: number) => boolean): MakeFilter =>
  (values) => {
    const limit = parseTime(values.at(-1) ?? '')?.getTime();
    if (limit === undefined)
      throw new NovaFault(400, `Invalid input for query parameters ${name}. Value: ${values.at(-1) ?? ''}. It is not a 'date-time'`);
    return ({ server }) => judge(Date.parse(server.updatedAt), limit);
  };

const addressFilter = (name: string, version: 4 | 6): MakeFilter =>
  matching(name, ({ server }) =>
    (server.status?.addresses ?? []).flatMap(({ ipAddress }) =>
      ipAddress !== undefined && ipAddress.includes(':') === (version === 6) ? [ipAddress] : [],
    ),
  );

const everybodysFilters: Readonly<Record<string, MakeFilter>> = {
  name: matching('name', ({ name }) => [name]),
  status: (values) => {
    const states = new Set(values.flatMap((value) => statesOfStatus(value.toUpperCase())));
    const wanted = new Set(values.map((value) => value.toUpperCase()));
    return ({ state }) => states.has(state.vmState) && (wanted.has(state.status) || state.taskState !== null);
  },
  image: equal(({ imageID }) => imageID),
  flavor: equal(({ flavorID }) => flavorID),
  ip: addressFilter('ip', 4),
  ip6: addressFilter('ip6', 6),
  'changes-since': byTime('changes-since', (updated, limit) => updated >= limit),
  'changes-before': byTime('changes-before', (updated, limit) => updated <= limit),
  reservation_id: equal(({ server }) => server.metadata.annotations?.[reservationAnnotation]),
  tags: byTags((has, tags) => tags.every(has)),
  'tags-any': byTags((has, tags) => tags.some(has)),
  'not-tags': byTags((has, tags) => !tags.every(has)),
  'not-tags-any': byTags((has, tags) => !tags.some(has)),
  locked: (values) => {
    const wanted = isTrue(values.at(-1));
    return ({ server }) => (server.spec.lock !== undefined) === wanted;
  },
  availability_zone: equal(({ zone }) => zone),
  config_drive: (values) => {
    const wanted = isTrue(values.at(-1));
    return ({ server }) => (server.metadata.annotations?.[configDriveAnnotation] === 'true') === wanted;
  },
  key_name: equal(({ keyName }) => keyName),
  created_at: equal(({ server }) => server.metadata.creationTimestamp),
  launched_at: equal(({ server }) => server.status?.launchedAt),
  terminated_at: () => () => false,
  power_state: equal(({ state }) => String(state.powerState)),
  task_state: equal(({ state }) => state.taskState ?? 'None'),
  vm_state: equal(({ state }) => state.vmState),
  progress: equal(() => '0'),
  user_id: equal(({ userID }) => userID),
};

const administratorsFilters: Readonly<Record<string, MakeFilter>> = {
  host: equal(({ instance }) => instance?.spec.host.name),
  node: equal(({ instance }) => instance?.spec.host.name),
  hypervisor_hostname: equal(({ instance }) => instance?.spec.host.name),
  instance_name: matching('instance_name', ({ instance, server }) => [instance?.metadata.name ?? server.metadata.name]),
  hostname: equal(({ server }) => server.spec.hostname ?? server.metadata.name),
  launch_index: equal(({ server }) => server.metadata.annotations?.[launchIndexAnnotation] ?? '0'),
  description: matching('description', ({ server }) => [server.spec.description ?? '']),
  uuid: equal(({ server }) => server.metadata.uid),
};

/** Longest pattern. */
const longestPattern = 255;

/**
 * Nova hands such patterns to its data base. Here an engine takes them whose time grows with the length of the text alone, so that no pattern keeps us busy:
 * it knows no references back and no looking around, and refuses them.
 */
function patternOf(name: string, value: string): (text: string) => boolean {
  if (value.length > longestPattern) throw new NovaFault(400, `Invalid input for query parameters ${name}. Value: '${value}' is too long`);
  try {
    const expression = RE2JS.compile(value, RE2JS.CASE_INSENSITIVE);
    return (text) => expression.matcher(text).find();
  } catch (cause) {
    throw new NovaFault(400, `Invalid filter: ${name}: '${value}' is no regular expression`, { cause });
  }
}
