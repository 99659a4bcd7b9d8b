import { beforeEach, describe, expect, it } from 'vitest';
import { serverKind } from '#apis/compute/server.ts';
import { eventKind } from '#apis/kubernetes/core.ts';
import { aPlacedServer } from '#test/builders/placed-server.ts';
import type { CommandLine } from '#test/harness/command-line.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
});

describe('tycho describe', () => {
  it('says what is wished for, how it stands, where it is and what happened', async () => {
    await aPlacedServer(server);
    const ready = {
      type: 'Ready',
      status: 'False',
      reason: 'Starting',
      message: 'the guest is being started',
      lastTransitionTime: '2020-01-01T00:00:00Z',
    };
    const { metadata } = await server
      .client()
      .resource(serverKind)
      .patchStatus(
        { namespace: 'default', name: 'web' },
        {
          status: { phase: 'Starting', conditions: [ready], addresses: [{ macAddress: '02:00:00:00:00:01' }] },
        },
      );
    await server
      .client()
      .resource(eventKind)
      .create({
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: 'web.1', namespace: 'default' },
        involvedObject: { kind: 'Server', namespace: 'default', name: 'web', uid: metadata.uid },
        type: 'Normal',
        reason: 'Scheduled',
        message: 'Placed\non a host',
        count: 3,
        source: { component: 'scheduling' },
      });

    const { exitCode, output } = await commands.run('describe', 'server', 'web');

    expect(exitCode).toBe(0);
    expect(output).toMatch(/^Name: +web\nNamespace: +default\nKind: +Server \(compute\.tycho\.dev\/v1alpha1\)\n/);
    expect(output).toMatch(/\nSpec:\n {2}Flavor: +small\n/);
    expect(output).toMatch(/\n {2}Addresses:\n {4}#1:\n {6}MAC address: +02:00:00:00:00:01\n/);
    expect(output).toMatch(
      /\nConditions:\n {2}TYPE +STATUS +SINCE +REASON +MESSAGE\n(?:.*\n)* {2}Ready +False +\d+d +Starting +the guest is being started\n/,
    );
    expect(output).toMatch(/\nInstances:\n {2}NAME +EPOCH +HOST +STATUS +AGE\n {2}\S+-1 +1 +host-a +/);
    expect(output).toMatch(
      /\nEvents:\n {2}TYPE +REASON +AGE +FROM +MESSAGE\n {2}Normal +Scheduled +\S+ \(x3 over \S+\) +scheduling +Placed on a host\n/,
    );
  });

  it('counts what is in a Secret and shows none of it', async () => {
    commands.write('s.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { password: hunter2 }\n');
    await commands.run('create', '-f', 's.yaml');

    const { output } = await commands.run('describe', 'secret', 's');

    expect(output).toMatch(/\nData:\n {2}Password: +7 bytes\n/);
    expect(output).not.toContain('hunter2');
    expect(output).not.toContain(Buffer.from('hunter2').toString('base64'));
  });

  it('describes all of a type, and says what is not there', async () => {
    expect((await commands.run('describe', 'namespaces')).output.match(/^Name: /gm)?.length).toBeGreaterThan(1);
    expect(await commands.run('describe', 'server', 'nobody')).toEqual({
      exitCode: 3,
      output: '',
      errors: 'error: servers.compute.tycho.dev "nobody" not found\n',
    });
    expect(await commands.run('describe', 'servers')).toMatchObject({ exitCode: 3 });
  });
});
