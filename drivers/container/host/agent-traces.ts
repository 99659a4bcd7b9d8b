import { readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes what an agent's guests leave behind when the last one is gone: the cgroup that each of theirs was in, of every hierarchy, and the runtime's
 * directory. What is still in use stays.
 */
export async function removeAgentTraces({ namespace, runcRoot }: { readonly namespace: string; readonly runcRoot: string }): Promise<void> {
  const hierarchies = await readdir('/sys/fs/cgroup').catch(() => []);
  const cgroups = ['', ...hierarchies].map((hierarchy) => join('/sys/fs/cgroup', hierarchy, namespace));
  for (const path of [...cgroups, join(runcRoot, namespace), runcRoot, join(runcRoot, '..')]) {
    await rmdir(path).catch((error: NodeJS.ErrnoException) => {
      if (!['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EBUSY'].includes(error.code ?? '')) throw error;
    });
  }
}
