import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { flavorKind } from '#apis/compute/flavor.ts';
import type { CommandLine } from '#test/harness/command-line.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
});

const flavor = (name: string, memoryMiB: number | string = 256): string =>
  `apiVersion: compute.tycho.dev/v1alpha1\nkind: Flavor\nmetadata:\n  name: ${name}\nspec:\n  vcpus: 1\n  memoryMiB: ${memoryMiB}\n  diskGiB: 1\n`;

describe('tycho apply', () => {
  it('creates, then finds nothing to change, then changes what differs', async () => {
    commands.write('a.yaml', flavor('small'));
    expect((await commands.run('apply', '-f', 'a.yaml')).output).toBe('flavor.compute.tycho.dev/small created\n');
    expect((await commands.run('apply', '-f', 'a.yaml')).output).toBe('flavor.compute.tycho.dev/small unchanged\n');

    commands.write('a.yaml', flavor('small').replace('  name: small\n', '  name: small\n  labels: { tier: cheap }\n'));
    expect((await commands.run('apply', '-f', 'a.yaml')).output).toBe('flavor.compute.tycho.dev/small configured\n');
    expect((await commands.run('get', 'flavor', 'small', '-o', 'jsonpath={.metadata.labels.tier}')).output).toBe('cheap');
  });

  it('removes what it applied before and is no longer declared, and keeps what others set', async () => {
    commands.write('a.yaml', flavor('small').replace('  name: small\n', '  name: small\n  labels: { ours: "1", both: "1" }\n'));
    await commands.run('apply', '-f', 'a.yaml');
    await server
      .client()
      .resource(flavorKind)
      .patch({ name: 'small' }, { metadata: { labels: { theirs: '1' } } });

    commands.write('a.yaml', flavor('small').replace('  name: small\n', '  name: small\n  labels: { both: "1" }\n'));
    await commands.run('apply', '-f', 'a.yaml');

    expect(JSON.parse((await commands.run('get', 'flavor', 'small', '-o', 'jsonpath={.metadata.labels}')).output)).toEqual({
      both: '1',
      theirs: '1',
    });
  });

  it('on the server’s side shares objects with other managers, and says whose a field is', async () => {
    commands.write('a.yaml', flavor('small'));
    const apply = (...options: string[]) => commands.run('apply', '--server-side', '-f', 'a.yaml', ...options);

    expect((await apply()).output).toBe('flavor.compute.tycho.dev/small created\n');
    expect((await apply()).output).toBe('flavor.compute.tycho.dev/small unchanged\n');
    commands.write('a.yaml', flavor('small', 512));
    const refused = await apply('--field-manager', 'ops');
    expect([refused.exitCode, refused.errors]).toEqual([
      1,
      expect.stringContaining('small: others own what is declared with other values: spec.memoryMiB: conflict with "tycho"'),
    ]);
    expect((await apply('--field-manager', 'ops', '--force-conflicts')).output).toBe('flavor.compute.tycho.dev/small configured\n');
    expect((await commands.run('get', 'flavor', 'small', '-o', 'jsonpath={.spec.memoryMiB}')).output).toBe('512');
    expect((await commands.run('apply', '-f', 'a.yaml', '--force-conflicts')).errors).toContain(
      'has a meaning only with --server-side or --plan',
    );
  });

  it('on the server’s side goes on from the client’s side: what the file says no more goes, and what was ordered stays', async () => {
    const server = (spec: string): string =>
      `apiVersion: compute.tycho.dev/v1alpha1\nkind: Server\nmetadata: {name: web, namespace: default}\nspec: {flavor: small, image: debian${spec}}\n`;
    commands.write('a.yaml', server(', description: old, tags: [a, b]'));
    await commands.run('apply', '-f', 'a.yaml');
    await commands.run('stop', 'web', '--no-wait');
    commands.write('a.yaml', server(', tags: [b]'));

    const plan = await commands.run('plan', '-f', 'a.yaml');
    expect(plan.output).toMatch(/spec\.description: "old" → \(nothing\)/);
    expect((await commands.run('apply', '--server-side', '-f', 'a.yaml')).output).toBe('server.compute.tycho.dev/web configured\n');

    const read = async (path: string): Promise<string> => (await commands.run('get', 'server', 'web', '-o', `jsonpath=${path}`)).output;
    expect([await read('{.spec.description}'), await read('{.spec.tags}'), await read('{.spec.power}')]).toEqual(['', '["b"]', 'Stopped']);
    expect((await commands.run('plan', '-f', 'a.yaml')).output).toContain('Plan: nothing to do.');
  });

  it('on the server’s side, too, does nothing to a guest that costs more than is permitted', async () => {
    const server = (image: string): string =>
      `apiVersion: compute.tycho.dev/v1alpha1\nkind: Server\nmetadata: {name: web, namespace: default}\nspec: {flavor: small, image: ${image}}\n`;
    commands.write('a.yaml', server('debian'));
    await commands.run('apply', '--server-side', '-f', 'a.yaml');
    commands.write('a.yaml', server('alpine'));

    const refused = await commands.run('apply', '--server-side', '-f', 'a.yaml');
    expect([refused.exitCode, refused.errors]).toEqual([1, expect.stringContaining('give --allow=rebuild')]);
    expect((await commands.run('get', 'server', 'web', '-o', 'jsonpath={.spec.image}')).output).toBe('debian');
    const permitted = await commands.run('apply', '--server-side', '-f', 'a.yaml', '--allow=rebuild');
    expect([permitted.output, permitted.errors]).toEqual([
      'server.compute.tycho.dev/web configured\n',
      expect.stringContaining('spec.image: rebuild'),
    ]);
  });

  it('names the file, the line, the field and what was probably meant, goes on with the rest and exits with 1', async () => {
    commands.write('a.yaml', `${flavor('small').replace('diskGiB', 'disk')}---\n${flavor('large', 'lots')}---\n${flavor('fine')}`);

    const { exitCode, output, errors } = await commands.run('apply', '-f', 'a.yaml');

    expect({ exitCode, output }).toEqual({ exitCode: 1, output: 'flavor.compute.tycho.dev/fine created\n' });
    expect(errors).toContain('error: a.yaml:8: flavor.compute.tycho.dev/small: spec.disk: unknown field');
    expect(errors).toMatch(/error: a\.yaml:16: flavor\.compute\.tycho\.dev\/large: spec\.memoryMiB: /);
  });

  it('says what is wrong with a kind, a version, a namespace or a name', async () => {
    const complaint = async (content: string): Promise<string> => {
      commands.write('a.yaml', content);
      return (await commands.run('apply', '-f', 'a.yaml')).errors;
    };

    expect(await complaint(flavor('a').replace('kind: Flavor', 'kind: Flavour'))).toContain(
      'a.yaml:2: the server has no kind "Flavour" in apiVersion "compute.tycho.dev/v1alpha1"; did you mean "Flavor"?',
    );
    expect(await complaint(flavor('a').replace('compute.tycho.dev/v1alpha1', 'compute.tycho.dev/v1'))).toContain(
      'did you mean "compute.tycho.dev/v1alpha1"?',
    );
    expect(await complaint(flavor('a').replace('  name: a\n', '  name: a\n  namespace: b\n'))).toContain(
      'a.yaml:5: a Flavor belongs to no namespace: remove metadata.namespace',
    );
    expect(await complaint(flavor('a').replace('name: a', 'generateName: a-'))).toContain('a.yaml:3: metadata.name is missing');
    expect(await complaint(flavor('Not_A_Name'))).toMatch(/a\.yaml:4: .*metadata\.name: /);
  });

  it('refuses a namespace that differs from --namespace', async () => {
    commands.write('a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: public\n');

    expect((await commands.run('apply', '-f', 'a.yaml', '-n', 'default')).errors).toBe(
      'error: a.yaml:5: metadata.namespace is "public" and --namespace says "default"\n',
    );
  });

  it('reads directories in the order of names, several files, and standard input', async () => {
    mkdirSync(join(commands.directory, 'dir'));
    commands.write('dir/b.yml', flavor('b'));
    commands.write('dir/a.yaml', flavor('a'));
    commands.write('dir/notes.txt', 'no manifest');
    commands.write('c.json', JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } }));

    const { output } = await commands.start(['apply', '-f', 'dir', '-f', 'c.json', '-f', '-'], { input: flavor('d') }).ended;

    expect(output.split('\n')).toEqual([
      'flavor.compute.tycho.dev/a created',
      'flavor.compute.tycho.dev/b created',
      'configmap/c created',
      'flavor.compute.tycho.dev/d created',
      '',
    ]);
  });

  it('complains about files that are not there, empty or no YAML', async () => {
    commands.write('empty.yaml', '# nothing\n');
    commands.write('text.yaml', 'this: is: not\n');

    expect(await commands.run('apply', '-f', 'absent.yaml')).toMatchObject({
      exitCode: 1,
      errors: 'error: absent.yaml: there is no such file\n',
    });
    expect((await commands.run('apply', '-f', 'empty.yaml')).errors).toBe('error: empty.yaml: no objects in there\n');
    expect((await commands.run('apply', '-f', 'text.yaml')).errors).toMatch(/^error: text\.yaml:1: not YAML: /);
    expect(await commands.run('apply')).toMatchObject({
      exitCode: 2,
      errors: 'error: say what to read: -f FILE, -f DIRECTORY, or -f - for standard input\n',
    });
  });

  it('keeps nothing with --dry-run=server, and does not guess without the server', async () => {
    commands.write('a.yaml', flavor('small'));

    expect((await commands.run('apply', '-f', 'a.yaml', '--dry-run=server')).output).toBe(
      'flavor.compute.tycho.dev/small created (server dry run)\n',
    );
    expect((await commands.run('get', 'flavors')).errors).toBe('No resources found\n');
    expect(await commands.run('apply', '-f', 'a.yaml', '--dry-run=client')).toMatchObject({ exitCode: 2 });
  });

  it('prints the result in a format', async () => {
    commands.write('a.yaml', flavor('small'));

    expect((await commands.run('apply', '-f', 'a.yaml', '-o', 'jsonpath={.spec.memoryMiB}')).output).toBe('256');
  });
});

describe('tycho create', () => {
  it('creates objects, also with generated names, and fails for those that exist', async () => {
    commands.write('a.yaml', flavor('small'));
    commands.write('many.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  generateName: many-\n');

    expect((await commands.run('create', '-f', 'a.yaml')).output).toBe('flavor.compute.tycho.dev/small created\n');
    expect((await commands.run('create', '-f', 'many.yaml')).output).toMatch(/^configmap\/many-[a-z0-9]{5} created\n$/);
    expect(await commands.run('create', '-f', 'a.yaml')).toMatchObject({
      exitCode: 1,
      errors: expect.stringMatching(/a\.yaml:1: .*already exists/) as string,
    });
  });
});
