import { isTrue } from '../translate/create-request.ts';
import { createNamed } from '#apis/openstack/create-named.ts';
import { serverKind } from '#apis/compute/server.ts';
import { volumeAttachmentKind, type VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import { volumeKind, type Volume } from '#apis/compute/volume.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { has } from '../microversions/gates.ts';
import { lower } from '../microversions/responses.ts';
import { recordChange } from './record-action.ts';
import { requireFeature } from './require-feature.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';
import { findServer, goesWith, serverFacts } from './server-facts.ts';
import { guardAction, type Guard } from './server-guards.ts';

/** `/servers/ID/os-volume_attachments`: the volumes of a server. Without Cinder they are ours. */
export function volumeAttachmentRoutes(cloud: Cloud): readonly Route[] {
  const [all, one] = ['/servers/:id/os-volume_attachments', '/servers/:id/os-volume_attachments/:volume'];
  const rule = (name: string): string => `os_compute_api:os-volumes-attachments:${name}`;
  return [
    {
      method: 'GET',
      path: all,
      policy: 'reader',
      rule: rule('index'),
      query: 'listVolumeAttachments',
      handle: (request) => {
        const offset = Number(request.query.get('offset') ?? 0);
        const limit = Number(request.query.get('limit') ?? Infinity);
        const page = attachedTo(cloud, find(cloud, request)).slice(offset, offset + limit);
        return { code: 200, body: { volumeAttachments: page.map((each) => shown(each, request, 'volumeAttachment')) } };
      },
    },
    {
      method: 'GET',
      path: one,
      policy: 'reader',
      rule: rule('show'),
      handle: (request) => {
        const attached = requireAttached(cloud, find(cloud, request), request);
        return { code: 200, body: { volumeAttachment: shown(attached, request, 'volumeAttachment') } };
      },
    },
    {
      method: 'POST',
      path: all,
      policy: 'member',
      rule: rule('create'),
      request: 'createVolumeAttachment',
      handle: (request) => attach(cloud, request),
    },
    {
      method: 'PUT',
      path: one,
      policy: 'member',
      rule: rule('update'),
      request: 'updateVolumeAttachment',
      handle: (request) => update(cloud, request),
    },
    { method: 'DELETE', path: one, policy: 'member', rule: rule('delete'), handle: (request) => detach(cloud, request) },
  ];
}

/** A volume in a server; the boot volume may have no attachment of its own. */
interface AttachedVolume {
  readonly server: KnownServer;
  readonly volume: Volume;
  readonly attachment: VolumeAttachment | undefined;
  /** 0: the root disk. */
  readonly position: number;
}

function find(cloud: Cloud, { caller, parameters }: NovaRequest): KnownServer {
  return findServer(cloud, caller, parameters['id'] ?? '');
}

function attachedTo(cloud: Cloud, server: KnownServer): readonly AttachedVolume[] {
  const { namespace = '', name } = server.metadata;
  const volumeOf = (volume: string): Volume | undefined => cloud.known.volumes.get({ namespace, name: volume });
  const attachments = cloud
    .attachmentsOf({ namespace, name })
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .toSorted((one, other) => (one.metadata.creationTimestamp < other.metadata.creationTimestamp ? -1 : 1));
  const { bootVolume } = server.spec;
  const root = bootVolume === undefined ? undefined : volumeOf(bootVolume);
  const rootAttachment = attachments.find(({ spec }) => spec.volume === bootVolume);
  const others = attachments
    .filter(({ spec }) => spec.volume !== bootVolume)
    .flatMap((attachment, index) => {
      const volume = volumeOf(attachment.spec.volume);
      return volume === undefined ? [] : [{ server, volume, attachment, position: index + 1 }];
    });
  return [...(root === undefined ? [] : [{ server, volume: root, attachment: rootAttachment, position: 0 }]), ...others];
}

function requireAttached(cloud: Cloud, server: KnownServer, { parameters }: NovaRequest): AttachedVolume {
  const id = parameters['volume'] ?? '';
  const found = attachedTo(cloud, server).find(({ volume }) => volume.metadata.uid === id);
  if (found === undefined) throw new NovaFault(404, `Instance ${server.metadata.uid} is not attached to volume ${id}`);
  return found;
}

function shown(
  { server, volume, attachment, position }: AttachedVolume,
  { version }: NovaRequest,
  form: 'volumeAttachment' | 'volumeAttachmentCreated',
): Record<string, unknown> {
  const attachmentID = attachment?.metadata.uid ?? volume.metadata.uid;
  const body: Record<string, unknown> = {
    ...(form === 'volumeAttachment' ? { attachment_id: attachmentID, bdm_uuid: attachmentID } : { id: volume.metadata.uid }),
    serverId: server.metadata.uid,
    volumeId: volume.metadata.uid,
    device: `/dev/vd${String.fromCodePoint(firstLetter + position)}`,
    tag: attachment?.spec.tag ?? null,
    delete_on_termination: goesWith(volume, server),
  };
  lower(form, body, version);
  return body;
}

const firstLetter = 'a'.codePointAt(0)!;

interface AttachRequest {
  readonly volumeId: string;
  readonly tag?: string;
  readonly delete_on_termination?: boolean | string;
}

const beforeShelving = ['active', 'paused', 'stopped', 'resized', 'soft-delete'] as const;

/** In which states volumes come and go. A shelved server has its volumes changed from 2.20 on. */
export function attachmentGuard(version: number): Guard {
  return { vmStates: has('volumesOfShelvedServers', version) ? [...beforeShelving, 'shelved', 'shelved_offloaded'] : beforeShelving };
}

async function attach(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const server = find(cloud, request);
  const wish = request.body['volumeAttachment'] as AttachRequest;
  const { namespace = '', name } = server.metadata;
  const volume = cloud.byUID('volumes', wish.volumeId);
  if (volume === undefined || volume.metadata.namespace !== namespace)
    throw new NovaFault(404, `Volume ${wish.volumeId} could not be found.`);
  const facts = serverFacts(cloud, server);
  guardAction('attach_volume', attachmentGuard(request.version), facts, request.caller);
  requireFeature(cloud, server, 'attach_volume', facts.state.vmState === 'stopped' ? 'volume' : 'volume-attach');
  requireFree(cloud, volume, server);
  const client = await cloud.as(request.caller);
  const attachment = await createNamed(
    client.resource(volumeAttachmentKind),
    `${name}-${volume.metadata.name}`.slice(0, longestName),
    (free) => ({
      apiVersion: apiVersionOf(volumeAttachmentKind),
      kind: volumeAttachmentKind.kind,
      metadata: { name: free, namespace },
      spec: { server: name, volume: volume.metadata.name, ...(wish.tag === undefined ? {} : { tag: wish.tag }) },
    }),
    cloud.random,
  );
  cloud.known.attachments.absorb(attachment);
  if (isTrue(wish.delete_on_termination)) await tie(cloud, request, { server, volume, isTied: true });
  await recordChange(cloud, request, server, 'attach_volume');
  const attached = attachedTo(cloud, server).find((each) => each.volume.metadata.uid === volume.metadata.uid)!;
  return { code: 200, body: { volumeAttachment: shown(attached, request, 'volumeAttachmentCreated') } };
}

/** Room for a suffix stays below what a name may have. */
const longestName = 200;

function requireFree(cloud: Cloud, { metadata, spec }: Volume, server: KnownServer): void {
  const namespace = metadata.namespace ?? '';
  const holders = [...cloud.known.attachments.list()].filter(
    (attachment) => attachment.metadata.namespace === namespace && attachment.spec.volume === metadata.name,
  );
  const isHere = server.spec.bootVolume === metadata.name || holders.some((attachment) => attachment.spec.server === server.metadata.name);
  if (isHere) throw new NovaFault(400, `Invalid volume: volume ${metadata.uid} already attached`);
  const boots = cloud.serversOf(namespace).some((other) => other.spec.bootVolume === metadata.name);
  if ((holders.length > 0 || boots) && spec.shareable !== true)
    throw new NovaFault(
      400,
      `Invalid volume: Volume ${metadata.uid} status must be available or downloading to reserve, but the current status is in-use.`,
    );
}

/** What an owner leaves behind goes with it: so a volume that is to go with its server is the server's. */
async function tie(
  cloud: Cloud,
  { caller }: NovaRequest,
  { server, volume, isTied }: { readonly server: KnownServer; readonly volume: Volume; readonly isTied: boolean },
): Promise<void> {
  if (goesWith(volume, server) === isTied) return;
  const { name, uid, namespace = '' } = server.metadata;
  const kept = (volume.metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid);
  const owner = { apiVersion: apiVersionOf(serverKind), kind: serverKind.kind, name, uid };
  const client = await cloud.as(caller);
  const changed = await client
    .resource(volumeKind)
    .patch({ namespace, name: volume.metadata.name }, { metadata: { ownerReferences: isTied ? [...kept, owner] : kept } });
  cloud.known.volumes.absorb(changed);
}

async function update(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const server = find(cloud, request);
  const wish = request.body['volumeAttachment'] as AttachRequest;
  const attached = requireAttached(cloud, server, request);
  if (wish.volumeId !== attached.volume.metadata.uid) {
    if (!request.caller.roles.has('service') && !request.caller.roles.has('admin'))
      throw new NovaFault(403, "Policy doesn't allow os_compute_api:os-volumes-attachments:swap to be performed.");
    throw new NovaFault(400, 'A volume cannot be replaced by another while it is attached: detach the one and attach the other.');
  }
  if (!has('attachmentsChangedInPlace', request.version))
    throw new NovaFault(400, 'The new volume has to be another one than the attached.');
  guardAction('update_volume', { taskStates: 'Any', mustBeLaunched: false }, serverFacts(cloud, server), request.caller);
  if (wish.delete_on_termination !== undefined)
    await tie(cloud, request, { server, volume: attached.volume, isTied: isTrue(wish.delete_on_termination) });
  return { code: 202 };
}

async function detach(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const server = find(cloud, request);
  const { volume, attachment, position } = requireAttached(cloud, server, request);
  if (position === 0 || attachment === undefined) throw new NovaFault(400, 'Cannot detach a root device volume');
  guardAction('detach_volume', attachmentGuard(request.version), serverFacts(cloud, server), request.caller);
  const client = await cloud.as(request.caller);
  const { name, namespace = '', uid } = attachment.metadata;
  const outcome = await client.resource(volumeAttachmentKind).delete({ namespace, name }, { uid });
  if (outcome.kind === 'Terminating') cloud.known.attachments.absorb(outcome.object);
  await tie(cloud, request, { server, volume, isTied: false });
  await recordChange(cloud, request, server, 'detach_volume');
  return { code: 202 };
}
