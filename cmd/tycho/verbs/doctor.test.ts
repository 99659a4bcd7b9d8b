import { beforeEach, describe, expect, it } from 'vitest';
import { ConnectionError } from '#apis/client/transport.ts';
import { aPlacedServer } from '#test/builders/placed-server.ts';
import { CommandLine } from '#test/harness/command-line.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
});

describe('tycho doctor', () => {
  it('says line by line what is well and what is not, and exits with 1 for a problem', async () => {
    const { exitCode, output } = await commands.run('doctor');

    expect(exitCode).toBe(1);
    expect(output).toMatch(/^ok {7}api-server +https:\/\/\S+ is ready, of version/m);
    expect(output).toMatch(/^problem {2}hosts +there is none: no server can run\n +→ `tycho join-token` begins one$/m);
    expect(output).toMatch(/\n\n1 problem\.\n$/);
  });

  it('exits with 0 where hosts are ready, and gives programs a list', async () => {
    await aPlacedServer(server);

    const { exitCode, output } = await commands.run('doctor', '-o', 'json');

    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toContainEqual({ level: 'Fine', subject: 'hosts', what: '1 of 1 ready' });
  });

  it('looks at what it can when nobody answers', async () => {
    using deaf = new CommandLine({
      transport: { request: () => Promise.reject(new ConnectionError('cannot reach it', { outcome: 'NotDone' })) },
    });

    const { exitCode, output } = await deaf.run('doctor');

    expect(exitCode).toBe(1);
    expect(output).toMatch(/^problem {2}api-server +does not answer: cannot reach it$/m);
  });

  it('refuses a format that it does not have', async () => {
    expect(await commands.run('doctor', '-o', 'xml')).toMatchObject({ exitCode: 2, errors: 'error: -o xml is unknown: use json\n' });
  });
});
