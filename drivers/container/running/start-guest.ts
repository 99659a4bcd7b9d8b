import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DriverError, type Guest } from '#drivers/contract/driver.ts';
import { endTask } from './end-task.ts';
import { ContainerdCallError } from '#proto/containerd/containerd-call-error.ts';
import { consoleFiles } from '../console/console-log.ts';
import { directoryOf, type DriverParts } from '../driver-parts.ts';
import type { GuestDirectory } from '../guest/guest-directory.ts';
import type { GuestRecord, RunningPort } from '../guest/guest-record.ts';
import { runProgram } from '../host/run-program.ts';
import { ImageSnapshots, type UnpackedImage } from '../image/image-snapshots.ts';
import { mountRescueRoot, mountRoot, unmountRoots } from '../root/guest-root.ts';
import { guestSpecification, type Bind, type GuestNetwork, type GuestProcess } from '../specification/guest-specification.ts';

type Launched = Extract<NonNullable<GuestRecord['run']>, { kind: 'Running' | 'Stopping' }>;

/** Where a rescue finds the root that it is for. */
const rescuedRootTarget = '/mnt/rescue';
const unlimitedBytes = Number.MAX_SAFE_INTEGER;

/** Starts a prepared guest that has no task, as `guest` says now. Resolves once its first process executes. */
export async function startGuest(guest: Guest, record: GuestRecord, parts: DriverParts): Promise<void> {
  const directory = directoryOf(parts, guest.mark);
  const { inRescue, image, noted } = await imageOf(guest, record, parts);
  const network = networkOf(guest, directory);
  const binds = await directory.writeSurroundings(guest, record.idRange);
  const specification = guestSpecification({
    hostname: guest.hostname,
    vcpus: guest.vcpus,
    memoryMiB: guest.memoryMiB,
    architecture: parts.architecture,
    process: image.process satisfies GuestProcess,
    idRange: record.idRange,
    cgroupsPath: cgroupPathOf(record, parts),
    network,
    binds: inRescue ? [...binds, rescuedRoot(directory)] : binds,
  });
  const run = {
    kind: 'Running' as const,
    startedAt: parts.clock.now().toISOString(),
    inRescue,
    ports: guest.ports.map(portOf),
    ...(network.kind === 'Joined' && { networkNamespacePath: network.namespacePath }),
  };
  const starting = await parts.records.writeRun(noted, run, specification);
  try {
    await launch(starting, parts);
  } catch (error) {
    // It never ran: how the run before it ended is still the news.
    await parts.records.write({ ...starting, run: record.run }).catch(() => undefined);
    throw error;
  }
}

/** Starts it as it was started before. */
export async function startAgain(record: GuestRecord, parts: DriverParts): Promise<void> {
  if (record.run === undefined || record.run.kind === 'Ended') return;
  const run = { ...record.run, kind: 'Running' as const, startedAt: parts.clock.now().toISOString() };
  await launch(await parts.records.writeRun(record, run), parts);
}

/** Makes the task and lets it go. What was made is taken back when that fails. */
async function launch(record: GuestRecord, parts: DriverParts): Promise<void> {
  const { client, clock } = parts;
  const directory = directoryOf(parts, record.mark);
  const run = record.run as Launched;
  try {
    const rootPath = await mountRoots(record, run, parts);
    if (run.networkNamespacePath !== undefined) await joinNetwork(directory, { namespacePath: run.networkNamespacePath, parts });
    await createTask(record, rootPath, parts);
    await giveServiceTree(record, parts);
    await client.startProcess(record.mark.instanceUID);
  } catch (error) {
    await endTask(record, parts).catch(() => undefined);
    await unmountRoots(directory, { clock }).catch(() => undefined);
    throw error;
  }
}

/**
 * A driver that died may have left a creation behind which containerd is just giving up: what stands in the way is taken away, and it is tried again
 * a little later.
 */
async function createTask(record: GuestRecord, rootPath: string, parts: DriverParts): Promise<void> {
  const { path } = directoryOf(parts, record.mark);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await parts.client.createTask({
        containerId: record.mark.instanceUID,
        rootfs: [{ type: 'bind', source: rootPath, options: ['rbind'] }],
        terminal: true,
        stdin: join(path, consoleFiles.input),
        stdout: `binary:///usr/bin/perl?${new URLSearchParams([[consoleKeeper, path]]).toString()}`,
      });
      return;
    } catch (error) {
      if (!mayBeInTheWay(error) || attempt === creationAttempts || (attempt === 3 && !isThereAlready(error))) throw error;
      await endTask(record, parts);
      await parts.clock.sleep(attempt * creationRetryMilliseconds);
    }
  }
}

/** Whether it can be something that is just going away. */
function mayBeInTheWay(error: unknown): error is ContainerdCallError {
  return error instanceof ContainerdCallError && error.code !== 'UNAVAILABLE';
}

function isThereAlready(error: ContainerdCallError): boolean {
  return error.code === 'ALREADY_EXISTS';
}

/** containerd takes up to ten seconds to give up a task whose shim is gone. */
const creationAttempts = 5;
const creationRetryMilliseconds = 1_000;

/** Path of a guest's cgroup, from the root of each hierarchy. */
export function cgroupPathOf({ mark }: GuestRecord, { namespace }: Pick<DriverParts, 'namespace'>): string {
  return `/${namespace}/${mark.instanceUID}`;
}

async function imageOf(
  guest: Guest,
  record: GuestRecord,
  { records, images }: DriverParts,
): Promise<{ readonly inRescue: boolean; readonly image: UnpackedImage; readonly noted: GuestRecord }> {
  const { rescueImage } = guest;
  if (rescueImage === undefined) return { inRescue: false, image: await found(record.imageKey, record, images), noted: record };
  const rescueImageKey = await ImageSnapshots.keyOf(rescueImage);
  const noted = await records.write({ ...record, rescueImageKey });
  return { inRescue: true, image: await images.ensure(rescueImage, { key: rescueImageKey, maximumBytes: unlimitedBytes }), noted };
}

async function found(key: string, { mark }: GuestRecord, images: ImageSnapshots): Promise<UnpackedImage> {
  const image = await images.find(key);
  if (image === undefined)
    throw new DriverError('HostBroken', `start ${mark.instanceUID}: the unpacked image that its root lies over was removed from this host`);
  return image;
}

async function mountRoots(record: GuestRecord, run: Launched, { images, clock, ...parts }: DriverParts): Promise<string> {
  const directory = directoryOf(parts, record.mark);
  const { idRange } = record;
  const image = await found(record.imageKey, record, images);
  await mountRoot(directory, { imagePath: image.path, idRange, clock });
  if (!run.inRescue) return directory.rootPath;
  const rescueImage = await found(record.rescueImageKey ?? '', record, images);
  return mountRescueRoot(directory, { imagePath: rescueImage.path, idRange, clock });
}

function rescuedRoot({ rootPath }: GuestDirectory): Bind {
  return { source: rootPath, target: rescuedRootTarget, isReadOnly: false };
}

/** All its cards are in one namespace, which is its own. */
function networkOf({ mark, ports }: Guest, { sysfsPath }: GuestDirectory): GuestNetwork {
  const paths = new Set<string>();
  for (const { attachment } of ports) {
    if (attachment.kind === 'Tap')
      throw new DriverError(
        'Unsupported',
        `start ${mark.instanceUID}: a container has interfaces in a network namespace, and no tap devices`,
      );
    if (attachment.kind === 'Interface') paths.add(attachment.networkNamespacePath);
  }
  const [namespacePath, ...others] = paths;
  if (others.length > 0) throw new DriverError('Unsupported', `start ${mark.instanceUID}: its ports are in different network namespaces`);
  return namespacePath === undefined ? { kind: 'Lonely' } : { kind: 'Joined', namespacePath, sysfsPath };
}

export function portOf({ uid, macAddress, addresses }: Guest['ports'][number]): RunningPort {
  return { uid, macAddress, ipAddresses: addresses.map(({ ipAddress }) => ipAddress) };
}

/**
 * The agent's namespace belongs to the host's users, so the guest may neither change anything in it nor mount a view of it: that is done here. Ports
 * below 1024 are for everybody in it, as they are for root elsewhere.
 */
async function joinNetwork(
  { sysfsPath }: GuestDirectory,
  { namespacePath, parts: { clock } }: { readonly namespacePath: string; readonly parts: DriverParts },
): Promise<void> {
  await mkdir(sysfsPath, { recursive: true });
  const settings = 'echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start && echo 0 2147483647 >/proc/sys/net/ipv4/ping_group_range';
  await runProgram(['nsenter', `--net=${namespacePath}`, 'sh', '-c', `${settings} && exec mount -t sysfs -o ro sysfs "$0"`, sysfsPath], {
    clock,
  });
}

const consoleKeeper = fileURLToPath(new URL('../console/console-keeper.pl', import.meta.url));

/** systemd keeps its services in a hierarchy without controllers, where it may make groups of its own below its guest's. */
async function giveServiceTree(record: GuestRecord, parts: DriverParts): Promise<void> {
  const path = join('/sys/fs/cgroup/systemd', cgroupPathOf(record, parts));
  const { firstID } = record.idRange;
  for (const name of ['', 'cgroup.procs', 'tasks']) {
    await chown(join(path, name), firstID, firstID).catch((error: NodeJS.ErrnoException) => {
      // A host with one hierarchy for all has no such one, and there the runtime does this.
      if (error.code !== 'ENOENT') throw error;
    });
  }
}
