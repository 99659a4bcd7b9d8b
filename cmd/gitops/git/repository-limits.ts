/** What a repository may cost us. Whatever is more is refused, in words. */
export interface RepositoryLimits {
  /** Of any file that Git writes: all of the commit comes in one. */
  readonly packBytes: number;
  /** Of memory that one process of Git may map. */
  readonly memoryBytes: number;
  /** Files in the folder, manifests or not. */
  readonly fileCount: number;
  readonly manifestCount: number;
  readonly manifestBytes: number;
  readonly allManifestsBytes: number;
}

const MiB = 1024 * 1024;

export const defaultLimits: RepositoryLimits = {
  packBytes: 256 * MiB,
  memoryBytes: 4096 * MiB,
  fileCount: 50_000,
  manifestCount: 5000,
  manifestBytes: 1 * MiB,
  allManifestsBytes: 32 * MiB,
};
