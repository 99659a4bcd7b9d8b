import { DriverError, type GuestExit, type Mark } from '#drivers/contract/driver.ts';
import type { Container } from '#proto/containerd/containerd-client.ts';
import type { IDRange } from '../specification/guest-specification.ts';

/** What is kept of a guest: the labels of its container in containerd. */
export interface GuestRecord {
  readonly mark: Mark;
  readonly idRange: IDRange;
  /** Of the image that its root is a layer over. */
  readonly imageKey: string;
  /** Of the rescue image that it runs on, or last ran on. */
  readonly rescueImageKey?: string;
  /** Whether everything was made that it needs to start. */
  readonly isPrepared: boolean;
  /** Whether its processes stand still only because its root is being read. */
  readonly isHeldForSaving?: boolean;
  readonly run?: RunRecord | undefined;
}

/**
 * How far the guest's run is. Written before what it announces: `Running` before its first process, `Stopping` before it is asked to stop, `Ended`
 * before containerd forgets the task. So a run whose task is gone ended as its record says, and one that says `Running` was cut off.
 */
export type RunRecord =
  | {
      readonly kind: 'Running' | 'Stopping';
      readonly startedAt: string;
      readonly inRescue: boolean;
      readonly ports: readonly RunningPort[];
      /** Absent: it has a network namespace of its own, with nothing in it. */
      readonly networkNamespacePath?: string;
    }
  | { readonly kind: 'Ended'; readonly exit: Omit<GuestExit, 'at'> & { readonly at: string } };

export interface RunningPort {
  readonly uid: string;
  readonly macAddress: string;
  readonly ipAddresses: readonly string[];
}

const names = {
  controlPlaneUID: 'tycho.dev/control-plane',
  serverUID: 'tycho.dev/server',
  instanceUID: 'tycho.dev/instance',
  epoch: 'tycho.dev/epoch',
  idRange: 'tycho.dev/ids',
  imageKey: 'tycho.dev/image',
  rescueImageKey: 'tycho.dev/rescue-image',
  isPrepared: 'tycho.dev/prepared',
  isHeldForSaving: 'tycho.dev/held-for-saving',
  run: 'tycho.dev/run',
} as const;

/** Reads a container's labels. Undefined: it does not carry our mark, so it is not ours. */
export function readRecord(container: Container | undefined): GuestRecord | undefined {
  const labels = container?.labels ?? {};
  const [controlPlaneUID, serverUID, instanceUID] = [labels[names.controlPlaneUID], labels[names.serverUID], labels[names.instanceUID]];
  const epoch = Number(labels[names.epoch]);
  const range = /^([0-9]+)\+([0-9]+)$/.exec(labels[names.idRange] ?? '');
  if (!controlPlaneUID || !serverUID || !instanceUID || instanceUID !== container?.id || !Number.isSafeInteger(epoch) || range === null)
    return undefined;
  const run = parseRun(labels[names.run]);
  const rescueImageKey = labels[names.rescueImageKey];
  return {
    mark: { controlPlaneUID, serverUID, instanceUID, epoch },
    idRange: { firstID: Number(range[1]), count: Number(range[2]) },
    imageKey: labels[names.imageKey] ?? '',
    ...(rescueImageKey && { rescueImageKey }),
    isPrepared: labels[names.isPrepared] === 'yes',
    ...(labels[names.isHeldForSaving] === 'yes' && { isHeldForSaving: true }),
    ...(run && { run }),
  };
}

/** The labels that say so. */
export function recordLabels(record: GuestRecord): Record<string, string> {
  const { mark, idRange, run } = record;
  return {
    [names.controlPlaneUID]: mark.controlPlaneUID,
    [names.serverUID]: mark.serverUID,
    [names.instanceUID]: mark.instanceUID,
    [names.epoch]: String(mark.epoch),
    [names.idRange]: `${idRange.firstID}+${idRange.count}`,
    [names.imageKey]: record.imageKey,
    [names.rescueImageKey]: record.rescueImageKey ?? '',
    [names.isPrepared]: record.isPrepared ? 'yes' : 'no',
    [names.isHeldForSaving]: record.isHeldForSaving === true ? 'yes' : 'no',
    [names.run]: run === undefined ? '' : runLabel(run),
  };
}

/** containerd keeps at most 4096 bytes of a label, its name included. */
const maximumRunBytes = 4000;

/** What is not needed to tell how a run ended is left out when all of it is too long. */
function runLabel(run: RunRecord): string {
  const text = JSON.stringify(run);
  if (Buffer.byteLength(text) <= maximumRunBytes) return text;
  if (run.kind === 'Ended') return JSON.stringify({ ...run, exit: { ...run.exit, message: run.exit.message.slice(0, 500) } });
  throw new DriverError('Unsupported', `note the ${run.ports.length} ports of a guest: a container has room for fewer`);
}

/** The exit in a record, with its time as a time. */
export function exitOf(run: RunRecord | undefined): GuestExit | undefined {
  return run?.kind === 'Ended' ? { ...run.exit, at: new Date(run.exit.at) } : undefined;
}

/** Two marks are one only when all of it is the same. */
export function sameMark(left: Mark | undefined, right: Mark): boolean {
  return (
    left?.instanceUID === right.instanceUID &&
    left.serverUID === right.serverUID &&
    left.controlPlaneUID === right.controlPlaneUID &&
    left.epoch === right.epoch
  );
}

function parseRun(label: string | undefined): RunRecord | undefined {
  if (!label) return undefined;
  try {
    return JSON.parse(label) as RunRecord;
  } catch {
    return undefined;
  }
}
