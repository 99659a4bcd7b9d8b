import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { NovaDesk } from '#test/harness/nova-desk.ts';

describe('what is no request of HTTP', () => {
  it.each([
    ['an address that is larger than all headers may be', `GET /v2.1/servers?name=${'x'.repeat(20_000)} HTTP/1.1\r\nhost: h\r\n\r\n`, 431],
    ['a line that is no request', 'hello\r\n\r\n', 400],
    ['two lengths', 'POST /v2.1/servers HTTP/1.1\r\nhost: h\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx', 400],
  ])('is refused in Nova’s shape, for %s', async (_what, bytes, code) => {
    await using desk = await NovaDesk.open();
    const socket = connect(Number(new URL(desk.url).port), '127.0.0.1');
    socket.write(bytes);

    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');

    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${code} `));
    expect(head).toMatch(/x-compute-request-id: req-[0-9a-f-]{36}/);
    expect(Object.values(JSON.parse(body) as object)).toEqual([{ code, message: expect.any(String) as string }]);
  });

  it('is an address that cannot be decoded, too', async () => {
    await using desk = await NovaDesk.open();

    const { code, body, headers } = await desk.ask('member@p1', 'GET', '/servers/%zz');

    expect([code, body]).toEqual([400, { badRequest: { code: 400, message: expect.any(String) as string } }]);
    expect(headers.get('x-compute-request-id')).toMatch(/^req-/);
  });
});
