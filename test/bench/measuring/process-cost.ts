import { readFileSync } from 'node:fs';

/** What a process has taken so far. */
export interface ProcessCost {
  /** User and system time. */
  readonly cpuSeconds: number;
  readonly residentMiB: number;
  /** The same with pages that several processes share, such as Node's own program, divided among these: what the machine lost. */
  readonly proportionalMiB: number;
}

/** Reads it from proc(5). The clock there ticks a hundred times a second on every Linux that Node runs on. */
export function processCost(pid: number): ProcessCost {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the command stands in parentheses and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const memory = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const mebibytesOf = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(memory)?.[1] ?? 0) / 1024;
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100,
    residentMiB: mebibytesOf('Rss'),
    proportionalMiB: mebibytesOf('Pss'),
  };
}

/** CPU time that the whole machine has spent so far, in seconds: to see how much of it others took. */
export function machineCPUSeconds(): number {
  const [, user, nice, system, , , irq, softirq] = (/^cpu .*$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[0] ?? '')
    .split(/\s+/)
    .map(Number);
  return ((user ?? 0) + (nice ?? 0) + (system ?? 0) + (irq ?? 0) + (softirq ?? 0)) / 100;
}

/** CPU time that this process has spent so far, in seconds. */
export function ownCPUSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}
