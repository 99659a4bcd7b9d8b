import { readFileSync } from 'node:fs';

/**
 * One process for certain: a pid is given to somebody else some time after its owner ended, so the moment of its start and the boot of the machine
 * belong to it.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks from the boot to the start of the process (proc(5), stat, field 22). */
  readonly startTicks: number;
  readonly bootID: string;
}

/** The identity of a process that runs now, or undefined when there is none of that pid. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const startTicks = startTicksOf(pid);
  return startTicks === undefined ? undefined : { pid, startTicks, bootID: bootID() };
}

/** Whether that very process still runs. A zombie does not. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identity.bootID === bootID() && startTicksOf(identity.pid) === identity.startTicks;
}

/** Sends a signal to that very process. Returns false when it had ended before. */
export function signalProcess(identity: ProcessIdentity, signal: 'SIGTERM' | 'SIGKILL'): boolean {
  if (!isRunning(identity)) return false;
  try {
    process.kill(identity.pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** The name of the command stands in parentheses and may hold anything, so fields are counted from the last one. */
function startTicksOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    return state === 'Z' || state === 'X' ? undefined : Number(fields[19]);
  } catch {
    return undefined;
  }
}

function bootID(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
