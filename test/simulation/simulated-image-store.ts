import { createHash } from 'node:crypto';
import type { Clock } from '#apis/machinery/clock.ts';
import type { DiskUploads } from '#cmd/node-agent/instance/disk-saving.ts';
import type { ImageSource } from '#cmd/node-agent/instance/image-source.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import type { MemoryFiles } from '#drivers/fake/fake-files.ts';
import type { SeededRandom } from '#test/harness/seeded-random.ts';
import type { NetworkWeather } from './simulated-network.ts';
import type { StoreTruth } from './store-truth.ts';

export interface SimulatedImageStoreOptions {
  readonly truth: StoreTruth;
  readonly weather: NetworkWeather;
}

/**
 * Where disks go that leave a host. It is harsh: what no Image names any more cannot be had, so whoever deletes one too early is found out. A disk that was
 * only just sent waits to be named.
 */
export class SimulatedImageStore {
  readonly #options: SimulatedImageStoreOptions;
  /** Checksum to text. */
  readonly #blobs = new Map<string, string>();

  constructor(options: SimulatedImageStoreOptions) {
    this.#options = options;
  }

  /** The way to it from one host. */
  uploads({ files, clock, random }: { readonly files: MemoryFiles; readonly clock: Clock; readonly random: SeededRandom }): DiskUploads {
    return {
      upload: async ({ purpose, save, signal }) => {
        const path = `/saved/${purpose}`;
        const { format, virtualSizeBytes } = await save({ path, signal });
        await clock.sleep(random.integer(3_000), { signal });
        if (random.fraction() < this.#options.weather.lossFraction * 4)
          throw new DriverError('Temporary', `send ${purpose}: the image store does not answer`);
        const text = `${purpose}: ${files.texts.get(path) ?? ''}`;
        const sha256 = createHash('sha256').update(text).digest('hex');
        this.#blobs.set(sha256, text);
        return { sha256, sizeBytes: text.length, format, virtualSizeBytes };
      },
    };
  }

  /** Images as a host gets them: kernels from anywhere, disks from here. What it has once had lies in its cache, `cached`, and stays there. */
  images(cached: Set<string>): ImageSource {
    return {
      acquire: ({ source }) => {
        if (source === undefined)
          return Promise.resolve({ format: 'Kernel', kernelPath: '/dev/null', initrdPath: undefined, kernelArguments: '' });
        const { sha256 } = source;
        const isNamed = [...this.#options.truth.images.values()].some(({ spec }) => spec.source?.sha256 === sha256);
        if (!cached.has(sha256) && (!isNamed || !this.#blobs.has(sha256)))
          return Promise.reject(new DriverError('Temporary', `fetch ${sha256}: no image names it`));
        cached.add(sha256);
        return Promise.resolve({ format: 'Raw', path: `/images/${sha256}`, virtualSizeBytes: 1024 ** 3 });
      },
    };
  }
}
