import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedResponseError, ResponseParser, type ResponseHead } from './response-parser.ts';

interface Reading {
  head: ResponseHead | undefined;
  body: string;
  isComplete: boolean;
  parser: ResponseParser;
}

function read(...pieces: readonly (string | Buffer)[]): Reading {
  const reading: Reading = {
    head: undefined,
    body: '',
    isComplete: false,
    parser: new ResponseParser({
      onHead: (head) => (reading.head = head),
      onBody: (part) => (reading.body += part.toString('latin1')),
      onEnd: () => (reading.isComplete = true),
    }),
  };
  for (const piece of pieces) reading.parser.write(Buffer.from(piece));
  return reading;
}

const chunked =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A: one\r\nx-a: two\r\n\r\n5;why=not\r\nhello\r\n1\r\n!\r\n0\r\nTrailer: x\r\n\r\n';

describe('ResponseParser', () => {
  it('reads a body of stated length', () => {
    expect(read('HTTP/1.1 201 Created\r\nContent-Length: 5\r\nContent-Type:  text/plain \r\n\r\nhel', 'lo')).toMatchObject({
      head: { status: 201, headers: { 'content-length': '5', 'content-type': 'text/plain' } },
      body: 'hello',
      isComplete: true,
    });
  });

  it('reads a body in chunks with extensions and trailers, and joins headers of one name', () => {
    expect(read(chunked)).toMatchObject({ head: { headers: { 'x-a': 'one, two' } }, body: 'hello!', isComplete: true });
  });

  it('reads the same however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(chunked.length), { maxLength: 8 }), (cuts) => {
        const edges = [0, ...cuts.toSorted((left, right) => left - right), chunked.length];
        const pieces = edges.slice(1).map((edge, index) => chunked.slice(edges[index], edge));

        expect(read(...pieces)).toMatchObject({ body: 'hello!', isComplete: true });
      }),
    );
  });

  it('takes what comes until the end for a body of no stated length', () => {
    const reading = read('HTTP/1.0 200 OK\r\n\r\nall', ' of it');
    expect(reading).toMatchObject({ body: 'all of it', isComplete: false });

    expect(reading.parser.end()).toBe(true);
    expect(reading.isComplete).toBe(true);
  });

  it('knows that an answer was cut off', () => {
    for (const text of [
      '',
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhal',
    ]) {
      expect(read(text).parser.end()).toBe(false);
    }
  });

  it('skips interim responses, and knows answers without a body', () => {
    expect(read('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n')).toMatchObject({ head: { status: 204 }, isComplete: true });
    expect(read('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')).toMatchObject({ body: '', isComplete: true });
  });

  it('notices what belongs to no answer', () => {
    expect(read('HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK').parser.hasSurplus).toBe(true);
    expect(read('HTTP/1.1 204 No Content\r\n\r\n').parser.hasSurplus).toBe(false);
  });

  it('refuses what is no HTTP/1.1 response', () => {
    const wrong = [
      'SSH-2.0-OpenSSH\r\n\r\n',
      'HTTP/1.1 abc OK\r\n\r\n',
      'HTTP/1.1 200 OK\r\nno colon\r\n\r\n',
      'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n',
      'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nabc\r\n',
      `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(70_000)}`,
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${'1'.repeat(2000)}`,
    ];
    for (const text of wrong) expect(() => read(text)).toThrow(MalformedResponseError);
  });
});
