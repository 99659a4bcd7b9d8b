import type { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { bytesResponse } from '../exchange/api-response.ts';
import type { PathEndpoint } from '../exchange/path-endpoints.ts';

/** `/metrics`, for Prometheus. */
export function metricsEndpoint(metrics: PrometheusMetrics): ReadonlyMap<string, PathEndpoint> {
  const answer: PathEndpoint = async () => {
    const { contentType, text } = await metrics.text();
    return bytesResponse(200, contentType, Buffer.from(text));
  };
  return new Map([['/metrics', answer]]);
}
