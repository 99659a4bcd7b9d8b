import { expect, it } from 'vitest';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { aHost } from '#test/builders/host.ts';
import { aServer } from '#test/builders/server.ts';
import { exposeFleetMetrics } from './fleet-metrics.ts';

const condition = (type: string, status: 'True' | 'False') =>
  ({ type, status, reason: 'Test', message: '', lastTransitionTime: '2026-06-01T12:00:00Z' }) as const;

it('counts hosts and servers by how they are, and says 0 of what there is none', async () => {
  const metrics = new PrometheusMetrics({ withProcess: false });
  const hosts = [aHost({ status: { conditions: [condition('Ready', 'True')] } }), aHost()];
  const servers = [
    aServer({ status: { conditions: [condition('Ready', 'True')] } }),
    aServer({ status: { conditions: [condition('Ready', 'False'), condition('Stalled', 'True')] } }),
    aServer({ status: { conditions: [condition('Ready', 'False'), condition('Reconciling', 'True')] } }),
    aServer(),
  ];

  exposeFleetMetrics(metrics, { hosts: { list: () => hosts }, servers: { list: () => servers } });

  const { text } = await metrics.text();
  expect(text.match(/^tycho_\S+ \d+$/gm)).toEqual([
    'tycho_hosts{ready="True"} 1',
    'tycho_hosts{ready="False"} 0',
    'tycho_hosts{ready="Unknown"} 1',
    'tycho_servers{health="Ready"} 1',
    'tycho_servers{health="Reconciling"} 2',
    'tycho_servers{health="Stalled"} 1',
  ]);
});

it('says nothing of what its loops do not look after', async () => {
  const metrics = new PrometheusMetrics({ withProcess: false });

  exposeFleetMetrics(metrics, {});

  expect((await metrics.text()).text.trim()).toBe('');
});
