import { beforeEach, describe, expect, it } from 'vitest';
import { hostKind } from '#apis/infrastructure/host.ts';
import { aHostBody } from '#test/builders/api-bodies.ts';
import { aPlacedServer } from '#test/builders/placed-server.ts';
import type { CommandLine } from '#test/harness/command-line.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
  await aPlacedServer(server);
});

describe('tycho top', () => {
  it('tells how much each host has promised, the fullest first, and those that have said nothing yet', async () => {
    await server
      .client()
      .resource(hostKind)
      .create(aHostBody('a-new-one') as never);

    const { exitCode, output } = await commands.run('top');

    expect(exitCode).toBe(0);
    expect(output).toMatchInlineSnapshot(`
      "HOST        READY   SERVERS   VCPUS       MEMORY-MIB       DISK-GIB
      host-a      True    1         1/64 (2%)   512/65024 (1%)   1/1000 (0%)
      a-new-one   False   0         0           0                0
      "
    `);
  });

  it('tells what each project takes', async () => {
    expect((await commands.run('top', 'projects')).output).toMatchInlineSnapshot(`
      "PROJECT   SERVERS   VCPUS   MEMORY-MIB   DISK-GIB
      default   1         1       512          1
      "
    `);
  });

  it('knows hosts and projects only', async () => {
    expect(await commands.run('top', 'guests')).toMatchObject({ exitCode: 2 });
  });
});
