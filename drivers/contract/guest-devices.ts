/** A network card of a guest. */
export interface GuestPort {
  readonly uid: string;
  readonly macAddress: string;
  readonly mtu: number;
  readonly addresses: readonly GuestPortAddress[];
  readonly attachment: PortAttachment;
}

export interface GuestPortAddress {
  readonly ipAddress: string;
  readonly prefixLength: number;
  /** Absent: no way out of the network. */
  readonly gateway?: string;
  readonly nameServers: readonly string[];
}

/** How the agent has plugged the card in on this host. Devices are made before the guest is started and removed after it has ended. */
export type PortAttachment =
  /** A tap device of that name, in the network namespace at that path. */
  | { readonly kind: 'Tap'; readonly interfaceName: string; readonly networkNamespacePath: string }
  /** An interface of that name in the guest's own network namespace, with its addresses and routes. */
  | { readonly kind: 'Interface'; readonly interfaceName: string; readonly networkNamespacePath: string }
  /** A card that reaches nobody; or, where cards are real, one that is cabled by somebody else. */
  | { readonly kind: 'Isolated' };

/** A disk of a guest beside its root disk, or instead of it. */
export interface GuestVolume extends VolumeAttachmentKey {
  readonly volumeUID: string;
  readonly file: VolumeFile;
  readonly isReadOnly: boolean;
  /** Whether other guests may have it open for writing at the same time. */
  readonly isShareable: boolean;
  /** What the guest sees as the disk's serial number: at most 20 characters. */
  readonly serial: string;
}

/** A late order about an attachment that was since made anew names an older epoch, and is left alone. */
export interface VolumeAttachmentKey {
  readonly attachmentUID: string;
  readonly epoch: number;
}

/** Where the bytes of a volume are on this host. */
export interface VolumeFile {
  readonly format: 'Raw' | 'Qcow2';
  /** Absolute. */
  readonly path: string;
  readonly sizeBytes: number;
}
