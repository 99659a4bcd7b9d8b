import { readdir, readFile } from 'node:fs/promises';

/** The processes of this machine whose command line, words joined by spaces, passes the test. */
export async function pidsOf(isWanted: (commandLine: string) => boolean): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map(async (pid) => (isWanted(await commandLineOf(pid)) ? [pid] : [])));
  return found.flat();
}

async function commandLineOf(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
  } catch {
    // It ended while we looked.
    return '';
  }
}
