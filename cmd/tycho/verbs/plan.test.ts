import { beforeEach, describe, expect, it } from 'vitest';
import { serverKind } from '#apis/compute/server.ts';
import type { CommandLine } from '#test/harness/command-line.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
});

const api = 'apiVersion: compute.tycho.dev/v1alpha1';
const flavor = (name: string, memoryMiB = 256): string =>
  `${api}\nkind: Flavor\nmetadata: { name: ${name} }\nspec: { vcpus: 1, memoryMiB: ${memoryMiB}, diskGiB: 1 }\n`;
const web = (spec = ''): string => `${api}\nkind: Server\nmetadata: { name: web }\nspec: { flavor: small, image: guest${spec} }\n`;
const setting = (name: string, value: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { value: ${value} }\n`;

async function planned(): Promise<{ readonly text: string; readonly hash: string }> {
  const { output } = await commands.run('plan', '-f', 'a.yaml');
  return { text: output, hash: /^Hash: ([0-9a-f]+)$/m.exec(output)?.[1] ?? 'none' };
}

describe('tycho plan', () => {
  it('marks what is new and what changes, and sums it up, and does nothing', async () => {
    commands.write('a.yaml', `${flavor('small')}---\n${web()}`);
    expect((await commands.run('plan', '-f', 'a.yaml')).output).toMatch(
      /^\+ flavor\.compute\.tycho\.dev\/small\n\+ server\.compute\.tycho\.dev\/web in default\n {4}it would wait for a host: .*\n\nPlan: 2 to create, 0 to change, 0 to delete\.\nHash: [0-9a-f]{16}\n$/,
    );
    await commands.run('apply', '-f', 'a.yaml');
    commands.write('a.yaml', `${flavor('small')}---\n${web(', tags: [blue]')}`);

    expect((await planned()).text).toMatch(
      /^~ server\.compute\.tycho\.dev\/web in default \(without effect\)\n {4}it has no host yet.*\n {6}spec\.tags: \(nothing\) → |^~ server/,
    );
    expect((await planned()).text).toContain('Plan: 0 to create, 1 to change, 0 to delete.');
    expect((await commands.run('get', 'server', 'web', '-o', 'jsonpath={.spec.tags}')).output).toBe('');
  });

  it('names the reboot that a new action is, and one that is bound to fail', async () => {
    const action = (name: string, target: string): string =>
      `${api}\nkind: ServerAction\nmetadata: { name: ${name} }\nspec: { server: ${target}, type: Reboot }\n`;
    commands.write('a.yaml', `${web()}---\n${action('again', 'web')}---\n${action('lost', 'nobody')}`);

    expect((await planned()).text).toMatch(
      /\n\+ serveraction\.compute\.tycho\.dev\/again in default \(restart\)\n {4}the guest is asked to restart, .*\n\+ serveraction\.compute\.tycho\.dev\/lost in default \(bound to fail\)\n {4}there is no server "nobody".*\n\nPlan: 3 to create \(1 restart, 1 bound to fail\), 0 to change, 0 to delete\.\n/,
    );
  });

  it('exits with 1 when something would be refused, and says why', async () => {
    commands.write('a.yaml', `${flavor('small')}---\n${web(', powr: Running')}`);

    const { exitCode, output } = await commands.run('plan', '-f', 'a.yaml');

    expect(exitCode).toBe(1);
    expect(output).toMatch(/! server\.compute\.tycho\.dev\/web in default\n {4}.*unknown field "spec\.powr"/);
    expect(output).toContain('Plan: 1 to create, 0 to change, 0 to delete, 1 refused.');
  });

  it('prints the whole answer as JSON', async () => {
    commands.write('a.yaml', flavor('small'));

    const { output } = await commands.run('plan', '-f', 'a.yaml', '-o', 'json');

    expect(JSON.parse(output)).toMatchObject({ summary: { create: 1 }, objects: [{ kind: 'Flavor', action: 'Create' }] });
  });
});

describe('tycho apply --plan', () => {
  it('does what was planned', async () => {
    commands.write('a.yaml', `${flavor('small')}---\n${web()}`);
    await commands.run('apply', '-f', 'a.yaml');
    commands.write('a.yaml', `${flavor('small')}---\n${web(', description: planned')}---\n${flavor('large')}`);
    const { hash } = await planned();

    const { exitCode, output, errors } = await commands.run('apply', '-f', 'a.yaml', '--plan', hash);

    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output).toBe(
      'flavor.compute.tycho.dev/small unchanged\nserver.compute.tycho.dev/web configured\nflavor.compute.tycho.dev/large created\n',
    );
    expect((await planned()).text).toMatch(/^Plan: nothing to do\./);
  });

  it('does nothing when the world has moved, and says what has', async () => {
    commands.write('a.yaml', `${flavor('small')}---\n${web()}`);
    await commands.run('apply', '-f', 'a.yaml');
    commands.write('a.yaml', web(', description: planned'));
    const { hash } = await planned();
    await server
      .client()
      .resource(serverKind)
      .patch({ namespace: 'default', name: 'web' }, { spec: { description: 'theirs' } });

    const { exitCode, output, errors } = await commands.run('apply', '-f', 'a.yaml', '--plan', hash);

    expect({ exitCode, output }).toEqual({ exitCode: 1, output: '' });
    expect(errors).toMatch(
      /nothing was done, since the world or the files have moved since that plan: .*web in default: the plan said Change, now it would be Refused/,
    );
    expect((await commands.run('get', 'server', 'web', '-o', 'jsonpath={.spec.description}')).output).toBe('theirs');
  });

  it('refuses other files, a hash that is none, and a server that is locked', async () => {
    commands.write('a.yaml', `${flavor('small')}---\n${web()}`);
    const { hash } = await planned();
    commands.write('a.yaml', `${flavor('small', 512)}---\n${web()}`);
    expect((await commands.run('apply', '-f', 'a.yaml', '--plan', hash)).errors).toContain('nothing was done');
    expect(await commands.run('apply', '-f', 'a.yaml', '--plan', 'latest')).toMatchObject({ exitCode: 2 });
    await commands.run('apply', '-f', 'a.yaml');
    await commands.run('lock', 'web');
    commands.write('a.yaml', web(', description: planned'));
    expect((await commands.run('apply', '-f', 'a.yaml', '--plan', (await planned()).hash)).errors).toContain('server "web" is locked');
  });
});

describe('tycho apply --prune', () => {
  const apply = (): Promise<{ readonly output: string; readonly errors: string; readonly exitCode: number }> =>
    commands.run('apply', '-f', 'a.yaml', '--prune', '--applyset=configmap/site');

  it('deletes what the set applied before and is not named any more, and nothing else', async () => {
    await server
      .client()
      .resource((await import('#apis/kubernetes/core.ts')).configMapKind)
      .create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'default', name: 'theirs' }, data: {} });
    commands.write('a.yaml', `${setting('one', 'x')}---\n${setting('two', 'x')}`);
    expect((await apply()).output).toBe('configmap/one created\nconfigmap/two created\n');

    commands.write('a.yaml', setting('one', 'x'));
    const plan = await commands.run('plan', '-f', 'a.yaml', '--prune', '--applyset=configmap/site');
    expect(plan.output).toMatch(/^- configmap\/two in default\n\nPlan: 0 to create, 0 to change, 1 to delete\.$/m);
    expect((await apply()).output).toBe('configmap/one unchanged\nconfigmap/two pruned\n');

    expect((await commands.run('get', 'configmaps', '-o', 'name')).output).toBe('configmap/one\nconfigmap/site\nconfigmap/theirs\n');
    expect((await commands.run('get', 'configmap', 'site', '-o', 'jsonpath={.metadata.annotations}')).output).toContain(
      '"applyset.kubernetes.io/contains-group-kinds":"ConfigMap"',
    );
  });

  it('deletes nothing when something could not be applied', async () => {
    commands.write('a.yaml', `${setting('one', 'x')}---\n${setting('two', 'x')}`);
    await apply();
    commands.write('a.yaml', setting('one', '[1]'));

    expect((await apply()).exitCode).toBe(1);
    expect((await commands.run('get', 'configmap', 'two', '-o', 'name')).output).toBe('configmap/two\n');
  });

  it('goes by a plan, too', async () => {
    commands.write('a.yaml', `${setting('one', 'x')}---\n${setting('two', 'x')}`);
    await apply();
    commands.write('a.yaml', setting('one', 'y'));
    const words = ['-f', 'a.yaml', '--prune', '--applyset=configmap/site'];
    const hash = /^Hash: ([0-9a-f]+)$/m.exec((await commands.run('plan', ...words)).output)?.[1] ?? 'none';

    expect((await commands.run('apply', ...words, '--plan', hash)).output).toBe('configmap/one configured\nconfigmap/two pruned\n');
  });

  it('needs to be told the set', async () => {
    expect(await commands.run('apply', '-f', 'a.yaml', '--prune')).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining('--prune needs --applyset') as string,
    });
  });
});
