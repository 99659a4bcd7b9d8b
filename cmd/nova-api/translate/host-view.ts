import type { Host } from '#apis/infrastructure/host.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import { older } from '../microversions/responses.ts';
import { withMicroseconds } from './times.ts';
import { uptimeText } from './uptime-text.ts';

/** What something takes from a host. */
export interface Claim {
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly diskGiB: number;
}

/** All that a host is shown from. */
export interface HostFacts {
  readonly host: Host;
  readonly now: Date;
  /** What users call its zone. */
  readonly zone: string;
  /** Of every incarnation that is on it or is kept there. */
  readonly claims: readonly Claim[];
  /** Those whose newest incarnation is on it. `name` is what Nova calls the name of the instance. */
  readonly servers: readonly {
    readonly uuid: string;
    readonly name: string;
    readonly title: string;
    readonly project: string;
    readonly claim: Claim;
  }[];
}

/** On a Host: why an administrator keeps new servers away from it, in words. */
export const disabledReasonAnnotation = 'openstack.tycho.dev/disabled-reason';

/** What Nova calls the process on a host that makes guests. The agent is that here. */
export const computeBinary = 'nova-compute';

/** A host as a service, in the newest version. */
export function serviceView({ host, zone }: HostFacts): Record<string, unknown> & object {
  return {
    id: host.metadata.uid,
    binary: computeBinary,
    host: host.metadata.name,
    zone,
    status: statusOf(host),
    state: stateOf(host),
    updated_at: withMicroseconds(lastHeardAt(host)),
    disabled_reason: disabledReasonOf(host),
    // A host is given up by deleting it: until then its own silence says that it is down.
    forced_down: false,
    [older]: { id: host.status?.number ?? 0 },
  };
}

/** The short form of a host as a hypervisor. */
export function hypervisorBrief({ host }: HostFacts): Record<string, unknown> {
  return {
    id: host.metadata.uid,
    hypervisor_hostname: host.metadata.name,
    state: stateOf(host),
    status: statusOf(host),
    [older]: { id: host.status?.number ?? 0 },
  };
}

/** A host as a hypervisor, in the newest version. The sums that went in 2.88 are carried for those before. */
export function hypervisorView(facts: HostFacts): Record<string, unknown> {
  const { host } = facts;
  const { number = 0, driver = '', agentVersion = '', overlayAddress = unknownAddress, architecture } = host.status ?? {};
  return {
    ...hypervisorBrief(facts),
    hypervisor_type: hypervisorTypes[driver] ?? driver,
    hypervisor_version: versionNumber(agentVersion),
    host_ip: overlayAddress,
    service: { id: host.metadata.uid, host: host.metadata.name, disabled_reason: disabledReasonOf(host) },
    uptime: uptimeOf(facts) ?? null,
    [older]: {
      id: number,
      serviceID: number,
      statistics: { ...hypervisorSums(facts), cpu_info: architecture === undefined ? {} : { arch: architecture } },
    },
  };
}

/** How long the machine of a host has been up; undefined: its agent does not say, or is not there to say so now. */
export function uptimeOf({ host, now }: Pick<HostFacts, 'host' | 'now'>): string | undefined {
  const { bootedAt } = host.status ?? {};
  return bootedAt === undefined || stateOf(host) === 'down' ? undefined : uptimeText(bootedAt, now);
}

/** What is on a hypervisor, as Nova counted until 2.87. */
export function hypervisorSums({ host, claims, servers }: HostFacts): Readonly<Record<string, number>> {
  const { vcpus = 0, memoryMiB = 0, diskGiB = 0 } = host.status?.inventory ?? {};
  const memoryUsed = sumOf(claims, 'memoryMiB') + (host.spec.reserved?.memoryMiB ?? reservedMemoryMiB);
  const diskUsed = sumOf(claims, 'diskGiB') + (host.spec.reserved?.diskGiB ?? 0);
  return {
    vcpus,
    memory_mb: memoryMiB,
    local_gb: diskGiB,
    vcpus_used: sumOf(claims, 'vcpus'),
    memory_mb_used: memoryUsed,
    local_gb_used: diskUsed,
    free_ram_mb: memoryMiB - memoryUsed,
    free_disk_gb: diskGiB - diskUsed,
    disk_available_least: diskGiB - diskUsed,
    current_workload: 0,
    running_vms: servers.length,
  };
}

export function stateOf({ metadata, status }: Host): 'up' | 'down' {
  return metadata.deletionTimestamp === undefined && isConditionTrue(status?.conditions, 'Ready') ? 'up' : 'down';
}

export function statusOf({ spec }: Host): 'enabled' | 'disabled' {
  return spec.unschedulable ? 'disabled' : 'enabled';
}

/** When the host last came or went: its heartbeat is the stream that it holds open, of which nothing is written while it lasts. */
export function lastHeardAt({ metadata, status }: Host): string {
  const { connectedAt = '', disconnectedAt = '' } = status?.session ?? {};
  const times = [
    metadata.creationTimestamp,
    connectedAt,
    disconnectedAt,
    ...(status?.conditions ?? []).map((each) => each.lastTransitionTime),
  ];
  return times.reduce((latest, time) => (time > latest ? time : latest));
}

function disabledReasonOf({ metadata, spec }: Host): string | null {
  return spec.unschedulable ? (metadata.annotations?.[disabledReasonAnnotation] ?? null) : null;
}

export function sumOf(claims: readonly Claim[], of: keyof Claim): number {
  return claims.reduce((sum, claim) => sum + claim[of], 0);
}

/** As the scheduler keeps back where a host says nothing. */
const reservedMemoryMiB = 512;
/** A host without overlay tells no address. */
const unknownAddress = '0.0.0.0';

/** Nova's words for what our drivers drive; others are called by the driver's name. */
const hypervisorTypes: Readonly<Record<string, string>> = { kvm: 'QEMU' };

/** A version as Nova writes one, 1002003 for 1.2.3. It is the agent's. */
function versionNumber(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.+-]/).map((part) => Number.parseInt(part, 10) || 0);
  return major * 1_000_000 + minor * 1000 + patch;
}
