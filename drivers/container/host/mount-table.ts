import { readFile } from 'node:fs/promises';

/** Where something is mounted at or below a directory, the innermost first. */
export async function mountPointsBelow(directory: string): Promise<readonly string[]> {
  return parseMountPoints(await readFile('/proc/self/mountinfo', 'utf8'))
    .filter((path) => path === directory || path.startsWith(`${directory}/`))
    .toReversed();
}

/** The mount points in /proc/PID/mountinfo (proc_pid_mountinfo(5)), in the order in which they were made. */
export function parseMountPoints(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.split(' ')[4])
    .filter((field) => field !== undefined)
    .map((field) => field.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8))));
}
