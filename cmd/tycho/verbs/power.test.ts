import { beforeEach, describe, expect, it } from 'vitest';
import { serverActionKind, type ServerAction } from '#apis/compute/server-action.ts';
import { volumeSnapshotKind } from '#apis/compute/volume-snapshot.ts';
import { serverKind, type Server, type ServerStatus } from '#apis/compute/server.ts';
import type { CommandLine } from '#test/harness/command-line.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

const web = { namespace: 'default', name: 'web' };

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
  commands.write(
    'web.yaml',
    '{apiVersion: compute.tycho.dev/v1alpha1, kind: Server, metadata: {name: web}, spec: {flavor: small, image: debian}}\n',
  );
  await commands.run('apply', '-f', 'web.yaml');
});

const read = (): Promise<Server> => server.client().resource(serverKind).get(web);

/** Says what the control plane would say of the server as it is declared now. */
async function report(status: Omit<ServerStatus, 'observedGeneration'>): Promise<void> {
  const { metadata } = await read();
  await server
    .client()
    .resource(serverKind)
    .patchStatus(web, { status: { observedGeneration: metadata.generation, ...status } });
}

const actions = async (): Promise<readonly ServerAction[]> =>
  (await server.client().resource(serverActionKind).list({ namespace: 'default' })).items;

const at = '2026-01-01T00:00:00Z';

describe('the verbs that declare a power', () => {
  it.each([
    ['stop', 'Stopped', 'Stopped'],
    ['pause', 'Paused', 'Paused'],
    ['suspend', 'Suspended', 'Suspended'],
    ['shelve', 'Shelved', 'Shelved'],
  ] as const)('%s declares %s and waits until it is so', async (verb, power, phase) => {
    const running = commands.start([verb, 'web']);
    await eventually(async () => expect((await read()).spec.power).toBe(power));

    await report({ phase });

    expect(await running.ended).toEqual({ exitCode: 0, output: `server.compute.tycho.dev/web is ${phase}\n`, errors: '' });
  });

  it('take no word of the control plane that is about an older wish', async () => {
    await report({ phase: 'Stopped' });
    const stopping = commands.start(['stop', 'web', '--timeout', '1s']);

    expect(await stopping.ended).toMatchObject({ exitCode: 4, output: '' });
  });

  it('say at once what the host does not offer', async () => {
    const pausing = commands.start(['pause', 'web']);
    await eventually(async () => expect((await read()).spec.power).toBe('Paused'));
    const message = 'spec.power: Paused needs the feature "pause", which the host of this server does not offer';

    await report({
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False', reason: 'Unsupported', message, lastTransitionTime: at }],
    });

    expect(await pausing.ended).toEqual({
      exitCode: 1,
      output: '',
      errors: `error: server.compute.tycho.dev/web: is not changed: Unsupported, ${message}\n`,
    });
  });

  it('wait no longer for what somebody wished otherwise meanwhile, and say who', async () => {
    const stopping = commands.start(['stop', 'web']);
    await eventually(async () => expect((await read()).spec.power).toBe('Stopped'));

    const { apiVersion, kind } = await read();
    const configuration = { apiVersion, kind, metadata: web, spec: { power: 'Running' } };
    await server.client().resource(serverKind).apply(configuration, { fieldManager: 'gitops:default/cloud', force: true });

    expect(await stopping.ended).toEqual({
      exitCode: 1,
      output: '',
      errors: 'error: server.compute.tycho.dev/web: spec.power was changed again meanwhile, by gitops:default/cloud\n',
    });
  });

  it('start says the wish anew for a guest that turned itself off', async () => {
    const { metadata } = await read();
    const ready = { type: 'Ready', status: 'False', reason: 'GuestShutDown', message: 'off', lastTransitionTime: at } as const;
    await report({ phase: 'Stopped', conditions: [ready] });

    await commands.run('start', 'web', '--no-wait');

    const after = await read();
    expect([after.spec.power, after.metadata.generation]).toEqual(['Running', metadata.generation + 2]);
  });

  it('leave a locked server alone, and say how to go on', async () => {
    await commands.run('lock', 'web', '--reason', 'month end');

    expect(await commands.run('stop', 'web')).toEqual({
      exitCode: 1,
      output: '',
      errors: 'error: server "web" is locked (month end): `tycho unlock web`, or give --override-lock\n',
    });
    expect((await commands.run('stop', 'web', '--no-wait', '--override-lock')).output).toBe('server.compute.tycho.dev/web changed\n');
    await commands.run('unlock', 'web');
    expect((await read()).spec).not.toHaveProperty('lock');
  });

  it('say that there is no such server', async () => {
    expect(await commands.run('stop', 'nobody')).toMatchObject({
      exitCode: 3,
      errors: 'error: servers.compute.tycho.dev "nobody" not found\n',
    });
  });
});

describe('the verbs that have something done once', () => {
  it('make an action and tell its outcome', async () => {
    const snapshot = commands.start(['snapshot', 'web', 'web-before']);
    await eventually(async () => expect(await actions()).toHaveLength(1));
    const [action] = await actions();

    await server
      .client()
      .resource(serverActionKind)
      .patchStatus(
        { namespace: 'default', name: action!.metadata.name },
        { status: { phase: 'Succeeded', message: 'the image is there' } },
      );

    expect(action?.spec).toEqual({ server: 'web', type: 'Snapshot', snapshot: { image: 'web-before' } });
    expect(await snapshot.ended).toMatchObject({
      exitCode: 0,
      output: `serveraction.compute.tycho.dev/${action?.metadata.name} succeeded: the image is there\n`,
    });
  });

  it('make a snapshot of a volume', async () => {
    const snapshots = server.client().resource(volumeSnapshotKind);
    const running = commands.start(['snapshot', 'volume/data', 'data-before']);
    await eventually(async () => expect((await snapshots.list({ namespace: 'default' })).items).toHaveLength(1));
    const [made] = (await snapshots.list({ namespace: 'default' })).items;

    const { name } = made!.metadata;
    await snapshots.patchStatus({ namespace: 'default', name }, { status: { phase: 'Succeeded', message: 'the image is there' } });

    expect(made?.spec).toEqual({ volume: 'data', image: 'data-before' });
    expect(await running.ended).toMatchObject({
      exitCode: 0,
      output: `volumesnapshot.compute.tycho.dev/${name} succeeded: the image is there\n`,
    });
  });

  it('fail with the words of the action', async () => {
    const resetting = commands.start(['crash-dump', 'web']);
    await eventually(async () => expect(await actions()).toHaveLength(1));
    const [action] = await actions();

    await server
      .client()
      .resource(serverActionKind)
      .patchStatus({ namespace: 'default', name: action!.metadata.name }, { status: { phase: 'Failed', message: 'it is off' } });

    expect(await resetting.ended).toMatchObject({ exitCode: 1, errors: expect.stringContaining('failed: it is off') });
  });

  it.each([
    [['reboot', 'web', '--hard'], { type: 'Reboot', reboot: { mode: 'Hard' } }],
    [['rebuild', 'web'], { type: 'Rebuild' }],
    [['reset', 'web'], { type: 'Reset' }],
    [['migrate', 'web'], { type: 'MigrateCold' }],
    [['migrate', 'web', '--confirm'], { type: 'ConfirmResize' }],
    [['migrate', 'web', '--revert'], { type: 'RevertMigration' }],
    [['restore', 'web'], { type: 'Restore' }],
    [['resize', 'web', '--confirm'], { type: 'ConfirmResize' }],
    [
      ['backup', 'web', 'monday', '--series', 'daily', '--keep', '7'],
      { type: 'Backup', backup: { image: 'monday', series: 'daily', rotation: 7 } },
    ],
    [['set-password', 'web', '--secret', 's'], { type: 'SetPassword', setPassword: { user: 'root', secretName: 's', key: 'password' } }],
  ])('%j makes the action %j', async (words, spec) => {
    await commands.run(...words, '--no-wait');

    expect((await actions()).map((action) => action.spec)).toEqual([{ server: 'web', ...spec }]);
  });
});

describe('going back', () => {
  const resize = { keptInstance: 'uid-1', previousFlavor: 'tiny' };

  it('from a resize is a wish for the flavor from before', async () => {
    await report({ phase: 'VerifyResize', resize });

    expect(await commands.run('resize', 'web', '--revert', '--no-wait')).toMatchObject({ exitCode: 0 });
    expect((await read()).spec.flavor).toBe('tiny');
  });

  it('from a cold migration as if it were a resize is refused, and the right command named', async () => {
    await report({ phase: 'VerifyResize', resize: { ...resize, previousFlavor: 'small', actionUID: 'move' } });

    expect(await commands.run('resize', 'web', '--revert')).toMatchObject({
      exitCode: 1,
      errors: expect.stringContaining('server "web" was moved, not resized: `tycho migrate web --revert`') as string,
    });
    expect(await actions()).toEqual([]);
  });

  it('and staying at the same time is refused', async () => {
    expect(await commands.run('migrate', 'web', '--confirm', '--revert')).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining('not both') as string,
    });
    expect(await actions()).toEqual([]);
  });
});

describe('tycho apply on a server that is there', () => {
  const declare = (spec: string): void =>
    commands.write('web.yaml', `{apiVersion: compute.tycho.dev/v1alpha1, kind: Server, metadata: {name: web}, spec: ${spec}}\n`);

  it('says what each change costs the guest, and sends nothing that costs more than is permitted', async () => {
    declare('{flavor: large, image: alpine, power: Stopped}');

    const refused = await commands.run('apply', '-f', 'web.yaml');

    expect(refused).toMatchObject({ exitCode: 1, output: '' });
    expect(refused.errors).toContain('spec.flavor: replace (the server is stopped and goes on in a new incarnation');
    expect(refused.errors).toContain('spec.image: rebuild (the root disk is made anew and what is on it is lost');
    expect(refused.errors).toContain('give --allow=replace');
    expect((await read()).spec).toMatchObject({ flavor: 'small', image: 'debian', power: 'Running' });
  });

  it('says what is wrong in itself before what it would cost', async () => {
    declare('{flavour: large, image: debian}');

    expect((await commands.run('apply', '-f', 'web.yaml')).errors).toContain('spec.flavour: unknown field; did you mean "flavor"?');
  });

  it('does it when it is permitted, and what costs little in any case', async () => {
    declare('{flavor: small, image: debian, power: Stopped}');
    expect(await commands.run('apply', '-f', 'web.yaml')).toMatchObject({
      exitCode: 0,
      errors: 'spec.power: live (the guest is stopped; its disk stays)\n',
    });

    declare('{flavor: large, image: debian, power: Stopped}');
    expect(await commands.run('apply', '-f', 'web.yaml', '--allow', 'replace')).toMatchObject({ exitCode: 0 });
    expect((await read()).spec.flavor).toBe('large');
  });
});
