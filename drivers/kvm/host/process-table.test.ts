import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, SystemProcessTable } from './process-table.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'proc-'));
  await mkdir(join(root, 'sys/kernel/random'), { recursive: true });
  await writeFile(join(root, 'sys/kernel/random/boot_id'), 'boot-1\n');
});

afterEach(() => rm(root, { recursive: true }));

async function addProcess(
  pid: number,
  { name = 'qemu-system-x86', state = 'S', startTicks = 500, commandLine = ['qemu', '-name', 'x'] } = {},
): Promise<void> {
  await mkdir(join(root, String(pid)), { recursive: true });
  const stat = `${pid} (${name}) ${state} 1 ${pid} ${pid} 0 -1 4194560 1 0 0 0 7 5 0 0 20 0 4 0 ${startTicks} 1000 100\n`;
  await writeFile(join(root, String(pid), 'stat'), stat);
  await writeFile(join(root, String(pid), 'status'), `Name:\t${name}\nUid:\t1234\t1234\t1234\t1234\nGid:\t9\t9\t9\t9\n`);
  await writeFile(join(root, String(pid), 'cmdline'), commandLine.map((word) => `${word}\0`).join(''));
}

describe('SystemProcessTable', () => {
  it('reads a process, also one whose name is made to confuse', async () => {
    await addProcess(42, { name: 'evil) S 1 2 (3' });

    expect(await new SystemProcessTable({ root }).find(42)).toEqual({
      pid: 42,
      startTicks: 500,
      bootID: 'boot-1',
      userID: 1234,
      commandLine: ['qemu', '-name', 'x'],
    });
  });

  it('takes one that only waits for its parent for gone', async () => {
    await addProcess(42, { state: 'Z' });

    expect(await new SystemProcessTable({ root }).find(42)).toBeUndefined();
  });

  it('lists them all', async () => {
    for (const pid of [1, 42, 4_000_000]) await addProcess(pid);

    expect((await new SystemProcessTable({ root }).list()).map(({ pid }) => pid).sort((left, right) => left - right)).toEqual([
      1, 42, 4_000_000,
    ]);
  });

  it('tells a process from a later one of the same id', async () => {
    const table = new SystemProcessTable({ root });
    await addProcess(42);
    const process = await table.find(42);
    expect(process !== undefined && (await isAlive(table, process))).toBe(true);

    await addProcess(42, { startTicks: 501 });

    expect(process !== undefined && (await isAlive(table, process))).toBe(false);
  });

  it('ends exactly the process that is meant', async () => {
    const child = spawn('sleep', ['1000']);
    const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    const table = new SystemProcessTable();
    const process = await table.find(child.pid ?? 0);
    if (process === undefined) throw new Error('the child is not there');

    await table.kill({ ...process, startTicks: process.startTicks - 1 });
    expect(await isAlive(table, process)).toBe(true);
    await table.kill(process);

    expect(await ended).toBe('SIGKILL');
    await table.kill(process);
  });
});
