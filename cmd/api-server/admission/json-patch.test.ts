import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configMapKind } from '#apis/kubernetes/core.ts';
import { InvalidError, RequestEntityTooLargeError } from '#apis/machinery/errors.ts';
import { jsonPatched, readJsonPatch } from './json-patch.ts';

const patched = (document: unknown, patch: unknown): unknown =>
  jsonPatched(configMapKind, 'm', document, readJsonPatch(configMapKind, 'm', patch));

describe('a JSON patch', () => {
  // RFC 6902, appendix A.
  it.each([
    [{ foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { baz: 'qux', foo: 'bar' }],
    [{ foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
    [{ baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
    [{ foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
    [{ baz: 'qux', foo: 'bar' }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo', foo: 'bar' }],
    [
      { foo: { bar: 'baz', waldo: 'fred' }, qux: { corge: 'grault' } },
      [{ op: 'move', from: '/foo/waldo', path: '/qux/thud' }],
      { foo: { bar: 'baz' }, qux: { corge: 'grault', thud: 'fred' } },
    ],
    [{ foo: ['all', 'grass', 'cows', 'eat'] }, [{ op: 'move', from: '/foo/1', path: '/foo/3' }], { foo: ['all', 'cows', 'eat', 'grass'] }],
    [
      { baz: 'qux', foo: ['a', 2, 'c'] },
      [
        { op: 'test', path: '/baz', value: 'qux' },
        { op: 'test', path: '/foo/1', value: 2 },
      ],
      { baz: 'qux', foo: ['a', 2, 'c'] },
    ],
    [{ foo: 'bar' }, [{ op: 'add', path: '/child', value: { grandchild: {} } }], { foo: 'bar', child: { grandchild: {} } }],
    [{ foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux', xyz: 123 }], { foo: 'bar', baz: 'qux' }],
    [{ '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
    [{ foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc', 'def'] }], { foo: ['bar', ['abc', 'def']] }],
    [{ foo: null }, [{ op: 'replace', path: '/foo', value: 1 }], { foo: 1 }],
    [{ a: 1 }, [{ op: 'copy', from: '/a', path: '/b' }], { a: 1, b: 1 }],
    [{ a: 1 }, [{ op: 'add', path: '', value: { b: 2 } }], { b: 2 }],
    [{ '': 1 }, [{ op: 'replace', path: '/', value: 2 }], { '': 2 }],
    [{ a: 1 }, [{ op: 'move', from: '/a', path: '/a' }], { a: 1 }],
    [{ a: 1 }, [], { a: 1 }],
  ])('of %j: %j gives %j', (document, patch, expected) => {
    expect(patched(document, patch)).toEqual(expected);
  });

  it.each([
    [{ baz: 'qux' }, [{ op: 'test', path: '/baz', value: 'bar' }], 'patch[0]', '"/baz": is "qux" and not "bar"'],
    [{ foo: 'bar' }, [{ op: 'add', path: '/baz/bat', value: 'qux' }], 'patch[0]', '"/baz": does not exist'],
    [{ foo: 'bar' }, [{ op: 'remove', path: '/baz' }], 'patch[0]', '"/baz": does not exist'],
    [{ foo: 'bar' }, [{ op: 'replace', path: '/toString', value: 1 }], 'patch[0]', '"/toString": does not exist'],
    [{ foo: [1] }, [{ op: 'add', path: '/foo/2', value: 1 }], 'patch[0]', '"/foo/2": there is no position "2"'],
    [{ foo: [1] }, [{ op: 'replace', path: '/foo/-', value: 1 }], 'patch[0]', '"/foo/-": there is no position "-"'],
    [{ foo: [1] }, [{ op: 'remove', path: '/foo/01' }], 'patch[0]', '"/foo/01": there is no position "01"'],
    [{ foo: 'x' }, [{ op: 'add', path: '/foo/length', value: 1 }], 'patch[0]', '"/foo/length": there is nothing to be in'],
    [{ a: { b: 1 } }, [{ op: 'move', from: '/a', path: '/a/b' }], 'patch[0]', 'lies within "/a"'],
    [
      { a: 1 },
      [
        { op: 'test', path: '/a', value: 1 },
        { op: 'remove', path: '' },
      ],
      'patch[1]',
      'the whole object cannot be removed',
    ],
    [{ a: 1 }, [{ op: 'spam', path: '/a' }], 'patch[0]', '"op" is one of'],
    [{ a: 1 }, [{ op: 'add', path: '/a' }], 'patch[0]', 'has no "value"'],
    [{ a: 1 }, [{ op: 'add', path: 'a', value: 1 }], 'patch[0]', '"path" is no JSON pointer'],
    [{ a: 1 }, [{ op: 'add', path: '/a~2', value: 1 }], 'patch[0]', '"path" is no JSON pointer'],
    [{ a: 1 }, [{ op: 'copy', path: '/a' }], 'patch[0]', '"from" is no JSON pointer'],
    [{ a: 1 }, ['remove'], 'patch[0]', 'is no operation'],
    [{ a: 1 }, [{ op: 'add', path: '/__proto__/polluted', value: 1 }], 'patch[0]', 'there is no field "__proto__"'],
  ])('of %j: %j cannot be done', (document, patch, field, message) => {
    const refusal = (): unknown => patched(document, patch);

    expect(refusal).toThrow(InvalidError);
    expect(refusal).toThrow(`${field}: Invalid value: `);
    expect(refusal).toThrow(message);
  });

  it('is no bomb: what it copies, how deep it nests, and what it looks at is bounded', () => {
    const twice = { op: 'copy', from: '', path: '/a' };
    const text = 'x'.repeat(100_000);
    const list = Array.from({ length: 200_000 }, () => 0);

    expect(() =>
      patched(
        { x: 1 },
        Array.from({ length: 100 }, () => twice),
      ),
    ).toThrow('nested deeper than 64 levels');
    expect(() =>
      patched(
        { x: text },
        Array.from({ length: 100 }, (_, index) => ({ op: 'copy', from: '/x', path: `/a${index}` })),
      ),
    ).toThrow('copy too much');
    expect(() =>
      patched(
        { list },
        Array.from({ length: 9_000 }, () => ({ op: 'add', path: '/list/0', value: 0 })),
      ),
    ).toThrow('take too long');
    expect(() =>
      patched(
        { list },
        Array.from({ length: 9_000 }, () => ({ op: 'test', path: '/list', value: list })),
      ),
    ).toThrow('ask for too much');
    expect(() => patched({}, [{ op: 'add', path: '/a'.repeat(65), value: 0 }])).toThrow('leads deeper than 64 levels');
    expect(() =>
      patched(
        {},
        Array.from({ length: 10_001 }, () => twice),
      ),
    ).toThrow(RequestEntityTooLargeError);
  });

  it('changes neither the document nor the patch, done or not', () => {
    const pointer = fc.constantFrom('', '/a', '/b', '/a/b', '/a/0', '/b/-', '/b/1');
    const operation = fc.oneof(
      fc.record({ op: fc.constantFrom('add', 'replace', 'test'), path: pointer, value: fc.jsonValue({ maxDepth: 2 }) }),
      fc.record({ op: fc.constantFrom('move', 'copy'), path: pointer, from: pointer }),
      fc.record({ op: fc.constant('remove'), path: pointer }),
    );
    const document = fc.record({ a: fc.jsonValue({ maxDepth: 3 }), b: fc.array(fc.jsonValue({ maxDepth: 1 })) });
    fc.assert(
      fc.property(document, fc.array(operation, { maxLength: 6 }), (target, patch) => {
        const before = JSON.stringify([target, patch]);
        try {
          patched(target, patch);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidError);
        }

        expect(JSON.stringify([target, patch])).toBe(before);
      }),
    );
  });

  it('that adds, then removes, leaves things as they were', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), fc.jsonValue(), (document, name, value) => {
        fc.pre(name !== '__proto__' && !Object.hasOwn(document, name) && !JSON.stringify(document).includes('__proto__'));
        const path = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

        expect(
          patched(document, [
            { op: 'add', path, value },
            { op: 'test', path, value },
            { op: 'remove', path },
          ]),
        ).toEqual(document);
      }),
    );
  });
});
