import { seccompProfile, type SeccompProfile } from './seccomp-profile.ts';

/** What the guest's first process and its surroundings are made from. */
export interface GuestSpecificationOptions {
  readonly hostname: string;
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** As `uname -m` says it. */
  readonly architecture: string;
  readonly process: GuestProcess;
  /** Ids of the host that the guest's own, from 0 on, are. */
  readonly idRange: IDRange;
  /** Of cgroups, from the root of each hierarchy. */
  readonly cgroupsPath: string;
  readonly network: GuestNetwork;
  /** Files and directories of the host that the guest finds. */
  readonly binds: readonly Bind[];
}

/** What is started first. */
export interface GuestProcess {
  readonly arguments: readonly string[];
  /** `NAME=value` each. */
  readonly environment: readonly string[];
  readonly workingDirectory: string;
  readonly userID: number;
  readonly groupID: number;
}

export interface IDRange {
  readonly firstID: number;
  readonly count: number;
}

export type GuestNetwork =
  /** Nothing but a loopback device. */
  | { readonly kind: 'Lonely' }
  /** A namespace that the agent has made, and a file system of kind sysfs that was mounted in it. */
  | { readonly kind: 'Joined'; readonly namespacePath: string; readonly sysfsPath: string };

export interface Bind {
  readonly source: string;
  readonly target: string;
  readonly isReadOnly: boolean;
}

/** What the OCI runtime specification (1.0.2) calls `config.json`, as far as guests need it. */
export interface Specification {
  readonly ociVersion: string;
  readonly hostname: string;
  readonly process: {
    readonly terminal: boolean;
    readonly consoleSize: { readonly height: number; readonly width: number };
    readonly user: { readonly uid: number; readonly gid: number };
    readonly args: readonly string[];
    readonly env: readonly string[];
    readonly cwd: string;
    readonly capabilities: Readonly<Record<string, readonly string[]>>;
    readonly rlimits: readonly { readonly type: string; readonly hard: number; readonly soft: number }[];
    readonly noNewPrivileges: boolean;
  };
  readonly root: { readonly path: string; readonly readonly: boolean };
  readonly mounts: readonly MountPoint[];
  readonly linux: {
    readonly uidMappings: readonly IDMapping[];
    readonly gidMappings: readonly IDMapping[];
    readonly namespaces: readonly { readonly type: string; readonly path?: string }[];
    readonly cgroupsPath: string;
    readonly resources: object;
    readonly maskedPaths: readonly string[];
    readonly readonlyPaths: readonly string[];
    readonly seccomp: SeccompProfile;
  };
}

interface MountPoint {
  readonly destination: string;
  readonly type: string;
  readonly source: string;
  readonly options: readonly string[];
}

interface IDMapping {
  readonly containerID: number;
  readonly hostID: number;
  readonly size: number;
}

/** Describes a guest to the runtime: a machine of its own as far as a container can be one, with the fewest rights under which systemd runs. */
export function guestSpecification(options: GuestSpecificationOptions): Specification {
  const { process, idRange } = options;
  const mapping = [{ containerID: 0, hostID: idRange.firstID, size: idRange.count }];
  return {
    ociVersion: '1.0.2',
    hostname: options.hostname,
    process: processOf(process),
    root: { path: 'rootfs', readonly: false },
    mounts: [...systemMounts(options), ...options.binds.map(bindMount)],
    linux: {
      uidMappings: mapping,
      gidMappings: mapping,
      namespaces: [
        ...['pid', 'ipc', 'uts', 'mount', 'cgroup', 'user'].map((type) => ({ type })),
        { type: 'network', ...(options.network.kind === 'Joined' && { path: options.network.namespacePath }) },
      ],
      cgroupsPath: options.cgroupsPath,
      resources: resourcesOf(options),
      maskedPaths,
      readonlyPaths,
      seccomp: seccompProfile(options.architecture),
    },
  };
}

/** Another process in a guest, of its root's, without a terminal. */
export function guestCommand(theArguments: readonly string[]): Specification['process'] {
  const environment = ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'];
  const command = processOf({ arguments: theArguments, environment, workingDirectory: '/', userID: 0, groupID: 0 });
  return { ...command, terminal: false };
}

function processOf(process: GuestProcess): Specification['process'] {
  return {
    terminal: true,
    consoleSize: { height: 24, width: 80 },
    user: { uid: process.userID, gid: process.groupID },
    args: process.arguments,
    env: process.environment,
    cwd: process.workingDirectory,
    capabilities: { bounding: capabilities, effective: capabilities, permitted: capabilities },
    // What a host does with a dump it does as the host's root.
    rlimits: [{ type: 'RLIMIT_CORE', hard: 0, soft: 0 }],
    // A server has users, and users have sudo. What they can become is root of their own id range.
    noNewPrivileges: false,
  };
}

/** Rights inside the guest's own user namespace; over nothing else. CAP_SYS_BOOT lets it turn itself off. */
const capabilities = [
  'CAP_AUDIT_WRITE',
  'CAP_CHOWN',
  'CAP_DAC_OVERRIDE',
  'CAP_FOWNER',
  'CAP_FSETID',
  'CAP_KILL',
  'CAP_MKNOD',
  'CAP_NET_BIND_SERVICE',
  'CAP_NET_RAW',
  'CAP_SETFCAP',
  'CAP_SETGID',
  'CAP_SETPCAP',
  'CAP_SETUID',
  'CAP_SYS_BOOT',
  'CAP_SYS_CHROOT',
];

/** The kernel's own words, and what speaks of the host's hardware. */
const maskedPaths = [
  '/proc/acpi',
  '/proc/asound',
  '/proc/interrupts',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/proc/sysrq-trigger',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/sys/block',
  '/sys/bus',
  '/sys/dev',
  '/sys/devices/pci0000:00',
  '/sys/devices/platform',
  '/sys/devices/virtual/block',
  '/sys/devices/virtual/dmi',
  '/sys/devices/virtual/powercap',
  '/sys/class/block',
  '/sys/firmware',
  '/sys/hypervisor',
  '/sys/kernel',
  '/sys/module',
];

const readonlyPaths = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

function systemMounts({ network, memoryMiB }: GuestSpecificationOptions): readonly MountPoint[] {
  const tight = ['nosuid', 'noexec', 'nodev'];
  return [
    { destination: '/proc', type: 'proc', source: 'proc', options: tight },
    { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'strictatime', 'mode=755', 'size=1m'] },
    {
      destination: '/dev/pts',
      type: 'devpts',
      source: 'devpts',
      options: ['nosuid', 'noexec', 'newinstance', 'ptmxmode=0666', 'mode=0620', 'gid=5'],
    },
    { destination: '/dev/shm', type: 'tmpfs', source: 'shm', options: [...tight, 'mode=1777', 'size=64m'] },
    { destination: '/dev/mqueue', type: 'mqueue', source: 'mqueue', options: tight },
    network.kind === 'Lonely'
      ? { destination: '/sys', type: 'sysfs', source: 'sysfs', options: [...tight, 'ro'] }
      : { destination: '/sys', type: 'bind', source: network.sysfsPath, options: ['bind', ...tight, 'ro'] },
    // Only what the driver gives to the guest can be written in there.
    { destination: '/sys/fs/cgroup', type: 'cgroup', source: 'cgroup', options: [...tight, 'relatime'] },
    { destination: '/run', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'nodev', 'mode=755', `size=${Math.ceil(memoryMiB / 2)}m`] },
    // systemd mounts this one itself unless it is there, and has no right to.
    { destination: '/run/lock', type: 'tmpfs', source: 'tmpfs', options: [...tight, 'mode=1777', 'size=5m'] },
  ];
}

function bindMount({ source, target, isReadOnly }: Bind): MountPoint {
  return { destination: target, type: 'bind', source, options: ['bind', 'nosuid', 'nodev', isReadOnly ? 'ro' : 'rw'] };
}

const mebibyteBytes = 1024 ** 2;
const periodMicroseconds = 100_000;
const mostProcesses = 16_384;

function resourcesOf({ vcpus, memoryMiB }: GuestSpecificationOptions): object {
  const memoryBytes = memoryMiB * mebibyteBytes;
  return {
    // Nothing of the host's; the runtime adds null, zero, full, random, urandom, tty and the guest's own terminals.
    devices: [{ allow: false, access: 'rwm' }],
    memory: { limit: memoryBytes, swap: memoryBytes },
    cpu: { shares: 1024 * vcpus, quota: periodMicroseconds * vcpus, period: periodMicroseconds },
    pids: { limit: mostProcesses },
  };
}
