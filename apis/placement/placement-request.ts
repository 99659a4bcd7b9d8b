import type { Amounts } from '../infrastructure/allocatable.ts';
import type { Bitset } from './bitset.ts';

/** All that a decision depends on, taken from the Server and what it refers to. */
export interface PlacementRequest {
  readonly size: Amounts;
  /** The uid of the server: what it has on a host already is not in its own way. */
  readonly serverUID?: string;
  readonly zone: string | undefined;
  /** The namespace of the server. */
  readonly project: string;
  readonly flavor: string;
  /** Of the flavor. */
  readonly extraSpecs: Readonly<Record<string, string>>;
  /** Of the image. */
  readonly imageLabels: Readonly<Record<string, string>>;
  /** The hash by which its project knows the one host that it is to go to; absent: any. */
  readonly destinationID?: string;
  /** Where servers are that it is not to be with; absent: it names none. */
  readonly unwantedHosts?: Bitset;
  /** Where servers are one of which it is to be with; absent: it names none. */
  readonly wantedHosts?: Bitset;
  readonly requiredTraits: readonly string[];
  readonly forbiddenTraits: readonly string[];
  /** Features that the host's driver must have, as `image-qcow2`. */
  readonly capabilities: readonly string[];
  /** Hosts that the server's group leaves open; absent without a group, or while the group leaves all open. */
  readonly groupHosts: { readonly allowed?: Bitset; readonly refused?: Bitset } | undefined;
  /** What a soft group wishes for, and how many other members are on which hosts; absent without one, or while it has no other members. */
  readonly softGroup?: { readonly prefers: 'Together' | 'Apart'; readonly membersBySlot: ReadonlyMap<number, number> };
  /** The host that keeps volumes of the server; undefined: none does yet. */
  readonly volumeHostUID: string | undefined;
  /** The host that it is to leave; undefined: any may be it again. */
  readonly leftHostUID: string | undefined;
  /** The host that it goes back to if that takes it, whatever weighers say; absent: it comes from none. */
  readonly returnHostUID?: string;
}
