import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { eventually } from '#test/harness/eventually.ts';
import { identityOf, isRunning } from './process-identity.ts';
import { ProcessRegistry } from './process-registry.ts';
import { SupervisedProcess } from './supervised-process.ts';

let directory: string;
let registry: ProcessRegistry;
const started: SupervisedProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'supervised-process-'));
  registry = new ProcessRegistry(join(directory, 'processes.json'));
});

afterEach(async () => {
  for (const each of started.splice(0)) await each.stop();
});

const ready = `process.stderr.write('{"message":"process ready"}\\n');`;

function supervised(script: string): SupervisedProcess {
  const sample = new SupervisedProcess({
    plan: { name: 'sample', command: process.execPath, parameters: ['-e', script], address: '127.0.0.1:1', readiness: { kind: 'SaysSo' } },
    logFile: join(directory, 'sample.log'),
    registry,
    environment: {},
    clock: new SystemClock(),
    logger: silentLogger,
    onChange: () => {},
  });
  started.push(sample);
  return sample;
}

describe('SupervisedProcess', () => {
  it('is ready when it says so, and is known on disk', async () => {
    const sample = supervised(`${ready} setInterval(() => {}, 1000)`);

    await sample.start();

    expect(sample.status).toMatchObject({ name: 'sample', state: 'Ready', detail: '127.0.0.1:1', restartCount: 0 });
    expect(new ProcessRegistry(join(directory, 'processes.json')).running().map(({ pid }) => pid)).toEqual([sample.status.pid]);
  });

  it('is started again when it is killed', async () => {
    const sample = supervised(`${ready} setInterval(() => {}, 1000)`);
    await sample.start();
    const { pid = 0 } = sample.status;

    process.kill(pid, 'SIGKILL');

    await eventually(() => expect(sample.status).toMatchObject({ state: 'Ready', restartCount: 1 }));
    expect(sample.status.pid).not.toBe(pid);
  });

  it('gives up the first start after three attempts, in the words of its log', async () => {
    const sample = supervised(
      `process.stderr.write('{"level":"error","message":"no","error":{"message":"disk full"}}\\n'); process.exit(1)`,
    );

    await expect(sample.start()).rejects.toThrow(
      `sample keeps ending (exit code 1): no: disk full; its log is ${join(directory, 'sample.log')}`,
    );
  });

  it('does not try again when its flags make no sense', async () => {
    const sample = supervised('process.exit(2)');

    await expect(sample.start()).rejects.toThrow('sample keeps ending (exit code 2)');
    expect(sample.status.restartCount).toBe(1);
  });

  it('stops for good when asked', async () => {
    const sample = supervised(`${ready} setInterval(() => {}, 1000)`);
    await sample.start();
    const identity = identityOf(sample.status.pid ?? 0)!;

    await sample.stop();

    expect(isRunning(identity)).toBe(false);
    expect(sample.status.state).toBe('Stopped');
    expect(registry.running()).toEqual([]);
  });

  it('leaves its process to a successor that stops what it finds', async () => {
    const sample = supervised(`${ready} setInterval(() => {}, 1000)`);
    await sample.start();
    const identity = identityOf(sample.status.pid ?? 0)!;

    const count = await new ProcessRegistry(join(directory, 'processes.json')).stopAll(new SystemClock());

    expect(count).toBe(1);
    expect(isRunning(identity)).toBe(false);
  });
});
