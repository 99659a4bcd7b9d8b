import { beforeEach, describe, expect, it } from 'vitest';
import { CommandLine } from '#test/harness/command-line.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

const manifest = `
apiVersion: compute.tycho.dev/v1alpha1
kind: Flavor
metadata: { name: small }
spec: { vcpus: 1, memoryMiB: 256, diskGiB: 1 }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: web, labels: { app: web } }
spec: { flavor: small, image: guest }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: batch }
spec: { flavor: small, image: guest, power: Stopped }
`;

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
  commands.write('all.yaml', manifest);
  await commands.run('apply', '-f', 'all.yaml');
});

describe('tycho get', () => {
  it('prints the columns that the server chose, lined up', async () => {
    const { output, exitCode } = await commands.run('get', 'servers');

    expect(exitCode).toBe(0);
    expect(output.replaceAll(/\d+s/g, 'AGE')).toBe(
      [
        'NAME    STATUS   POWER     FLAVOR   IMAGE   ADDRESS   AGE',
        'batch   <none>   Stopped   small    guest   <none>    AGE',
        'web     <none>   Running   small    guest   <none>    AGE',
        '',
      ].join('\n'),
    );
  });

  it('knows types by their short, singular and full names', async () => {
    for (const type of ['srv', 'server', 'Server', 'servers.compute.tycho.dev', 'servers.v1alpha1.compute.tycho.dev']) {
      expect((await commands.run('get', type, 'web', '-o', 'name')).output).toBe('server.compute.tycho.dev/web\n');
    }
  });

  it('prints several types under one another, with the type in the name', async () => {
    const { output } = await commands.run('get', 'servers,flavors', '--no-headers');

    expect(output.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'server.compute.tycho.dev/batch',
      'server.compute.tycho.dev/web',
      '',
      'flavor.compute.tycho.dev/small',
      '',
    ]);
  });

  it('selects by name, by label and by namespace', async () => {
    expect((await commands.run('get', 'servers', '-l', 'app=web', '-o', 'name')).output).toBe('server.compute.tycho.dev/web\n');
    expect((await commands.run('get', 'server/web', 'flavor/small', '-o', 'name')).output).toBe(
      'server.compute.tycho.dev/web\nflavor.compute.tycho.dev/small\n',
    );
    expect((await commands.run('get', 'servers', '-A', '--show-labels')).output).toMatch(
      /NAMESPACE +NAME.*LABELS\ndefault +batch .*\ndefault +web .*app=web/,
    );
    expect(await commands.run('get', 'servers', '-n', 'other')).toEqual({
      exitCode: 0,
      output: '',
      errors: 'No resources found in other namespace.\n',
    });
  });

  it('reads long lists in chunks and prints them as one', async () => {
    expect((await commands.run('get', 'servers', '--chunk-size', '1', '-o', 'name')).output).toBe(
      'server.compute.tycho.dev/batch\nserver.compute.tycho.dev/web\n',
    );
  });

  it('sorts by a field', async () => {
    expect((await commands.run('get', 'servers', '--sort-by', '.spec.power', '--no-headers')).output).toMatch(/^web .*\nbatch /);
  });

  it('prints whole objects as YAML and JSON: one alone, several as a List', async () => {
    const one = await commands.run('get', 'server', 'web', '-o', 'yaml');
    const several = await commands.run('get', 'servers', '-o', 'json');

    expect(one.output).toMatch(/^apiVersion: compute\.tycho\.dev\/v1alpha1\nkind: Server\n/);
    expect(one.output).toContain('\nspec:\n  flavor: small\n');
    expect(JSON.parse(several.output)).toMatchObject({
      kind: 'List',
      items: [{ kind: 'Server', metadata: { name: 'batch' } }, { metadata: { name: 'web' } }],
    });
  });

  it('prints what a JSONPath selects', async () => {
    expect(
      (await commands.run('get', 'servers', '-o', 'jsonpath={range .items[*]}{.metadata.name}={.spec.power}{"\\n"}{end}')).output,
    ).toBe('batch=Stopped\nweb=Running\n');
  });

  it('says what is not there, prints the rest and exits with 3', async () => {
    const { exitCode, output, errors } = await commands.run('get', 'servers', 'nobody', 'web', '-o', 'name');

    expect({ exitCode, output }).toEqual({ exitCode: 3, output: 'server.compute.tycho.dev/web\n' });
    expect(errors).toBe('error: servers.compute.tycho.dev "nobody" not found\n');
    expect(await commands.run('get', 'server', 'nobody', '--ignore-not-found')).toEqual({ exitCode: 0, output: '', errors: '' });
  });

  it('proposes the type or format that was probably meant', async () => {
    expect(await commands.run('get', 'severs')).toMatchObject({
      exitCode: 1,
      errors: 'error: the server has no type "severs"; did you mean "servers"?\n',
    });
    expect(await commands.run('get', 'servers', '-o', 'yml')).toMatchObject({
      exitCode: 2,
      errors: 'error: -o yml is unknown; did you mean yaml?\n',
    });
    expect((await commands.run('get', 'servers', '-o', 'jsonpath={.a[}')).errors).toMatch(
      /^error: JSONPath: do not understand the brackets at "" in \{\.a\[\}/,
    );
  });

  it('watches: prints what is there, then each change, until it is interrupted', async () => {
    const watching = commands.start(['get', 'servers', '-w', '--no-headers']);
    await eventually(() => expect(watching.soFar().output).toMatch(/^batch .*\nweb .*\n$/));

    commands.write('third.yaml', manifest.split('---')[1]?.replace('name: web', 'name: third') ?? '');
    await commands.run('apply', '-f', 'third.yaml');
    await eventually(() => expect(watching.soFar().output).toMatch(/\nthird .*\n$/));
    watching.interrupt();

    expect((await watching.ended).exitCode).toBe(130);
  });

  it('goes on watching over a connection that breaks', async () => {
    const transport = server.transport();
    using watcher = new CommandLine({ transport });
    const watching = watcher.start(['get', 'server', 'web', '-w', '-o', 'name']);
    await eventually(() => expect(watching.soFar().output).toBe('server.compute.tycho.dev/web\n'));

    transport.cut();
    commands.write('all.yaml', manifest.replace('app: web', 'app: changed'));
    await commands.run('apply', '-f', 'all.yaml');

    await eventually(() => expect(watching.soFar().output).toBe('server.compute.tycho.dev/web\n'.repeat(2)));
    expect(watching.soFar().errors).toContain('trying again');
    watching.interrupt();
    await watching.ended;
  });

  it('colours words on a terminal only', async () => {
    using terminal = new CommandLine({ transport: server.transport(), isTerminal: true });

    expect((await terminal.run('get', 'server', 'web')).output).toContain('\u001B[32mRunning\u001B[0m');
    expect((await commands.run('get', 'server', 'web')).output).not.toContain('\u001B');
  });
});
