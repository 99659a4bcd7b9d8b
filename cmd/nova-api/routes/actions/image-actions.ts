import { createNamed, objectNameOf } from '#apis/openstack/create-named.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import type { ServerActionSpec } from '#apis/compute/server-action.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { diskImageSpec, savedDiskFormat } from '#apis/infrastructure/saved-image.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { NovaFault } from '../../http/nova-fault.ts';
import { has } from '../../microversions/gates.ts';
import type { NovaAnswer } from '../route.ts';
import { mostMetadata } from '../server-metadata-routes.ts';
import type { Guard } from '../server-guards.ts';
import type { ActionCall, ActionRoute } from './action-route.ts';
import { requestAction } from './request-action.ts';

/** A disk can be saved whatever the lock says. */
const guard: Guard = { vmStates: ['active', 'stopped', 'paused', 'suspended'], heedsLock: false };

/** Actions that make an image of the disk of a server. The image is there at once, and gets its bytes when the host has saved them. */
export const imageActions: readonly ActionRoute[] = [
  {
    name: 'createImage',
    policy: 'member',
    rule: 'servers:create_image',
    guard,
    capability: 'snapshot',
    handle: (call) => createImage(call),
  },
  { name: 'createBackup', policy: 'member', rule: 'os-create-backup', guard, capability: 'backup', handle: (call) => createBackup(call) },
];

async function createImage(call: ActionCall): Promise<NovaAnswer> {
  if (call.server.spec.bootVolume !== undefined)
    throw new NovaFault(400, 'An image of a volume-backed instance is not supported: make a snapshot of its volume.');
  const image = await saveTo(call, { image_type: 'snapshot' }, (named) => ({ type: 'Snapshot', snapshot: named }));
  return answerFor(call, image);
}

async function createBackup(call: ActionCall): Promise<NovaAnswer> {
  if (call.server.spec.bootVolume !== undefined) throw new NovaFault(400, 'Backup is not supported for volume-backed instances.');
  const series = String(call.details['backup_type']);
  if (series === '' || series.length > longestSeries)
    throw new NovaFault(
      400,
      `Invalid input for field/attribute backup_type. Value: ${series}. It must have 1 to ${longestSeries} characters.`,
    );
  const rotation = Math.min(Number(call.details['rotation']), mostRotation);
  const image = await saveTo(call, { image_type: 'backup', backup_type: series }, (named) => ({
    type: 'Backup',
    backup: { ...named, series, rotation },
  }));
  return answerFor(call, image);
}

/** What our ServerAction takes. */
const longestSeries = 63;
const mostRotation = 1000;

interface NamedImage {
  readonly image: string;
  readonly imageUID: string;
}

/** Makes the image that waits for the disk, and asks for the disk. If that is refused nothing stays behind. */
async function saveTo(
  call: ActionCall,
  properties: Readonly<Record<string, string>>,
  actionFor: (named: NamedImage) => Omit<ServerActionSpec, 'server'>,
): Promise<Image> {
  const { cloud, request, server, facts } = call;
  const { instance } = facts;
  if (instance === undefined) throw new NovaFault(409, `Instance ${server.metadata.uid} is not ready`);
  const spec = imageSpecOf(call, instance, properties);
  const images = (await cloud.as(request.caller)).resource(imageKind);
  const namespace = server.metadata.namespace ?? '';
  const image = await createNamed(
    images,
    objectNameOf(spec.displayName ?? '', 'image'),
    (name) => ({ apiVersion: apiVersionOf(imageKind), kind: imageKind.kind, metadata: { name, namespace }, spec }),
    cloud.random,
  );
  const { name, uid } = image.metadata;
  try {
    await requestAction(call, actionFor({ image: name, imageUID: uid }));
  } catch (error) {
    await images.delete({ namespace, name }, { uid });
    throw error;
  }
  cloud.known.images.absorb(image);
  return image;
}

function imageSpecOf({ cloud, request, server, details }: ActionCall, instance: Instance, properties: Readonly<Record<string, string>>) {
  const given = (details['metadata'] ?? {}) as Readonly<Record<string, string>>;
  if (Object.keys(given).length > mostMetadata) throw new NovaFault(403, 'Image metadata limit exceeded');
  const { machine, host } = instance.spec;
  const { metadata, spec } = server;
  const base = spec.image === undefined ? undefined : cloud.named('images', { namespace: metadata.namespace ?? '', name: spec.image });
  const baseID = machine.builtFrom?.uid ?? machine.image.uid;
  return {
    displayName: String(details['name']),
    format: savedDiskFormat(machine, cloud.known.hosts.get({ name: host.name })?.status?.driver),
    upload: { server: metadata.name },
    ...diskImageSpec(machine),
    properties: {
      ...base?.spec.properties,
      base_image_ref: baseID,
      instance_uuid: metadata.uid,
      user_id: request.caller.userID,
      ...properties,
      ...given,
    },
    minimumDiskGiB: machine.diskGiB > 0 ? machine.diskGiB : (base?.spec.minimumDiskGiB ?? 0),
    minimumMemoryMiB: base?.spec.minimumMemoryMiB ?? 0,
  } satisfies Image['spec'];
}

/** Since 2.45 the id is in the body; before, it was the end of a link. */
function answerFor({ request }: ActionCall, { metadata }: Image): NovaAnswer {
  if (has('imageIDInAnswer', request.version)) return { code: 202, body: { image_id: metadata.uid } };
  return { code: 202, headers: { location: `${request.links.origin}/images/${metadata.uid}` } };
}
