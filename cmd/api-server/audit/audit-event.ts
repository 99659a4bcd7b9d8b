import { userInfoOf, type User } from '../authentication/user.ts';
import type { Action, ResourceAction } from '../exchange/action.ts';
import type { ApiResponse } from '../exchange/api-response.ts';
import type { AuditLevel } from './audit-policy.ts';

/** All that is known of a request when it has been answered. */
export interface AuditFacts {
  readonly level: Exclude<AuditLevel, 'None'>;
  readonly auditID: string;
  readonly path: string;
  readonly query: string;
  readonly userAgent: string | undefined;
  readonly sourceAddress: string | undefined;
  readonly user: User;
  readonly action: Action;
  /** Absent: it was never asked whether they may. */
  readonly decision: 'allow' | 'forbid' | undefined;
  readonly response: ApiResponse;
  /** The body, if it was read and may be recorded. */
  readonly body: Buffer | undefined;
  readonly receivedAt: Date;
  readonly answeredAt: Date;
}

/** An Event of `audit.k8s.io/v1`. A watch is recorded when it begins, everything else when it is answered. */
export function auditEvent(facts: AuditFacts): object {
  const { level, auditID, path, query, user, action, sourceAddress, userAgent, decision } = facts;
  const { impersonatedBy } = user;
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level,
    auditID,
    stage: action.verb === 'watch' ? 'ResponseStarted' : 'ResponseComplete',
    requestURI: query === '' ? path : `${path}?${query}`,
    verb: action.verb,
    user: userInfoOf(impersonatedBy ?? user),
    ...(impersonatedBy === undefined ? {} : { impersonatedUser: userInfoOf(user) }),
    ...(sourceAddress === undefined ? {} : { sourceIPs: [sourceAddress] }),
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(action.kind === 'Resource' ? { objectRef: objectReference(action, facts.response) } : {}),
    responseStatus: responseStatus(facts.response),
    ...requestObject(facts),
    requestReceivedTimestamp: microseconds(facts.receivedAt),
    stageTimestamp: microseconds(facts.answeredAt),
    ...(decision === undefined ? {} : { annotations: { 'authorization.k8s.io/decision': decision } }),
  };
}

/** Who creates something without naming it is told its name by the answer: so is the record. */
function objectReference({ group, version, resource, subresource, namespace, name }: ResourceAction, response: ApiResponse): object {
  const named = name ?? createdName(response);
  return {
    resource,
    ...(namespace === undefined ? {} : { namespace }),
    ...(named === undefined ? {} : { name: named }),
    ...(group === '' ? {} : { apiGroup: group }),
    apiVersion: version,
    ...(subresource === undefined ? {} : { subresource }),
  };
}

/** Out of the first bytes of the object: metadata stand in front, and the name in front of them but for the revision. */
function createdName({ status, body }: ApiResponse): string | undefined {
  if (status !== 201 || body.kind !== 'Bytes') return undefined;
  const head = body.bytes.toString('utf8', 0, createdHeadBytes);
  return /"metadata":\{(?:"resourceVersion":"\d*",)?"name":"(?<name>[^"]+)"/.exec(head)?.groups?.['name'];
}

const createdHeadBytes = 512;

function responseStatus({ status: code, body }: ApiResponse): object {
  if (code < 400 || body.kind !== 'Bytes') return { metadata: {}, code };
  const { status, message, reason } = parsed(body.bytes) as { status?: unknown; message?: unknown; reason?: unknown };
  return { metadata: {}, status, message, reason, code };
}

function requestObject({ level, body }: AuditFacts): object {
  if (level !== 'Request' || body === undefined || body.length === 0) return {};
  if (body.length > largestBodyBytes) return { requestObject: { omitted: `the body has ${body.length} bytes` } };
  return { requestObject: parsed(body) };
}

/** Only JSON is recorded. */
function parsed(bytes: Buffer): object {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Something else: said below.
  }
  return { omitted: 'the body is no JSON object' };
}

/** A line is not to be longer than what reads it takes. */
const largestBodyBytes = 64 * 1024;

function microseconds(time: Date): string {
  return time.toISOString().replace('Z', '000Z');
}
