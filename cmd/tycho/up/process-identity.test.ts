import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { identityOf, isRunning, signalProcess } from './process-identity.ts';

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function sleeper(): ChildProcess {
  const child = spawn('sleep', ['60']);
  children.push(child);
  return child;
}

describe('a process identity', () => {
  it('knows its process while it runs, and no longer when it has ended', async () => {
    const child = sleeper();
    const identity = identityOf(child.pid ?? 0)!;
    expect(isRunning(identity)).toBe(true);

    expect(signalProcess(identity, 'SIGKILL')).toBe(true);
    await once(child, 'exit');

    expect(isRunning(identity)).toBe(false);
    expect(signalProcess(identity, 'SIGTERM')).toBe(false);
    expect(identityOf(child.pid ?? 0)).toBeUndefined();
  });

  it('is not taken in by another process that got the same pid, now or after a reboot', () => {
    const child = sleeper();
    const identity = identityOf(child.pid ?? 0)!;

    expect(signalProcess({ ...identity, startTicks: identity.startTicks - 1 }, 'SIGKILL')).toBe(false);
    expect(signalProcess({ ...identity, bootID: 'another' }, 'SIGKILL')).toBe(false);
    expect(isRunning(identity)).toBe(true);
  });
});
