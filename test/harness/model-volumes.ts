import { createHash } from 'node:crypto';
import type { ApiClient } from '#apis/client/api-client.ts';
import type { Informer } from '#apis/client/informer.ts';
import { hostVolumeFinalizer, hostVolumeKind, type HostVolume, type HostVolumeStatus } from '#apis/infrastructure/host-volume.ts';
import type { Clock, Timer } from '#apis/machinery/clock.ts';
import { ApiError } from '#apis/machinery/errors.ts';
import { formatKey, keyOf } from '#apis/machinery/object-meta.ts';
import type { SharedInformers } from '#controllers/runtime/shared-informers.ts';

/** The part of agents that keeps volumes, as it shows in the API. */
export class ModelVolumes {
  readonly #client: ApiClient;
  readonly #clock: Clock;
  readonly #informer: Informer<HostVolume>;
  readonly #workMilliseconds: number;
  readonly #timers = new Map<string, Timer>();
  #isHeld = false;

  constructor(options: {
    readonly client: ApiClient;
    readonly informers: SharedInformers;
    readonly clock: Clock;
    readonly workMilliseconds: number;
  }) {
    this.#client = options.client;
    this.#clock = options.clock;
    this.#workMilliseconds = options.workMilliseconds;
    this.#informer = options.informers.for(hostVolumeKind);
    this.#informer.onChange(({ current }) => {
      if (current !== undefined) this.#wake(current);
    });
  }

  /** From now on volumes are left alone. */
  hold(): void {
    this.#isHeld = true;
  }

  letGo(): void {
    this.#isHeld = false;
    for (const volume of this.#informer.list()) this.#wake(volume);
  }

  /** An agent's report, as the gateway writes it. */
  async report(volume: HostVolume, status: HostVolumeStatus): Promise<void> {
    const observedGeneration = volume.metadata.generation;
    await this.#client.resource(hostVolumeKind).patchStatus(keyOf(volume), { status: { observedGeneration, ...status } });
  }

  stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
  }

  #wake(volume: HostVolume): void {
    const key = formatKey(keyOf(volume));
    if (this.#isHeld || this.#timers.has(key)) return;
    const work = (): void => {
      this.#timers.delete(key);
      void this.#work(volume);
    };
    this.#timers.set(key, this.#clock.setTimer(work, this.#workMilliseconds));
  }

  async #work({ metadata }: HostVolume): Promise<void> {
    const volume = this.#informer.get(keyOf({ metadata }));
    if (volume === undefined || this.#isHeld) return;
    const { deletionTimestamp, finalizers = [], generation } = volume.metadata;
    try {
      if (deletionTimestamp !== undefined) {
        const left = finalizers.filter((finalizer) => finalizer !== hostVolumeFinalizer);
        await this.#client.resource(hostVolumeKind).patch(keyOf(volume), { metadata: { finalizers: left } });
      } else if (volume.status?.observedGeneration !== generation) {
        const { sizeGiB, save } = volume.spec;
        const disk = {
          sha256: createHash('sha256')
            .update(save?.uid ?? '')
            .digest('hex'),
          sizeBytes: 4,
          format: 'Qcow2',
          virtualSizeBytes: sizeGiB * 1024 ** 3,
        } as const;
        await this.report(volume, { phase: 'Ready', sizeGiB, ...(save === undefined ? {} : { saved: { uid: save.uid, disk } }) });
      }
    } catch (error) {
      // Somebody else was faster; the change that they made wakes the agent again.
      if (!(error instanceof ApiError)) throw error;
    }
  }
}
