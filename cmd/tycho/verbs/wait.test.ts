import { beforeEach, describe, expect, it } from 'vitest';
import { serverKind } from '#apis/compute/server.ts';
import { CommandLine } from '#test/harness/command-line.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
  commands.write('web.yaml', manifest('web'));
  await commands.run('apply', '-f', 'web.yaml');
});

const manifest = (name: string): string =>
  `apiVersion: compute.tycho.dev/v1alpha1\nkind: Server\nmetadata: { name: ${name}, labels: { app: x } }\nspec: { flavor: small, image: guest }\n`;

async function say(
  status: 'True' | 'False',
  fields: { readonly observedGeneration?: number; readonly phase?: string; readonly name?: string } = {},
): Promise<void> {
  const condition = { type: 'Ready', status, reason: 'Because', message: 'of this', lastTransitionTime: '2030-01-01T00:00:00Z' };
  const { observedGeneration = 1, phase = 'Starting', name = 'web' } = fields;
  const patch = { status: { phase, conditions: [{ ...condition, observedGeneration }] } };
  await server.client().resource(serverKind).patchStatus({ namespace: 'default', name }, patch);
}

describe('tycho wait', () => {
  it('returns as soon as a condition is so', async () => {
    const waiting = commands.start(['wait', 'server/web', '--for=condition=Ready']);
    await say('False');
    await say('True');

    expect(await waiting.ended).toEqual({ exitCode: 0, output: 'server.compute.tycho.dev/web condition met\n', errors: '' });
  });

  it('does not take a condition for an answer that speaks of an older version of the object', async () => {
    await say('True', { observedGeneration: 0 });

    const { exitCode, errors } = await commands.run('wait', 'server/web', '--for=condition=Ready', '--timeout=50ms');

    expect(exitCode).toBe(4);
    expect(errors).toContain('of an older version of the object');
  });

  it('waits for a value at a path, for another status, and for a deletion', async () => {
    const value = commands.start(['wait', 'server/web', '--for=jsonpath={.status.phase}=Running']);
    const negative = commands.start(['wait', 'server/web', '--for=condition=Ready=False']);
    await say('False', { phase: 'Running' });

    expect((await value.ended).exitCode).toBe(0);
    expect((await negative.ended).exitCode).toBe(0);

    const gone = commands.start(['wait', 'server/web', '--for=delete']);
    await server
      .client()
      .resource(serverKind)
      .patch({ namespace: 'default', name: 'web' }, { metadata: { finalizers: null } });
    await commands.run('delete', 'server', 'web');
    expect((await gone.ended).exitCode).toBe(0);
    expect((await commands.run('wait', 'server/web', '--for=delete')).exitCode).toBe(0);
  });

  it('waits for something to be created', async () => {
    const waiting = commands.start(['wait', 'server/later', '--for=create']);
    commands.write('later.yaml', manifest('later'));
    await commands.run('apply', '-f', 'later.yaml');

    expect((await waiting.ended).exitCode).toBe(0);
  });

  it('waits for all that are selected', async () => {
    commands.write('second.yaml', manifest('second'));
    await commands.run('apply', '-f', 'second.yaml');
    const waiting = commands.start(['wait', 'servers', '-l', 'app=x', '--for=condition=Ready']);
    await say('True');
    await say('True', { name: 'second' });

    expect((await waiting.ended).output).toBe(
      'server.compute.tycho.dev/second condition met\nserver.compute.tycho.dev/web condition met\n',
    );
  });

  it('gives up with 4 and says how it stands and who says more', async () => {
    await say('False');

    const { exitCode, errors } = await commands.run('wait', 'server', 'web', '--for=condition=Ready', '--timeout=50ms');

    expect(exitCode).toBe(4);
    expect(errors).toMatch(
      /^error: time is up after 0s: server\.compute\.tycho\.dev\/web waits for Ready to be True: Ready is False: Because, of this \(.*\); `tycho why web` says more\n$/,
    );
  });

  it('looks once with --timeout=0', async () => {
    expect((await commands.run('wait', 'server/web', '--for=condition=Ready', '--timeout=0')).exitCode).toBe(4);
    await say('True');
    expect((await commands.run('wait', 'server/web', '--for=condition=Ready', '--timeout=0')).exitCode).toBe(0);
  });

  it('exits with 3 for what is not there', async () => {
    expect(await commands.run('wait', 'server/nobody', '--for=condition=Ready')).toMatchObject({
      exitCode: 3,
      errors: 'error: servers.compute.tycho.dev "nobody" not found\n',
    });
    expect(await commands.run('wait', 'servers', '-l', 'app=y', '--for=condition=Ready')).toMatchObject({ exitCode: 3 });
  });

  it('shows progress on a terminal', async () => {
    using terminal = new CommandLine({ transport: server.transport(), isTerminal: true });
    const waiting = terminal.start(['wait', 'server/web', '--for=condition=Ready']);
    await say('False');

    await eventually(() =>
      expect(waiting.soFar().errors).toMatch(/web: waiting \d+s for Ready to be True; Ready is False: Because, of this/),
    );
    await say('True');

    expect((await waiting.ended).output).toBe('server.compute.tycho.dev/web condition met\n');
  });

  it('says what --for understands', async () => {
    expect(await commands.run('wait', 'server/web', '--for=ready')).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining('use condition=Ready') as string,
    });
    expect((await commands.run('wait', 'server/web')).exitCode).toBe(2);
  });
});
