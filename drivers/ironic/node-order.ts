import type { Clock } from '#apis/machinery/clock.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import type { IronicClient, PowerTarget, ProvisionTarget } from './api/ironic-client.ts';
import { IronicError } from './api/ironic-error.ts';
import { isPassing } from './node/provision-state.ts';
import type { Node } from './node/node.ts';

export interface NodeOrdersOptions {
  readonly uuid: string;
  readonly client: IronicClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Orders to one node that are carried out when they return. Ironic answers when it has taken an order in; this waits for the end. */
export class NodeOrders {
  readonly #options: NodeOrdersOptions;

  constructor(options: NodeOrdersOptions) {
    this.#options = options;
  }

  /**
   * Waits until Ironic does nothing with the node any more: its state is one to stay in, and no conductor holds it. `isEnough` ends the wait earlier.
   * Throws `Temporary` when that takes longer than `limitSeconds`.
   */
  async settled({
    limitSeconds,
    isEnough = () => false,
  }: {
    readonly limitSeconds: number;
    readonly isEnough?: (node: Node) => boolean;
  }): Promise<Node> {
    const { client, clock, signal, uuid } = this.#options;
    const beganAt = clock.monotonicMilliseconds();
    for (;;) {
      const node = await client.node(uuid);
      const isIdle = node.reservation === undefined && node.targetPowerState === undefined && !isPassing(node.provisionState);
      if (isIdle || isEnough(node)) return node;
      const passed = clock.monotonicMilliseconds() - beganAt;
      if (passed > limitSeconds * 1000) {
        throw new DriverError('Temporary', `node ${uuid} is still "${node.provisionState}" after ${limitSeconds} s`);
      }
      await clock.sleep(Math.min(longestPauseMilliseconds, Math.max(shortestPauseMilliseconds, passed / 16)), { signal });
    }
  }

  /** Throws `Temporary` with Ironic's last error when the node does not end in one of the states. */
  async provision(
    target: ProvisionTarget,
    {
      into,
      limitSeconds,
      ...more
    }: { readonly into: readonly string[]; readonly limitSeconds: number } & Readonly<Record<string, unknown>>,
  ): Promise<Node> {
    const { client, uuid } = this.#options;
    await client.provision(uuid, target, more).catch((error: unknown) => {
      // It may have been taken in; the node tells. What ends in the state that it began in does not.
      if (!(error instanceof IronicError && error.kind === 'Unanswered') || target === 'rebuild') throw error;
    });
    const isThere = ({ provisionState }: Node): boolean => into.includes(provisionState);
    // Cleaning takes hours and is over for us when it begins.
    const node = await this.settled({ limitSeconds, isEnough: (each) => isThere(each) && isPassing(each.provisionState) });
    if (isThere(node)) return node;
    throw new DriverError('Temporary', `order "${target}" of node ${uuid} ended in "${node.provisionState}": ${whyOf(node)}`);
  }

  /** Whether the machine is as wanted in the end: Ironic does not say so by failing. */
  async power(
    target: PowerTarget,
    options: { readonly timeoutSeconds?: number } = {},
  ): Promise<{ readonly isDone: boolean; readonly node: Node }> {
    const { client, uuid } = this.#options;
    await client.power(uuid, target, options);
    const node = await this.settled({ limitSeconds: powerLimitSeconds + (options.timeoutSeconds ?? 0) });
    const wanted = target === 'power off' || target === 'soft power off' ? 'power off' : 'power on';
    return { isDone: node.powerState === wanted && node.lastError === undefined, node };
  }

  /** As {@link power}; throws `Temporary` when the machine is not as wanted. */
  async mustPower(target: PowerTarget): Promise<Node> {
    const { isDone, node } = await this.power(target);
    if (isDone) return node;
    throw new DriverError('Temporary', `order "${target}" of node ${node.uuid}: it is "${node.powerState ?? 'unknown'}": ${whyOf(node)}`);
  }

  /** A soft order; false when the machine cannot do it, or did not. */
  async trySoftly(target: 'soft power off' | 'soft rebooting', timeoutSeconds: number): Promise<boolean> {
    try {
      return (await this.power(target, { timeoutSeconds })).isDone;
    } catch (error) {
      if (error instanceof IronicError && error.kind === 'Invalid') return false;
      throw error;
    }
  }
}

export function whyOf({ lastError, isInMaintenance, maintenanceReason }: Node): string {
  if (lastError !== undefined) return lastError;
  return isInMaintenance ? `it is in maintenance: ${maintenanceReason ?? 'no reason is given'}` : 'Ironic does not say why';
}

const shortestPauseMilliseconds = 40;
const longestPauseMilliseconds = 2_000;
/** Ironic itself gives up earlier. */
const powerLimitSeconds = 300;
