import { truncateSync, writeFileSync } from 'node:fs';

/** Where a fake host's bytes are: what it saves, and the volumes that its guests make larger. */
export interface FakeFiles {
  write(path: string, text: string): void;
  /** Makes a volume's file larger. */
  extend(path: string, sizeBytes: number): void;
}

/** Real files, for agents in processes of their own. */
export const realFiles: FakeFiles = {
  write: (path, text) => writeFileSync(path, text, { mode: 0o600 }),
  extend: (path, sizeBytes) => truncateSync(path, sizeBytes),
};

/** Files in memory, for tests on a virtual clock. They outlive an agent as a disk does. */
export class MemoryFiles implements FakeFiles {
  /** Saved disks: path to text. */
  readonly texts = new Map<string, string>();
  /** Volumes: path to size and what they were made from. */
  readonly volumes = new Map<string, MemoryVolume>();

  write(path: string, text: string): void {
    this.texts.set(path, text);
  }

  extend(path: string, sizeBytes: number): void {
    const volume = this.volumes.get(path);
    if (volume !== undefined && volume.sizeBytes < sizeBytes) this.volumes.set(path, { ...volume, sizeBytes });
  }
}

export interface MemoryVolume {
  readonly controlPlaneUID: string;
  readonly volumeUID: string;
  readonly sizeBytes: number;
  readonly source: string | undefined;
}
