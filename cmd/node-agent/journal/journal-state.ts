import type { HostVolume, HostVolumeStatus } from '#apis/infrastructure/host-volume.ts';
import type { Instance, InstanceStatus, SavedDisk } from '#apis/infrastructure/instance.ts';

/** All that an agent knows across restarts. */
export interface JournalState {
  /** The highest session that it was ever welcomed to: a lower one is somebody who lost the host. */
  readonly highestSession: number;
  /** The newest revision of the control plane that is in here. */
  readonly revision: number;
  /** The boot of the host in which the control plane last said what is to be here; empty before it ever did. */
  readonly bootID: string;
  readonly instances: ReadonlyMap<string, InstanceRecord>;
  /**
   * Server uid to the highest epoch that was ever allowed to run here. A lower one has lost its right for good, also after the higher one is gone.
   * Holds the newest {@link rememberedServers} servers.
   */
  readonly runEpochs: ReadonlyMap<string, number>;
  /** By the uid of the HostVolume. */
  readonly volumes: ReadonlyMap<string, VolumeRecord>;
  /** Uid of a network to the addresses of the other hosts that have guests in it. */
  readonly networkPeers: ReadonlyMap<string, readonly string[]>;
}

/** One instance: what is wanted, and what was done about it. */
export interface InstanceRecord {
  readonly desired: DesiredInstance;
  readonly progress: InstanceProgress;
  /** What the guest left at its metadata service: its password, encrypted for the key pair of its server. */
  readonly encryptedPassword?: string;
}

/** What the control plane last said about an instance. */
export interface DesiredInstance {
  readonly instanceUID: string;
  readonly serverUID: string;
  readonly epoch: number;
  readonly generation: number;
  readonly instance: Instance;
  /** It is to be destroyed. Never taken back. */
  readonly tombstone: boolean;
  /** Base64; absent when there is none. */
  readonly userData?: string;
  /** Why the user data could not be resolved. */
  readonly userDataError?: string;
  /** False when the control plane no longer has a record of it: then it is left exactly as it is. */
  readonly claimed: boolean;
}

/** What this agent did, as far as it must be remembered. */
export interface InstanceProgress {
  /** Disk and config drive are complete. */
  readonly prepared: boolean;
  /** Nothing of it is left on the host. */
  readonly destroyed: boolean;
  /** The generation whose wish was last fulfilled. */
  readonly fulfilledGeneration: number;
  /** The generation for which the guest was last seen to be in every way as it is wished for. Absent: none yet. */
  readonly settledGeneration?: number;
  /** What somebody changed on the host since then, newest last. */
  readonly drift?: NonNullable<InstanceStatus['drift']>;
  /** Starts by the run policy: in all, and since the guest last ran for a while. */
  readonly restartCount: number;
  readonly restartsInARow: number;
  readonly lastExit?: NonNullable<InstanceStatus['lastExit']>;
  readonly lastReboot?: NonNullable<InstanceStatus['lastReboot']>;
  /** Written before a reboot is tried, so that it is tried once. */
  readonly rebootAttempt?: { readonly actionUID: string; readonly at: string };
  /** What the root disk was last made from. Absent before it was made, and where a volume is the root disk. */
  readonly rootDisk?: RootDisk;
  /** Uids of the images that were fetched while the guest ran, for when it is next started. */
  readonly fetchedImageUIDs?: readonly string[];
  /** The rescue image that the guest was last started with; absent: with none. */
  readonly rescueImageUID?: string;
  /** What was plugged into the guest, or was about to be, when it was last started or changed. Says nothing about a guest that is stopped. */
  readonly devices?: HeldDevices;
  readonly lastAction?: NonNullable<InstanceStatus['lastAction']>;
  /** Written before an action is tried: the start of its history, and for one that may not happen twice the only try. */
  readonly actionAttempt?: { readonly actionUID: string; readonly at: string };
  /** When failures were last forgotten because somebody asked for it. */
  readonly resetAt?: string;
  /** It gave up its right to run for good, whatever is said later. */
  readonly retired?: Retirement;
  /** What became of the newest attempt to go to another host while it runs. */
  readonly departure?: Departure;
  /** How far it has come from another host. Absent, where it comes from one: nothing has begun. */
  readonly arrival?: Arrival;
}

/** Known by the uid of the Instance that it goes to. */
export interface Departure {
  readonly transfer: string;
  /** `Left`: it gave up its right to run, until it hears that the other one never ran and never will. `Failed`: it has its right, and nothing comes of the attempt. */
  readonly kind: 'Left' | 'Failed';
  readonly message?: string;
  readonly at: string;
}

/** `Receiving` until all of it is here, and `Whole` from then on; `Admitted`: it has the right to run. `Refused`: it never ran, and never will. */
export interface Arrival {
  readonly kind: 'Receiving' | 'Whole' | 'Admitted' | 'Refused';
  readonly message?: string;
  readonly at: string;
}

export interface RootDisk {
  readonly imageUID: string;
  /** It is being made anew, and holds nothing that could be started. */
  readonly isIncomplete?: boolean;
}

export interface HeldDevices {
  /** Uids. */
  readonly ports: readonly string[];
  readonly volumes: readonly HeldVolume[];
}

export interface HeldVolume {
  readonly attachmentUID: string;
  readonly epoch: number;
  readonly volumeUID: string;
}

export interface Retirement {
  readonly at: string;
  /** Where its root disk went; absent when a volume was its root disk. */
  readonly savedDisk?: SavedDisk;
}

/** One volume that this host keeps: what is wanted, and what was done about it. */
export interface VolumeRecord {
  readonly desired: DesiredVolume;
  readonly progress: VolumeProgress;
}

/** What the control plane last said about a volume. */
export interface DesiredVolume {
  /** Of the HostVolume. */
  readonly objectUID: string;
  readonly volumeUID: string;
  readonly generation: number;
  readonly object: HostVolume;
  /** It is to be destroyed. Never taken back. */
  readonly tombstone: boolean;
  /** False when the control plane no longer has a record of it: then it is left exactly as it is. */
  readonly claimed: boolean;
}

export interface VolumeProgress {
  /** Its file is complete. */
  readonly created: boolean;
  /** Nothing of it is left on the host. */
  readonly destroyed: boolean;
  /** The snapshot that was sent last: it is not sent again. */
  readonly saved?: NonNullable<HostVolumeStatus['saved']>;
}

export type JournalEntry =
  | { readonly kind: 'Session'; readonly number: number }
  | { readonly kind: 'Revision'; readonly revision: number }
  | { readonly kind: 'Boot'; readonly bootID: string }
  | { readonly kind: 'Desired'; readonly desired: DesiredInstance }
  | { readonly kind: 'Progress'; readonly instanceUID: string; readonly progress: InstanceProgress }
  | { readonly kind: 'Claimed'; readonly instanceUID: string; readonly claimed: boolean }
  | { readonly kind: 'Forget'; readonly instanceUID: string }
  | { readonly kind: 'Password'; readonly instanceUID: string; readonly encryptedPassword: string }
  | { readonly kind: 'RunEpoch'; readonly serverUID: string; readonly epoch: number }
  | { readonly kind: 'DesiredVolume'; readonly desired: DesiredVolume }
  | { readonly kind: 'VolumeProgress'; readonly objectUID: string; readonly progress: VolumeProgress }
  | { readonly kind: 'VolumeClaimed'; readonly objectUID: string; readonly claimed: boolean }
  | { readonly kind: 'ForgetVolume'; readonly objectUID: string }
  | { readonly kind: 'NetworkPeers'; readonly networkUID: string; readonly peers: readonly string[] };

/** So many servers' run epochs are kept. */
export const rememberedServers = 10_000;

/** Before anything was done. */
export const noProgress: InstanceProgress = {
  prepared: false,
  destroyed: false,
  fulfilledGeneration: 0,
  restartCount: 0,
  restartsInARow: 0,
};

/** Before anything was done. */
export const noVolumeProgress: VolumeProgress = { created: false, destroyed: false };

/** The state that entries add up to. Each entry states a whole fact, so applying one twice changes nothing. */
export class JournalContents implements JournalState {
  highestSession = 0;
  revision = 0;
  bootID = '';
  readonly instances = new Map<string, InstanceRecord>();
  readonly runEpochs = new Map<string, number>();
  readonly volumes = new Map<string, VolumeRecord>();
  readonly networkPeers = new Map<string, readonly string[]>();

  apply(entry: JournalEntry): void {
    switch (entry.kind) {
      case 'Session':
        this.highestSession = Math.max(this.highestSession, entry.number);
        return;
      case 'Revision':
        this.revision = Math.max(this.revision, entry.revision);
        return;
      case 'Boot':
        this.bootID = entry.bootID;
        return;
      case 'Desired':
        this.#applyDesired(entry.desired);
        return;
      case 'Progress':
        this.#change(entry.instanceUID, (record) => ({ ...record, progress: withRootDisk(entry.progress, record.desired) }));
        return;
      case 'Claimed':
        this.#change(entry.instanceUID, (record) => ({ ...record, desired: { ...record.desired, claimed: entry.claimed } }));
        return;
      case 'Password':
        this.#change(entry.instanceUID, (record) => ({ ...record, encryptedPassword: entry.encryptedPassword }));
        return;
      case 'Forget':
        this.instances.delete(entry.instanceUID);
        return;
      case 'RunEpoch':
        this.#raiseRunEpoch(entry.serverUID, entry.epoch);
        return;
      case 'DesiredVolume':
        this.volumes.set(entry.desired.objectUID, {
          desired: entry.desired,
          progress: this.volumes.get(entry.desired.objectUID)?.progress ?? noVolumeProgress,
        });
        return;
      case 'VolumeProgress':
        this.#changeVolume(entry.objectUID, (record) => ({ ...record, progress: entry.progress }));
        return;
      case 'VolumeClaimed':
        this.#changeVolume(entry.objectUID, (record) => ({ ...record, desired: { ...record.desired, claimed: entry.claimed } }));
        return;
      case 'ForgetVolume':
        this.volumes.delete(entry.objectUID);
        return;
      case 'NetworkPeers':
        if (entry.peers.length === 0) this.networkPeers.delete(entry.networkUID);
        else this.networkPeers.set(entry.networkUID, entry.peers);
    }
  }

  /** Entries that add up to this state: a compacted journal. */
  entries(): JournalEntry[] {
    const entries: JournalEntry[] = [
      { kind: 'Session', number: this.highestSession },
      { kind: 'Revision', revision: this.revision },
      { kind: 'Boot', bootID: this.bootID },
    ];
    for (const [serverUID, epoch] of this.runEpochs) entries.push({ kind: 'RunEpoch', serverUID, epoch });
    for (const [instanceUID, { desired, progress, encryptedPassword }] of this.instances) {
      entries.push({ kind: 'Desired', desired }, { kind: 'Progress', instanceUID, progress });
      if (encryptedPassword !== undefined) entries.push({ kind: 'Password', instanceUID, encryptedPassword });
    }
    for (const [objectUID, { desired, progress }] of this.volumes) {
      entries.push({ kind: 'DesiredVolume', desired }, { kind: 'VolumeProgress', objectUID, progress });
    }
    for (const [networkUID, peers] of this.networkPeers) entries.push({ kind: 'NetworkPeers', networkUID, peers });
    return entries;
  }

  #applyDesired(desired: DesiredInstance): void {
    const known = this.instances.get(desired.instanceUID);
    const progress = known === undefined ? noProgress : progressBefore(desired, known);
    this.instances.set(desired.instanceUID, { ...known, desired, progress });
    if (isToExecute(desired) && !desired.tombstone) this.#raiseRunEpoch(desired.serverUID, desired.epoch);
  }

  #raiseRunEpoch(serverUID: string, epoch: number): void {
    const known = this.runEpochs.get(serverUID) ?? 0;
    if (epoch <= known) return;
    this.runEpochs.delete(serverUID);
    this.runEpochs.set(serverUID, epoch);
    if (this.runEpochs.size > rememberedServers) this.runEpochs.delete(this.runEpochs.keys().next().value!);
  }

  #changeVolume(objectUID: string, change: (record: VolumeRecord) => VolumeRecord): void {
    const record = this.volumes.get(objectUID);
    if (record !== undefined) this.volumes.set(objectUID, change(record));
  }

  #change(instanceUID: string, change: (record: InstanceRecord) => InstanceRecord): void {
    const record = this.instances.get(instanceUID);
    if (record !== undefined) this.instances.set(instanceUID, change(record));
  }
}

/** Whether the guest is to have been started, whatever became of it then. */
function isToExecute({ instance }: DesiredInstance): boolean {
  const { power } = instance.spec;
  return power === 'Running' || power === 'Paused' || power === 'Suspended';
}

/** A preparation that was begun from another image than the one wished for now may have left a disk of that. */
function progressBefore({ instance }: DesiredInstance, { desired, progress }: InstanceRecord): InstanceProgress {
  const { image } = desired.instance.spec.machine;
  if (progress.prepared || progress.rootDisk !== undefined || image.uid === instance.spec.machine.image.uid) return progress;
  return { ...progress, rootDisk: { imageUID: image.uid, isIncomplete: true } };
}

/** Version 0.1.0 did not write down the image, since none could change. */
function withRootDisk(progress: InstanceProgress, { instance }: DesiredInstance): InstanceProgress {
  const { image, bootVolumeUID } = instance.spec.machine;
  if (!progress.prepared || progress.rootDisk !== undefined || bootVolumeUID !== undefined) return progress;
  return { ...progress, rootDisk: { imageUID: image.uid } };
}
