import type { GuestPort, GuestVolume } from './guest-devices.ts';

/** Carried by every guest of ours, on the host itself. A guest without it is not ours and is never touched. */
export interface Mark {
  readonly controlPlaneUID: string;
  readonly serverUID: string;
  readonly instanceUID: string;
  readonly epoch: number;
}

/** One machine, fully resolved: local files instead of URLs, bytes instead of references. */
export interface Guest {
  readonly mark: Mark;
  readonly displayName: string;
  readonly hostname: string;
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** Size of the root disk; 0: as large as the image. */
  readonly diskGiB: number;
  /**
   * Size of the blank disk beside it, with a file system that is labelled `ephemeral0`; absent: there is none. Like the root disk it is made when the
   * guest is prepared and made anew when it is rebuilt. It is never saved.
   */
  readonly ephemeralGiB?: number;
  /** Size of the disk to swap to, which lives as long as that; absent: there is none. */
  readonly swapMiB?: number;
  readonly image: LocalImage;
  /** Booted instead of the root disk, which is attached as a second disk then. Absent: no rescue. */
  readonly rescueImage?: LocalImage;
  /** What starts the guest's first program. */
  readonly firmware: 'BIOS' | 'UEFI';
  /** Whether it has a trusted platform module (version 2.0), whose memory lives as long as the root disk. */
  readonly hasTPM: boolean;
  /** In the order in which the guest sees them. */
  readonly ports: readonly GuestPort[];
  readonly volumes: readonly GuestVolume[];
  /** The volume that is the root disk; absent: a disk of its own, made from `image`. */
  readonly bootVolumeUID?: string;
  /** Further demands of its flavor, as `hw:cpu_policy: dedicated`. Nova's names. */
  readonly extraSpecs: Readonly<Record<string, string>>;
  /** Path to content, as `openstack/latest/meta_data.json`: what the guest finds on its config drive. */
  readonly configDrive: ReadonlyMap<string, Uint8Array>;
  /** What the user attached to the server. Drivers for development read their script from here. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** An image on this host: verified, read-only, kept while a guest uses it. Paths are absolute. */
export type LocalImage =
  | { readonly format: 'Raw' | 'Qcow2'; readonly path: string; readonly virtualSizeBytes: number; readonly kernel?: LocalKernel }
  /** A root file system: a tar file, or an OCI image layout as a tar file. */
  | { readonly format: 'RootFS' | 'OCI'; readonly path: string }
  | ({ readonly format: 'Kernel' } & LocalKernel);

/** What is booted without a boot loader. */
export interface LocalKernel {
  readonly kernelPath: string;
  readonly initrdPath: string | undefined;
  readonly kernelArguments: string;
}

/** The kernel that boots a guest of that image; undefined: its disk has a boot loader, or it needs none. */
export function kernelOf(image: LocalImage): LocalKernel | undefined {
  if (image.format === 'Kernel') return image;
  return 'kernel' in image ? image.kernel : undefined;
}
