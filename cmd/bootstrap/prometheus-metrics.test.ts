import { describe, expect, it } from 'vitest';
import { PrometheusMetrics } from './prometheus-metrics.ts';

describe('PrometheusMetrics', () => {
  it('tells counters, gauges and histograms as Prometheus reads them', async () => {
    const metrics = new PrometheusMetrics({ withProcess: false });
    const requests = metrics.counter({ name: 'tycho_requests_total', help: 'Requests.', labels: ['verb'] });
    const seconds = metrics.histogram({ name: 'tycho_seconds', help: 'Durations.', buckets: [0.1, 1] });
    metrics.gauge({ name: 'tycho_length', help: 'Length.' }).set(5);
    metrics.readGauge({ name: 'tycho_open', help: 'Open.' }, () => 7);

    requests.increment({ verb: 'get' });
    requests.increment({ verb: 'get' }, 2);
    seconds.observe(0.5);

    const { text, contentType } = await metrics.text();
    expect(contentType).toContain('text/plain');
    expect(text).toContain('tycho_requests_total{verb="get"} 3');
    expect(text).toContain('tycho_seconds_bucket{le="0.1"} 0');
    expect(text).toContain('tycho_seconds_bucket{le="1"} 1');
    expect(text).toContain('tycho_length 5');
    expect(text).toContain('tycho_open 7');
  });

  it('speaks OpenMetrics with those who take it, also to several at once', async () => {
    const metrics = new PrometheusMetrics({ withProcess: true });
    metrics.counter({ name: 'tycho_requests_total', help: 'Requests.' }).increment();

    const [old, ...fresh] = await Promise.all([
      metrics.text('text/plain;version=0.0.4'),
      metrics.text('application/openmetrics-text;version=1.0.0,text/plain;q=0.5'),
      metrics.text('application/openmetrics-text'),
    ]);

    expect(old).toMatchObject({ contentType: expect.stringContaining('text/plain') });
    expect(old.text).toContain('# TYPE tycho_requests_total counter');
    expect(old.text).not.toContain('# EOF');
    for (const { contentType, text } of fresh) {
      expect(contentType).toContain('application/openmetrics-text');
      expect(text).toContain('# TYPE tycho_requests counter\ntycho_requests_total 1\n');
      expect(text.endsWith('# EOF\n')).toBe(true);
    }
  });

  it('gives the same metric to all who ask for one name', async () => {
    const metrics = new PrometheusMetrics({ withProcess: false });
    const description = { name: 'tycho_requests_total', help: 'Requests.' };

    metrics.counter(description).increment();
    metrics.counter(description).increment();

    expect((await metrics.text()).text).toContain('tycho_requests_total 2');
  });

  it('leaves out a gauge that cannot be read, and tells the rest', async () => {
    const metrics = new PrometheusMetrics({ withProcess: false });
    metrics.readGauge({ name: 'tycho_broken', help: 'Broken.' }, () => Promise.reject(new Error('no answer')));
    metrics.readGauge({ name: 'tycho_open', help: 'Open.' }, async () => 1);

    const { text } = await metrics.text();

    expect(text).toContain('tycho_open 1');
    expect(text).not.toMatch(/^tycho_broken/m);
  });

  it('reads counters that others count, anew each time', async () => {
    const metrics = new PrometheusMetrics({ withProcess: false });
    let total = 3;
    metrics.readCounter({ name: 'tycho_seen_total', help: 'Seen.', labels: ['kind'] }, () => [{ value: total, labels: { kind: 'a' } }]);

    await metrics.text();
    total = 5;

    expect((await metrics.text()).text).toContain('tycho_seen_total{kind="a"} 5');
  });

  it('adds the numbers of the process on request', async () => {
    expect((await new PrometheusMetrics({ withProcess: true }).text()).text).toContain('nodejs_eventloop_lag_seconds');
  });
});
