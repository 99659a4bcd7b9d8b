import { beforeEach, describe, expect, it } from 'vitest';
import { serverKind } from '#apis/compute/server.ts';
import { aServerBody } from '#test/builders/api-bodies.ts';
import { aPlacedServer } from '#test/builders/placed-server.ts';
import type { CommandLine } from '#test/harness/command-line.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
});

describe('tycho explain-placement', () => {
  it('prints what each constraint ruled out when the host was chosen', async () => {
    await aPlacedServer(server, {
      hostsConsidered: 3,
      constraints: [
        { name: 'Ready', removed: 1 },
        { name: 'Capacity', removed: 0 },
      ],
      hostsLeft: 2,
      score: 0.75,
    });

    const { exitCode, output } = await commands.run('explain-placement', 'web');

    expect(exitCode).toBe(0);
    expect(output).toMatch(
      /^web was given host host-a \d+s ago \(incarnation 1\), the best of 2 that fit, of 3 in all\. Its score was 0\.75\.\n\n/,
    );
    expect(output).toContain('CONSTRAINT   RULED OUT   LEFT\nReady        1           2\nCapacity     0           3\n');
  });

  it('says so when a host was named instead of chosen', async () => {
    await aPlacedServer(server);

    expect((await commands.run('explain-placement', 'server/web')).output).toContain('by name: nothing else was considered');
  });

  it('says why there is no host, and exits with 1', async () => {
    const servers = server.client().resource(serverKind);
    await servers.create(aServerBody('web', {}, { namespace: 'default' }) as never);
    expect(await commands.run('explain-placement', 'web')).toMatchObject({
      exitCode: 1,
      errors: expect.stringContaining('nobody has looked for one yet') as string,
    });

    const condition = {
      type: 'Scheduled',
      status: 'False',
      reason: 'NoHostFits',
      message: '0 of 2 hosts fit',
      lastTransitionTime: '2030-01-01T00:00:00Z',
    };
    await servers.patchStatus({ namespace: 'default', name: 'web' }, { status: { conditions: [condition] } });

    expect(await commands.run('explain-placement', 'web')).toEqual({
      exitCode: 1,
      output: 'web has no host for 0s: 0 of 2 hosts fit\n',
      errors: '',
    });
  });

  it('exits with 3 when there is no such server', async () => {
    expect(await commands.run('explain-placement', 'nobody')).toMatchObject({ exitCode: 3 });
    expect(await commands.run('explain-placement', 'flavor/small')).toMatchObject({ exitCode: 2 });
  });
});
