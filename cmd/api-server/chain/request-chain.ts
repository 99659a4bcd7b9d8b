import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { AuditTrail, RequestAudit } from '../audit/request-audit.ts';
import type { Authenticator } from '../authentication/authenticator.ts';
import { isAuthenticated, type User } from '../authentication/user.ts';
import type { Authorizer } from '../authorization/authorizer.ts';
import { actingUser } from '../authorization/impersonation.ts';
import { refusal } from '../authorization/refusal.ts';
import { writeApproval } from '../authorization/write-approval.ts';
import type { RequestRecorder } from '../observability/request-recorder.ts';
import type { ServedResources } from '../resources/served-resources.ts';
import { findEndpoint } from '../verbs/find-endpoint.ts';
import type { EndpointDependencies } from '../verbs/resource-call.ts';
import { actionOf, type Action } from '../exchange/action.ts';
import type { ApiRequest } from '../exchange/api-request.ts';
import { errorResponse, isInternalFault, type ApiResponse } from '../exchange/api-response.ts';
import { withDeadline } from '../exchange/deadline.ts';
import type { EventStream } from '../exchange/event-stream.ts';
import type { Seat } from '../fairness/fair-queue.ts';
import type { GateLoad, RequestGate } from '../fairness/request-gate.ts';
import type { PathEndpoints } from '../exchange/path-endpoints.ts';

export interface RequestChainOptions {
  readonly authenticator: Authenticator;
  readonly authorizer: Authorizer;
  readonly resources: ServedResources;
  /** All that is no resource: health, metrics, discovery. */
  readonly paths: PathEndpoints;
  readonly endpoints: EndpointDependencies;
  readonly recorder: RequestRecorder;
  /** Absent: nothing is recorded of who did what. */
  readonly audit?: RequestAudit | undefined;
  readonly gate: RequestGate;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/**
 * What every request goes through, in this order, whatever carried it here: what does it ask for, who asks, is it their turn, may they, who answers.
 * What comes after (admission, guards, storage) is behind the registry. Each step ends the request by throwing; this is the one place that
 * makes answers of errors.
 */
export class RequestChain {
  readonly #options: RequestChainOptions;
  readonly #streams = new Set<EventStream>();

  constructor(options: RequestChainOptions) {
    this.#options = options;
  }

  /** Answers `request`. Never rejects. */
  async handle(request: ApiRequest): Promise<ApiResponse> {
    const { clock, random, recorder, audit } = this.#options;
    const requestID = random.uuid();
    const startedAt = clock.monotonicMilliseconds();
    const trail = audit?.begin(request, requestID);
    let action: Action | undefined;
    let response: ApiResponse;
    try {
      action = actionOf(request.method, request.path, request.query);
      response = await this.#answer(request, action, trail);
    } catch (error) {
      response = this.#answerTo(error, { request, requestID });
    }
    recorder.record({ requestID, request, action, code: response.status, milliseconds: clock.monotonicMilliseconds() - startedAt });
    if (trail !== undefined) audit?.finish(trail, { action, response });
    return { ...response, headers: { 'cache-control': 'no-cache, private', ...response.headers, 'audit-id': requestID } };
  }

  /** How much goes on at this moment. */
  get load(): GateLoad {
    return this.#options.gate.load;
  }

  /** Ends all watches. Requests that come later are still answered. */
  endStreams(): void {
    for (const stream of this.#streams) stream.cancel();
  }

  async #answer(request: ApiRequest, action: Action, trail: AuditTrail | undefined): Promise<ApiResponse> {
    const { authenticator, gate, clock } = this.#options;
    const requester = await authenticator.authenticate(request);
    if (trail !== undefined) trail.user = requester;
    const entered = gate.enter(requester, action, () => request.signal);
    const seat = entered instanceof Promise ? await entered : entered;
    // Work that is past its deadline still has its seat until it ends: it is what seats are about.
    const running = this.#serve(trail?.watched(action) ?? request, action, requester, trail).finally(() => seat.leave());
    return await (action.verb === 'watch' ? running : withDeadline(running, { clock, seconds: requestDeadlineSeconds }));
  }

  async #serve(request: ApiRequest, action: Action, requester: User, trail: AuditTrail | undefined): Promise<ApiResponse> {
    const { authorizer, gate } = this.#options;
    if (trail !== undefined) trail.decision = 'forbid';
    const user = await actingUser(requester, request.headers, authorizer);
    if (trail !== undefined) trail.user = user;
    // Whatever rights were granted to whom: who did not say who they are changes nothing.
    if (!isAuthenticated(user) && !readingVerbs.has(action.verb)) throw refusal(user, action);
    if (!(await authorizer.mayDoForCertain(user, action))) throw refusal(user, action);
    if (trail !== undefined) trail.decision = 'allow';
    if (action.kind === 'Path') return this.#options.paths.answer(action, request);
    const { call, endpoint } = findEndpoint(action, {
      resources: this.#options.resources,
      request,
      user,
      approve: writeApproval(user, authorizer),
    });
    if (action.verb !== 'watch') return await endpoint(call, this.#options.endpoints);
    return await this.#openStream(gate.enterWatch(requester, action), () => endpoint(call, this.#options.endpoints));
  }

  async #openStream(place: Seat, work: () => Promise<ApiResponse>): Promise<ApiResponse> {
    let isKept = false;
    try {
      const response = await work();
      if (response.body.kind !== 'Events') return response;
      this.#keep(response.body.stream, place);
      isKept = true;
      return response;
    } finally {
      if (!isKept) place.leave();
    }
  }

  #keep(stream: EventStream, place: Seat): void {
    this.#streams.add(stream);
    stream.onClosed(() => {
      this.#streams.delete(stream);
      place.leave();
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

/** Kubernetes' own. */
const requestDeadlineSeconds = 60;
