import type { Instance } from '#apis/infrastructure/instance.ts';

/** Whom the documents are about. */
export interface MetadataSubject {
  readonly instance: Instance;
  /** Exactly as the user gave it; undefined when there is none. */
  readonly userData: Uint8Array | undefined;
  readonly randomSeed: Uint8Array;
  readonly now: Date;
  /** What the operator has to say to guests; absent: nothing. */
  readonly vendorData?: VendorDocuments;
}

/** What the operator adds to the documents of a guest. */
export interface VendorDocuments {
  /** The same for all guests: `vendor_data.json`, and `static` in `vendor_data2.json`. */
  readonly static: unknown;
  /** By the name of the service that was asked: the rest of `vendor_data2.json`. */
  readonly dynamic: Readonly<Record<string, unknown>>;
}

export const noVendorDocuments: VendorDocuments = { static: {}, dynamic: {} };

/** What Nova calls the zone of hosts that are in none (its default_availability_zone). */
const zoneOfHostsWithout = 'nova';

export function zoneOf({ instance }: MetadataSubject): string {
  return instance.spec.machine.zone ?? zoneOfHostsWithout;
}

/** A document as the guest reads it. */
export function jsonDocument(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
