import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

/** A log never takes more than twice this: it is copied to `.1` and begun anew. */
export const logLimitBytes = 16 * 1024 ** 2;

/**
 * Begins a log anew when it has grown past its limit, keeping the old one as `FILE.1`. Its writers append, so they go on at the new beginning; lines
 * written between copy and cut are lost.
 */
export function boundLog(file: string): void {
  const { size = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  if (size <= logLimitBytes) return;
  copyFileSync(file, `${file}.1`);
  truncateSync(file, 0);
}

/** Where a log ends now. */
export function logEnd(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** The text of a log from `start` on, at most the last 256 KiB of it; from the beginning when it has been begun anew since. */
export function readLogFrom(file: string, start: number): string {
  const end = logEnd(file);
  const from = Math.max(start > end ? 0 : start, end - readLimitBytes);
  const buffer = Buffer.alloc(end - from);
  const descriptor = openSync(file, 'r');
  try {
    const length = readSync(descriptor, buffer, 0, buffer.length, from);
    return buffer.toString('utf8', 0, length);
  } finally {
    closeSync(descriptor);
  }
}

const readLimitBytes = 256 * 1024;

/** The last words of a process about what went wrong, in one line: the message and error of its last complaint, else its last line. */
export function lastComplaint(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const complaints = lines.map(parseLine).filter((line) => line !== undefined && complaintLevels.has(String(line.level)));
  const last = complaints.at(-1);
  if (last === undefined) return lines.at(-1)?.trim().slice(0, 300);
  const error = typeof last.error === 'object' ? last.error?.message : last.error;
  return [last.message ?? last.msg, error]
    .filter((part) => part !== undefined && part !== '')
    .join(': ')
    .slice(0, 500);
}

/** A line of our own logger, or of etcd's (`msg`, `error` as text). */
interface LogLine {
  readonly level?: string;
  readonly message?: string;
  readonly msg?: string;
  readonly error?: string | { readonly message?: string };
}

const complaintLevels = new Set(['error', 'fatal', 'panic', 'dpanic']);

function parseLine(line: string): LogLine | undefined {
  try {
    return line.startsWith('{') ? (JSON.parse(line) as LogLine) : undefined;
  } catch {
    return undefined;
  }
}
