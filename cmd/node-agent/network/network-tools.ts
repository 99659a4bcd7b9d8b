import type { FoundLink } from './found-links.ts';

/** A namespace by its name for `ip netns`; undefined: the one that the agent runs in. */
export type NamespaceName = string | undefined;

/** What the host's programs do for networks. Each call is one process, of 4 to 12 ms: hence whole batches. All throw {@link NetworkFailure}. */
export interface NetworkTools {
  /** All namespaces of the host that have a name. */
  namespaces(): Promise<ReadonlySet<string>>;

  links(namespace: NamespaceName): Promise<ReadonlyMap<string, FoundLink>>;

  /** The IPv4 addresses of each interface: name to addresses without their lengths. */
  addresses(namespace: NamespaceName): Promise<ReadonlyMap<string, readonly string[]>>;

  /** `ip -batch`: commands without the word `ip`. Stops at the first that fails. */
  configure(namespace: NamespaceName, lines: readonly string[]): Promise<void>;

  /** As {@link configure}, but goes on. Gives the index of each line that failed, and what was said. */
  configureEach(
    namespace: NamespaceName,
    lines: readonly string[],
  ): Promise<{ readonly failedLines: ReadonlySet<number>; readonly said: string }>;

  /** Where a tunnel sends what is for everybody, or for a card that it does not know. */
  floodDestinations(namespace: NamespaceName, device: string): Promise<readonly string[]>;

  /** `bridge -batch`. */
  configureBridge(namespace: NamespaceName, lines: readonly string[]): Promise<void>;

  /** Lets everybody try to open tap devices, as udev does by itself: the kernel asks whose the device is. */
  openTapsToOwners(): Promise<void>;

  /** `nft -f`, after having set these files below /proc/sys as the namespace sees them. */
  filter(namespace: NamespaceName, ruleset: string, sysctls?: Readonly<Record<string, string>>): Promise<void>;
}
