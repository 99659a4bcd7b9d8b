import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { boundLog, lastComplaint, logEnd, logLimitBytes, readLogFrom } from './process-log.ts';

let file: string;

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'process-log-')), 'a.log');
});

describe('boundLog', () => {
  it('begins a log anew once it is past its limit, while its writer goes on', () => {
    const writer = openSync(file, 'a');
    writeSync(writer, 'x'.repeat(logLimitBytes + 1));

    boundLog(file);
    writeSync(writer, 'new\n');
    closeSync(writer);

    expect(readFileSync(file, 'utf8')).toBe('new\n');
    expect(statSync(`${file}.1`).size).toBe(logLimitBytes + 1);
  });

  it('leaves small logs and logs that are not there alone', () => {
    boundLog(file);
    writeFileSync(file, 'short');
    boundLog(file);

    expect(readFileSync(file, 'utf8')).toBe('short');
  });
});

describe('readLogFrom', () => {
  it('gives what was written since, also after the log was begun anew', () => {
    writeFileSync(file, 'old\n');
    const start = logEnd(file);
    appendFileSync(file, 'new\n');
    expect(readLogFrom(file, start)).toBe('new\n');

    writeFileSync(file, 'x\n');
    expect(readLogFrom(file, start)).toBe('x\n');
  });
});

describe('lastComplaint', () => {
  it('is the last line of our logger that complains, with its error', () => {
    const lines = [
      '{"level":"error","message":"first"}',
      '{"level":"error","error":{"message":"port taken"},"message":"process could not start"}',
      '{"level":"info","message":"stopping"}',
    ];

    expect(lastComplaint(lines.join('\n'))).toBe('process could not start: port taken');
  });

  it('understands etcd, too', () => {
    expect(lastComplaint('{"level":"fatal","msg":"discovery failed","error":"no space left on device"}\n')).toBe(
      'discovery failed: no space left on device',
    );
  });

  it('is the last line when nothing is JSON, as after a crash at the start', () => {
    expect(lastComplaint('Error: x\n    at y\n\nNode.js v26\n')).toBe('Node.js v26');
    expect(lastComplaint('')).toBeUndefined();
  });
});
