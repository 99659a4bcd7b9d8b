import type { Lister } from '#apis/client/lister.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import { findCondition, isConditionTrue } from '#apis/machinery/condition.ts';
import type { PrometheusMetrics, Reading } from '#cmd/bootstrap/prometheus-metrics.ts';

/** Makes readable how hosts and servers are, from the caches of the loops that look after them. Counted when somebody looks. */
export function exposeFleetMetrics(
  metrics: Pick<PrometheusMetrics, 'readGauge'>,
  {
    hosts,
    servers,
  }: { readonly hosts?: Pick<Lister<Host>, 'list'> | undefined; readonly servers?: Pick<Lister<Server>, 'list'> | undefined },
): void {
  if (hosts !== undefined) {
    metrics.readGauge({ name: 'tycho_hosts', help: 'Hosts, by their condition Ready.', labels: ['ready'] }, () =>
      counted(
        hosts.list(),
        'ready',
        ['True', 'False', 'Unknown'],
        ({ status }) => findCondition(status?.conditions, 'Ready')?.status ?? 'Unknown',
      ),
    );
  }
  if (servers !== undefined) {
    metrics.readGauge(
      {
        name: 'tycho_servers',
        help: 'Servers: Ready, Reconciling (somebody works on it), or Stalled (somebody has to do something).',
        labels: ['health'],
      },
      () => counted(servers.list(), 'health', ['Ready', 'Reconciling', 'Stalled'], healthOf),
    );
  }
}

function healthOf({ status }: Server): string {
  if (isConditionTrue(status?.conditions, 'Ready')) return 'Ready';
  return isConditionTrue(status?.conditions, 'Stalled') ? 'Stalled' : 'Reconciling';
}

/** Values that nobody has stand at 0, so that what is watched does not vanish. */
function counted<Item>(
  items: Iterable<Item>,
  label: string,
  values: readonly string[],
  valueOf: (item: Item) => string,
): readonly Reading[] {
  const counts = new Map(values.map((value) => [value, 0]));
  for (const item of items) counts.set(valueOf(item), (counts.get(valueOf(item)) ?? 0) + 1);
  return [...counts].map(([name, value]) => ({ value, labels: { [label]: name } }));
}
