import type { Logger } from '#apis/machinery/logger.ts';
import type { Counter, Histogram, Metrics } from '#apis/machinery/metrics.ts';
import type { Action } from '../exchange/action.ts';
import type { ApiRequest } from '../exchange/api-request.ts';
import type { ServedResources } from '../resources/served-resources.ts';

/** A request that has been answered. */
export interface FinishedRequest {
  readonly requestID: string;
  readonly request: Pick<ApiRequest, 'method' | 'path'>;
  /** Absent when the request asked for nothing that could exist. */
  readonly action: Action | undefined;
  readonly code: number;
  /** Until the answer was made; of a watch, until it was set up. */
  readonly milliseconds: number;
}

/** Counts requests and logs them. */
export class RequestRecorder {
  readonly #logger: Logger;
  readonly #resources: ServedResources;
  readonly #requests: Counter;
  readonly #seconds: Histogram;

  constructor(options: { readonly metrics: Metrics; readonly logger: Logger; readonly resources: ServedResources }) {
    const { metrics } = options;
    this.#logger = options.logger;
    this.#resources = options.resources;
    this.#requests = metrics.counter({
      name: 'tycho_apiserver_requests_total',
      help: 'Requests that were answered, by verb, resource and HTTP status.',
      labels: ['verb', 'resource', 'code'],
    });
    this.#seconds = metrics.histogram({
      name: 'tycho_apiserver_request_duration_seconds',
      help: 'Time from the head of a request to its answer; of a watch, to its first byte.',
      labels: ['verb', 'resource'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    });
  }

  record({ requestID, request, action, code, milliseconds }: FinishedRequest): void {
    const resource = this.#resourceLabel(action);
    const verb = resource === unknown ? unknown : (action?.verb ?? unknown);
    this.#requests.increment({ verb, resource, code: String(code) });
    this.#seconds.observe(milliseconds / 1000, { verb, resource });
    this.#logger.debug({ requestID, method: request.method, path: request.path, code, milliseconds }, 'request answered');
  }

  /** Only what exists gets a label of its own: anybody can ask for things that do not. */
  #resourceLabel(action: Action | undefined): string {
    if (action === undefined) return unknown;
    if (action.kind === 'Path') return action.verb === 'get' ? 'none' : unknown;
    const { resource, subresource } = action;
    const served = this.#resources.find(action);
    if (served === undefined) return unknown;
    if (subresource === undefined) return resource;
    return served.subresources.some(({ name }) => name === subresource) ? `${resource}/${subresource}` : unknown;
  }
}

const unknown = 'unknown';
