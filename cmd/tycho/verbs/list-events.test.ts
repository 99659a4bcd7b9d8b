import { beforeEach, describe, expect, it } from 'vitest';
import { eventKind } from '#apis/kubernetes/core.ts';
import { aPlacedServer } from '#test/builders/placed-server.ts';
import type { CommandLine } from '#test/harness/command-line.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
  await aPlacedServer(server);
});

interface Happening {
  readonly name: string;
  readonly object: string;
  readonly kind?: string;
  readonly type?: 'Normal' | 'Warning';
  readonly namespace?: string;
  readonly at: string;
}

async function happens({ name, object, kind = 'Server', type = 'Normal', namespace = 'default', at }: Happening): Promise<void> {
  await server
    .client()
    .resource(eventKind)
    .create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace },
      involvedObject: { apiVersion: 'v1', kind, name: object, namespace },
      type,
      reason: `Was${name.toUpperCase()}`,
      message: `words of ${name}`,
      firstTimestamp: at,
      lastTimestamp: at,
      count: 1,
    });
}

const first = '2020-01-01T00:00:00Z';
const second = '2020-01-02T00:00:00Z';

/** Reason and object of each line. */
function told(output: string): readonly string[] {
  return output
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split(/ {2,}/).slice(-3, -1).join(' '));
}

describe('tycho events', () => {
  it('tells what happened in the namespace, oldest first', async () => {
    await happens({ name: 'b', object: 'web', at: second, type: 'Warning' });
    await happens({ name: 'a', object: 'db', at: first });
    await happens({ name: 'c', object: 'web', at: first, namespace: 'tycho-system' });

    const { exitCode, output } = await commands.run('events');

    expect(exitCode).toBe(0);
    expect(output).toMatch(/^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n\d+d +Normal +WasA +server\/db +words of a\n/);
    expect(told(output)).toEqual(['WasA server/db', 'WasB server/web']);
    expect(told((await commands.run('events', '--warnings')).output)).toEqual(['WasB server/web']);
    expect(told((await commands.run('events', '-A')).output)).toHaveLength(3);
  });

  it('tells what happened to one object, also where that has no namespace', async () => {
    await happens({ name: 'b', object: 'web', at: second });
    await happens({ name: 'a', object: 'db', at: first });
    await happens({ name: 'h', object: 'host-a', kind: 'Host', at: first, namespace: 'tycho-system' });

    expect(told((await commands.run('events', 'web')).output)).toEqual(['WasB server/web']);
    expect(told((await commands.run('events', 'host/host-a')).output)).toEqual(['WasH host/host-a']);
  });

  it('goes on with what happens from now on', async () => {
    await happens({ name: 'a', object: 'db', at: first });
    const running = commands.start(['events', '-w']);
    await eventually(() => expect(running.soFar().output).toContain('WasA'));

    await happens({ name: 'b', object: 'web', at: second });
    await eventually(() => expect(told(running.soFar().output)).toEqual(['WasA server/db', 'WasB server/web']));
    running.interrupt();

    expect((await running.ended).exitCode).toBe(130);
  });

  it('says so when nothing happened, and refuses what makes no sense', async () => {
    expect(await commands.run('events', '-n', 'public')).toMatchObject({
      exitCode: 0,
      output: '',
      errors: 'Nothing that is still known has happened.\n',
    });
    expect(await commands.run('events', 'web', '-A')).toMatchObject({ exitCode: 2, errors: 'error: give an object, or -A, not both\n' });
  });
});
