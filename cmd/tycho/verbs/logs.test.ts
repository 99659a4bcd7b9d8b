import { describe, expect, it } from 'vitest';
import type { TransportRequest, TransportResponse } from '#apis/client/transport.ts';
import { CommandLine } from '#test/harness/command-line.ts';
import { eventually } from '#test/harness/eventually.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { newPart } from './logs.ts';

/** An api-server that knows discovery and one log. */
class LogServer {
  log = 'one\ntwo\nthree\n';
  readonly requests: TransportRequest[] = [];

  async request(request: TransportRequest): Promise<TransportResponse> {
    this.requests.push(request);
    if (request.path.endsWith('/servers/web/log')) return answer(200, this.log);
    if (request.path === '/api') return answer(200, '{"kind":"APIGroupDiscoveryList","items":[]}');
    if (request.path === '/apis') return answer(200, JSON.stringify(discovery));
    return answer(
      404,
      JSON.stringify({
        kind: 'Status',
        status: 'Failure',
        reason: 'NotFound',
        code: 404,
        message: 'server "x" has no log',
        details: { name: 'x' },
      }),
    );
  }
}

const discovery = {
  kind: 'APIGroupDiscoveryList',
  items: [
    {
      metadata: { name: 'compute.tycho.dev' },
      versions: [
        {
          version: 'v1alpha1',
          resources: [
            { resource: 'servers', responseKind: { kind: 'Server' }, scope: 'Namespaced', singularResource: 'server', verbs: ['get'] },
          ],
        },
      ],
    },
  ],
};

function answer(status: number, text: string): TransportResponse {
  return {
    status,
    headers: {},
    body: (async function* body() {
      yield Buffer.from(text);
    })(),
  };
}

describe('tycho logs', () => {
  it('prints the log, or its last lines', async () => {
    using commands = new CommandLine({ transport: new LogServer() });

    expect(await commands.run('logs', 'web')).toEqual({ exitCode: 0, output: 'one\ntwo\nthree\n', errors: '' });
    expect((await commands.run('logs', 'server/web', '--tail', '2')).output).toBe('two\nthree\n');
    expect((await commands.run('logs', 'web', '--tail', '0')).output).toBe('');
  });

  it('asks the server for no more than --limit-bytes', async () => {
    const server = new LogServer();
    using commands = new CommandLine({ transport: server });
    await commands.run('logs', 'web', '--limit-bytes', '100');

    expect(server.requests.at(-1)?.query).toEqual({ limitBytes: '100' });
  });

  it('follows: prints what is new each time it looks', async () => {
    const [server, clock] = [new LogServer(), new VirtualClock()];
    using commands = new CommandLine({ transport: server, clock });
    const following = commands.start(['logs', 'web', '-f']);
    await eventually(() => expect(following.soFar().output).toBe('one\ntwo\nthree\n'));

    server.log += 'four\n';
    await clock.advance(1000);
    await eventually(() => expect(following.soFar().output).toBe('one\ntwo\nthree\nfour\n'));
    following.interrupt();

    expect((await following.ended).exitCode).toBe(130);
  });

  it('takes from a terminal what a guest could steer it with', async () => {
    const server = new LogServer();
    server.log = '\u001B[2J\u001B]0;owned\u0007\u001B[31mhello\u001B[0m\tworld\r\n\u0008\u009B1m!\n';
    using terminal = new CommandLine({ transport: server, isTerminal: true });
    using pipe = new CommandLine({ transport: server });

    expect((await terminal.run('logs', 'web')).output).toBe('hello\tworld\n1m!\n');
    expect((await pipe.run('logs', 'web')).output).toBe(server.log);
  });

  it('exits with 3 when there is no such server', async () => {
    using commands = new CommandLine({ transport: new LogServer() });

    expect(await commands.run('logs', 'x')).toEqual({ exitCode: 3, output: '', errors: 'error: server "x" has no log\n' });
  });
});

describe('newPart', () => {
  it('is what was added at the end', () => {
    expect(newPart('ab', 'abc')).toBe('c');
    expect(newPart('', 'abc')).toBe('abc');
    expect(newPart('abc', 'abc')).toBe('');
  });

  it('finds the place when the front has fallen away', () => {
    const old = Array.from({ length: 200 }, (_, number) => `line ${number}\n`).join('');

    expect(newPart(old, `${old.slice(500)}more\n`)).toBe('more\n');
  });

  it('is everything when nothing of the old text is left', () => {
    expect(newPart('old words', 'new words')).toBe('new words');
  });
});
