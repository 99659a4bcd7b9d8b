import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandLine } from '#test/harness/command-line.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let commands: CommandLine;

beforeEach(async () => {
  ({ commands } = await openCommandLine());
  const api = 'apiVersion: compute.tycho.dev/v1alpha1';
  commands.write(
    'all.yaml',
    [
      `${api}\nkind: Server\nmetadata: { name: web }\nspec: { flavor: small, image: guest }`,
      `${api}\nkind: ServerAction\nmetadata: { name: again }\nspec: { server: web, type: Reboot }`,
      `${api}\nkind: ServerAction\nmetadata: { name: noted }\nspec: { server: other, type: Record, record: { action: stop } }`,
      `${api}\nkind: Volume\nmetadata: { name: data }\nspec: { sizeGiB: 1 }`,
      `${api}\nkind: VolumeAttachment\nmetadata: { name: data }\nspec: { server: web, volume: data }`,
      `${api}\nkind: Server\nmetadata: { name: other }\nspec: { flavor: small, image: guest }`,
    ].join('\n---\n'),
  );
  await commands.run('apply', '-f', 'all.yaml');
});

describe('tycho tree', () => {
  it('shows what refers to a server below it, and nothing of others', async () => {
    const { output, exitCode } = await commands.run('tree', 'web');

    expect(exitCode).toBe(0);
    expect(output.split('\n').map((line) => line.split(/ {2,}/)[0])).toEqual([
      'NAME',
      'server.compute.tycho.dev/web',
      '├─ serveraction.compute.tycho.dev/again',
      '└─ volumeattachment.compute.tycho.dev/data',
      '',
    ]);
  });

  it('starts from any kind', async () => {
    expect((await commands.run('tree', 'volume/data')).output).toContain('└─ volumeattachment.compute.tycho.dev/data');
    expect(await commands.run('tree', 'volume/none')).toMatchObject({ exitCode: 3 });
  });
});

describe('tycho history', () => {
  it('says what was done to a server, the oldest first, and what is kept of one that is gone', async () => {
    const { output } = await commands.run('history', 'web');
    expect(output).toMatch(/^TIME +WHO +WHAT\n/);
    expect(output).toMatch(/\d{4}-\d\d-\d\dT[\d:]+Z +tycho-test +created\n/);
    expect(output).toMatch(/ tycho-test +action again: Reboot was asked for\n/);
    expect((await commands.run('history', 'other')).output).toMatch(/ tycho-test +action noted: stop was asked for\n/);
    expect(await commands.run('history', 'nobody')).toMatchObject({
      exitCode: 3,
      errors: 'error: servers.compute.tycho.dev "nobody" not found, and nothing is kept of it\n',
    });
  });
});

describe('tycho explain', () => {
  it('says what a field is, and what changing it does', async () => {
    const { output } = await commands.run('explain', 'server.spec.rescue');

    expect(output).toMatch(
      /^KIND: +Server\nVERSION: +compute\.tycho\.dev\/v1alpha1\nFIELD: +rescue <Object>\nCHANGING IT: +restart, the guest is stopped and started again\n/,
    );
    expect(output).toMatch(/DESCRIPTION:\n {4}While this is here/);
    expect(output).toMatch(/FIELDS:\n {2}image <string>\n/);
  });

  it('lists the fields of a kind, with types, lists among them', async () => {
    const { output } = await commands.run('explain', 'srv.spec');

    expect(output).toMatch(/\n {2}networks <\[\]Object>\n {4}Changing it: live/);
    expect(output).toMatch(/\n {2}flavor <string> -required-\n/);
    expect((await commands.run('explain', 'server.spec', '--recursive')).output).toMatch(
      /\n {2}networks <\[\]Object>\n {4}network <string>\n/,
    );
  });

  it('proposes what was meant', async () => {
    expect(await commands.run('explain', 'server.spec.flavour')).toEqual({
      exitCode: 1,
      output: '',
      errors: 'error: server.spec has no field "flavour"; did you mean "flavor"?\n',
    });
  });
});
