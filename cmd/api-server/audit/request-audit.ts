import type { Clock } from '#apis/machinery/clock.ts';
import type { User } from '../authentication/user.ts';
import type { Action } from '../exchange/action.ts';
import type { ApiRequest } from '../exchange/api-request.ts';
import type { ApiResponse } from '../exchange/api-response.ts';
import type { AuditLog } from './audit-log.ts';
import { auditEvent } from './audit-event.ts';
import { auditLevelOf, type AuditPolicy } from './audit-policy.ts';
import { anonymousUser } from '../authentication/user.ts';

export interface RequestAuditOptions {
  readonly log: Pick<AuditLog, 'write'>;
  readonly policy: AuditPolicy;
  readonly clock: Clock;
}

/** Records requests as the policy wants it. */
export class RequestAudit {
  readonly #options: RequestAuditOptions;
  readonly #takesBodies: boolean;

  constructor(options: RequestAuditOptions) {
    this.#options = options;
    this.#takesBodies = options.policy.some(({ level }) => level === 'Request');
  }

  /** A request has come. */
  begin(request: ApiRequest, auditID: string): AuditTrail {
    return new AuditTrail(request, { auditID, receivedAt: this.#options.clock.now(), takesBodies: this.#takesBodies });
  }

  /** It has been answered. `action` is absent for what could not exist: that is nobody's doing to anything. */
  finish(trail: AuditTrail, { action, response }: { readonly action: Action | undefined; readonly response: ApiResponse }): void {
    if (action === undefined) return;
    const { log, policy, clock } = this.#options;
    const { user, request } = trail;
    // What somebody may not even know of is 404 to them, and a refusal to us.
    const code = trail.decision === 'forbid' && response.status === 404 ? 403 : response.status;
    const level = auditLevelOf({ user: user.impersonatedBy ?? user, action, code }, policy);
    if (level === 'None') return;
    const event = auditEvent({
      ...trail.facts,
      level,
      action,
      response,
      user,
      path: request.path,
      query: request.query.toString(),
      userAgent: request.headers['user-agent'],
      sourceAddress: request.sourceAddress,
      answeredAt: clock.now(),
    });
    log.write(JSON.stringify(event));
  }
}

/** What comes to light about one request while it is dealt with. */
export class AuditTrail {
  readonly request: ApiRequest;
  readonly #auditID: string;
  readonly #receivedAt: Date;
  readonly #takesBodies: boolean;
  user: User = anonymousUser;
  decision: 'allow' | 'forbid' | undefined;
  #body: Buffer | undefined;

  constructor(request: ApiRequest, options: { readonly auditID: string; readonly receivedAt: Date; readonly takesBodies: boolean }) {
    this.request = request;
    this.#auditID = options.auditID;
    this.#receivedAt = options.receivedAt;
    this.#takesBodies = options.takesBodies;
  }

  get facts(): {
    readonly auditID: string;
    readonly receivedAt: Date;
    readonly decision: AuditTrail['decision'];
    readonly body: Buffer | undefined;
  } {
    return { auditID: this.#auditID, receivedAt: this.#receivedAt, decision: this.decision, body: this.#body };
  }

  /** The request to go on with: what is read of its body is kept, if a policy may want it and it holds nothing secret. */
  watched(action: Action): ApiRequest {
    if (!this.#takesBodies || holdsSecrets(action)) return this.request;
    const { method, path, query, headers, peer, framing, signal, readBody, sourceAddress } = this.request;
    const keep = async (): Promise<Buffer> => (this.#body = await readBody());
    const kept = { method, path, query, headers, peer, framing, signal, readBody: keep };
    return sourceAddress === undefined ? kept : { ...kept, sourceAddress };
  }
}

/** Secrets and tokens, and the reviews that carry them. */
function holdsSecrets(action: Action): boolean {
  if (action.kind === 'Path') return true;
  const { group, resource, subresource } = action;
  return (group === '' && resource === 'secrets') || resource === 'tokenreviews' || subresource === 'token';
}
