import type { SavedDisk } from '../contract/abilities.ts';
import { DriverError, type LocalImage } from '../contract/driver.ts';
import type { VolumeFile } from '../contract/guest-devices.ts';
import type { VolumeDriver, VolumeMark } from '../contract/volume-driver.ts';
import type { MemoryFiles } from './fake-files.ts';

/** Volumes in memory. What is asked for after it was closed never comes back, as after the crash of an agent. */
export class FakeVolumeDriver implements VolumeDriver {
  readonly #files: MemoryFiles;
  #closed = false;
  /** So many of the next calls fail. */
  failures = 0;

  constructor({ files }: { readonly files: MemoryFiles }) {
    this.#files = files;
  }

  close(): void {
    this.#closed = true;
  }

  async recover(): Promise<readonly VolumeMark[]> {
    await this.#turn();
    return [...this.#files.volumes.values()].map(({ controlPlaneUID, volumeUID }) => ({ controlPlaneUID, volumeUID }));
  }

  async create(
    mark: VolumeMark,
    { sizeBytes, source }: { readonly sizeBytes: number; readonly source: LocalImage | undefined },
  ): Promise<void> {
    await this.#turn();
    const path = pathOf(mark);
    if (this.#files.volumes.has(path)) return;
    const from = source === undefined || source.format === 'Kernel' ? undefined : source.path;
    this.#files.volumes.set(path, { ...mark, sizeBytes, source: from });
  }

  async extend(mark: VolumeMark, { sizeBytes }: { readonly sizeBytes: number }): Promise<void> {
    await this.#turn();
    this.#files.extend(pathOf(mark), sizeBytes);
  }

  async find(mark: VolumeMark): Promise<VolumeFile | undefined> {
    await this.#turn();
    const volume = this.#files.volumes.get(pathOf(mark));
    return volume === undefined ? undefined : { format: 'Raw', path: pathOf(mark), sizeBytes: volume.sizeBytes };
  }

  async save(mark: VolumeMark, { path }: { readonly path: string }): Promise<SavedDisk> {
    await this.#turn();
    const volume = this.#files.volumes.get(pathOf(mark));
    if (volume === undefined) throw new DriverError('Temporary', `save volume ${mark.volumeUID}: it is not there`);
    this.#files.write(path, `volume ${mark.volumeUID}\n`);
    return { format: 'Raw', virtualSizeBytes: volume.sizeBytes };
  }

  async destroy(mark: VolumeMark): Promise<void> {
    await this.#turn();
    this.#files.volumes.delete(pathOf(mark));
  }

  async #turn(): Promise<void> {
    await Promise.resolve();
    if (this.#closed) await new Promise<never>(() => {});
    if (this.failures === 0) return;
    this.failures -= 1;
    throw new DriverError('Temporary', 'the fake volumes fail, as they were told to');
  }
}

function pathOf({ volumeUID }: VolumeMark): string {
  return `/volumes/${volumeUID}`;
}
