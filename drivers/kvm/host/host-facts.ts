import { statfs } from 'node:fs/promises';
import { availableParallelism, machine, totalmem } from 'node:os';

/** What the host has. */
export interface HostFacts {
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** As `uname -m` says it. */
  readonly architecture: string;
  /** Who the agent runs as; 0 is root. */
  readonly userID: number;
  diskSpace(path: string): Promise<{ readonly totalBytes: number; readonly availableBytes: number }>;
}

/** {@link HostFacts} of this host. */
export const systemHostFacts: HostFacts = {
  vcpus: availableParallelism(),
  memoryMiB: Math.floor(totalmem() / 1024 ** 2),
  architecture: machine(),
  userID: process.getuid?.() ?? -1,
  async diskSpace(path) {
    const { bsize, blocks, bavail } = await statfs(path);
    return { totalBytes: bsize * blocks, availableBytes: bsize * bavail };
  },
};
