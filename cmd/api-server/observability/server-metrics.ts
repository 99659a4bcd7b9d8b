import type { PrometheusMetrics, Reading } from '#cmd/bootstrap/prometheus-metrics.ts';
import type { RunningRegistry } from '../registry/create-registry.ts';
import type { GateLoad } from '../fairness/request-gate.ts';
import type { KindMetrics } from '../registry/registry-metrics.ts';
import type { Storage } from '../storage/storage.ts';

/** What is measured. */
export interface MeasuredParts {
  readonly chain: { readonly load: GateLoad };
  readonly registry: Pick<RunningRegistry, 'metrics'>;
  readonly storage: Pick<Storage, 'currentRevision' | 'usage'>;
}

/** Makes the numbers of all parts of the server readable. They are taken when somebody looks. */
export function exposeServerMetrics(metrics: PrometheusMetrics, { chain, registry, storage }: MeasuredParts): void {
  const gauge = (name: string, help: string, read: () => number | Promise<number>): void =>
    metrics.readGauge({ name: `tycho_apiserver_${name}`, help }, read);
  const counter = (name: string, help: string, read: () => number): void =>
    metrics.readCounter({ name: `tycho_apiserver_${name}`, help }, read);
  gauge('requests_in_flight', 'Requests that are being answered, watches not counted.', () => chain.load.requestCount);
  gauge('watches', 'Watches that are open.', () => chain.load.watchCount);
  const perLevel = (name: string, help: string, read: (level: GateLoad['levels'][number]) => number): void =>
    metrics.readGauge({ name: `tycho_apiserver_${name}`, help, labels: ['level'] }, () =>
      chain.load.levels.map((each): Reading => ({ value: read(each), labels: { level: each.level } })),
    );
  perLevel('level_seated', 'Requests that are being answered, by priority level.', ({ seated }) => seated);
  perLevel('level_waiting', 'Requests that wait for their turn, by priority level.', ({ waiting }) => waiting);
  gauge('watch_groups', 'Sets of open watches that share every byte.', () => registry.metrics().watchGroups);
  gauge('cache_revision', 'Revision that the cache has reached.', () => registry.metrics().cacheRevision);
  gauge('cache_lag_revisions', 'Revisions of the storage that the cache has yet to see.', async () => {
    const newest = await storage.currentRevision();
    return Math.max(0, newest - registry.metrics().cacheRevision);
  });
  gauge('cache_waiting_requests', 'Requests that wait for the cache to catch up.', () => registry.metrics().waitingForCache);
  counter('cache_restarts_total', 'Times that the cache was loaded anew.', () => registry.metrics().cacheRestartsTotal);
  counter(
    'unreadable_values_total',
    'Values of the storage that could not be read, as for want of a key.',
    () => registry.metrics().unreadableValuesTotal,
  );
  counter(
    'watch_events_encoded_total',
    'Events that were encoded for watches, once for each form.',
    () => registry.metrics().encodedEventsTotal,
  );
  counter('commits_total', 'Transactions that were sent to the storage.', () => registry.metrics().commitsTotal);
  counter('lost_races_total', 'Transactions that found the state changed, and were decided anew.', () => registry.metrics().lostRacesTotal);
  counter('placements_total', 'Servers that were placed on a host.', () => registry.metrics().placementsTotal);
  gauge('storage_used_bytes', 'Space that the storage takes.', async () => (await storage.usage()).usedBytes);
  gauge('storage_quota_bytes', 'Space that the storage may take; 0 without a limit.', async () => (await storage.usage()).quotaBytes);
  gauge('storage_alarms', 'Alarms that the storage raises.', async () => (await storage.usage()).alarms.length);
  exposeKindMetrics(metrics, registry);
}

function exposeKindMetrics(metrics: PrometheusMetrics, registry: MeasuredParts['registry']): void {
  const perKind = (name: string, help: string, read: (kind: KindMetrics) => number): void => {
    metrics.readGauge({ name: `tycho_apiserver_${name}`, help, labels: ['resource'] }, () =>
      registry.metrics().kinds.map((kind): Reading => ({ value: read(kind), labels: { resource: kind.resource } })),
    );
  };
  perKind('objects', 'Objects in the cache.', ({ objects }) => objects);
  perKind('object_bytes', 'Bytes of the objects in the cache.', ({ objectBytes }) => objectBytes);
  perKind('window_events', 'Past changes that are kept for watches that resume.', ({ windowEvents }) => windowEvents);
}
