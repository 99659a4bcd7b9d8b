import { unsupportedMessage } from '#apis/infrastructure/capabilities-for.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import { abilityBehind, capabilities, type Capability } from '#drivers/contract/capability.ts';
import { DriverError, type Driver, type Mark } from '#drivers/contract/driver.ts';
import type { VolumeDriver } from '#drivers/contract/volume-driver.ts';
import type { AgentDialer, AgentStream } from '#proto/transport/agent-wire.ts';
import { HostWatch } from './host-watch.ts';
import { ActionSecrets } from './instance/action-secrets.ts';
import type { DiskUploads } from './instance/disk-saving.ts';
import { markOf, type ConfigDriveDocuments } from './instance/guest-of.ts';
import type { ImageSource } from './instance/image-source.ts';
import { InstanceLoop } from './instance/instance-loop.ts';
import type { InstanceObservation } from './instance/instance-observation.ts';
import type { InstancePlan } from './instance/instance-plan.ts';
import { InstanceReports } from './instance/instance-reports.ts';
import { OrphanGuests } from './instance/orphan-guests.ts';
import { planInstance } from './instance/plan.ts';
import { isolatedPorts, type PortPlugger } from './instance/port-plugger.ts';
import { holdsDevices, type InstanceActivity } from './instance/instance-activity.ts';
import { Journal } from './journal/journal.ts';
import type { HeldVolume, JournalState } from './journal/journal-state.ts';
import type { JournalStorage } from './journal/journal-storage.ts';
import { Life } from './life.ts';
import { NetworkPeers } from './network-peers.ts';
import { AgentSession } from './session/agent-session.ts';
import { SessionKeeper } from './session/session-keeper.ts';
import { sessionRules, type SessionRules } from './session/session-rules.ts';
import { noTransfers } from './transfer/no-transfers.ts';
import type { TransferService } from './transfer/transfer-service.ts';
import { noVolumeDriver } from './volumes/no-volume-driver.ts';
import { VolumeLoop } from './volumes/volume-loop.ts';
import { VolumeReports } from './volumes/volume-reports.ts';

export interface NodeAgentDependencies {
  readonly identity: { readonly hostUID: string; readonly controlPlaneUID: string };
  /** Unlike any other boot of the host, as the kernel says it. */
  readonly bootID: string;
  /** When that boot began, as RFC 3339; absent: nobody knows. */
  readonly bootedAt?: string;
  readonly dialer: AgentDialer;
  readonly journalStorage: JournalStorage;
  readonly driver: Driver;
  readonly images: ImageSource;
  /** Absent: cards reach nobody. */
  readonly ports?: PortPlugger;
  /** Where other hosts send the traffic of networks; absent: nowhere. */
  readonly overlayAddress?: string;
  /** Absent: no disk can be saved. */
  readonly uploads?: DiskUploads;
  /** Absent: this host keeps no volumes. */
  readonly volumes?: VolumeDriver;
  /** Says which other hosts have guests in a network. Absent: networks end at this host. */
  readonly setNetworkPeers?: (networkUID: string, peers: readonly string[]) => Promise<void>;
  /** How guests get from host to host while they run. Absent: they do not. */
  readonly transfers?: TransferService;
  /** Told where the image store is with each session; empty: there is none. */
  readonly onImageStore?: (url: string) => void;
  readonly configDriveDocuments: ConfigDriveDocuments;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly agentVersion: string;
  readonly limits?: Partial<NodeAgentLimits>;
  /** Replaced only by simulations that show what a missing check leads to. */
  readonly rules?: Partial<NodeAgentRules>;
}

export interface NodeAgentRules extends SessionRules {
  readonly plan: (observation: InstanceObservation, now: Date) => InstancePlan;
}

export interface NodeAgentLimits {
  /** How often every instance is looked at though nothing was heard of it. */
  readonly resyncIntervalSeconds: number;
  /** How often the driver describes its host. */
  readonly describeIntervalSeconds: number;
  /** Phases that are over in a moment are reported only if they last so long. */
  readonly passingPhaseDelayMilliseconds: number;
  /** News within such a phase, as the progress of a download, are reported at most so often. */
  readonly passingNewsDelayMilliseconds: number;
  /** Longest delay before dialing again. */
  readonly mostDialDelaySeconds: number;
}

/** The agent of one host. */
export interface NodeAgent {
  /** Reads the journal, finds the guests that are there, and goes to work. Throws what the journal throws when it cannot be read. */
  start(): Promise<void>;
  /** Gives the steps under way a few seconds to end, ends the session, and lets go of the guests, which keep running. */
  stop(): Promise<void>;
  /** Drops everything at once, as a crash would. Guests keep running. */
  kill(): void;
}

export function createNodeAgent(dependencies: NodeAgentDependencies): NodeAgent {
  return new RunningAgent(dependencies);
}

const defaultLimits: NodeAgentLimits = {
  resyncIntervalSeconds: 60,
  describeIntervalSeconds: 300,
  passingPhaseDelayMilliseconds: 500,
  passingNewsDelayMilliseconds: 3_000,
  mostDialDelaySeconds: 60,
};

class RunningAgent implements NodeAgent {
  readonly #dependencies: NodeAgentDependencies;
  readonly #limits: NodeAgentLimits;
  readonly #life = new Life();
  #parts: AgentParts | undefined;

  constructor(dependencies: NodeAgentDependencies) {
    this.#dependencies = dependencies;
    this.#limits = { ...defaultLimits, ...dependencies.limits };
  }

  async start(): Promise<void> {
    const { journalStorage, logger } = this.#dependencies;
    const journal = await this.#life.during(Journal.open({ storage: journalStorage, logger }));
    this.#parts = this.#assemble(journal);
    await this.#parts.hostWatch.start();
    this.#parts.keeper.start();
  }

  async stop(): Promise<void> {
    this.#parts?.hostWatch.stop();
    this.#parts?.peers.cease();
    const patience = new AbortController();
    const { clock } = this.#dependencies;
    const enough = clock.sleep(stopPatienceMilliseconds, { signal: patience.signal }).catch(() => {});
    await Promise.race([Promise.all([this.#parts?.loop.stop(), this.#parts?.volumes.stop()]), enough]);
    await Promise.race([this.#parts?.keeper.stop(), enough]);
    patience.abort();
    this.#life.end();
    await this.#parts?.journal.close();
    await this.#dependencies.driver.close();
  }

  kill(): void {
    this.#life.end();
    this.#parts?.journal.abandon();
    this.#parts?.hostWatch.stop();
    this.#parts?.loop.cease();
    this.#parts?.volumes.cease();
    this.#parts?.peers.cease();
    this.#parts?.keeper.cease('the agent was killed');
    // Lets go of what the driver holds; a real crash leaves that to the kernel.
    void this.#dependencies.driver.close().catch(() => {});
  }

  #assemble(journal: Journal): AgentParts {
    const { identity, clock, logger } = this.#dependencies;
    const life = this.#life;
    const state = (): JournalState => journal.state;
    this.#dependencies.images.followHolders?.(() => new Set([...journal.state.instances.keys(), ...journal.state.volumes.keys()]));
    const orphans = new OrphanGuests(identity);
    const offered = (): readonly Capability[] => hostWatch.description?.capabilities ?? possibleCapabilities(this.#dependencies.driver);
    const secrets = new ActionSecrets();
    const volumes: VolumeLoop = new VolumeLoop({
      ...this.#dependencies,
      ...identity,
      journal,
      life,
      driver: life.guard(this.#dependencies.volumes ?? noVolumeDriver),
      uploads: life.guard(this.#dependencies.uploads ?? noUploads),
      isHeld: (volumeUID) => holdersOf(volumeUID, journal.state, loop).length > 0,
      guestSaving: (volumeUID) => this.#guestSaving(holdersOf(volumeUID, journal.state, loop), loop),
      onActivity: (objectUID) => volumeReports.changed(objectUID),
    });
    const volumeReports = new VolumeReports({ state, statusOf: (objectUID, previous) => volumes.statusOf(objectUID, previous) });
    const { transfers = noTransfers } = this.#dependencies;
    const loop: InstanceLoop = new InstanceLoop({
      ...this.#dependencies,
      ...identity,
      ports: life.guard(this.#dependencies.ports ?? isolatedPorts),
      uploads: life.guard(this.#dependencies.uploads ?? noUploads),
      transfers,
      ...(transfers.most === undefined ? {} : { stepLimits: { Send: transfers.most, Receive: transfers.most } }),
      volumes,
      secrets,
      journal,
      orphans,
      life,
      capabilities: offered,
      plan: this.#dependencies.rules?.plan ?? planInstance,
      onActivity: (instanceUID) => {
        reports.changed(instanceUID);
        volumes.guestsChanged();
      },
      resyncIntervalSeconds: this.#limits.resyncIntervalSeconds,
    });
    const { passingPhaseDelayMilliseconds, passingNewsDelayMilliseconds } = this.#limits;
    const activityOf = (instanceUID: string): InstanceActivity => loop.activityOf(instanceUID);
    const reports = new InstanceReports({ state, activityOf, volumes, clock, passingPhaseDelayMilliseconds, passingNewsDelayMilliseconds });
    const peers = new NetworkPeers({ state, clock, logger, setPeers: this.#dependencies.setNetworkPeers ?? (() => Promise.resolve()) });
    const hostWatch: HostWatch = new HostWatch({
      ...this.#dependencies,
      withheld: transfers.isOffered ? [] : ['migrate-live'],
      orphans,
      state,
      life,
      intervalSeconds: this.#limits.describeIntervalSeconds,
      onFirstRecovery: () => {
        this.#followInstances(journal, reports);
        volumes.start();
        loop.start();
        peers.start();
      },
    });
    let known = offered().toSorted().join(' ');
    hostWatch.onChange(() => {
      const now = offered().toSorted().join(' ');
      if (now === known) return;
      known = now;
      loop.wakeAll();
    });
    const parts = { journal, loop, volumes, hostWatch, peers, reports, volumeReports, secrets };
    return { ...parts, keeper: this.#keeper((stream) => this.#session(stream, parts)) };
  }

  /** Ports serve what the guests behind them ask for, and keep what those leave. */
  #followInstances(journal: Journal, reports: InstanceReports): void {
    this.#dependencies.ports?.follow?.({
      record: (instanceUID) => journal.state.instances.get(instanceUID),
      instanceUIDs: () => journal.state.instances.keys(),
      keepPassword: async (instanceUID, encryptedPassword) => {
        await this.#life.during(journal.commit([{ kind: 'Password', instanceUID, encryptedPassword }]));
        reports.changed(instanceUID);
      },
    });
  }

  /** Of several guests that write to a volume none sees what the others write: what one of them copied would be of no moment at all. */
  #guestSaving([holder, ...others]: readonly VolumeHolder[], loop: InstanceLoop): VolumeDriver['save'] | undefined {
    const { driver, identity } = this.#dependencies;
    const { diskSaving } = driver.abilities;
    const disk = holder?.held[0];
    if (diskSaving === undefined || holder === undefined || disk === undefined || others.length + holder.held.length > 1) return undefined;
    if (loop.activityOf(holder.instanceUID).step !== undefined) return undefined;
    return (_volume, { path, signal }) =>
      this.#life.during(
        loop.aside(holder.instanceUID, (record, unlessOtherwiseWished) =>
          diskSaving.saveDisk(markOf(record.desired, identity.controlPlaneUID), {
            disk,
            path,
            signal: AbortSignal.any([signal, unlessOtherwiseWished]),
          }),
        ),
      );
  }

  #keeper(session: (stream: AgentStream) => AgentSession): SessionKeeper {
    return new SessionKeeper({
      ...this.#dependencies,
      mostDelaySeconds: this.#limits.mostDialDelaySeconds,
      converse: (stream) => this.#life.during(session(stream).run()),
    });
  }

  #session(stream: AgentStream, parts: Omit<AgentParts, 'keeper'>): AgentSession {
    const { identity, driver, rules, onImageStore } = this.#dependencies;
    const { journal, loop, hostWatch, reports, volumes, peers } = parts;
    const markOfInstance = (instanceUID: string): Mark => {
      const record = journal.state.instances.get(instanceUID);
      if (record === undefined) throw new Error(`this host has no instance ${instanceUID}`);
      return markOf(record.desired, identity.controlPlaneUID);
    };
    return new AgentSession(stream, {
      ...this.#dependencies,
      ...parts,
      rules: { ...sessionRules, ...rules },
      hostReport: () => hostWatch.report(),
      onGuestsCompared: (incarnation) => hostWatch.guestsCompared(incarnation),
      onHostChange: (listener) => hostWatch.onChange(listener),
      onInstanceChange: (instanceUID) => {
        loop.desiredChanged(instanceUID);
        reports.changed(instanceUID);
        this.#dependencies.ports?.changed?.(instanceUID);
      },
      onObjectChange: ({ type, uid }) => (type === 'HostVolume' ? volumes.wake(uid) : peers.changed(uid)),
      onImageStore: onImageStore ?? (() => {}),
      openConsole: async (instanceUID, kind) => {
        const { consoles } = driver.abilities;
        const feature = kind === 'Serial' ? 'console-serial' : 'console-graphical';
        const isOffered = hostWatch.description?.capabilities.includes(feature) ?? true;
        if (consoles === undefined || !isOffered) throw new Error(unsupportedMessage(`console: ${kind.toLowerCase()}`, feature));
        return consoles.openConsole(markOfInstance(instanceUID), kind);
      },
      consoleLog: async (instanceUID, options) => driver.consoleLog(markOfInstance(instanceUID), options),
    });
  }
}

/** A host without a way to the image store. */
const noUploads: DiskUploads = {
  upload: () => Promise.reject(new DriverError('HostBroken', 'save a disk: this host knows no image store')),
};

/** A step that takes longer is taken up again after the next start: every step may be cut short. */
const stopPatienceMilliseconds = 5_000;

/** What a driver may offer that has not described its host yet: all but what it lacks the abilities for. */
function possibleCapabilities({ abilities }: Driver): readonly Capability[] {
  return capabilities.filter((capability) => {
    const ability = abilityBehind[capability];
    return ability === undefined || abilities[ability] !== undefined;
  });
}

/** What guests have a volume open by, or could at any moment. */
function holdersOf(volumeUID: string, { instances }: JournalState, loop: InstanceLoop): readonly VolumeHolder[] {
  return [...instances.values()].flatMap(({ desired: { instanceUID }, progress }) => {
    const held = progress.devices?.volumes.filter((volume) => volume.volumeUID === volumeUID) ?? [];
    return held.length > 0 && !progress.destroyed && holdsDevices(loop.activityOf(instanceUID)) ? [{ instanceUID, held }] : [];
  });
}

interface VolumeHolder {
  readonly instanceUID: string;
  readonly held: readonly HeldVolume[];
}

interface AgentParts {
  readonly journal: Journal;
  readonly loop: InstanceLoop;
  readonly volumes: VolumeLoop;
  readonly hostWatch: HostWatch;
  readonly peers: NetworkPeers;
  readonly reports: InstanceReports;
  readonly volumeReports: VolumeReports;
  readonly secrets: ActionSecrets;
  readonly keeper: SessionKeeper;
}
