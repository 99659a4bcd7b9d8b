import type { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { bytesResponse } from '../exchange/api-response.ts';
import type { PathEndpoint } from '../exchange/path-endpoints.ts';

/** `/metrics`, for Prometheus. */
export function metricsEndpoint(metrics: PrometheusMetrics): ReadonlyMap<string, PathEndpoint> {
  const answer: PathEndpoint = async (request) => {
    const { contentType, text } = await metrics.text(request.headers['accept']);
    return bytesResponse(200, contentType, Buffer.from(text));
  };
  return new Map([['/metrics', answer]]);
}
