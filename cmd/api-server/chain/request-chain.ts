import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { Authenticator } from '../authentication/authenticator.ts';
import { isAuthenticated } from '../authentication/user.ts';
import type { Authorizer } from '../authorization/authorizer.ts';
import { refusal } from '../authorization/refusal.ts';
import type { RequestRecorder } from '../observability/request-recorder.ts';
import type { ServedResources } from '../resources/served-resources.ts';
import { findEndpoint } from '../verbs/find-endpoint.ts';
import type { EndpointDependencies } from '../verbs/resource-call.ts';
import { actionOf, type Action } from '../exchange/action.ts';
import type { ApiRequest } from '../exchange/api-request.ts';
import { errorResponse, isInternalFault, type ApiResponse } from '../exchange/api-response.ts';
import { ConcurrencyLimit } from './concurrency-limit.ts';
import { withDeadline } from '../exchange/deadline.ts';
import type { EventStream } from '../exchange/event-stream.ts';
import type { PathEndpoints } from '../exchange/path-endpoints.ts';

export interface RequestChainOptions {
  readonly authenticator: Authenticator;
  readonly authorizer: Authorizer;
  readonly resources: ServedResources;
  /** All that is no resource: health, metrics, discovery. */
  readonly paths: PathEndpoints;
  readonly endpoints: EndpointDependencies;
  readonly recorder: RequestRecorder;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/**
 * What every request goes through, in this order, whatever carried it here: what does it ask for, who asks, may they, is there room, who answers.
 * What comes after (admission, guards, storage) is behind the registry. Each step ends the request by throwing; this is the one place that
 * makes answers of errors.
 */
export class RequestChain {
  readonly #options: RequestChainOptions;
  readonly #requests = new ConcurrencyLimit({ what: 'requests under way', most: mostRequests });
  readonly #watches = new ConcurrencyLimit({ what: 'watches', most: mostWatches });
  readonly #streams = new Set<EventStream>();

  constructor(options: RequestChainOptions) {
    this.#options = options;
  }

  /** Answers `request`. Never rejects. */
  async handle(request: ApiRequest): Promise<ApiResponse> {
    const { clock, random, recorder } = this.#options;
    const requestID = random.uuid();
    const startedAt = clock.monotonicMilliseconds();
    let action: Action | undefined;
    let response: ApiResponse;
    try {
      action = actionOf(request.method, request.path, request.query);
      response = await this.#answer(request, action);
    } catch (error) {
      response = this.#answerTo(error, { request, requestID });
    }
    recorder.record({ requestID, request, action, code: response.status, milliseconds: clock.monotonicMilliseconds() - startedAt });
    return { ...response, headers: { 'cache-control': 'no-cache, private', ...response.headers, 'audit-id': requestID } };
  }

  /** How much goes on at this moment. */
  get load(): { readonly requestCount: number; readonly watchCount: number } {
    return { requestCount: this.#requests.count, watchCount: this.#watches.count };
  }

  /** Ends all watches. Requests that come later are still answered. */
  endStreams(): void {
    for (const stream of this.#streams) stream.cancel();
  }

  async #answer(request: ApiRequest, action: Action): Promise<ApiResponse> {
    const { authenticator, authorizer } = this.#options;
    const user = await authenticator.authenticate(request);
    // Whatever rights were granted to whom: who did not say who they are changes nothing.
    if (!isAuthenticated(user) && !readingVerbs.has(action.verb)) throw refusal(user, action);
    if (!authorizer.mayDo(user, action)) throw refusal(user, action);
    if (action.kind === 'Path') return this.#options.paths.answer(action, request);
    const { call, endpoint } = findEndpoint(action, { resources: this.#options.resources, request, user });
    const work = (): Promise<ApiResponse> => endpoint(call, this.#options.endpoints);
    return await (action.verb === 'watch' ? this.#openStream(work) : this.#finishInTime(work));
  }

  /** Work that is past its deadline still takes its place until it ends: it is what the limit is about. */
  #finishInTime(work: () => Promise<ApiResponse>): Promise<ApiResponse> {
    this.#requests.enter();
    const running = work().finally(() => this.#requests.leave());
    return withDeadline(running, { clock: this.#options.clock, seconds: requestDeadlineSeconds });
  }

  async #openStream(work: () => Promise<ApiResponse>): Promise<ApiResponse> {
    this.#watches.enter();
    try {
      const response = await work();
      if (response.body.kind === 'Events') this.#keep(response.body.stream);
      return response;
    } catch (error) {
      this.#watches.leave();
      throw error;
    }
  }

  #keep(stream: EventStream): void {
    this.#streams.add(stream);
    stream.onClosed(() => {
      this.#streams.delete(stream);
      this.#watches.leave();
    });
  }

  #answerTo(error: unknown, { request, requestID }: { readonly request: ApiRequest; readonly requestID: string }): ApiResponse {
    if (isInternalFault(error)) {
      this.#options.logger.error(
        { requestID, method: request.method, path: request.path, error },
        'request failed by a fault of the server',
      );
    }
    return errorResponse(error);
  }
}

const readingVerbs: ReadonlySet<string> = new Set(['get', 'list', 'watch', 'head', 'options']);

/** Kubernetes allows 600 at one time by default. Ours wait for storage and hold little, so there may be more. */
const mostRequests = 2000;
const mostWatches = 10_000;

/** Kubernetes' own. */
const requestDeadlineSeconds = 60;
