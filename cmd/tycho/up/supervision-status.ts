import { readFileSync } from 'node:fs';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';

/** How everything stands: written by the supervisor at each change, read by `up` and `down`. */
export interface SupervisionStatus {
  /** Of the supervisor that wrote it: one of another pid is old news. */
  readonly supervisorPID: number;
  readonly phase: 'Starting' | 'Ready' | 'Stopping' | 'Failed';
  /** For Failed: what went wrong, and what helps. */
  readonly message?: string;
  readonly processes: readonly ProcessStatus[];
}

export interface ProcessStatus {
  readonly name: string;
  readonly state: 'Waiting' | 'Starting' | 'Ready' | 'Restarting' | 'Stopped' | 'Failed';
  readonly pid?: number;
  /** RFC 3339: when it came into that state. */
  readonly since: string;
  readonly restartCount: number;
  /** Where it listens, or why it is not ready. */
  readonly detail?: string;
}

/** What was written last, or undefined. */
export function readSupervisionStatus(file: string): SupervisionStatus | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SupervisionStatus;
  } catch {
    return undefined;
  }
}

export async function writeSupervisionStatus(file: string, status: SupervisionStatus): Promise<void> {
  await writePrivateFile(file, JSON.stringify(status));
}
