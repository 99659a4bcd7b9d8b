import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '#apis/machinery/clock.ts';
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
  const network = networkOf(guest, directory);
  const [own, { rescue, noted }] = await Promise.all([found(record.imageKey, record, parts.images), rescueOf(guest, record, parts)]);
  const binds = await directory.writeSurroundings(guest, record.idRange);
  const specification = guestSpecification({
    hostname: guest.hostname,
    vcpus: guest.vcpus,
    memoryMiB: guest.memoryMiB,
    architecture: parts.architecture,
    process: (rescue ?? own).process satisfies GuestProcess,
    idRange: record.idRange,
    cgroupsPath: cgroupPathOf(record, parts),
    network,
    binds: rescue === undefined ? binds : [...binds, rescuedRoot(directory)],
  });
  const run = {
    kind: 'Running' as const,
    startedAt: parts.clock.now().toISOString(),
    inRescue: rescue !== undefined,
    ports: guest.ports.map(portOf),
    ...(network.kind === 'Joined' && { networkNamespacePath: network.namespacePath }),
  };
  const started = { ...noted, run };
  // What is mounted and not noted is unmounted by the next start, or with the guest.
  const ready = both(mountRoots(started, { own, rescue }, parts), parts.records.writeRun(noted, run, specification));
  try {
    await launch(
      started,
      ready.then(([rootPath]) => rootPath),
      parts,
    );
  } catch (error) {
    // It never ran: how the run before it ended is still the news.
    await parts.records.write({ ...started, run: record.run }).catch(() => undefined);
    throw error;
  }
}

/** Starts it as it was started before. */
export async function startAgain(record: GuestRecord, parts: DriverParts): Promise<void> {
  if (record.run === undefined || record.run.kind === 'Ended') return;
  const run = { ...record.run, kind: 'Running' as const, startedAt: parts.clock.now().toISOString() };
  const started = await parts.records.writeRun(record, run);
  const rootPath = imagesOf(started, parts).then((images) => mountRoots(started, images, parts));
  await launch(started, rootPath, parts);
}

/** Makes the task and lets it go. What was made is taken back when that fails. */
async function launch(record: GuestRecord, rootPath: Promise<string>, parts: DriverParts): Promise<void> {
  const { client, clock } = parts;
  const directory = directoryOf(parts, record.mark);
  try {
    await createTask(record, await rootPath, parts);
    await giveServiceTree(record, parts);
    await client.startProcess(record.mark.instanceUID);
  } catch (error) {
    await endTask(record, parts).catch(() => undefined);
    await unmountRoots(directory, { clock }).catch(() => undefined);
    throw error;
  }
}

/** Waits for both though one may fail: the other does not go on behind the back of those who take it back. */
async function both<First, Second>(first: Promise<First>, second: Second | Promise<Second>): Promise<readonly [First, Second]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
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

/** containerd takes ten seconds to give up a task whose shim is gone, and longer on a busy host. */
const creationAttempts = 7;
const creationRetryMilliseconds = 1_000;

/** Path of a guest's cgroup, from the root of each hierarchy. */
export function cgroupPathOf({ mark }: GuestRecord, { namespace }: Pick<DriverParts, 'namespace'>): string {
  return `/${namespace}/${mark.instanceUID}`;
}

/** What a guest's root lies over, and what it is rescued with. */
interface RootImages {
  readonly own: UnpackedImage;
  readonly rescue?: UnpackedImage | undefined;
}

/** The image that the guest is rescued with, unpacked now if it was not, and the record in which that is noted. */
async function rescueOf(
  { rescueImage }: Guest,
  record: GuestRecord,
  { records, images }: DriverParts,
): Promise<{ readonly rescue?: UnpackedImage; readonly noted: GuestRecord }> {
  if (rescueImage === undefined) return { noted: record };
  const rescueImageKey = await ImageSnapshots.keyOf(rescueImage);
  const noted = await records.write({ ...record, rescueImageKey });
  return { rescue: await images.ensure(rescueImage, { key: rescueImageKey, maximumBytes: unlimitedBytes }), noted };
}

/** Those of a guest that was started before. */
async function imagesOf(record: GuestRecord, { images }: DriverParts): Promise<RootImages> {
  const { inRescue } = record.run as Launched;
  const [own, rescue] = await Promise.all([
    found(record.imageKey, record, images),
    inRescue ? found(record.rescueImageKey ?? '', record, images) : undefined,
  ]);
  return { own, rescue };
}

async function found(key: string, { mark }: GuestRecord, images: ImageSnapshots): Promise<UnpackedImage> {
  const image = await images.find(key);
  if (image === undefined)
    throw new DriverError('HostBroken', `start ${mark.instanceUID}: the unpacked image that its root lies over was removed from this host`);
  return image;
}

/** Mounts all that the guest is to find. Gives where the root is that it runs from. */
async function mountRoots(record: GuestRecord, { own, rescue }: RootImages, { clock, ...parts }: DriverParts): Promise<string> {
  const directory = directoryOf(parts, record.mark);
  const { idRange } = record;
  const { networkNamespacePath: namespacePath } = record.run as Launched;
  await unmountRoots(directory, { clock });
  await both(
    mountRoot(directory, { imagePath: own.path, idRange, clock }),
    namespacePath === undefined ? undefined : joinNetwork(directory, { namespacePath, clock }),
  );
  return rescue === undefined ? directory.rootPath : mountRescueRoot(directory, { imagePath: rescue.path, idRange, clock });
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
  { namespacePath, clock }: { readonly namespacePath: string; readonly clock: Clock },
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
