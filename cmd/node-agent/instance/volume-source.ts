import type { VolumeFile } from '#drivers/contract/guest-devices.ts';

/** The volumes that this host keeps, for guests that want them. */
export interface VolumeSource {
  /** How a volume is now, as far as it is known without looking. */
  volume(volumeUID: string): HostedVolume;
  /** Calls `listener` whenever {@link VolumeSource.volume} may have changed. Returns how to stop that. */
  onChange(listener: (volumeUID: string) => void): () => void;
  /** A guest has made the file of a volume larger, or has let go of it: it is looked at again. */
  touched(volumeUID: string): void;
}

export type HostedVolume =
  | {
      readonly kind: 'Ready';
      readonly file: VolumeFile;
      /** How large it is to be: more than the file is while it has yet to grow. */
      readonly wantedSizeBytes: number;
    }
  /** Why no guest may have it yet. */
  | { readonly kind: 'NotReady'; readonly message: string };

/** A host that keeps no volumes. */
export const noVolumes: VolumeSource = {
  volume: () => ({ kind: 'NotReady', message: 'this host keeps no volumes' }),
  onChange: () => () => {},
  touched: () => {},
};
