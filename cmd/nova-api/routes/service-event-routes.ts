import type { Caller } from '#apis/openstack/caller.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';

/** What other services of a cloud tell Nova. */
export function serviceEventRoutes(cloud: Cloud): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/os-server-external-events',
      policy: 'known',
      request: 'createExternalEvents',
      handle: (request) => {
        requireService(request.caller, 'os_compute_api:os-server-external-events:create');
        return takeEvents(cloud, request);
      },
    },
    {
      method: 'POST',
      path: '/os-assisted-volume-snapshots',
      policy: 'known',
      request: 'createAssistedSnapshot',
      handle: ({ caller, body }) => {
        requireService(caller, 'os_compute_api:os-assisted-volume-snapshots:create');
        const { volume_id: id } = body['snapshot'] as { readonly volume_id: string };
        if (cloud.byUID('volumes', id) === undefined) throw new NovaFault(404, `Volume ${id} could not be found.`);
        throw new NovaFault(400, `The volume ${id} is copied by a VolumeSnapshot, without the help of its server.`);
      },
    },
    {
      method: 'DELETE',
      path: '/os-assisted-volume-snapshots/:id',
      policy: 'known',
      query: 'deleteAssistedSnapshot',
      handle: ({ caller, parameters, query }) => {
        requireService(caller, 'os_compute_api:os-assisted-volume-snapshots:delete');
        if (!query.has('delete_info')) throw new NovaFault(400, "'delete_info' is a required property");
        throw new NovaFault(404, `Snapshot ${parameters['id']} could not be found.`);
      },
    },
  ];
}

/** Services, and administrators, who could before there was a role for services. */
function requireService({ roles }: Caller, rule: string): void {
  if (!roles.has('service') && !roles.has('admin')) throw new NovaFault(403, `Policy doesn't allow ${rule} to be performed.`);
}

interface ExternalEvent {
  readonly server_uuid: string;
  readonly name: string;
  readonly status?: string;
  readonly tag?: string;
}

/** Nothing here waits for anybody's word: the loops see for themselves. What is told is whether the event was about something that is there. */
function takeEvents(cloud: Cloud, { body }: NovaRequest): NovaAnswer {
  const events = (body['events'] as readonly ExternalEvent[]).map((event) => ({ ...event, ...verdictOn(cloud, event) }));
  return { code: events.every(({ code }) => code === 200) ? 200 : 207, body: { events } };
}

/** Events that say what they are about by their tag. */
const tagged: ReadonlySet<string> = new Set(['volume-extended', 'power-update', 'accelerator-request-bound', 'volume-reimaged']);

function verdictOn(
  cloud: Cloud,
  { server_uuid: id, name, status = 'completed', tag }: ExternalEvent,
): { readonly code: number; readonly status: string } {
  const server = cloud.byUID('servers', id);
  if (server === undefined) return { code: 404, status: 'failed' };
  if (tagged.has(name) && tag === undefined) return { code: 400, status: 'failed' };
  return cloud.instanceOf(server) === undefined ? { code: 422, status: 'failed' } : { code: 200, status };
}
