import { describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { runProgram } from './run-program.ts';

const clock = new SystemClock();

describe('runProgram', () => {
  it('gives what a program wrote, and shows it nothing of the agent’s environment', async () => {
    expect(await runProgram(['env'], { clock })).toBe('PATH=/usr/sbin:/usr/bin:/sbin:/bin\nLANG=C.UTF-8\n');
    expect(await runProgram(['pwd'], { clock, workingDirectory: '/usr' })).toBe('/usr\n');
  });

  it('says what failed, and what it said', async () => {
    await expect(runProgram(['sh', '-c', 'echo no such thing >&2; exit 3'], { clock })).rejects.toMatchObject({
      reason: 'HostBroken',
      message: expect.stringContaining('no such thing') as string,
    });
    await expect(runProgram(['false'], { clock })).rejects.toThrow('it ended with 1');
    await expect(runProgram(['a-program-that-nobody-has'], { clock })).rejects.toMatchObject({ reason: 'HostBroken' });
  });

  it('ends one that takes too long', async () => {
    await expect(runProgram(['sleep', '100'], { clock, timeoutMilliseconds: 20 })).rejects.toThrow('SIGKILL');
  });
});
