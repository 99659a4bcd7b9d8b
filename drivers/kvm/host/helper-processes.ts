import { basename } from 'node:path';
import type { Clock } from '#apis/machinery/clock.ts';
import { isAlive, type ProcessEntry, type ProcessTable } from './process-table.ts';

const pollMilliseconds = 10;
const endTimeoutMilliseconds = 5_000;

/** Whether a process is one of those that work for a guest beside its QEMU. */
export function isHelper({ commandLine }: ProcessEntry): boolean {
  return /^(swtpm|qemu-img)$/.test(basename(commandLine[0] ?? ''));
}

/**
 * Ends the programs that work for a guest beside its QEMU, which are known by the guest's user: its trusted platform module, or a copying of its disk
 * whose driver died. Only when no QEMU of the guest runs.
 */
export async function endHelpers(
  table: ProcessTable,
  { userID, clock }: { readonly userID: number; readonly clock: Clock },
): Promise<void> {
  const helpers = (await table.list()).filter((entry) => entry.userID === userID && isHelper(entry));
  await Promise.all(helpers.map((entry) => table.kill(entry)));
  const startedAt = clock.monotonicMilliseconds();
  for (const helper of helpers) {
    while ((await isAlive(table, helper)) && clock.monotonicMilliseconds() - startedAt < endTimeoutMilliseconds)
      await clock.sleep(pollMilliseconds);
  }
}
