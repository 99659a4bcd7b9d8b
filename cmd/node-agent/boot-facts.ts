import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '#apis/machinery/random.ts';

/** What the kernel says about the present boot of this machine. */
export interface BootFacts {
  /** Unlike any other boot. */
  readonly bootID: string;
  /** RFC 3339 in whole seconds: the same for the whole boot, unless the machine's clock is set. Undefined where the kernel does not say. */
  readonly bootedAt: string | undefined;
}

/** Where there is no boot id, each start counts as a boot: nothing is started before the control plane has been heard. */
export async function readBootFacts(random: Random, root = '/proc'): Promise<BootFacts> {
  const [bootID, statistics] = await Promise.all([textOf(join(root, 'sys/kernel/random/boot_id')), textOf(join(root, 'stat'))]);
  const seconds = /^btime (\d{1,11})$/m.exec(statistics ?? '')?.[1];
  return {
    bootID: bootID?.trim() ?? random.uuid(),
    bootedAt: seconds === undefined ? undefined : new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z'),
  };
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
