import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { SystemProcessRunner } from './process-runner.ts';

const runner = new SystemProcessRunner({ clock: new SystemClock() });
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runner-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('SystemProcessRunner', () => {
  it('gives what a program said and how it ended', async () => {
    const outcome = await runner.run(['/bin/sh', '-c', 'echo said; echo complained >&2; exit 3'], { timeoutMilliseconds: 10_000 });

    expect(outcome).toEqual({ exitCode: 3, signal: undefined, stdout: 'said\n', stderr: 'complained\n' });
  });

  it('keeps a bounded part of what it said', async () => {
    const { stdout } = await runner.run(['/bin/sh', '-c', 'yes | head -c 1000000'], { timeoutMilliseconds: 10_000 });

    expect(stdout).toHaveLength(65_536);
  });

  it('kills what does not come to an end', async () => {
    const outcome = await runner.run(['/bin/sleep', '1000'], { timeoutMilliseconds: 20 });

    expect(outcome).toMatchObject({ exitCode: undefined, signal: 'SIGKILL' });
  });

  it('gives it files and nothing of our environment', async () => {
    await writeFile(join(folder, 'file'), 'content');
    const file = await open(join(folder, 'file'));

    const { stdout } = await runner.run(['/bin/sh', '-c', 'cat /proc/self/fd/3; env'], {
      timeoutMilliseconds: 10_000,
      descriptors: [file.fd],
    });
    await file.close();

    expect(stdout).toMatch(/^content/);
    expect(stdout).not.toContain('HOME=');
  });

  it('says which program is missing', async () => {
    const missing = { reason: 'HostBroken', message: expect.stringContaining('/no/such/program') };
    const output = await open('/dev/null', 'w');

    await expect(runner.run(['/no/such/program'], { timeoutMilliseconds: 1000 })).rejects.toMatchObject(missing);
    await expect(
      runner.launch(['/no/such/program'], { workingDirectory: folder, descriptors: [], output: output.fd }),
    ).rejects.toMatchObject(missing);
    await output.close();
  });

  it('launches a program in a session of its own, and tells how it ended', async () => {
    const output = await open(join(folder, 'output'), 'w');

    const launched = await runner.launch(['/bin/sh', '-c', 'cut -d " " -f 6 /proc/self/stat; pwd; kill -9 $$'], {
      workingDirectory: folder,
      descriptors: [],
      output: output.fd,
    });
    const end = await launched.ended;
    await output.close();

    expect(end).toEqual({ exitCode: undefined, signal: 'SIGKILL' });
    expect(await readFile(join(folder, 'output'), 'utf8')).toBe(`${launched.pid}\n${folder}\n`);
  });
});
