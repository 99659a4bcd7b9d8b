import type { Guest, GuestAddress, GuestExit, Mark } from '../contract/driver.ts';
import type { GuestPort, GuestVolume } from '../contract/guest-devices.ts';
import { completeScript, type GuestScript } from './guest-script.ts';

/** A guest as the fake host keeps it. Plain data, so that it can be written down. */
export interface FakeGuest {
  readonly mark: Mark;
  readonly displayName: string;
  readonly macAddress: string;
  readonly script: GuestScript;
  readonly state:
    | { readonly kind: 'Stopped'; readonly exit?: GuestExit }
    | { readonly kind: 'Running' | 'Paused'; readonly startedAt: Date }
    | { readonly kind: 'Suspended' }
    | { readonly kind: 'Lost'; readonly message: string };
  readonly console: readonly string[];
  readonly rootDisk?: FakeDisk;
  /** Sizes of the disks that came with its size beside that. */
  readonly localDisks?: Pick<Guest, 'ephemeralGiB' | 'swapMiB'>;
  /** What is plugged in while there is a process, or memory of one. */
  readonly devices?: FakeDevices;
  /** What the guest would find on its config drive now: path to text. */
  readonly configDrive?: Readonly<Record<string, string>>;
  /** It stands still because it goes to another host, or has come from one, and has not been let go on. Absent: no. */
  readonly isInTransfer?: boolean;
  /** How often its kernel was interrupted. */
  readonly crashDumpCount?: number;
  /** User to SHA-256 of the password. */
  readonly passwords?: Readonly<Record<string, string>>;
}

export interface FakeDisk {
  /** Path of the image that it was made from. */
  readonly image: string;
  readonly sizeBytes: number;
  /** It is being made anew: nothing starts from it. */
  readonly isBroken?: boolean;
}

export interface FakeDevices {
  readonly inRescue: boolean;
  readonly ports: readonly Pick<GuestPort, 'uid' | 'macAddress' | 'addresses'>[];
  readonly volumes: readonly FakeVolume[];
  /** The volume that is the root disk. */
  readonly bootVolumeUID?: string;
}

export type FakeVolume = Pick<GuestVolume, 'attachmentUID' | 'epoch' | 'volumeUID' | 'isReadOnly' | 'isShareable'> & {
  readonly path: string;
  readonly sizeBytes: number;
};

/** A guest as any version wrote it down. */
export function completeGuest(stored: FakeGuest): FakeGuest {
  return { ...stored, script: completeScript(stored.script), rootDisk: stored.rootDisk ?? { image: '', sizeBytes: 0 } };
}

/** How the guest is reached: by the addresses of its ports, or by one made up for a card without. */
export function addressesOf({ devices, macAddress }: FakeGuest): readonly GuestAddress[] {
  const ports = devices?.ports ?? [{ macAddress, addresses: [] }];
  return ports.flatMap((port): GuestAddress[] => {
    const known = port.addresses.map(({ ipAddress }) => ({ macAddress: port.macAddress, ipAddress }));
    return known.length === 0 ? [madeUpAddress(port.macAddress)] : known;
  });
}

/** An address in 10.0.0.0/8 that is always the same for a MAC address. */
function madeUpAddress(macAddress: string): GuestAddress {
  const [a = 0, b = 0, c = 0] = macAddress
    .split(':')
    .slice(-3)
    .map((octet) => Number.parseInt(octet, 16));
  return { macAddress, ipAddress: `10.${a}.${b}.${c}` };
}
