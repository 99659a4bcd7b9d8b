import { BadRequestError, type Status } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiRequest } from '../exchange/api-request.ts';
import { bytesResponse, jsonResponse, type ApiResponse } from '../exchange/api-response.ts';
import { isDryRun, textParameter } from '../exchange/query-parameters.ts';
import { warningHeaders } from '../exchange/warning-headers.ts';
import { refusal } from '../authorization/refusal.ts';
import { unreadVerb } from '../authorization/bootstrap/rules.ts';
import { unreadOption } from '../admission/rejection.ts';
import { decodeBody } from '../decoding/decode-body.ts';
import { protobufMediaType } from '../decoding/media-type.ts';
import type { DeleteOptions } from '../registry/registry.ts';
import { objectKeyOf, type EndpointDependencies, type ResourceCall } from './resource-call.ts';

/** DELETE of one object. */
export async function deleteObject(call: ResourceCall, dependencies: EndpointDependencies): Promise<ApiResponse> {
  const { request, kind } = call;
  const { registry, representations } = dependencies;
  const representation = representations.choose(request.headers['accept'], request.query, 'Object');
  const options = await readDeleteOptions(request);
  if (options.whenUnreadable === 'DeleteUnread') await requireMayDeleteUnread(call, dependencies);
  const result = await registry.delete(kind, objectKeyOf(call), options);
  if (result.kind === 'GoneUnread') {
    const warning = `deleted unread: ${result.fault}; finalizers, protection and what belonged to it were not looked at`;
    return jsonResponse(200, goneStatus(kind, objectKeyOf(call)), warningHeaders([warning]));
  }
  if (result.kind === 'Gone') return jsonResponse(200, goneStatus(kind, result.last.object().metadata));
  return bytesResponse(200, representation.contentType, representation.encodeObject(result.object, kind));
}

/** How to delete, from the body (`DeleteOptions` of v1) and the query; what the body says goes first. Throws {@link BadRequestError}. */
export async function readDeleteOptions(request: Pick<ApiRequest, 'query' | 'headers' | 'readBody'>): Promise<DeleteOptions> {
  const body = await readOptionsBody(request);
  const { query } = request;
  const stated = body['propagationPolicy'] ?? textParameter(query, 'propagationPolicy');
  const orphan = body['orphanDependents'] ?? textParameter(query, 'orphanDependents');
  // Either wish for a dry run counts: nobody asks for one and means the other.
  const dryRun = [...listOf(body['dryRun']), ...query.getAll('dryRun')];
  const isUnread = isTrue(body[unreadOption] ?? textParameter(query, unreadOption), unreadOption);
  if (isUnread) requireNothingElse(body, query);
  return {
    ...(isUnread ? { whenUnreadable: 'DeleteUnread' } : {}),
    dryRun: isDryRun(dryRun, 'dryRun'),
    propagationPolicy: propagationPolicyOf(stated, orphan),
    ...gracePeriodOf(body['gracePeriodSeconds'] ?? textParameter(query, 'gracePeriodSeconds')),
    preconditions: preconditionsOf(body['preconditions']),
  };
}

/** Who deletes what nobody could look at may go past what holds it: that is a right of its own, under Kubernetes' name for it. */
async function requireMayDeleteUnread({ user, kind, namespace, name }: ResourceCall, { authorizer }: EndpointDependencies): Promise<void> {
  const { group, version, plural: resource } = kind;
  const action = { kind: 'Resource', verb: unreadVerb, group, version, resource, subresource: undefined, namespace, name } as const;
  if (!(await authorizer.mayDoForCertain(user, action))) throw refusal(user, action);
}

/** Nothing of the kind can be kept to for an object that cannot be read. */
function requireNothingElse(body: Readonly<Record<string, unknown>>, query: URLSearchParams): void {
  for (const other of ['dryRun', 'propagationPolicy', 'orphanDependents', 'gracePeriodSeconds', 'preconditions']) {
    if ((body[other] ?? textParameter(query, other)) === undefined) continue;
    throw new BadRequestError(`${other}: Invalid value: cannot be set together with ${unreadOption}`);
  }
}

function isTrue(value: unknown, where: string): boolean {
  if (value === true || value === 'true') return true;
  if (value === undefined || value === null || value === false || value === 'false') return false;
  throw new BadRequestError(`${where}: Invalid value: ${JSON.stringify(value)}: it is true or false`);
}

async function readOptionsBody(request: Pick<ApiRequest, 'headers' | 'readBody'>): Promise<Record<string, unknown>> {
  const bytes = await request.readBody();
  if (bytes.length === 0) return {};
  const { value } = await decodeBody({ headers: request.headers, readBody: async () => bytes }, optionsMediaTypes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadRequestError('the body is not an object');
  const { kind } = value as { kind?: unknown };
  if (kind !== undefined && kind !== 'DeleteOptions')
    throw new BadRequestError(`the body of a DELETE is of kind ${JSON.stringify(kind)} and not DeleteOptions`);
  return value as Record<string, unknown>;
}

const optionsMediaTypes = ['application/json', 'application/yaml', protobufMediaType];

function propagationPolicyOf(stated: unknown, orphanDependents: unknown): DeleteOptions['propagationPolicy'] {
  if (stated === 'Background' || stated === 'Foreground' || stated === 'Orphan') return stated;
  if (stated !== undefined && stated !== null) {
    throw new BadRequestError(
      `propagationPolicy: Unsupported value: ${JSON.stringify(stated)}: supported values: "Background", "Foreground", "Orphan"`,
    );
  }
  return orphanDependents === true || orphanDependents === 'true' ? 'Orphan' : 'Background';
}

function gracePeriodOf(stated: unknown): Pick<DeleteOptions, 'gracePeriodSeconds'> {
  if (stated === undefined || stated === null) return {};
  const seconds = Number(stated);
  if (!Number.isSafeInteger(seconds) || seconds < 0)
    throw new BadRequestError(`gracePeriodSeconds: Invalid value: ${JSON.stringify(stated)}: it is a number of seconds, 0 or more`);
  return { gracePeriodSeconds: seconds };
}

function preconditionsOf(value: unknown): DeleteOptions['preconditions'] {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object') throw new BadRequestError('preconditions: it is not an object');
  const entries = Object.entries(value).filter(([, text]) => text !== null && text !== '');
  for (const [name, text] of entries) {
    if ((name !== 'uid' && name !== 'resourceVersion') || typeof text !== 'string') {
      throw new BadRequestError(`preconditions.${name}: a precondition is a text under "uid" or "resourceVersion"`);
    }
  }
  return Object.fromEntries(entries) as DeleteOptions['preconditions'];
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** Clients compare the uid with that of what they find afterwards: it tells a namesake from one that is not gone yet. */
function goneStatus(kind: KindDefinition, { name, uid }: { readonly name: string; readonly uid?: string }): Omit<Status, 'code'> {
  const details = { name, ...(kind.group === '' ? {} : { group: kind.group }), kind: kind.plural, ...(uid === undefined ? {} : { uid }) };
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details };
}
