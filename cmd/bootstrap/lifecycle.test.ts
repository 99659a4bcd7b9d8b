import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { exitCodes } from './lifecycle.ts';

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Run {
  readonly child: ChildProcess;
  readonly lines: Record<string, unknown>[];
  said(message: string): Promise<void>;
  ended(): Promise<number | null>;
}

/** Runs a process whose `start` is the given source text. */
async function runWith(start: string): Promise<Run> {
  const file = join(await mkdtemp(join(tmpdir(), 'lifecycle-')), 'main.mjs');
  const module = (name: string): string => pathToFileURL(join(import.meta.dirname, name)).href;
  await writeFile(
    file,
    `import { runProcess } from '${module('lifecycle.ts')}';
     import { createLogger } from '${module('logger.ts')}';
     setInterval(() => {}, 60_000);
     await runProcess({ name: 'sample', logger: createLogger({ name: 'sample', level: 'debug' }), start: async (lifecycle) => { ${start} } });`,
  );
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'ignore', 'pipe'] });
  children.push(child);
  return follow(child);
}

function follow(child: ChildProcess): Run {
  const lines: Record<string, unknown>[] = [];
  const exit = once(child, 'close') as Promise<[number | null]>;
  let rest = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const complete = (rest + text).split('\n');
    rest = complete.pop() ?? '';
    lines.push(...complete.map((line) => JSON.parse(line) as Record<string, unknown>));
    child.emit('line');
  });
  return {
    child,
    lines,
    said: async (message) => {
      while (!lines.some((line) => line['message'] === message)) await once(child, 'line');
    },
    ended: async () => (await exit)[0],
  };
}

describe('runProcess', () => {
  it('stops its steps in reverse order on SIGTERM and exits with 0', async () => {
    const run = await runWith(`
      const say = (text) => () => process.stderr.write(JSON.stringify({ message: text }) + '\\n');
      await lifecycle.step('a', { start: () => {}, stop: say('a stopped') });
      await lifecycle.step('b', { start: () => {}, stop: say('b stopped') });`);
    await run.said('process ready');

    run.child.kill('SIGTERM');

    expect(await run.ended()).toBe(exitCodes.stopped);
    expect(run.lines.map((line) => line['message']).slice(-3)).toEqual(['stopping', 'b stopped', 'a stopped']);
  });

  it('exits with 1 and names the step that could not start', async () => {
    const run = await runWith(`await lifecycle.step('listener', { start: () => { throw new Error('port taken'); } });`);

    expect(await run.ended()).toBe(exitCodes.failed);
    expect(run.lines.at(-1)).toMatchObject({ step: 'listener', message: 'process could not start', error: { message: /port taken/ } });
  });

  it('exits with 3 and names the step that did not stop in time', async () => {
    const run = await runWith(
      `await lifecycle.step('stream', { start: () => {}, stop: () => new Promise(() => {}), stopDeadlineSeconds: 0.05 });`,
    );
    await run.said('process ready');

    run.child.kill('SIGINT');

    expect(await run.ended()).toBe(exitCodes.stopHung);
    expect(run.lines.at(-1)).toMatchObject({ step: 'stream', message: 'step did not stop in time' });
  });

  it('stops in order and exits with 1 when a running part gives up', async () => {
    const run = await runWith(`
      await lifecycle.step('loop', { start: () => { setImmediate(() => lifecycle.fail(new Error('lease lost'))); } });`);

    expect(await run.ended()).toBe(exitCodes.failed);
    expect(run.lines.at(-1)).toMatchObject({ message: 'process failed', error: { message: 'lease lost' } });
  });

  it('logs an unhandled rejection and exits with 1', async () => {
    const run = await runWith(`void Promise.reject(new Error('forgotten')); await new Promise(() => {});`);

    expect(await run.ended()).toBe(exitCodes.failed);
    expect(run.lines.at(-1)).toMatchObject({
      message: 'crashed by a rejected promise that nobody awaited',
      error: { message: 'forgotten' },
    });
  });
});
