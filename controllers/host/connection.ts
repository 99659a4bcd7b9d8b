import type { Host } from '#apis/infrastructure/host.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { GatewayLeases } from './gateway-leases.ts';

/** How the control plane stands with a host's agent. */
export type Connection =
  | { readonly kind: 'NeverConnected' }
  | { readonly kind: 'Connected' }
  /** `forSeconds`: as long as this replica has watched it, which may be less than it has lasted. */
  | { readonly kind: 'Silent'; readonly forSeconds: number; readonly because: 'StreamEnded' | 'GatewayDead' };

/**
 * Tells how long hosts have been silent, by this replica's own monotonic clock and from the moment it began to lead:
 * no clocks of different machines are compared, and who takes over gives every host its whole grace period again.
 */
export class ConnectionWatch {
  readonly #clock: Pick<Clock, 'monotonicMilliseconds'>;
  readonly #leases: Pick<GatewayLeases, 'deadSinceMilliseconds'>;
  /** By host uid. */
  readonly #endedStreams = new Map<string, { readonly session: number; readonly seenAtMilliseconds: number }>();

  constructor({
    clock,
    leases,
  }: {
    readonly clock: Pick<Clock, 'monotonicMilliseconds'>;
    readonly leases: Pick<GatewayLeases, 'deadSinceMilliseconds'>;
  }) {
    this.#clock = clock;
    this.#leases = leases;
  }

  connectionOf(host: Host): Connection {
    const session = host.status?.session;
    if (session === undefined) return { kind: 'NeverConnected' };
    if (session.disconnectedAt !== undefined) return this.#silentSince(this.#seenEnded(host.metadata.uid, session.number), 'StreamEnded');
    this.#endedStreams.delete(host.metadata.uid);
    const deadSince = this.#leases.deadSinceMilliseconds(session.gateway);
    return deadSince === undefined ? { kind: 'Connected' } : this.#silentSince(deadSince, 'GatewayDead');
  }

  /** The host is gone. */
  forget(hostUID: string): void {
    this.#endedStreams.delete(hostUID);
  }

  /** This replica begins to lead: what it saw before, if anything, has gaps. */
  restart(): void {
    this.#endedStreams.clear();
  }

  #seenEnded(hostUID: string, session: number): number {
    const seen = this.#endedStreams.get(hostUID);
    if (seen?.session === session) return seen.seenAtMilliseconds;
    const seenAtMilliseconds = this.#clock.monotonicMilliseconds();
    this.#endedStreams.set(hostUID, { session, seenAtMilliseconds });
    return seenAtMilliseconds;
  }

  #silentSince(sinceMilliseconds: number, because: 'StreamEnded' | 'GatewayDead'): Connection {
    return { kind: 'Silent', forSeconds: (this.#clock.monotonicMilliseconds() - sinceMilliseconds) / 1000, because };
  }
}
