import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverKind } from '#apis/compute/server.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { CommandLine } from '#test/harness/command-line.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';

let server: InProcessApiServer;
let commands: CommandLine;
/** What the user saves, one text for each time that the editor opens. */
let saves: ((text: string) => string | Promise<string>)[];
let shown: string[];

beforeEach(async () => {
  server = new InProcessApiServer({ clock: new SystemClock() });
  await server.ready;
  saves = [];
  shown = [];
  commands = new CommandLine({
    transport: server.transport(),
    editText: (text) => {
      shown.push(text);
      return saves.shift()?.(text) ?? text;
    },
  });
  commands.write(
    'web.yaml',
    '{apiVersion: compute.tycho.dev/v1alpha1, kind: Server, metadata: {name: web}, spec: {flavor: small, image: debian}}\n',
  );
  await commands.run('apply', '-f', 'web.yaml');
});

afterEach(() => {
  server.close();
  commands[Symbol.dispose]();
});

const spec = async () => (await server.client().resource(serverKind).get({ namespace: 'default', name: 'web' })).spec;

describe('tycho edit', () => {
  it('changes what was changed in the editor, and says what it costs', async () => {
    saves = [(text) => text.replace('power: Running', 'power: Stopped')];

    expect(await commands.run('edit', 'server', 'web')).toEqual({
      exitCode: 0,
      output: 'server.compute.tycho.dev/web edited\n',
      errors: 'spec.power: live (the guest is stopped; its disk stays)\n',
    });
    expect((await spec()).power).toBe('Stopped');
  });

  it('does nothing when nothing is changed, or all is deleted', async () => {
    expect((await commands.run('edit', 'server/web')).output).toBe('server.compute.tycho.dev/web unchanged\n');
    saves = [() => ''];
    expect((await commands.run('edit', 'server/web')).output).toBe('server.compute.tycho.dev/web unchanged\n');
  });

  it('opens the editor again with what was written and what is wrong with it', async () => {
    saves = [(text) => text.replace('power: Running', 'power: Sideways'), (text) => text.replace('power: Sideways', 'power: Paused')];

    expect(await commands.run('edit', 'server', 'web')).toMatchObject({ exitCode: 0, output: 'server.compute.tycho.dev/web edited\n' });
    expect(shown[1]).toMatch(/# It was not taken:\n# web\.yaml:\d+: .*spec\.power/);
    expect((await spec()).power).toBe('Paused');
  });

  it('asks before a change costs the guest more than a moment', async () => {
    saves = [(text) => text.replace('image: debian', 'image: alpine')];

    expect(await commands.run('edit', 'server', 'web')).toMatchObject({ exitCode: 1, errors: expect.stringContaining('--allow=rebuild') });
    expect((await spec()).image).toBe('debian');
  });

  it('does not overwrite what somebody else changed meanwhile', async () => {
    saves = [
      async (text) => {
        await server
          .client()
          .resource(serverKind)
          .patch({ namespace: 'default', name: 'web' }, { spec: { deletionProtection: true } });
        return text.replace('power: Running', 'power: Stopped');
      },
    ];

    expect(await commands.run('edit', 'server', 'web')).toMatchObject({ exitCode: 1, errors: expect.stringContaining('modified') });
    expect(await spec()).toMatchObject({ power: 'Running', deletionProtection: true });
  });
});

describe('tycho complete', () => {
  it.each([
    [['sta'], 'start\n'],
    [['get', 'serverg'], 'servergroups\n'],
    [['get', 'servers', 'w'], 'web\n'],
    [['stop', ''], 'web\n'],
    [['stop', 'web', ''], ''],
    [['nonsense', ''], ''],
  ])('offers for %j %j', async (words, offered) => {
    expect(await commands.run('complete', '--', ...words)).toEqual({ exitCode: 0, output: offered, errors: '' });
  });

  it('is what the scripts for shells ask', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) expect((await commands.run('completion', shell)).output).toContain('tycho complete --');
  });
});
