import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isPassword, parsePasswordHash } from '#apis/openstack/password-hash.ts';
import { CommandLine } from '#test/harness/command-line.ts';

let commands: CommandLine;

beforeEach(() => {
  commands = new CommandLine({ transport: { request: () => Promise.reject(new Error('nobody is to be asked')) } });
});

afterEach(() => commands[Symbol.dispose]());

const create = (words: readonly string[], input: string) => commands.start(['create', 'openstack-user', ...words], { input }).ended;

describe('tycho create openstack-user', () => {
  it('prints a user with the hash of the password that came on standard input, and not the password', async () => {
    const { exitCode, output } = await create(['7', '--project', '12', '--role', 'reader'], 'correct horse\n');

    const [user] = parse(output) as [{ readonly passwordHash: string }];
    expect(exitCode).toBe(0);
    expect(user).toEqual({ name: '7', passwordHash: expect.any(String), defaultProject: '12', roles: { 12: ['reader'] } });
    expect(await isPassword('correct horse', parsePasswordHash(user.passwordHash)!)).toBe(true);
    expect(output).not.toContain('correct');
  });

  it.each([
    ['no password', ['alice'], '', 'no password'],
    ['two lines', ['alice'], 'one\ntwo\n', 'several lines'],
    ['a name with a comma', ['a,b'], 'secret', '"a,b" is no name'],
    ['a project that is none', ['alice', '--project', 'A'], 'secret', '--project A'],
    ['a role that is none', ['alice', '--role', 'a,b'], 'secret', '--role a,b'],
  ])('refuses %s', async (_, words, input, complaint) => {
    const { exitCode, output, errors } = await create(words, input);

    expect([exitCode === 0, output]).toEqual([false, '']);
    expect(errors).toContain(complaint);
  });
});
