import { describe, expect, test } from 'vitest';
import type { Cloud } from '#cmd/nova-api/cloud/cloud.ts';
import { allRoutes } from '#cmd/nova-api/routes/all-routes.ts';
import { serverActions } from '#cmd/nova-api/routes/server-action-routes.ts';
import { allowedDifferences } from './allowed-differences.ts';
import { eachBody, filledIn, sentRequests } from './compared-request.ts';
import { differencesBetween } from './differences.ts';
import { endpointOf } from './endpoint.ts';
import { judge } from './judge.ts';
import { normalAnswer } from './normalize.ts';
import { allRequests } from './requests/all-requests.ts';

const id = '6f70656e-7374-6163-6b20-342065766572';
const other = '6f70656e-7374-6163-6b20-342065766573';

describe('a list of requests', () => {
  test('is sent once for each version, under names of their own', () => {
    const sent = sentRequests([
      { name: 'a list', request: 'GET /servers', versions: ['', '2.9'] },
      ...eachBody('bad', { request: 'POST /servers' }, { none: {} }),
    ]);
    expect(sent.map(({ name, version }) => [name, version])).toEqual([
      ['a list, no version', ''],
      ['a list, 2.9', '2.9'],
      ['bad: none', ''],
    ]);
  });

  test('has no two of the same name', () => {
    expect(() =>
      sentRequests([
        { name: 'twice', request: 'GET /' },
        { name: 'twice', request: 'GET /servers' },
      ]),
    ).toThrow('"twice"');
    expect(sentRequests(allRequests).length).toBeGreaterThan(600);
  });

  test('takes what it needs from earlier answers, in its path and everywhere in its body', () => {
    const known = new Map<string, string | number>([
      ['web', id],
      ['number', 7],
    ]);
    expect(filledIn({ '{web}': ['/x/{web}/{number}'], id: '{number}' }, known)).toEqual({ [id]: [`/x/${id}/7`], id: 7 });
    expect(() => filledIn('/servers/{none}', known)).toThrow('{none}');
  });

  test('asks for every path that is served and for every action of servers', () => {
    const routes = allRoutes({} as Cloud);
    const asked = new Set(allRequests.map((request) => endpointOf(request, routes)));
    const served = routes
      .filter(({ path }) => path !== '/servers/:id/action')
      .map((route) => `${route.method} ${route.path === '' ? '/' : route.path}`);
    const actions = serverActions.map(({ name }) => `POST /servers/:id/action ${name}`);
    expect([...new Set([...served, ...actions])].filter((endpoint) => !asked.has(endpoint))).toEqual([]);
  });
});

describe('an endpoint', () => {
  const routes = [
    { method: 'GET', path: '/servers/:id' },
    { method: 'GET', path: '/servers/detail' },
    { method: 'POST', path: '/servers/:id/action' },
  ] as const;

  test.each([
    ['GET /servers/{web}?x=1', undefined, 'GET /servers/:id'],
    ['GET /{project}/servers/{web}', undefined, 'GET /servers/:id'],
    ['GET /servers/detail', undefined, 'GET /servers/detail'],
    ['POST /servers/{web}/action', { pause: null }, 'POST /servers/:id/action pause'],
    ['PUT /servers', undefined, 'others'],
  ])('of %s is found', (request, body, endpoint) => {
    expect(endpointOf({ request, body }, routes)).toBe(endpoint);
  });
});

describe('an answer', () => {
  const answer = (body: unknown, headers: Record<string, string> = {}): ReturnType<typeof normalAnswer> =>
    normalAnswer(
      { code: 200, headers: new Headers(headers), text: JSON.stringify(body) },
      new Map<string, string | number>([
        ['web', id],
        ['racks', 3],
      ]),
    );

  test('is freed of ids, times, addresses and what chance made', () => {
    expect(
      answer({
        id,
        more: other,
        created: '2026-01-02T03:04:05Z',
        updated: '2026-01-02T03:04:05.000000',
        href: `http://127.0.0.1:8774/v2.1/servers?sort_key=a&limit=1&marker=${id}`,
        adminPass: 'secret',
        aggregate: { id: 3, size: 3 },
      }).body,
    ).toEqual({
      id: '<web>',
      more: '<uuid>',
      created: '<time Z>',
      updated: '<time with microseconds>',
      href: '<host>/v2.1/servers?limit=1&marker=<web>&sort_key=a',
      adminPass: '<adminPass>',
      aggregate: { id: '<racks>', size: 3 },
    });
  });

  test('keeps only headers that say something of the API', () => {
    const { headers } = answer({}, { vary: 'X', date: 'today', 'x-compute-request-id': `req-${id}` });
    expect(headers).toEqual({ vary: 'X', 'x-compute-request-id': '<request>' });
  });

  test('that is no JSON is text', () => {
    expect(normalAnswer({ code: 404, headers: new Headers(), text: '<html>' }, new Map()).body).toBe('<html>');
    expect(normalAnswer({ code: 204, headers: new Headers(), text: '' }, new Map())).not.toHaveProperty('body');
  });
});

describe('the differences between two answers', () => {
  const of = (nova: unknown, ours: unknown): unknown =>
    differencesBetween({ code: 200, headers: {}, body: nova }, { code: 200, headers: {}, body: ours }).map(
      ({ at, nova: theirs, ours: own }) => [at, theirs, own],
    );

  test('are what is missing, what is more, and what is another value or type', () => {
    expect(of({ same: 1, gone: 1, list: [{ x: 1 }] }, { same: 1, new: 'y', list: [{ x: '1' }] })).toEqual([
      ['gone', '1', undefined],
      ['list[0].x', '1', '"1"'],
      ['new', undefined, '"y"'],
    ]);
  });

  test('of lists that are not as long are told once', () => {
    expect(of({ list: [1, 2] }, { list: [] })).toEqual([['list.length', '2 [1,2]', '0 []']]);
  });

  test('of faults are not their words, but whether there are any, and what else they say', () => {
    expect(of({ badRequest: { code: 400, message: 'one' } }, { badRequest: { code: 400, message: 'other' } })).toEqual([]);
    expect(of({ badRequest: { code: 400, message: 'one' } }, { badRequest: { code: 400, message: '' } })).toMatchObject([
      ['badRequest.message', '"words"', '""'],
    ]);
    expect(of({ badRequest: { code: 400, message: 'one' } }, { conflict: { code: 400, message: 'one' } })).toHaveLength(2);
  });

  test('are the codes alone where those differ, or where nothing came of the request', () => {
    expect(differencesBetween({ code: 200, headers: {}, body: {} }, { code: 404, headers: {} })).toMatchObject([{ at: 'code' }]);
    expect(differencesBetween({ code: 0, headers: {} }, { code: 0, headers: {} })).toMatchObject([{ at: 'code' }]);
  });

  test('are headers whose values mean something else', () => {
    const differ = (nova: Record<string, string>, ours: Record<string, string>): readonly string[] =>
      differencesBetween({ code: 200, headers: nova }, { code: 200, headers: ours }).map(({ at }) => at);
    expect(
      differ(
        { vary: 'A, B', 'content-type': 'application/json; charset=UTF-8' },
        { vary: 'b,a', 'content-type': 'application/json;charset=utf-8' },
      ),
    ).toEqual([]);
    expect(differ({ location: '<host>/x' }, {})).toEqual(['header location']);
    expect(differ({ 'content-type': 'text/html' }, {})).toEqual([]);
    const [nova, ours] = ['text/html', 'application/json'].map((type) => ({ code: 200, headers: { 'content-type': type }, body: {} }));
    expect(differencesBetween(nova!, ours!)).toMatchObject([{ at: 'header content-type' }]);
  });
});

describe('the judgement', () => {
  const differences = [{ at: 'server.host', nova: '"a"', ours: undefined }];
  const answers = [
    { name: 'one', endpoint: 'GET /servers/:id', differences },
    { name: 'other', endpoint: 'GET /servers/:id', differences: [] },
  ];

  test('lets pass what is allowed, and says why with the endpoint', () => {
    const judgement = judge(answers, [{ of: 'GET /servers*', at: 'server.*', reason: 'because' }]);
    expect(judgement).toMatchObject({ compared: 2, equal: 1, refused: [], stale: [] });
    expect(judgement.endpoints).toEqual([{ endpoint: 'GET /servers/:id', compared: 2, reasons: ['because'] }]);
  });

  test('refuses what nobody allowed, and finds what was allowed in vain', () => {
    const rule = { of: ['POST *', 'none'], at: 'server.host', reason: 'because' };
    expect(judge(answers, [rule])).toMatchObject({ refused: [{ name: 'one', at: 'server.host' }], stale: [rule] });
  });

  test('takes a pattern for what it says: only a star stands for anything', () => {
    expect(judge(answers, [{ of: 'GET /servers/:id', at: 'serverXhost', reason: 'because' }]).refused).toHaveLength(1);
  });

  test('has a reason for each difference that is allowed', () => {
    expect(allowedDifferences.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});
