import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NovaFault } from '../http/nova-fault.ts';
import {
  bodySchema,
  bodySchemas,
  isBodyName,
  isQueryName,
  querySchemas,
  validateBody,
  validateQuery,
  type BodyName,
  type QueryName,
} from './request-schemas.ts';
import { compile } from './schema-compiler.ts';

const bodyNames = Object.keys(bodySchemas) as BodyName[];
const queryNames = Object.keys(querySchemas) as QueryName[];

function refusalOf(validate: () => void): string | undefined {
  try {
    validate();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(NovaFault);
    expect((error as NovaFault).code).toBe(400);
    return (error as NovaFault).message;
  }
}

describe('the words of a refusal', () => {
  const server = { name: 'web', flavorRef: '1', networks: 'auto' };
  test.each([
    [{}, "'server' is a required property"],
    [undefined, "None is not of type 'object'"],
    [[], "[] is not of type 'object'"],
    ['x', "'x' is not of type 'object'"],
    [{ server: { ...server, name: '' } }, "Invalid input for field/attribute name. Value: . '' is too short"],
    [
      { server: { ...server, name: ' web' } },
      "An invalid 'name' value was provided. The name must be: printable characters. Can not start or end with whitespace.",
    ],
    [{ server: { ...server, name: 1 } }, "Invalid input for field/attribute name. Value: 1. 1 is not of type 'string'"],
    [{ server: { ...server, min_count: '0' } }, 'Invalid input for field/attribute min_count. Value: 0. 0 is less than the minimum of 1'],
    [{ server: { ...server, min_count: -1 } }, 'Invalid input for field/attribute min_count. Value: -1. -1 is less than the minimum of 1'],
    [{ server: { ...server, max_count: '1x' } }, "Invalid input for field/attribute max_count. Value: 1x. '1x' does not match '^[0-9]*$'"],
    [{ server: { ...server, user_data: 'a' } }, "Invalid input for field/attribute user_data. Value: a. 'a' is not a 'base64'"],
    [
      { server: { ...server, networks: 'some' } },
      "Invalid input for field/attribute networks. Value: some. 'some' is not valid under any of the given schemas",
    ],
    [
      { server: { name: 'web', flavorRef: '1' } },
      "Invalid input for field/attribute server. Value: {'name': 'web', 'flavorRef': '1'}. 'networks' is a required property",
    ],
    [{ server: { ...server, tags: ['a/b'] } }, "Invalid input for field/attribute 0. Value: a/b. 'a/b' does not match '^[^,/]*$'"],
    [
      { server: { ...server, metadata: { 'a/b': '' } } },
      "Invalid input for field/attribute metadata. Value: {'a/b': ''}. 'a/b' does not match any of the regexes: '^[a-zA-Z0-9_:. -]{1,255}$'",
    ],
    [{ server, x: 1 }, "Additional properties are not allowed ('x' was unexpected)"],
    [{ server, x: 1, "y'": 2 }, `Additional properties are not allowed ('x', "y'" were unexpected)`],
    [
      { server: { ...server, 'OS-DCF:diskConfig': 'auto' } },
      "Invalid input for field/attribute OS-DCF:diskConfig. Value: auto. 'auto' is not one of ['AUTO', 'MANUAL']",
    ],
    [
      { server: { ...server, trusted_image_certificates: ['a', 'a'] } },
      "Invalid input for field/attribute trusted_image_certificates. Value: ['a', 'a']. ['a', 'a'] has non-unique elements",
    ],
    [
      { server: { ...server, block_device_mapping: [], block_device_mapping_v2: [] } },
      expect.stringContaining('Using different block_device_mapping syntaxes is not allowed in the same request.'),
    ],
  ])('for the body %j of a new server', (body, words) => {
    expect(refusalOf(() => validateBody('createServer', 96, body))).toEqual(words);
  });

  test('quote no more of a value than a message can hold', () => {
    const words = refusalOf(() => validateBody('createServer', 96, { server: { ...server, name: 'x'.repeat(1_000_000) } }));
    expect(words?.length).toBeLessThan(1000);
    const nested = JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as unknown;
    expect(refusalOf(() => validateBody('createServer', 96, { server: { ...server, metadata: nested } }))?.length).toBeLessThan(1000);
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`x${index}`, 1]));
    expect(refusalOf(() => validateBody('createServer', 96, { server, ...many }))).toMatch(/'x9', … were unexpected\)$/);
  });

  test.each([
    ['limit=-1', "Invalid input for query parameters limit. Value: -1. '-1' does not match '^[0-9]*$'"],
    ['limit=1&limit=x', "Invalid input for query parameters limit. Value: x. 'x' does not match '^[0-9]*$'"],
    ['name=[', "Invalid input for query parameters name. Value: [. '[' is not a 'regex'"],
    ['changes-since=yesterday', "Invalid input for query parameters changes-since. Value: yesterday. 'yesterday' is not a 'date-time'"],
    ['colour=red', "'colour' does not match any of the regexes: '^_'"],
    [
      'sort_key=colour',
      expect.stringMatching(/^Invalid input for query parameters sort_key\. Value: colour\. 'colour' is not one of \['access_ip_v4', /),
    ],
  ])('for the query %s of a list of servers', (query, words) => {
    expect(refusalOf(() => validateQuery('listServers', 96, new URLSearchParams(query)))).toEqual(words);
  });
});

describe('a query', () => {
  test('loses what is no parameter before the version that refuses it', () => {
    const query = new URLSearchParams('colour=red&name=a&colour=blue&_x=1&locked=1');
    validateQuery('listServers', 72, query);
    expect(query.toString()).toBe('name=a&_x=1');
    const record: Record<string, string | string[]> = { colour: 'red', name: ['a'], constructor: 'x' };
    validateQuery('listServers', 74, record);
    expect(record).toEqual({ name: ['a'] });
  });

  test('may name what every object of JavaScript has', () => {
    const query = new URLSearchParams('__proto__=1&constructor=2&toString=3');
    validateQuery('listFlavors', 1, query);
    expect([...query]).toEqual([]);
    expect(refusalOf(() => validateQuery('listFlavors', 75, new URLSearchParams('constructor=2')))).toMatch(/^Additional properties/);
  });
});

describe('each request', () => {
  test('has a schema that can be compiled at each of its steps, and steps in order', () => {
    for (const table of [bodySchemas, querySchemas]) {
      for (const [request, steps] of Object.entries(table)) {
        for (const { schema } of steps) expect(compile(schema)).toBeTypeOf('function');
        const versions = steps.map(({ since }) => since);
        expect({ request, versions }).toEqual({ request, versions: [...new Set(versions)].toSorted((one, other) => one - other) });
      }
    }
  });

  test('is looked up by its own name only', () => {
    expect(isBodyName('createServer')).toBe(true);
    expect(isBodyName('toString')).toBe(false);
    expect(isQueryName('listServers')).toBe(true);
    expect(isQueryName('createServer')).toBe(false);
  });

  test('has no schema before the version that it came in', () => {
    expect(bodySchema('replaceTags', 25)).toBeUndefined();
    expect(refusalOf(() => validateBody('replaceTags', 25, 'anything'))).toBeUndefined();
    expect(refusalOf(() => validateBody('replaceTags', 26, 'anything'))).toBe("'anything' is not of type 'object'");
  });

  test('is refused with 400 or taken, whatever its body is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bodyNames),
        fc.integer({ min: 1, max: 96 }),
        fc.jsonValue({ maxDepth: 4 }),
        fc.boolean(),
        (name, version, value, wrap) => {
          const key = name.startsWith('action.') ? name.slice('action.'.length) : 'server';
          refusalOf(() => validateBody(name, version, wrap ? { [key]: value } : value));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('is refused with 400 or taken, whatever its query is', () => {
    const parameter = fc.tuple(
      fc.oneof(fc.constantFrom('limit', 'marker', 'sort_key', 'changes-since', 'name', '_x'), fc.string()),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...queryNames), fc.integer({ min: 1, max: 96 }), fc.array(parameter), (name, version, parameters) => {
        refusalOf(() => validateQuery(name, version, new URLSearchParams(parameters)));
      }),
      { numRuns: 1000 },
    );
  });
});
