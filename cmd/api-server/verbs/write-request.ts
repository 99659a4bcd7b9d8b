import { BadRequestError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { dryRunParameter, fieldManagerParameter, fieldValidationParameter } from '../exchange/query-parameters.ts';
import { warningHeaders } from '../exchange/warning-headers.ts';
import { bytesResponse, type ApiResponse } from '../exchange/api-response.ts';
import { decodeBody } from '../decoding/decode-body.ts';
import type { WriteOptions, WrittenObject } from '../registry/registry.ts';
import { objectMediaTypesOf } from './object-media-types.ts';
import type { EndpointDependencies, ResourceCall } from './resource-call.ts';

/** A write as it was asked for. */
export interface WriteRequest {
  readonly body: unknown;
  readonly options: WriteOptions;
}

/**
 * Reads the body and the options of a write. `shape` is what the body has to be: only JSON patches are lists. Throws {@link BadRequestError} for what makes
 * no sense, before anything is done.
 */
export async function readWriteRequest(
  call: ResourceCall,
  acceptedTypes: readonly string[],
  shape: 'Object' | 'List' = 'Object',
): Promise<WriteRequest> {
  const options = writeOptionsOf(call);
  const { value, duplicateFields } = await decodeBody(call.request, acceptedTypes);
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== (shape === 'List'))
    throw new BadRequestError(`the body is not ${shape === 'List' ? 'a list of operations' : 'an object'}`);
  return { body: value, options: duplicateFields.length > 0 ? { ...options, duplicateFields } : options };
}

/**
 * The same for a write of a whole object. Typed clients leave out what kind it is, since the address says so; for their kinds it is filled in. For
 * ours, as for custom resources, it has to be stated.
 */
export async function readObjectWrite(call: ResourceCall): Promise<WriteRequest> {
  const { kind } = call;
  const { body, options } = await readWriteRequest(call, objectMediaTypesOf(kind));
  if (!kind.protobuf) return { body, options };
  const { apiVersion, kind: stated, ...fields } = body as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return { body: { apiVersion: apiVersion || apiVersionOf(kind), kind: stated || kind.kind, ...fields }, options };
}

/** The answer to a write: the object as it now is, in the form that was asked for. */
export function writtenResponse(
  status: number,
  written: WrittenObject,
  call: ResourceCall,
  { representations }: EndpointDependencies,
): ApiResponse {
  const { request, kind } = call;
  const representation = representations.choose(request.headers['accept'], request.query, 'Object');
  return bytesResponse(status, representation.contentType, representation.encodeObject(written, kind), warningHeaders(written.warnings));
}

/**
 * How a gateway says which connection of a host a write rests on: `Tycho-Host-Session: HOSTNAME/NUMBER`. The write is a Conflict unless
 * `Host.status.session.number` of that host is that number when it is stored.
 */
export const hostSessionHeader = 'tycho-host-session';

function writeOptionsOf({ request, user, approve }: ResourceCall): WriteOptions {
  const { query, headers } = request;
  const hostSession = headers[hostSessionHeader];
  return {
    dryRun: dryRunParameter(query),
    fieldValidation: fieldValidationParameter(query),
    fieldManager: fieldManagerParameter(query, headers['user-agent']),
    user: user.name,
    approve,
    ...(hostSession === undefined ? {} : { hostSession: parseHostSession(hostSession) }),
  };
}

function parseHostSession(text: string): NonNullable<WriteOptions['hostSession']> {
  const match = /^(?<hostName>[^/\s]{1,253})\/(?<number>[1-9]\d{0,14})$/.exec(text);
  if (match?.groups === undefined) throw new BadRequestError(`header Tycho-Host-Session: "${text}" is not HOSTNAME/NUMBER`);
  return { hostName: match.groups['hostName'] ?? '', number: Number(match.groups['number']) };
}
