import type { Instance } from '#apis/infrastructure/instance.ts';
import { isRestored } from '#apis/infrastructure/restored.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Desired, DesiredObject, HostObjectType, Released, SnapshotEnd } from '#proto/transport/gateway-message.ts';
import type { ActionSecrets } from '../instance/action-secrets.ts';
import type { Journal } from '../journal/journal.ts';
import {
  noProgress,
  noVolumeProgress,
  type DesiredInstance,
  type DesiredVolume,
  type InstanceProgress,
  type InstanceRecord,
  type JournalEntry,
  type VolumeProgress,
  type VolumeRecord,
} from '../journal/journal-state.ts';
import { admitVolume, entryForReleasedVolume, readPeers } from './host-object-rules.ts';
import type { SessionRules } from './session-rules.ts';

export interface DesiredIntakeDependencies {
  readonly journal: Journal;
  readonly rules: SessionRules;
  readonly secrets: ActionSecrets;
  /** The present boot of the host. */
  readonly bootID: string;
  readonly logger: Logger;
  /** Called when something about an instance is durable. */
  readonly onChange: (instanceUID: string) => void;
  /** Called when something about a volume or a network is durable. */
  readonly onObjectChange: (object: { readonly type: HostObjectType; readonly uid: string }) => void;
  /** Called, in order, when everything up to a revision is durable. */
  readonly onDurable: (revision: number) => void;
  /** Called once when something could not be made durable: the session has to end, so that it is said again. */
  readonly onFailure: (error: Error) => void;
}

/**
 * Takes in what the control plane wants, in the order in which it came: each message is durable before it is acted on and before it is acknowledged.
 * Many may be on their way to the disk at once, up to a limit.
 */
export class DesiredIntake {
  readonly #dependencies: DesiredIntakeDependencies;
  /** Admitted and not durable yet: the next message about the same instance builds on it. */
  readonly #underway = new Map<string, DesiredInstance>();
  readonly #volumesUnderway = new Map<string, DesiredVolume>();
  readonly #commits = new Set<Promise<void>>();
  /** Instances of the snapshot so far; undefined once it is complete. */
  #snapshot: Set<string> | undefined = new Set();
  readonly #snapshotVolumes = new Set<string>();
  readonly #snapshotNetworks = new Set<string>();
  #failure: Error | undefined;
  /** Up to here everything about this host is known: from sessions before this one, or on its way to the disk. */
  #knownRevision: number;

  constructor(dependencies: DesiredIntakeDependencies) {
    this.#dependencies = dependencies;
    this.#knownRevision = dependencies.journal.state.revision;
  }

  /** Throws JournalWriteError when an earlier message could not be made durable. */
  async take(message: Desired): Promise<void> {
    this.#snapshot?.add(message.instanceUID);
    const entries: JournalEntry[] = [{ kind: 'Revision', revision: message.revision }];
    const desired = this.#admit(message);
    this.#knownRevision = Math.max(this.#knownRevision, message.revision);
    if (desired !== undefined) {
      this.#dependencies.secrets.take(message, desired.instance);
      if (this.#isGone(message)) entries.unshift({ kind: 'Progress', instanceUID: message.instanceUID, progress: goneProgress });
      this.#underway.set(message.instanceUID, desired);
      entries.unshift({ kind: 'Desired', desired });
    }
    await this.#commit(entries, message.revision, () => {
      if (this.#underway.get(message.instanceUID) === desired) this.#underway.delete(message.instanceUID);
      this.#dependencies.onChange(message.instanceUID);
    });
  }

  /** Something of the host that is no instance. Throws as {@link DesiredIntake.take}. */
  async takeObject(message: DesiredObject): Promise<void> {
    const { type, uid, revision } = message;
    (type === 'HostVolume' ? this.#snapshotVolumes : this.#snapshotNetworks).add(uid);
    if (message.released) await this.#settled();
    const entries = this.#objectEntries(message);
    this.#knownRevision = Math.max(this.#knownRevision, revision);
    const desired = entries.find((entry) => entry.kind === 'DesiredVolume')?.desired;
    if (desired !== undefined) this.#volumesUnderway.set(uid, desired);
    await this.#commit([...entries, { kind: 'Revision', revision }], revision, () => {
      if (this.#volumesUnderway.get(uid) === desired) this.#volumesUnderway.delete(uid);
      this.#dependencies.onObjectChange({ type, uid });
    });
  }

  /** The control plane has no record of it: what was destroyed is forgotten, what is there is left alone from now on. */
  async release(message: Released): Promise<void> {
    await this.#settled();
    const record = this.#dependencies.journal.state.instances.get(message.instanceUID);
    const entries = record === undefined ? [] : [entryForReleased(record)];
    await this.#commit([...entries, { kind: 'Revision', revision: message.revision }], message.revision, () =>
      this.#dependencies.onChange(message.instanceUID),
    );
  }

  /**
   * Whatever the complete snapshot does not hold has been released meanwhile; unless the snapshot is of an older world than the one that is known
   * here, as from a gateway whose cache lags behind.
   */
  async endSnapshot(message: SnapshotEnd): Promise<void> {
    await this.#settled();
    const snapshot = this.#snapshot ?? new Set();
    this.#snapshot = undefined;
    const { journal, bootID, onChange, onObjectChange } = this.#dependencies;
    const isOld = message.revision < this.#knownRevision;
    if (isOld && journal.state.bootID !== bootID) throw new StaleSnapshotError(message.revision, this.#knownRevision);
    const known = [...journal.state.instances.values()];
    const absent = isOld ? [] : known.filter(({ desired }) => !snapshot.has(desired.instanceUID));
    const absentVolumes = isOld
      ? []
      : [...journal.state.volumes.values()].filter(({ desired }) => !this.#snapshotVolumes.has(desired.objectUID));
    const leftNetworks = isOld ? [] : this.#leftNetworks(new Set(absent));
    const isFirstOfBoot = journal.state.bootID !== bootID;
    const boot: readonly JournalEntry[] = isFirstOfBoot ? [{ kind: 'Boot', bootID }] : [];
    await this.#commit(
      [
        ...absent.map(entryForReleased),
        ...absentVolumes.map(entryForReleasedVolume),
        ...leftNetworks.map((networkUID): JournalEntry => ({ kind: 'NetworkPeers', networkUID, peers: [] })),
        ...boot,
        { kind: 'Revision', revision: message.revision },
      ],
      message.revision,
      () => {
        for (const { desired } of isFirstOfBoot ? known : absent) onChange(desired.instanceUID);
        for (const { desired } of absentVolumes) onObjectChange({ type: 'HostVolume', uid: desired.objectUID });
        for (const uid of leftNetworks) onObjectChange({ type: 'NetworkPeers', uid });
      },
    );
    await this.#settled();
  }

  /** Networks with known peers that the snapshot does not speak of, and that nothing is in which stays known here once what is absent is released. */
  #leftNetworks(absent: ReadonlySet<InstanceRecord>): readonly string[] {
    const { instances, networkPeers } = this.#dependencies.journal.state;
    const staying = [...instances.values()].filter((record) => !absent.has(record) || !record.progress.destroyed);
    const inUse = new Set(staying.flatMap(({ desired }) => desired.instance.spec.machine.ports ?? []).map(({ network }) => network.uid));
    return [...networkPeers.keys()].filter((uid) => !this.#snapshotNetworks.has(uid) && !inUse.has(uid));
  }

  /** It was in a backup that was restored, and this host knows nothing of it: it was destroyed here since, and may well run elsewhere. */
  #isGone({ instanceUID, instanceJSON, tombstone }: Desired): boolean {
    if (tombstone || this.#underway.has(instanceUID) || this.#dependencies.journal.state.instances.has(instanceUID)) return false;
    return isRestored(JSON.parse(Buffer.from(instanceJSON).toString('utf8')) as Instance);
  }

  #admit(message: Desired): DesiredInstance | undefined {
    const { journal, rules, logger } = this.#dependencies;
    const { instanceUID } = message;
    const durable = journal.state.instances.get(instanceUID);
    const underway = this.#underway.get(instanceUID);
    const known: InstanceRecord | undefined = underway === undefined || durable === undefined ? durable : { ...durable, desired: underway };
    try {
      return rules.admitDesired(message, known ?? recordOf(underway), this.#knownRevision);
    } catch (error) {
      logger.warn({ error, instanceUID, revision: message.revision }, 'a message about an instance is not acted on');
      return undefined;
    }
  }

  /** What to write down of a message; nothing when it is not to be acted on. */
  #objectEntries(message: DesiredObject): readonly JournalEntry[] {
    const { journal, logger } = this.#dependencies;
    const { type, uid, revision, released } = message;
    try {
      if (type === 'NetworkPeers') return [readPeers(message)];
      const durable = journal.state.volumes.get(uid);
      if (released) return durable === undefined ? [] : [entryForReleasedVolume(durable)];
      const underway = this.#volumesUnderway.get(uid);
      const record: VolumeRecord | undefined =
        underway === undefined ? durable : { desired: underway, progress: durable?.progress ?? noVolumeProgress };
      const desired = admitVolume(message, record);
      const isGone = record === undefined && !desired.tombstone && isRestored(desired.object);
      return [
        { kind: 'DesiredVolume', desired },
        ...(isGone ? [{ kind: 'VolumeProgress', objectUID: uid, progress: goneVolumeProgress } as const] : []),
      ];
    } catch (error) {
      logger.warn({ error, type, uid, revision }, 'a message about something of this host is not acted on');
      return [];
    }
  }

  async #commit(entries: readonly JournalEntry[], revision: number, whenDurable: () => void): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const commit = this.#makeDurable(entries, revision, whenDurable);
    this.#commits.add(commit);
    void commit.then(() => this.#commits.delete(commit));
    if (this.#commits.size >= maximumCommits) await commit;
  }

  async #makeDurable(entries: readonly JournalEntry[], revision: number, whenDurable: () => void): Promise<void> {
    try {
      await this.#dependencies.journal.commit(entries);
      whenDurable();
      if (this.#failure === undefined) this.#dependencies.onDurable(revision);
    } catch (error) {
      if (this.#failure === undefined) this.#dependencies.onFailure(error as Error);
      this.#failure = error as Error;
    }
  }

  async #settled(): Promise<void> {
    await Promise.all(this.#commits);
    if (this.#failure !== undefined) throw this.#failure;
  }
}

/** What the gateway says is of an older world than this host knows, and guests wait for the word of the present one: dial again. */
export class StaleSnapshotError extends Error {
  override readonly name = 'StaleSnapshotError';

  constructor(revision: number, knownRevision: number) {
    super(
      `the snapshot is of revision ${revision}, and this host knows ${knownRevision}: it cannot say which guests to start after a boot`,
    );
  }
}

/** Nothing of it is here, and nothing is made in its place. */
const goneProgress: InstanceProgress = { ...noProgress, destroyed: true };
const goneVolumeProgress: VolumeProgress = { ...noVolumeProgress, destroyed: true };

/** So many messages may be on their way to the disk. */
const maximumCommits = 256;

function entryForReleased({ desired, progress }: InstanceRecord): JournalEntry {
  const { instanceUID } = desired;
  return progress.destroyed ? { kind: 'Forget', instanceUID } : { kind: 'Claimed', instanceUID, claimed: false };
}

function recordOf(desired: DesiredInstance | undefined): InstanceRecord | undefined {
  return desired === undefined ? undefined : { desired, progress: noProgress };
}
