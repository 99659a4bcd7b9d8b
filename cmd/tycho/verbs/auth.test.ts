import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { CommandLine, type Outcome } from '#test/harness/command-line.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';

let server: InProcessApiServer;
let member: CommandLine;

beforeEach(async () => {
  server = new InProcessApiServer({ clock: new SystemClock() });
  await server.ready;
  const operator = new CommandLine({ transport: server.transport() });
  await operator.run('create', 'project', 'red', '--member', 'group:crew');
  operator[Symbol.dispose]();
  member = new CommandLine({ transport: server.transport({ kind: 'Verified', commonName: 'mel', organizations: ['crew'] }) });
});

afterEach(() => {
  server.close();
  member[Symbol.dispose]();
});

const ask = (question: string): Promise<Outcome> => member.run('auth', ...question.split(' '));

describe('tycho auth whoami', () => {
  it('prints the name and the groups that the server knows', async () => {
    expect(await ask('whoami')).toEqual({
      exitCode: 0,
      output: 'ATTRIBUTE   VALUE\nUsername    mel\nGroups      [crew system:authenticated]\n',
      errors: '',
    });
    expect((await ask('whoami -o jsonpath={.status.userInfo.username}')).output).toBe('mel');
    expect(JSON.parse((await ask('whoami -o json')).output)).toMatchObject({ kind: 'SelfSubjectReview' });
    expect((await ask('whoami -o name')).exitCode).toBe(2);
  });
});

describe('tycho auth can-i', () => {
  it.each<[string, number, string]>([
    ['create servers -n red', 0, 'yes\n'],
    ['create srv -n red', 0, 'yes\n'],
    ['create servers -n blue', 1, 'no\n'],
    ['get server/web -n red', 0, 'yes\n'],
    ['get servers --subresource log -n red', 0, 'yes\n'],
    ['get servers -A', 1, 'no\n'],
    ['get /openapi/v3', 0, 'yes\n'],
    ['get /metrics', 1, 'no\n'],
    ['* *', 1, 'no\n'],
    ['-q get servers -n red', 0, ''],
    ['-q get servers -n blue', 1, ''],
  ])('%s: exit code %i, "%s"', async (question, exitCode, output) => {
    expect(await ask(`can-i ${question}`)).toEqual({ exitCode, output, errors: '' });
  });

  it.each([
    ['paint servers -n red', "Warning: verb 'paint' is not a known verb\n\n"],
    ['get hosts', "Warning: resource 'hosts' is not namespace scoped in group 'infrastructure.tycho.dev'\n\n"],
    ['get nothings', "Warning: the server doesn't have a resource type 'nothings'\n\n"],
    ['get nothings.foo.bar', "Warning: the server doesn't have a resource type 'nothings' in group 'foo.bar'\n\n"],
    ['get all', "Warning: the server doesn't have a resource type 'all'\n\n"],
  ])('warns in kubectl’s words of what may be a slip: %s', async (question, errors) => {
    expect(await ask(`can-i ${question}`)).toEqual({ exitCode: 1, output: 'no\n', errors });
  });

  it.each(['', ' get', ' --list get', ' get /metrics --subresource x'])('takes no question such as "can-i%s"', async (rest) => {
    const { exitCode, output } = await ask(`can-i${rest}`);

    expect([exitCode, output]).toEqual([2, '']);
  });

  it('lists all that one may in a namespace', async () => {
    const { exitCode, output } = await ask('can-i --list -n red');

    expect(exitCode).toBe(0);
    expect(output).toMatch(/^Resources +Non-Resource URLs +Resource Names +Verbs\n/);
    expect(output).toMatch(/^servers\.compute\.tycho\.dev\/console +\[\] +\[\] +\[create\]$/m);
    expect((await ask('can-i --list -n blue --no-headers')).output).not.toMatch(/Resources|secrets/);
  });
});
