import { beforeEach, describe, expect, it } from 'vitest';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { serverKind } from '#apis/compute/server.ts';
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

const key = { namespace: 'default', name: 'web' };
const since = '2020-01-01T00:00:00Z';

describe('tycho why', () => {
  it('says who waits for what, on the server and on its host, and exits with 1', async () => {
    const servers = server.client().resource(serverKind);
    const ready = {
      type: 'Ready',
      status: 'False',
      reason: 'PreparingImage',
      message: 'the image is being downloaded: 3 MiB of 9 MiB',
      lastTransitionTime: since,
    };
    const { metadata, status } = await servers.patchStatus(key, {
      status: { phase: 'Starting', observedGeneration: 1, conditions: [ready] },
    });
    const converged = { type: 'Converged', status: 'False', reason: 'Prepare', message: 'waits for the image', lastTransitionTime: since };
    const instance = { namespace: 'default', name: `${metadata.uid}-${status?.epoch ?? 0}` };
    await server
      .client()
      .resource(instanceKind)
      .patchStatus(instance, { status: { phase: 'Preparing', conditions: [converged] } });

    const { exitCode, output } = await commands.run('why', 'web');

    expect(exitCode).toBe(1);
    expect(output.replaceAll(/for \d+d/g, 'for AGE')).toContain(
      [
        'server web is not as declared: it is Starting.',
        '',
        '  The server loop, for AGE:',
        '    Ready is False: PreparingImage, the image is being downloaded: 3 MiB of 9 MiB',
        '  The agent of host host-a (incarnation 1, Preparing), for AGE:',
        '    Converged is False: Prepare, waits for the image',
        '',
      ].join('\n'),
    );
  });

  it('exits with 0 when all is as declared', async () => {
    const ready = { type: 'Ready', status: 'True', reason: 'Running', message: 'the guest runs', lastTransitionTime: since };
    await server
      .client()
      .resource(serverKind)
      .patchStatus(key, { status: { phase: 'Running', observedGeneration: 1, conditions: [ready] } });

    expect(await commands.run('why', 'server/web')).toMatchObject({
      exitCode: 0,
      output: expect.stringMatching(/^server web is as declared: Running, for \d+d\.\n$/) as string,
    });
    expect((await commands.run('why', 'host/host-a')).exitCode).toBe(0);
  });

  it('exits with 3 for what is not there', async () => {
    expect(await commands.run('why', 'nobody')).toMatchObject({
      exitCode: 3,
      errors: 'error: servers.compute.tycho.dev "nobody" not found\n',
    });
  });
});
