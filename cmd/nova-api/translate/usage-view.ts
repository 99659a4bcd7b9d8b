import type { ServerSize } from '#apis/compute/server.ts';
import { withMicroseconds } from './times.ts';

/** A span of time; the end is not in it. */
export interface Period {
  readonly start: Date;
  readonly stop: Date;
}

/** A server that has run, for what it used. */
export interface UsedServer {
  readonly id: string;
  readonly name: string;
  readonly project: string;
  readonly flavorName: string;
  readonly vmState: string;
  readonly size: Pick<ServerSize, 'vcpus' | 'memoryMiB' | 'diskGiB'>;
  readonly launchedAt: Date;
}

/** What a project used in a period: hours, and hours times sizes. `withServers` adds each server. */
export function usageView(
  project: string,
  servers: readonly UsedServer[],
  { period, now, withServers }: { readonly period: Period; readonly now: Date; readonly withServers: boolean },
): Record<string, unknown> {
  const usages = servers.map((server) => ({ server, hours: hoursOf(server, period, now) }));
  const total = (of: (server: UsedServer) => number): number => usages.reduce((sum, { server, hours }) => sum + of(server) * hours, 0);
  return {
    tenant_id: project,
    start: timeOf(period.start),
    stop: timeOf(period.stop),
    total_hours: total(() => 1),
    total_vcpus_usage: total(({ size }) => size.vcpus),
    total_memory_mb_usage: total(({ size }) => size.memoryMiB),
    total_local_gb_usage: total(({ size }) => size.diskGiB),
    ...(withServers ? { server_usages: usages.map(({ server, hours }) => serverUsage(server, hours, now)) } : {}),
  };
}

/** Whether a server ran in a period at all. */
export function ranIn({ launchedAt }: UsedServer, { stop }: Period): boolean {
  return launchedAt < stop;
}

function serverUsage(server: UsedServer, hours: number, now: Date): Record<string, unknown> {
  return {
    instance_id: server.id,
    name: server.name,
    tenant_id: server.project,
    flavor: server.flavorName,
    vcpus: server.size.vcpus,
    memory_mb: server.size.memoryMiB,
    local_gb: server.size.diskGiB,
    hours,
    started_at: timeOf(server.launchedAt),
    ended_at: null,
    state: server.vmState,
    uptime: Math.max(0, Math.floor((now.getTime() - server.launchedAt.getTime()) / 1000)),
  };
}

/** What is yet to come was not used, whatever end was asked for. */
function hoursOf({ launchedAt }: UsedServer, { start, stop }: Period, now: Date): number {
  const [from, to] = [Math.max(start.getTime(), launchedAt.getTime()), Math.min(stop.getTime(), now.getTime())];
  return Math.max(0, to - from) / hourMilliseconds;
}

const hourMilliseconds = 3_600_000;

function timeOf(date: Date): string {
  return withMicroseconds(date.toISOString());
}
