import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandLine } from '#test/harness/command-line.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let commands: CommandLine;

beforeEach(async () => {
  ({ commands } = await openCommandLine());
});

const flavor = (memoryMiB: number | string): string =>
  `apiVersion: compute.tycho.dev/v1alpha1\nkind: Flavor\nmetadata: { name: small }\nspec: { vcpus: 1, memoryMiB: ${memoryMiB}, diskGiB: 1 }\n`;

describe('tycho diff', () => {
  it('shows what would change, exits with 1, and changes nothing', async () => {
    commands.write('a.yaml', flavor(256).replace('{ name: small }', '{ name: small, labels: { tier: low } }'));
    await commands.run('apply', '-f', 'a.yaml');
    expect(await commands.run('diff', '-f', 'a.yaml')).toEqual({ exitCode: 0, output: '', errors: '' });
    commands.write('a.yaml', flavor(256).replace('{ name: small }', '{ name: small, labels: { tier: high } }'));

    const { exitCode, output } = await commands.run('diff', '-f', 'a.yaml');

    expect(exitCode).toBe(1);
    expect(output).toMatch(/^--- live\/flavor\.compute\.tycho\.dev\/small\n\+\+\+ merged\/flavor\.compute\.tycho\.dev\/small\n@@ /);
    expect(output).toMatch(/\n- {4}tier: low\n\+ {4}tier: high\n/);
    expect((await commands.run('get', 'flavor', 'small', '-o', 'jsonpath={.metadata.labels.tier}')).output).toBe('low');
  });

  it('shows a new object whole, and hides what secrets hold', async () => {
    commands.write('a.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: { name: key }\nstringData: { key: first, other: same }\n');
    expect((await commands.run('diff', '-f', 'a.yaml')).output).toContain('+  key: "***"\n');
    await commands.run('apply', '-f', 'a.yaml');
    commands.write('a.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: { name: key }\nstringData: { key: second, other: same }\n');

    const { output } = await commands.run('diff', '-f', 'a.yaml');

    expect(output).toMatch(/-\s+key: "?\*\*\* \(before\)"?\n\+\s+key: "?\*\*\* \(after\)"?\n/);
    expect(output).not.toContain(Buffer.from('second').toString('base64'));
    expect(output).not.toContain('second');
  });

  it('exits with 2 when it cannot be told, and names the place', async () => {
    commands.write('a.yaml', flavor('lots'));

    const { exitCode, errors } = await commands.run('diff', '-f', 'a.yaml');

    expect(exitCode).toBe(2);
    expect(errors).toMatch(/^error: a\.yaml:4: flavor\.compute\.tycho\.dev\/small: spec\.memoryMiB: /);
  });
});
