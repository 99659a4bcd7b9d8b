import type { Console, ConsoleType } from '#apis/compute/console.ts';
import { computeGroup, computeVersion } from '#apis/compute/group.ts';
import { BadRequestError, ConflictError } from '#apis/machinery/errors.ts';
import { consolePath } from '../console/console-path.ts';
import { jsonResponse, type ApiResponse } from '../exchange/api-response.ts';
import { objectKeyOf, type EndpointDependencies, type ResourceCall } from './resource-call.ts';
import { connectionOf, type ServerConnection } from './server-connection.ts';
import { readWriteRequest } from './write-request.ts';

/**
 * POST to a server's `console`: a token that opens its live console once, within ten minutes. Throws {@link BadRequestError} for a body that makes no
 * sense, {@link ConflictError} when there is no such console now, and what {@link connectionOf} throws.
 */
export async function createConsole(call: ResourceCall, { registry, consoleTokens }: EndpointDependencies): Promise<ApiResponse> {
  const { body, options } = await readWriteRequest(call, ['application/json', 'application/yaml']);
  const type = typeIn(body as Partial<Console>);
  const connection = await connectionOf(objectKeyOf(call), 'console', registry);
  const complaint = whyNot(type, connection);
  const { namespace = '', name = '' } = call;
  if (complaint !== undefined) throw new ConflictError(`server "${name}": ${complaint}`);
  const console = {
    apiVersion: `${computeGroup}/${computeVersion}`,
    kind: 'Console',
    metadata: { name, namespace },
    spec: { type },
  } as const;
  if (options.dryRun) return jsonResponse(201, console);
  const instanceUID = connection.instance.metadata.uid;
  const { token, expiresAt } = await consoleTokens.issue({ namespace, server: name, instanceUID, type, user: call.user.name });
  const status = {
    token,
    expiresAt: expiresAt.toISOString(),
    webSocketPath: `${consolePath}?token=${token}`,
    pagePath: `/console/${type.toLowerCase()}?token=${token}`,
  };
  return jsonResponse(201, { ...console, status } satisfies Console);
}

function typeIn({ apiVersion, kind, spec }: Partial<Console>): ConsoleType {
  if (kind !== 'Console' || apiVersion !== `${computeGroup}/${computeVersion}`)
    throw new BadRequestError(`the body has to be a Console of ${computeGroup}/${computeVersion}`);
  const type: unknown = spec?.type;
  if (type === 'Serial' || type === 'Graphical') return type;
  throw new BadRequestError('spec.type: must be Serial or Graphical');
}

function whyNot(type: ConsoleType, { instance, host }: ServerConnection): string | undefined {
  const feature = type === 'Serial' ? 'console-serial' : 'console-graphical';
  if (host.status?.capabilities?.includes(feature) !== true)
    return `spec.type: ${type} needs the feature "${feature}", which the host of this server does not offer`;
  const phase = instance.status?.phase;
  return phase === 'Running' || phase === 'Paused' ? undefined : 'its guest does not run, so it has no console';
}
