import { readFileSync } from 'node:fs';

/** What a process has taken so far. */
export interface ProcessCost {
  /** User and system time. */
  readonly cpuSeconds: number;
  readonly residentMiB: number;
}

/** Reads it from proc(5). The clock there ticks a hundred times a second on every Linux that Node runs on. */
export function processCost(pid: number): ProcessCost {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the command stands in parentheses and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const resident = /VmRSS:\s+(?<kibibytes>\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.groups?.['kibibytes'];
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100, residentMiB: Number(resident ?? 0) / 1024 };
}

/** CPU time that the whole machine has spent so far, in seconds: to see how much of it others took. */
export function machineCPUSeconds(): number {
  const [, user, nice, system, , , irq, softirq] = (/^cpu .*$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[0] ?? '')
    .split(/\s+/)
    .map(Number);
  return ((user ?? 0) + (nice ?? 0) + (system ?? 0) + (irq ?? 0) + (softirq ?? 0)) / 100;
}
