import fastCheck, { type Arbitrary } from 'fast-check';
import { bodySchema, querySchema } from '#cmd/nova-api/schemas/request-schemas.ts';
import type { Schema } from '#cmd/nova-api/schemas/parameter-schemas.ts';
import { SeededRandom } from '../../harness/seeded-random.ts';
import { hostileWord, mutated, mutation, type Mutation } from '../hostile-values.ts';
import { ours, theirs, type Fleet } from './fleet.ts';
import { validValue, type Fullness } from './schema-values.ts';
import { targets, type Target } from './targets.ts';

/** What a request is made from: plain values, so that one that found something can be written down and sent again. */
export interface Recipe {
  /** Name of a target. */
  readonly target: string;
  readonly version: number;
  readonly who: string;
  /** Decides what is valid in more than one way. */
  readonly seed: number;
  readonly fullness: Fullness;
  readonly changes: readonly Change[];
}

/** Something wrong, or at least unusual. */
export type Change =
  | { readonly kind: 'Body'; readonly mutation: Mutation }
  | { readonly kind: 'RawBody'; readonly text: string }
  | { readonly kind: 'Limit'; readonly seed: number }
  /** The first key of the body gets another name. */
  | { readonly kind: 'Rename'; readonly word: string }
  | { readonly kind: 'Path'; readonly position: number; readonly word: string }
  | { readonly kind: 'Query'; readonly name: string; readonly value: string; readonly times: number }
  /** One of the parameters that the request knows. */
  | { readonly kind: 'Parameter'; readonly position: number; readonly value: string }
  | { readonly kind: 'Header'; readonly name: string; readonly value: string };

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const byName: ReadonlyMap<string, Target> = new Map(targets.map((target) => [target.name, target]));

/** The request that a recipe makes of a fleet. */
export function requestOf(recipe: Recipe, fleet: Fleet): WireRequest {
  const target = byName.get(recipe.target)!;
  const random = new SeededRandom(recipe.seed);
  const { fullness } = recipe;
  const options = { fleet, fullness, random };
  const schema = target.body === undefined ? undefined : bodySchema(target.body, recipe.version);
  const hasBody = target.method === 'POST' || target.method === 'PUT';
  const words = wordsOf(target, recipe, fleet);
  const pair = pairOf(target, words, options);
  let body: unknown = hasBody ? (schema === undefined ? {} : (pair ?? validValue(schema, '', options))) : undefined;
  let raw: string | undefined;
  const query = new URLSearchParams(fullness === 'Least' ? [] : validQuery(target, recipe.version, options));
  const headers: Record<string, string> = { 'x-auth-token': recipe.who, 'openstack-api-version': `compute 2.${recipe.version}` };
  for (const change of recipe.changes) {
    if (change.kind === 'Body') body = mutated(body, change.mutation);
    else if (change.kind === 'Limit') body = atLimit(body, schema, change.seed);
    else if (change.kind === 'Rename') body = renamed(body, change.word);
    else if (change.kind === 'RawBody') raw = change.text;
    else if (change.kind === 'Query') for (let time = 0; time < change.times; time += 1) query.append(change.name, change.value);
    else if (change.kind === 'Parameter') query.set(parameterAt(target, recipe.version, change.position), change.value);
    else if (change.kind === 'Header') headers[change.name] = change.value;
    else if (words.length > 0) words[change.position % words.length] = change.word;
  }
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  if (text !== undefined) headers['content-type'] ??= 'application/json';
  const path = `/v2.1${target.path.replaceAll(/:\w+/g, () => words.shift() ?? '')}`;
  return { method: target.method, path: asSent(query.size === 0 ? path : `${path}?${query.toString()}`), headers, body: text };
}

function renamed(body: unknown, word: string): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value], index) => [index === 0 ? word : key, value as unknown]));
}

function parameterAt({ query }: Target, version: number, position: number): string {
  const schema = query === undefined ? undefined : querySchema(query, version);
  const names = Object.keys(schema?.['properties'] ?? {});
  return names[position % names.length] ?? 'limit';
}

/** A client may send any bytes but those that end the line. */
function asSent(path: string): string {
  return path.toWellFormed().replaceAll(/[^\u0021-\u007e]/gu, (character) => encodeURIComponent(character));
}

/** What stands in the places of the path, as far as there is something to name. */
function wordsOf({ path }: Target, { version, seed }: Recipe, fleet: Fleet): string[] {
  const [, resource = ''] = path.split('/');
  return [...path.matchAll(/:(\w+)/g)].map(([, place = '']) => {
    const known = wordsByPlace(fleet, version, path)[place === 'id' ? resource : place];
    return known === undefined ? 'a' : known[seed % known.length]!;
  });
}

function wordsByPlace(fleet: Fleet, version: number, path: string): Readonly<Record<string, readonly string[]>> {
  return {
    servers:
      path === '/servers/:id' || path.endsWith('/action')
        ? [...fleet.servers.values()]
        : [fleet.servers.get('active')!, fleet.servers.get('stopped')!],
    flavors: path.includes('flavor-access') || path.endsWith('/action') ? ['private'] : ['small', 'private'],
    images: [fleet.snapshotID],
    key: path.startsWith('/flavors') ? ['hw:cpu_policy'] : ['role'],
    tag: ['blue'],
    network: ['default'],
    port: [fleet.usedPortID],
    volume: [fleet.usedVolumeID],
    migration: ['1'],
    request: [fleet.requestID],
    name: path.startsWith('/os-keypairs') ? ['key'] : ['host-a', 'host-b'],
    project: [ours],
    before: ['2026-01-01 00:00:00'],
    alias: ['os-keypairs'],
    'os-aggregates': ['1', '2'],
    'os-hypervisors':
      path.endsWith('search') || path.endsWith('servers') ? ['host'] : version < 53 ? ['1', '2'] : [fleet.hostID, fleet.emptyHostID],
    'os-services': version < 53 ? ['1', '2'] : [fleet.hostID, fleet.emptyHostID],
    'os-server-groups': [fleet.groupID],
    'os-quota-class-sets': ['default'],
  };
}

/** A body of one pair has to name the key of the path. */
function pairOf({ body, path }: Target, words: readonly string[], { fleet, fullness }: Parameters<typeof validValue>[2]): unknown {
  const [id = '', key = ''] = words;
  if (body === 'setMetadataItem') return { meta: { [key]: 'v' } };
  if (body === 'setExtraSpec') return { [key]: 'dedicated' };
  if (body === 'aggregate.remove_host' && path.startsWith('/os-aggregates'))
    return { remove_host: { host: id === '1' ? 'host-b' : 'host-a' } };
  if (body === 'removeTenantAccess') return { removeTenantAccess: { tenant: ours } };
  if (body === 'action.addSecurityGroup') return { addSecurityGroup: { name: 'default' } };
  if (body === 'action.removeSecurityGroup') return { removeSecurityGroup: { name: 'default' } };
  if (body === 'updateVolumeAttachment')
    return { volumeAttachment: { volumeId: fleet.usedVolumeID, ...(fullness === 'Most' ? { delete_on_termination: true } : {}) } };
  return undefined;
}

function validQuery({ query }: Target, version: number, options: Parameters<typeof validValue>[2]): [string, string][] {
  const schema = query === undefined ? undefined : querySchema(query, version);
  const properties = Object.entries((schema?.['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  const share = 3 / Math.max(3, properties.length);
  return properties
    .filter(([name]) => name !== 'marker' && options.random.fraction() < share)
    .map(([name, value]): [string, string] => [name, String(validValue((value['items'] ?? value) as Schema, name, options))]);
}

/** A body with one number or text at the end of what its schema allows, or past it. */
function atLimit(body: unknown, schema: Schema | undefined, seed: number): unknown {
  const random = new SeededRandom(seed);
  const change = (value: unknown, part: Schema | undefined): unknown => {
    const properties = part?.['properties'] as Readonly<Record<string, Schema>> | undefined;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const names = Object.keys(value);
      if (names.length === 0) return value;
      const name = random.pick(names);
      return { ...value, [name]: change((value as Readonly<Record<string, unknown>>)[name], properties?.[name]) };
    }
    if (Array.isArray(value) && value.length > 0 && random.fraction() < 0.7)
      return [change(value[0], part?.['items'] as Schema | undefined)];
    return random.pick(limitsOf(value, part ?? {}));
  };
  return change(body, schema);
}

function limitsOf(value: unknown, { atLeast = 0, atMost = 2 ** 31 - 1, maxLength = 255, maxItems = 50 }: Schema): readonly unknown[] {
  const [least, most, length] = [Number(atLeast), Number(atMost), Math.min(Number(maxLength), 70_000)];
  const numbers = [least - 1, least, String(least), most, most + 1, String(most + 1), 0, -1, 0.5, 2 ** 53, 1e308, '1e3', '٣', ' 1 '];
  const texts = [
    '',
    ' ',
    'x',
    'x'.repeat(length),
    'x'.repeat(length + 1),
    'é'.repeat(length),
    '𝒳'.repeat(20),
    'a\nb',
    'a\0b',
    '(a+)+$',
    '\u202e',
  ];
  const lists = [[], Array.from({ length: Number(maxItems) + 1 }, (_, index) => `t${index}`), [value, value], [null]];
  const isText = typeof value === 'string';
  return [...(isText ? texts : []), ...numbers, ...(Array.isArray(value) ? lists : []), null, true, {}, deep];
}

const deep: unknown = Array.from({ length: 500 }).reduce<unknown>((inner) => [inner], 1);

const callers = [`admin@${ours}`, `member@${ours}`, `reader@${ours}`, `manager@${ours}`, `member@${theirs}`, `service@${ours}`];
const strangers = ['nonsense', '', '@', 'admin@', 'admin@public'];

const queryNames =
  'limit marker sort_key sort_dir name status all_tenants changes-since changes-before flavor image host offset minDisk detailed start end user_id tenant_id ip tags is_public reservation_id deleted _x fields'.split(
    ' ',
  );

const queryValues = [
  '-1',
  '0',
  '1',
  '9'.repeat(9),
  '9'.repeat(30),
  '(a+)+$',
  '[',
  'x'.repeat(3000),
  '2026-01-01',
  '2026-13-01T00:00:00Z',
  'active',
  'ERROR',
  'created_at',
  '%',
  '',
  '6f70656e-7374-4163-8b00-000000000000',
];

/** Header values are Latin letters on the wire. */
const headerWord = hostileWord.map((word) => word.replaceAll(/[^\u0020-\u007e]/g, '?').trim());

const change: Arbitrary<Change> = fastCheck.oneof(
  { weight: 5, arbitrary: mutation.map((each): Change => ({ kind: 'Body', mutation: each })) },
  { weight: 4, arbitrary: fastCheck.nat().map((seed): Change => ({ kind: 'Limit', seed })) },
  { weight: 1, arbitrary: hostileWord.map((word): Change => ({ kind: 'Rename', word })) },
  {
    weight: 1,
    arbitrary: fastCheck
      .oneof(
        fastCheck.constantFrom(
          '',
          '{',
          'null',
          '[]',
          '"x"',
          '0',
          '{"a":1,"a":2}',
          '\ufeff{}',
          '['.repeat(2000),
          '{"server":'.repeat(500),
          `"${'x'.repeat(120_000)}"`,
        ),
        fastCheck.string(),
      )
      .map((text): Change => ({ kind: 'RawBody', text })),
  },
  {
    weight: 2,
    arbitrary: fastCheck
      .tuple(fastCheck.nat(3), hostileWord)
      .map(([position, word]): Change => ({ kind: 'Path', position, word: word.replaceAll(/[?#]/g, '') })),
  },
  {
    weight: 3,
    arbitrary: fastCheck
      .tuple(
        fastCheck.oneof(
          fastCheck.constantFrom('limit', 'marker', 'changes-since', 'name'),
          fastCheck.constantFrom(...queryNames),
          hostileWord,
        ),
        fastCheck.oneof(fastCheck.constantFrom(...queryValues), hostileWord),
        fastCheck.constantFrom(1, 1, 2, 20),
      )
      .map(([name, value, times]): Change => ({ kind: 'Query', name: name.toWellFormed(), value: value.toWellFormed(), times })),
  },
  {
    weight: 3,
    arbitrary: fastCheck
      .tuple(fastCheck.nat(60), fastCheck.oneof(fastCheck.constantFrom(...queryValues), hostileWord))
      .map(([position, value]): Change => ({ kind: 'Parameter', position, value: value.toWellFormed() })),
  },
  {
    weight: 1,
    arbitrary: fastCheck
      .tuple(
        fastCheck.constantFrom(
          'openstack-api-version',
          'x-openstack-nova-api-version',
          'content-type',
          'x-auth-token',
          'accept',
          'host',
          'x-openstack-request-id',
        ),
        fastCheck.oneof(
          headerWord,
          fastCheck.constantFrom(
            'compute 2.97',
            'compute latest',
            'compute 2.01',
            'compute',
            '2.1',
            'volume 3.1, compute 2.5',
            'text/plain',
            'application/json; charset=latin-1',
          ),
        ),
      )
      .map(([name, value]): Change => ({ kind: 'Header', name, value })),
  },
);

/** What takes a body can go wrong in more ways; what is gone can in none. */
const anyTarget = fastCheck.oneof(
  { weight: 12, arbitrary: fastCheck.constantFrom(...targets.filter(({ body, isGone }) => !isGone && body !== undefined)) },
  { weight: 7, arbitrary: fastCheck.constantFrom(...targets.filter(({ body, isGone }) => !isGone && body === undefined)) },
  { weight: 1, arbitrary: fastCheck.constantFrom(...targets.filter(({ isGone }) => isGone)) },
);

/** Requests with one to three things wrong. */
export const recipe: Arbitrary<Recipe> = fastCheck
  .tuple(
    anyTarget,
    fastCheck.nat(),
    fastCheck.nat(1_000_000),
    fastCheck.constantFrom<Fullness>('Least', 'Most', 'Some'),
    fastCheck.oneof(
      { weight: 11, arbitrary: fastCheck.constant(callers[0]!) },
      { weight: 8, arbitrary: fastCheck.constantFrom(...callers) },
      { weight: 1, arbitrary: fastCheck.constantFrom(...strangers) },
    ),
    fastCheck.array(change, { minLength: 1, maxLength: 3 }),
  )
  .map(([target, version, seed, fullness, who, changes]) => ({
    target: target.name,
    version: target.versions[version % target.versions.length]!,
    who,
    seed,
    fullness,
    changes,
  }));
