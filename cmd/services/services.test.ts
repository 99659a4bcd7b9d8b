import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '#cmd/bootstrap/lifecycle.ts';

type Line = Readonly<Record<string, unknown>>;

let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'services-'));
  const bootstrap = (name: string): string => pathToFileURL(join(import.meta.dirname, '../bootstrap', name)).href;
  // As each main.ts of ours is made. Its parameters say what it is called, and what becomes of it.
  await writeFile(
    join(folder, 'program.mjs'),
    `import { runProcess } from '${bootstrap('lifecycle.ts')}';
     import { createLogger } from '${bootstrap('logger.ts')}';
     const [name, fate] = process.argv.slice(2);
     if (fate === 'misread') process.exitCode = 2;
     else {
       const logger = createLogger({ name });
       setInterval(() => {}, 60_000);
       await runProcess({ name, logger, start: async (lifecycle) => {
         if (fate === 'no-start') throw new Error('port taken');
         await lifecycle.step('work', { start: () => {}, stop: () => logger.info({}, 'drained') });
         if (fate === 'crash') setTimeout(() => { throw new Error('what nobody foresaw'); }, 200);
         if (fate === 'give-up') setTimeout(() => lifecycle.fail(new Error('lease lost')), 200);
       } });
     }`,
  );
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs services with a name and a fate each. */
function run(services: readonly (readonly [name: string, fate: string])[]): {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
} {
  const program = join(folder, 'program.mjs');
  const groups = services.flatMap(([name, fate]) => ['--', name, program, name, fate]);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...groups], { stdio: ['ignore', 'ignore', 'pipe'] });
  children.push(child);
  return { child, ended: endOf(child) };
}

interface Ended {
  readonly exitCode: number | null;
  readonly lines: readonly Line[];
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const lines = (await text(child.stderr!)).split('\n').filter((line) => line.startsWith('{'));
  const [exitCode] = await exit;
  return { exitCode, lines: lines.map((line) => JSON.parse(line) as Line) };
}

const sayings = (lines: readonly Line[], message: string): readonly string[] =>
  lines.filter((line) => line['message'] === message).map((line) => String(line['name']));

describe('the process of several services', () => {
  it('is ready after all of them, and ends when all have stopped in order', async () => {
    const { child, ended } = run([
      ['a', 'well'],
      ['b', 'well'],
    ]);
    child.stderr!.on('data', (data: Buffer) => {
      if (data.toString().includes('"process":"services","message":"process ready"')) child.kill('SIGTERM');
    });

    const { exitCode, lines } = await ended;

    expect(exitCode).toBe(exitCodes.stopped);
    expect(sayings(lines, 'process ready').toSorted()).toEqual(['a', 'b', 'services']);
    expect(sayings(lines, 'process ready').at(-1)).toBe('services');
    expect(sayings(lines, 'drained').toSorted()).toEqual(['a', 'b']);
  });

  it.each([
    ['crash', 'a ended: what nobody foresaw'],
    ['give-up', 'a ended: lease lost'],
  ])('ends as a failure that names the service and why (%s), after the others have stopped in order', async (fate, words) => {
    const { exitCode, lines } = await run([
      ['a', fate],
      ['b', 'well'],
    ]).ended;

    expect(exitCode).toBe(exitCodes.failed);
    expect(sayings(lines, 'drained')).toContain('b');
    expect(lines.filter((line) => line['name'] === 'services').at(-1)).toMatchObject({
      level: 'error',
      error: { message: expect.stringContaining(words) as string },
    });
  });

  it.each([
    ['no-start', /a ended: port taken/],
    ['misread', /a ended: exit code 2/],
  ])('ends as a failure when a service does not start (%s)', async (fate, words) => {
    const { exitCode, lines } = await run([
      ['a', fate],
      ['b', 'well'],
    ]).ended;

    expect(exitCode).toBe(exitCodes.failed);
    expect(JSON.stringify(lines.filter((line) => line['name'] === 'services'))).toMatch(words);
  });

  it('refuses to run nothing', async () => {
    expect((await run([]).ended).exitCode).toBe(exitCodes.usage);
  });
});
