import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { HostStatus } from '#apis/infrastructure/host.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Capability } from '#drivers/contract/capability.ts';
import type { Driver, HostDescription } from '#drivers/contract/driver.ts';
import type { ReportedHost } from '#proto/transport/agent-message.ts';
import { hostReport } from './host-report.ts';
import type { OrphanGuests } from './instance/orphan-guests.ts';
import type { InstanceRecord, JournalState } from './journal/journal-state.ts';
import type { Life } from './life.ts';

export interface HostWatchDependencies {
  readonly driver: Driver;
  readonly orphans: OrphanGuests;
  readonly state: () => JournalState;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly life: Life;
  readonly agentVersion: string;
  /** When the machine was started; absent: nobody knows. */
  readonly bootedAt?: string;
  /** Where other hosts send the traffic of networks; absent: nowhere. */
  readonly overlayAddress?: string;
  readonly intervalSeconds: number;
  /** What the driver can do and this host cannot. */
  readonly withheld: readonly Capability[];
  /** Called once, when all guests on the host are known for the first time: nothing may be started before. */
  readonly onFirstRecovery: () => void;
}

/** Looks at the host now and then: what it has, what the driver can do, which guests are there. */
export class HostWatch {
  readonly #dependencies: HostWatchDependencies;
  readonly #listeners = new Set<() => void>();
  #description: HostDescription | undefined;
  #problem: { readonly reason: string; readonly message: string } | undefined;
  #recovered = false;
  #next: Timer | undefined;
  #unsubscribe: (() => void) | undefined;
  #comparedIn = 0;
  #isStale = false;
  #stopped = false;

  constructor(dependencies: HostWatchDependencies) {
    this.#dependencies = dependencies;
  }

  /** Resolves after the first look, whatever came of it. */
  async start(): Promise<void> {
    await this.#look();
    if (this.#stopped) return;
    this.#unsubscribe = this.#dependencies.driver.onHostChange?.(() => this.#lookSoon());
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe?.();
    this.#next?.cancel();
  }

  /** What the driver said last; undefined before it did. */
  get description(): HostDescription | undefined {
    return this.#description;
  }

  /** What is to be said about the host now. */
  report(): ReportedHost {
    const { agentVersion, overlayAddress, bootedAt, orphans, state } = this.#dependencies;
    const unclaimed = [...state().instances.values()].filter(({ desired, progress }) => !desired.claimed && !progress.destroyed);
    const unmatchedGuests = [
      ...orphans.guests(state()).map(({ mark: { instanceUID, serverUID, epoch } }) => ({ instanceUID, serverUID, epoch })),
      ...unclaimed.map(unmatchedGuest),
    ];
    const problem = this.#problem;
    return hostReport({
      description: this.#description,
      problem,
      agentVersion,
      overlayAddress,
      bootedAt,
      foreignGuestCount: orphans.foreignCount,
      unmatchedGuests,
      guestsOf: this.#comparedIn,
    });
  }

  /** All guests were compared with what the control plane has a record of, which was restored so often. */
  guestsCompared(incarnation: number): void {
    this.#comparedIn = incarnation;
  }

  /** Calls `listener` when the report may have changed. Returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Brings the next look forward; one that is under way ends first. */
  #lookSoon(): void {
    this.#isStale = true;
    if (this.#stopped || this.#next === undefined) return;
    this.#next.cancel();
    this.#next = this.#dependencies.clock.setTimer(() => void this.#look(), 0);
  }

  async #look(): Promise<void> {
    const { driver, orphans, state, life, logger, clock, intervalSeconds, withheld, onFirstRecovery } = this.#dependencies;
    this.#next = undefined;
    this.#isStale = false;
    try {
      const known = new Set(state().instances.keys());
      orphans.replace(await life.during(driver.recover()), known);
      if (!this.#recovered) {
        this.#recovered = true;
        onFirstRecovery();
      }
      const described = await life.during(driver.describe());
      this.#description = { ...described, capabilities: described.capabilities.filter((each) => !withheld.includes(each)) };
      this.#problem = undefined;
    } catch (error) {
      if (this.#problem === undefined) logger.error({ error }, 'the driver could not look at the host');
      this.#problem = { reason: 'DriverFailed', message: (error as Error).message };
    }
    for (const listener of this.#listeners) listener();
    if (this.#stopped) return;
    const isWell = this.#problem === undefined && this.#description?.problem === undefined;
    const delaySeconds = this.#isStale ? 0 : isWell ? intervalSeconds : retryIntervalSeconds;
    this.#next = clock.setTimer(() => void this.#look(), delaySeconds * 1000);
  }
}

const retryIntervalSeconds = 10;

function unmatchedGuest({ desired, progress }: InstanceRecord): NonNullable<HostStatus['unmatchedGuests']>[number] {
  const { instanceUID, serverUID, epoch, instance } = desired;
  const { namespace } = instance.metadata;
  const addresses = (instance.spec.machine.ports ?? []).flatMap((port) => port.addresses.map(({ ipAddress }) => ipAddress));
  const { devices } = progress;
  const ports = distinct([...(instance.spec.machine.ports ?? []).map(({ uid }) => uid), ...(devices?.ports ?? [])]);
  const attachments = distinct([
    ...(instance.spec.volumes ?? []).map(({ attachment }) => attachment.uid),
    ...(devices?.volumes ?? []).map(({ attachmentUID }) => attachmentUID),
  ]);
  return {
    instanceUID,
    serverUID,
    epoch,
    ...(namespace === undefined ? {} : { namespace }),
    server: instance.spec.server.name,
    ...(addresses.length === 0 ? {} : { addresses }),
    ...(ports.length === 0 ? {} : { ports }),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

function distinct(uids: readonly string[]): string[] {
  return [...new Set(uids)].toSorted();
}
