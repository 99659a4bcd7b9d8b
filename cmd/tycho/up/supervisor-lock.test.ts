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
});
