import type { Informer } from '#apis/client/informer.ts';
import type { Lease } from '#apis/kubernetes/core.ts';
import type { Clock, Timer } from '#apis/machinery/clock.ts';

export interface GatewayLeasesOptions {
  readonly leases: Informer<Lease>;
  /** Where gateways keep their leases, each under its own name. */
  readonly namespace: string;
  readonly clock: Clock;
  /** Told when a gateway is found dead, or alive again. */
  readonly onTurn: (gateway: string) => void;
}

/** For a gateway that never made a lease, or whose lease says nothing. */
const defaultLengthSeconds = 15;

/**
 * Which gateways are alive: those whose lease moves. A lease that stood still for its length, by this replica's own
 * clock, has expired; one that was given back, or is gone, has expired at that moment. One timer a gateway, however
 * many hosts it serves.
 */
export class GatewayLeases {
  readonly #options: GatewayLeasesOptions;
  readonly #gateways = new Map<string, Gateway>();
  #unsubscribe: (() => void) | undefined;

  constructor(options: GatewayLeasesOptions) {
    this.#options = options;
  }

  /** Begins to watch, taking every lease for renewed just now. */
  start(): void {
    const { leases, namespace } = this.#options;
    for (const lease of leases.list()) this.#take(lease.metadata, lease);
    this.#unsubscribe = leases.onChange(({ key, current }) => {
      if (key.namespace === namespace) this.#take({ namespace, name: key.name }, current);
    });
  }

  stop(): void {
    this.#unsubscribe?.();
    for (const gateway of this.#gateways.values()) gateway.timer?.cancel();
    this.#gateways.clear();
  }

  /** Since when the gateway has been dead, as the clock's monotonic milliseconds; undefined while it is alive. */
  deadSinceMilliseconds(gateway: string): number | undefined {
    const known = this.#gateways.get(gateway) ?? this.#expect(gateway, defaultLengthSeconds);
    return known.deadSinceMilliseconds;
  }

  #take({ namespace, name }: { readonly namespace?: string; readonly name: string }, lease: Lease | undefined): void {
    if (namespace !== this.#options.namespace) return;
    const wasDead = this.#gateways.get(name)?.deadSinceMilliseconds !== undefined;
    const isHeld = lease !== undefined && (lease.spec?.holderIdentity ?? '') !== '';
    if (isHeld) {
      this.#expect(name, lease.spec?.leaseDurationSeconds ?? defaultLengthSeconds);
      if (wasDead) this.#options.onTurn(name);
    } else if (!wasDead) {
      this.#die(name);
    }
  }

  /** A sign of life, or the benefit of the doubt: it is dead if there is none within `lengthSeconds`. */
  #expect(name: string, lengthSeconds: number): Gateway {
    this.#gateways.get(name)?.timer?.cancel();
    const timer = this.#options.clock.setTimer(() => this.#die(name), lengthSeconds * 1000);
    const gateway: Gateway = { timer, deadSinceMilliseconds: undefined };
    this.#gateways.set(name, gateway);
    return gateway;
  }

  #die(name: string): void {
    this.#gateways.get(name)?.timer?.cancel();
    this.#gateways.set(name, { timer: undefined, deadSinceMilliseconds: this.#options.clock.monotonicMilliseconds() });
    this.#options.onTurn(name);
  }
}

interface Gateway {
  readonly timer: Timer | undefined;
  readonly deadSinceMilliseconds: number | undefined;
}
