import { readFileSync } from 'node:fs';
import fastCheck, { type Arbitrary } from 'fast-check';
import { catalog } from '#apis/catalog.ts';
import { newEventKind } from '#apis/kubernetes/new-event.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { exampleBodies } from './example-bodies.ts';
import { hostileJson, hostileWord, mutated, mutation } from './hostile-values.ts';

/** A request, before it is one: plain values, so that a failing one can be written down and sent again. */
export interface FuzzedRequest {
  readonly as: 'Administrator' | 'Stranger' | 'Nobody';
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  /** In base64. */
  readonly body: string;
}

const kinds: readonly KindDefinition[] = [...catalog, newEventKind];

const kind = fastCheck.constantFrom(...kinds);
const name = fastCheck.oneof({ weight: 9, arbitrary: fastCheck.constant('a') }, { weight: 1, arbitrary: hostileWord });
const segment = fastCheck.oneof(
  hostileWord.map((word) => word.replaceAll(/[?#]/g, '')),
  hostileWord.map((word) => encodeURIComponent(word.toWellFormed())),
  fastCheck.constantFrom(
    'api',
    'apis',
    'v1',
    'v1alpha1',
    'namespaces',
    'compute.tycho.dev',
    'openapi',
    'v2',
    'v3',
    'metrics',
    'console',
    'debug',
  ),
);

const namespaceName = fastCheck.oneof({ weight: 20, arbitrary: fastCheck.constant('default') }, { weight: 1, arbitrary: hostileWord });

function resourcePath(of: KindDefinition, namespace: string, object: string | undefined, subresource: string | undefined): string {
  const root = of.group === '' ? `/api/${of.version}` : `/apis/${of.group}/${of.version}`;
  const place = of.scope === 'Namespaced' ? `/namespaces/${encodeURIComponent(namespace.toWellFormed())}` : '';
  const rest = [object, subresource].filter((each) => each !== undefined).map((each) => `/${encodeURIComponent(each.toWellFormed())}`);
  return `${root}${place}/${of.plural}${rest.join('')}`;
}

const subresource = fastCheck.oneof(
  { weight: 3, arbitrary: fastCheck.constant('status') },
  {
    weight: 2,
    arbitrary: fastCheck.constantFrom('placement', 'log', 'console', 'restore', 'upload', 'download', 'scale', 'finalize', 'token'),
  },
  { weight: 1, arbitrary: hostileWord },
);

const strangePath = fastCheck.array(segment, { maxLength: 9 }).map((segments) => `/${segments.join('/')}`);

/** Selectors by their grammar and beside it. */
const selector = fastCheck.oneof(
  fastCheck
    .array(
      fastCheck.constantFrom(
        'a',
        'b.c/d',
        '=',
        '==',
        '!=',
        ',',
        '!',
        ' in ',
        ' notin ',
        '(',
        ')',
        '>',
        '<',
        '5',
        '\\',
        ' ',
        'metadata.name',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
  hostileWord,
  fastCheck.constantFrom(
    'metadata.name=a',
    'metadata.namespace!=b',
    'a in (b,c)',
    `a=${'x'.repeat(70)}`,
    `${'a,'.repeat(300)}a`,
    `a in (${'b,'.repeat(400)}b)`,
    '='.repeat(5_000),
  ),
);

const token = fastCheck.oneof(
  hostileWord,
  fastCheck.tuple(hostileJson, hostileJson, hostileJson).map((fields) => Buffer.from(JSON.stringify(fields)).toString('base64url')),
  fastCheck
    .tuple(fastCheck.constantFrom(0, 1, 2), fastCheck.constantFrom<unknown>('Newest', 1, 5, 2 ** 53, -1), hostileWord)
    .map(([version, revision, after]) =>
      Buffer.from(JSON.stringify([version, revision, `/tycho/compute.tycho.dev/servers/default/${after}`])).toString('base64url'),
    ),
);

const number = fastCheck.oneof(fastCheck.constantFrom('0', '1', '2', '500', '-1', '1e3', '007', '99999999999999999999'), hostileWord);

const valueOf: Readonly<Record<string, Arbitrary<string>>> = {
  labelSelector: selector,
  fieldSelector: selector,
  limit: number,
  continue: token,
  resourceVersion: number,
  resourceVersionMatch: fastCheck.constantFrom('Exact', 'NotOlderThan', 'exact', ''),
  watch: fastCheck.constantFrom('true', '1', '0', 'false', ''),
  sendInitialEvents: fastCheck.constantFrom('true', 'false'),
  allowWatchBookmarks: fastCheck.constantFrom('true', 'false'),
  timeoutSeconds: number,
  dryRun: fastCheck.oneof({ weight: 4, arbitrary: fastCheck.constant('All') }, { weight: 1, arbitrary: hostileWord }),
  fieldManager: fastCheck.oneof(fastCheck.constantFrom('kubectl', 'x'.repeat(129)), hostileWord),
  fieldValidation: fastCheck.constantFrom('Strict', 'Warn', 'Ignore', 'strict'),
  force: fastCheck.constantFrom('true', 'false', 'maybe'),
  propagationPolicy: fastCheck.constantFrom('Foreground', 'Orphan', 'Background', 'foreground'),
  gracePeriodSeconds: number,
  orphanDependents: fastCheck.constantFrom('true', 'false'),
  includeObject: fastCheck.constantFrom('None', 'Metadata', 'Object', 'All'),
  pretty: fastCheck.constantFrom('true', '0'),
  limitBytes: number,
  timeout: hostileWord,
};

const queryEntry = fastCheck.oneof(
  {
    weight: 8,
    arbitrary: fastCheck
      .constantFrom(...Object.keys(valueOf))
      .chain((key) => valueOf[key]!.map((value): readonly [string, string] => [key, value])),
  },
  { weight: 1, arbitrary: fastCheck.tuple(hostileWord, hostileWord) },
);

const mediaTypes = [
  'application/json',
  'application/yaml',
  'application/merge-patch+json',
  'application/json-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
  'application/vnd.kubernetes.protobuf',
  'application/json; charset=utf-8',
  'text/plain',
];

const accept = fastCheck.oneof(
  {
    weight: 20,
    arbitrary: fastCheck.constantFrom(
      'application/json',
      '*/*',
      'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
      'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json',
      'application/vnd.kubernetes.protobuf,application/json',
    ),
  },
  {
    weight: 1,
    arbitrary: fastCheck.constantFrom(
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
      'application/com.github.proto-openapi.spec.v2@v1.0+protobuf',
      'application/vnd.kubernetes.protobuf',
    ),
  },
  {
    weight: 1,
    arbitrary: fastCheck
      .array(
        fastCheck.constantFrom(
          'application',
          '/',
          'json',
          '*',
          ';',
          'q=',
          '0.5',
          ',',
          'as=',
          'Table',
          'v=v1',
          'g=meta.k8s.io',
          '__proto__=x',
          '"',
          ' ',
        ),
        { maxLength: 20 },
      )
      .map((parts) => parts.join('')),
  },
);

/** Seldom, for each of these is reason enough to answer nothing else. */
const credentials = fastCheck.oneof(
  { weight: 30, arbitrary: fastCheck.constant({}) },
  {
    weight: 1,
    arbitrary: fastCheck.record({
      authorization: fastCheck.oneof(fastCheck.constantFrom('Bearer a.b.c', 'Bearer ', 'Basic eDp4'), hostileWord),
    }),
  },
  { weight: 1, arbitrary: fastCheck.record({ 'impersonate-user': hostileWord }) },
  {
    weight: 1,
    arbitrary: fastCheck.record({ 'tycho-host-session': fastCheck.oneof(fastCheck.constantFrom('host/1', 'host/0', '/1'), hostileWord) }),
  },
  { weight: 1, arbitrary: fastCheck.record({ 'content-encoding': fastCheck.constantFrom('gzip', 'identity', '') }) },
);

const otherHeaders = fastCheck.record(
  {
    accept,
    'user-agent': hostileWord,
    'if-none-match': hostileWord,
  },
  { requiredKeys: [] },
);

const headers = fastCheck
  .tuple(otherHeaders, credentials)
  .map(([others, own]): Readonly<Record<string, string>> => ({ ...others, ...own }));

const jsonPatch = fastCheck.array(
  fastCheck.oneof(
    hostileJson,
    fastCheck.record(
      {
        op: fastCheck.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test', 'zap'),
        path: fastCheck.oneof(
          fastCheck.constantFrom(
            '',
            '/',
            '/spec',
            '/spec/flavor',
            '/metadata/labels/a',
            '/__proto__/x',
            '/spec/~2',
            '/metadata/finalizers/-',
            '/spec/constructor/prototype/x',
          ),
          hostileWord,
        ),
        from: fastCheck.constantFrom('/spec', '/metadata', '/__proto__', ''),
        value: hostileJson,
      },
      { requiredKeys: ['op', 'path'] },
    ),
  ),
  { maxLength: 4 },
);

const yamlTexts = [
  'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\ne: &e [*d, *d]\nf: &f [*e, *e]\ng: &g [*f, *f]\nh: [*g, *g]\n',
  'a: &a\n  b: *a\n',
  '<<: &m {a: 1}\nspec: {<<: *m, <<: [*m, *m]}\n',
  '? {a: 1}\n: {b: 2}\n',
  '--- a\n--- b\n',
  '!!js/function "x"',
  '!!binary "AAAA"',
  '&a'.repeat(1_000),
  '['.repeat(2_000),
  `${'- '.repeat(500)}x`,
  'a: !!set {b, c}\nd: !!omap [e: f]\n',
  '"\\ud800"',
  '%YAML 9.9\n---\na: 1\n',
  '__proto__: {polluted: true}\n',
  'constructor: {prototype: {polluted: true}}\n',
];

const jsonTexts = [
  '',
  '{',
  '[]',
  'null',
  '1',
  '"x"',
  '{"a":1,"a":2}',
  '['.repeat(5_000),
  `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`,
  '{"__proto__":{"polluted":true}}',
  '\ufeff{}',
  '{"a":1e999}',
];

const recordedBodies = (
  JSON.parse(readFileSync(new URL('../../proto/kubernetes/recorded-by-kubectl.json', import.meta.url), 'utf8')) as readonly {
    readonly body: string;
  }[]
).map(({ body }) => Buffer.from(body, 'base64'));

/** Bodies of typed clients, with bytes changed, cut and doubled. */
const protobuf = fastCheck
  .tuple(
    fastCheck.constantFrom(...recordedBodies),
    fastCheck.array(fastCheck.tuple(fastCheck.nat(400), fastCheck.nat(255)), { maxLength: 5 }),
    fastCheck.option(fastCheck.nat(400)),
  )
  .map(([recorded, changes, length]) => {
    const bytes = Buffer.from(recorded);
    for (const [position, byte] of changes) bytes[position % bytes.length] = byte;
    return length === null ? bytes : bytes.subarray(0, length % bytes.length);
  });

/** What is asked of addresses that take a body of their own. */
const questions: Readonly<Record<string, object>> = {
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews': {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { verb: 'get', resource: 'servers', namespace: 'default' } },
  },
  '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews': {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectRulesReview',
    spec: { namespace: 'default' },
  },
  '/apis/authorization.k8s.io/v1/subjectaccessreviews': {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { user: 'alice', groups: ['staff'], nonResourceAttributes: { path: '/metrics', verb: 'get' } },
  },
  '/apis/authentication.k8s.io/v1/selfsubjectreviews': { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
  '/apis/authentication.k8s.io/v1/tokenreviews': {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenReview',
    spec: { token: 'a.b.c', audiences: ['https://api'] },
  },
  '/api/v1/namespaces/default/serviceaccounts/a/token': {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { audiences: ['https://api'], expirationSeconds: 600, boundObjectRef: { kind: 'Secret', apiVersion: 'v1', name: 'a', uid: 'u' } },
  },
  '/apis/compute.tycho.dev/v1alpha1/namespaces/default/servers/a/console': {
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'Console',
    spec: { type: 'Serial' },
  },
  '/apis/compute.tycho.dev/v1alpha1/namespaces/default/servers/a/placement': {
    apiVersion: 'infrastructure.tycho.dev/v1alpha1',
    kind: 'Placement',
    serverResourceVersion: '1',
    host: { name: 'a', uid: 'u' },
    machine: {},
  },
  '/apis/compute.tycho.dev/v1alpha1/namespaces/default/images/a/upload': { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'ImageLink' },
};

const bytesOf = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Method, whether an object is named, and the media types that go with them: most requests get at least so far. */
const shape = fastCheck.oneof(
  { weight: 5, arbitrary: fastCheck.constant({ method: 'POST', named: false, types: ['application/json', 'application/yaml'] }) },
  { weight: 3, arbitrary: fastCheck.constant({ method: 'PUT', named: true, types: ['application/json', 'application/yaml'] }) },
  {
    weight: 5,
    arbitrary: fastCheck.constant({
      method: 'PATCH',
      named: true,
      types: [
        'application/merge-patch+json',
        'application/json-patch+json',
        'application/strategic-merge-patch+json',
        'application/apply-patch+yaml',
      ],
    }),
  },
  { weight: 2, arbitrary: fastCheck.constant({ method: 'GET', named: true, types: mediaTypes }) },
  { weight: 3, arbitrary: fastCheck.constant({ method: 'GET', named: false, types: mediaTypes }) },
  { weight: 1, arbitrary: fastCheck.constant({ method: 'DELETE', named: true, types: mediaTypes }) },
  { weight: 1, arbitrary: fastCheck.constant({ method: 'DELETE', named: false, types: mediaTypes }) },
  {
    weight: 1,
    arbitrary: fastCheck.record({
      method: fastCheck.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
      named: fastCheck.boolean(),
      types: fastCheck.constant(mediaTypes),
    }),
  },
);

const seldom = <Value>(arbitrary: Arbitrary<Value>): Arbitrary<Value | undefined> =>
  fastCheck.oneof({ weight: 5, arbitrary: fastCheck.constant(undefined) }, { weight: 1, arbitrary });

const mutatedBody = (valid: object): Arbitrary<Buffer> =>
  fastCheck
    .array(mutation, { maxLength: 2 })
    .map((changes) => bytesOf(changes.reduce<unknown>((value, change) => mutated(value, change), valid)));

const body = (of: KindDefinition): Arbitrary<Buffer> => {
  const valid = { apiVersion: apiVersionOf(of), kind: of.kind, metadata: { name: 'a' }, ...exampleBodies[of.kind] };
  return fastCheck.oneof(
    { weight: 14, arbitrary: mutatedBody(valid) },
    { weight: 1, arbitrary: hostileJson.map(bytesOf) },
    { weight: 2, arbitrary: jsonPatch.map(bytesOf) },
    { weight: 1, arbitrary: fastCheck.constantFrom(...yamlTexts, ...jsonTexts).map(bytesOf) },
    { weight: 1, arbitrary: protobuf },
    { weight: 1, arbitrary: fastCheck.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
    {
      weight: 1,
      arbitrary: fastCheck
        .record(
          {
            kind: fastCheck.constantFrom('DeleteOptions', 'x'),
            preconditions: hostileJson,
            dryRun: hostileJson,
            propagationPolicy: hostileJson,
            gracePeriodSeconds: hostileJson,
          },
          { requiredKeys: [] },
        )
        .map(bytesOf),
    },
  );
};

const question: Arbitrary<Omit<FuzzedRequest, 'as'>> = fastCheck
  .tuple(fastCheck.constantFrom(...Object.keys(questions)), headers)
  .chain(([path, others]) =>
    mutatedBody(questions[path] ?? {}).map((bytes) => ({
      method: 'POST',
      path,
      query: [],
      headers: { ...others, 'content-type': 'application/json' },
      body: bytes.toString('base64'),
    })),
  );

const ofResource: Arbitrary<Omit<FuzzedRequest, 'as'>> = fastCheck.tuple(kind, shape).chain(([of, { method, named, types }]) =>
  fastCheck
    .record({
      object: name,
      namespace: namespaceName,
      sub: seldom(subresource),
      elsewhere: fastCheck.oneof({ weight: 12, arbitrary: fastCheck.constant(undefined) }, { weight: 1, arbitrary: strangePath }),
      query: fastCheck.oneof(
        { weight: 2, arbitrary: fastCheck.constant([]) },
        { weight: 3, arbitrary: fastCheck.array(queryEntry, { maxLength: 3 }) },
      ),
      headers,
      contentType: fastCheck.oneof(
        { weight: 12, arbitrary: fastCheck.constantFrom(...types) },
        { weight: 1, arbitrary: fastCheck.oneof(fastCheck.constantFrom(...mediaTypes), hostileWord) },
      ),
      body: body(of),
    })
    .map(({ object, namespace, sub, elsewhere, query, headers: others, contentType, body: bytes }) => ({
      method,
      path: elsewhere ?? resourcePath(of, namespace, named ? object : undefined, named ? sub : undefined),
      query,
      headers: { ...others, 'content-type': contentType },
      body: bytes.toString('base64'),
    })),
);

const caller = fastCheck.oneof(
  { weight: 12, arbitrary: fastCheck.constant('Administrator' as const) },
  { weight: 1, arbitrary: fastCheck.constantFrom('Stranger' as const, 'Nobody' as const) },
);

export const fuzzedRequest: Arbitrary<FuzzedRequest> = fastCheck
  .tuple(caller, fastCheck.oneof({ weight: 8, arbitrary: ofResource }, { weight: 1, arbitrary: question }))
  .map(([as, request]) => ({ as, ...request }));
