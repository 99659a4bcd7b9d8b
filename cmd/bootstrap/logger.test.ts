import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLogger, parseLogLevel } from './logger.ts';

function recorder(): { lines: Record<string, unknown>[]; write(line: string): void } {
  const lines: Record<string, unknown>[] = [];
  return { lines, write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
}

describe('createLogger', () => {
  it('writes one JSON object a line with the level as a word, the time and the fields', () => {
    const destination = recorder();

    createLogger({ name: 'node-agent', destination }).info({ host: 'a' }, 'host joined');

    expect(destination.lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
        name: 'node-agent',
        pid: process.pid,
        host: 'a',
        message: 'host joined',
      },
    ]);
  });

  it('drops lines that are quieter than the level', () => {
    const destination = recorder();
    const logger = createLogger({ name: 'x', level: 'warn', destination });

    logger.info({}, 'dropped');
    logger.warn({}, 'kept');

    expect(destination.lines.map((line) => line['message'])).toEqual(['kept']);
  });

  it('writes an error with its class, its stack and what caused it', () => {
    const destination = recorder();

    createLogger({ name: 'x', destination }).error(
      { error: new RangeError('no space', { cause: new Error('disk full') }) },
      'write failed',
    );

    expect(destination.lines[0]?.['error']).toMatchObject({ type: 'RangeError', message: 'no space', cause: { message: 'disk full' } });
  });

  it('gives children that carry the fields of their parent', () => {
    const destination = recorder();

    createLogger({ name: 'x', destination }).child({ loop: 'server' }).info({ key: 'a/b' }, 'done');

    expect(destination.lines[0]).toMatchObject({ loop: 'server', key: 'a/b' });
  });
});

describe('a logger on standard error', () => {
  it('goes on when nothing can be written, as on a full disk', () => {
    const script = `import { createLogger } from '${new URL('logger.ts', import.meta.url).href}'; const logger = createLogger({ name: 'x' }); logger.info({}, 'lost'); logger.info({}, 'lost'); process.stdout.write('still here');`;
    const full = openSync('/dev/full', 'w');

    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', full],
      encoding: 'utf8',
    });

    expect({ stdout, status }).toEqual({ stdout: 'still here', status: 0 });
  });
});

describe('parseLogLevel', () => {
  it('lists the levels when it gets another word', () => {
    expect(parseLogLevel('debug')).toBe('debug');
    expect(() => parseLogLevel('loud')).toThrow('log level "loud" is none of debug, info, warn, error');
  });
});
