import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { identityOf } from './process-identity.ts';
import { releaseSupervisorLock, runningSupervisor, takeSupervisorLock } from './supervisor-lock.ts';

let file: string;
const random = new SeededRandom('lock');
const self = identityOf(process.pid);
const somebodyElse = identityOf(process.ppid);

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'supervisor-lock-')), 'lock');
});

describe('the supervisor lock', () => {
  it('is taken, seen by others, and given back', () => {
    expect(takeSupervisorLock(file, random)).toBeUndefined();
    expect(runningSupervisor(file)).toEqual(self);

    releaseSupervisorLock(file);

    expect(runningSupervisor(file)).toBeUndefined();
  });

  it('stays with another that runs', () => {
    writeFileSync(file, JSON.stringify(somebodyElse));

    expect(takeSupervisorLock(file, random)).toEqual(somebodyElse);
    releaseSupervisorLock(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(somebodyElse);
  });

  it('is taken from one that was killed, or whose word was cut short by a power failure', () => {
    for (const stale of [JSON.stringify({ ...somebodyElse, startTicks: 1 }), '{"pid":']) {
      writeFileSync(file, stale);

      expect(runningSupervisor(file)).toBeUndefined();
      expect(takeSupervisorLock(file, random)).toBeUndefined();
      expect(runningSupervisor(file)).toEqual(self);
    }
    expect(readdirSync(join(file, '..'))).toEqual(['lock']);
  });

  it('goes to exactly one of several that find a stale one at the same moment', async () => {
    writeFileSync(file, JSON.stringify({ ...somebodyElse, startTicks: 1 }));
    const program = `
      import { SystemRandom } from '#apis/machinery/random.ts';
      import { takeSupervisorLock } from '#cmd/tycho/up/supervisor-lock.ts';
      process.stdout.write('ready');
      process.stdin.once('data', () => process.stdout.write(takeSupervisorLock(process.argv[1], new SystemRandom()) === undefined ? ' taken' : ' refused'));
    `;
    const starters = Array.from({ length: 4 }, () => spawn(process.execPath, ['--input-type=module', '--eval', program, file]));
    const said = starters.map(({ stdout }) => stdout[Symbol.asyncIterator]());
    await Promise.all(said.map((words) => words.next()));

    for (const { stdin } of starters) stdin.write('go');
    const outcomes = await Promise.all(said.map(async (words) => String((await words.next()).value)));
    const holder = runningSupervisor(file);
    for (const starter of starters) starter.kill();

    expect(outcomes.toSorted()).toEqual([' refused', ' refused', ' refused', ' taken']);
    expect(holder?.pid).toBe(starters[outcomes.indexOf(' taken')]?.pid);
  });
});
