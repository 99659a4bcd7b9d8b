import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats, parseTime } from './formats.ts';

describe('a name', () => {
  test.each(['a', 'web 1', 'Grüße', '服务器', "it's", 'a b'])('may be %j', (text) => {
    expect(formats.name.matches(text)).toBe(true);
  });

  test.each([' a', 'a ', '\u3000a', 'a\u0000', 'a\nb', 'a\n', '\u200ba', '🚀', '\u2028'])('is not %j', (text) => {
    expect(formats.name.matches(text)).toBe(false);
  });

  test('may have spaces around it where Nova cuts them off, but not be of spaces alone', () => {
    expect(formats['name-with-spaces'].matches('  a ')).toBe(true);
    expect(formats['name-with-spaces'].matches('   ')).toBe(false);
  });

  test('of a zone has no colon', () => {
    expect(formats['zone-name'].matches('nova')).toBe(true);
    expect(formats['zone-name'].matches('nova:host')).toBe(false);
  });

  test('of a key has few signs, and two more from 2.92 on', () => {
    expect(formats['keypair-name'].matches('my key_1-2')).toBe(true);
    expect(formats['keypair-name'].matches('a@b.c')).toBe(false);
    expect(formats['keypair-name-since-92'].matches('a@b.c')).toBe(true);
    expect(formats['keypair-name-since-92'].matches('a/b')).toBe(false);
  });
});

describe('an id', () => {
  test.each([
    '6f70656e-7374-6163-6b20-342065766572',
    '6F70656E737461636B20342065766572',
    '{6f70656e-7374-6163-6b20-342065766572}',
    'urn:uuid:6f70656e-7374-6163-6b20-342065766572',
  ])('may be written as %s', (text) => {
    expect(formats.uuid.matches(text)).toBe(true);
  });

  test.each(['', '6f70656e-7374-6163-6b20-34206576657', 'x'.repeat(32), '6'.repeat(100_000)])('is not %.40s', (text) => {
    expect(formats.uuid.matches(text)).toBe(false);
  });
});

describe('base64', () => {
  test('is what any encoder writes, with line breaks too', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(formats.base64.matches(text)).toBe(true);
        expect(formats.base64.matches(text.replaceAll(/.{4}/g, '$&\n'))).toBe(true);
      }),
    );
  });

  test.each(['a', 'abc', 'abcde', 'ab=', 'not base64!'])('is not %j', (text) => {
    expect(formats.base64.matches(text)).toBe(false);
  });
});

describe('a time', () => {
  test.each([
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02 03:04:05.678901', '2026-01-02T03:04:05.678Z'],
    ['2026-01-02T03:04:05+02:00', '2026-01-02T01:04:05.000Z'],
    ['2026-01-02T03:04-0130', '2026-01-02T04:34:00.000Z'],
    ['20260102T030405Z', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02', '2026-01-02T00:00:00.000Z'],
    ['2026-02', '2026-02-01T00:00:00.000Z'],
    ['2026', '2026-01-01T00:00:00.000Z'],
  ])('may be written as %s', (text, meant) => {
    expect(parseTime(text)?.toISOString()).toBe(meant);
  });

  test.each(['', 'now', '2026-13-01', '2026-02-30', '2026-01-02T25:00:00Z', '2026-01-02T03:04:05Q', '1767323045', ' 2026-01-02'])(
    'is not %j',
    (text) => {
      expect(parseTime(text)).toBeUndefined();
    },
  );
});

describe('an address', () => {
  test('is of its family, and of no interface', () => {
    expect(formats.ipv4.matches('10.0.0.1')).toBe(true);
    expect(formats.ipv4.matches('10.0.0.256')).toBe(false);
    expect(formats.ipv4.matches('')).toBe(false);
    expect(formats.ipv6.matches('fd00::1')).toBe(true);
    expect(formats.ipv6.matches('fe80::1%eth0')).toBe(false);
  });
});

test('an expression can be read', () => {
  expect(formats.regex.matches('^web-[0-9]+$')).toBe(true);
  expect(formats.regex.matches('')).toBe(false);
  expect(formats.regex.matches('[')).toBe(false);
  expect(formats.regex.matches('*')).toBe(false);
});
