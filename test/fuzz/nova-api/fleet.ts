import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import type { Server, ServerStatus } from '#apis/compute/server.ts';
import { serverKind } from '#apis/compute/server.ts';
import { volumeAttachmentKind } from '#apis/compute/volume-attachment.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { aggregateKind } from '#apis/infrastructure/aggregate.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { networkIndexLabel } from '#apis/infrastructure/machine-ports.ts';
import { migrationKind } from '#apis/infrastructure/migration.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { ObjectKey, ObjectMeta } from '#apis/machinery/object-meta.ts';
import { anInstance } from '../../builders/instance.ts';
import { eventually } from '../../harness/eventually.ts';
import type { NovaDesk } from '../../harness/nova-desk.ts';

/** The project that most requests are about, and another one. */
export const ours = 'ours';
export const theirs = 'theirs';

/** What the objects of the fleet are called by clients. */
export interface Fleet {
  /** Ids of servers by the state that they are in. */
  readonly servers: ReadonlyMap<string, string>;
  readonly imageID: string;
  readonly snapshotID: string;
  readonly networkID: string;
  readonly plainNetworkID: string;
  readonly freePortID: string;
  readonly usedPortID: string;
  /** The address of the port that the active server has. */
  readonly usedAddress: string;
  readonly freeVolumeID: string;
  readonly usedVolumeID: string;
  readonly hostID: string;
  readonly emptyHostID: string;
  readonly groupID: string;
  /** The request that made the server that is active. */
  readonly requestID: string;
  /** Resolves when nobody is at work on what was asked for. */
  readonly atRest: () => Promise<void>;
}

const capabilities =
  'image-qcow2 image-raw reboot-soft reboot-hard pause suspend shelve resize rebuild rescue network port-attach volume volume-attach volume-boot snapshot backup crash-dump set-password migrate-cold user-data key-pair local-disks console-log console-serial console-graphical';

const at = '2026-01-01T00:00:00Z';
const placed = { launchedAt: at, epoch: 1 } as const;

/** What is written of each server, so that it is in the state that it is named for. */
const states: Readonly<Record<string, { readonly spec?: object; readonly status: Partial<ServerStatus>; readonly isPlaced?: boolean }>> = {
  active: { status: { phase: 'Running', ...placed }, isPlaced: true },
  stopped: { spec: { power: 'Stopped' }, status: { phase: 'Stopped', ...placed }, isPlaced: true },
  paused: { spec: { power: 'Paused' }, status: { phase: 'Paused', ...placed }, isPlaced: true },
  suspended: { spec: { power: 'Suspended' }, status: { phase: 'Suspended', ...placed }, isPlaced: true },
  rescued: { spec: { rescue: {} }, status: { phase: 'Rescued', ...placed }, isPlaced: true },
  shelved: { spec: { power: 'Shelved' }, status: { phase: 'Shelved', ...placed, savedImage: 'snapshot' } },
  resized: {
    spec: { flavor: 'large' },
    status: { phase: 'VerifyResize', ...placed, epoch: 2, resize: { keptInstance: 'before', previousFlavor: 'small', runningSince: at } },
    isPlaced: true,
  },
  building: { status: { phase: 'Pending' } },
  error: { status: { phase: 'Failed', ...placed }, isPlaced: true },
  softdeleted: { spec: { softDeleteSeconds: 3600 }, status: { phase: 'SoftDeleted', ...placed } },
  locked: { spec: { lock: { owner: 'Admin', reason: 'ours' } }, status: { phase: 'Running', ...placed }, isPlaced: true },
  deleting: { status: { phase: 'Terminating', ...placed }, isPlaced: true },
};

type Draft = { readonly spec: object; readonly namespace?: string; readonly metadata?: Partial<ObjectMeta>; readonly status?: object };

/** A cloud with a server in each state and one of everything else. */
export async function furnish(desk: NovaDesk): Promise<Fleet> {
  const make = async (kind: KindDefinition, name: string, { spec, namespace, metadata, status }: Draft): Promise<string> => {
    const key: ObjectKey = { name, ...(namespace === undefined ? {} : { namespace }) };
    const client = desk.operator.resourceAt<Server>(kind);
    const made = await client.create({ apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: { ...key, ...metadata }, spec } as never);
    if (status !== undefined) await client.patchStatus(key, { status });
    return made.metadata.uid;
  };
  await Promise.all(
    [
      ['reader', ours],
      ['admin', ours],
      ['member', ours],
      ['member', theirs],
    ].map(([role, project]) => settle(desk, `${role}@${project}`)),
  );
  await make(flavorKind, 'small', { spec: { vcpus: 1, memoryMiB: 64, diskGiB: 2, extraSpecs: { 'hw:cpu_policy': 'shared' } } });
  await make(flavorKind, 'large', { spec: { vcpus: 2, memoryMiB: 128, diskGiB: 4 } });
  await make(flavorKind, 'narrow', { spec: { vcpus: 1, memoryMiB: 64, diskGiB: 1 } });
  await make(flavorKind, 'private', { spec: { vcpus: 1, memoryMiB: 64, diskGiB: 1, projects: [ours] } });
  const image = { format: 'Qcow2', source: { url: 'https://images.test/a.qcow2', sha256: 'a'.repeat(64) }, properties: { role: 'web' } };
  const imageID = await make(imageKind, 'debian', { namespace: 'public', spec: image });
  const snapshotID = await make(imageKind, 'snapshot', { namespace: ours, spec: image });
  const networkID = await make(networkKind, 'default', { namespace: 'public', spec: { cidr: '10.0.0.0/16' } });
  const plainNetworkID = await make(networkKind, 'plain', { namespace: ours, spec: { cidr: '10.1.0.0/16' } });
  const ready = [{ type: 'Ready', status: 'True', reason: 'Connected', message: 'it answers', lastTransitionTime: at }];
  const inventory = { vcpus: 64, memoryMiB: 65_536, diskGiB: 1000 };
  const hostStatus = { conditions: ready, inventory, capabilities: capabilities.split(' '), driver: 'fake' };
  const hostID = await make(hostKind, 'host-a', { spec: {}, status: hostStatus });
  const emptyHostID = await make(hostKind, 'host-b', { spec: {}, status: hostStatus });
  await make(aggregateKind, 'rack', { spec: { zone: 'east', hosts: ['host-b'], metadata: { a: 'b' } } });
  await make(aggregateKind, 'shelf', { spec: {} });
  await make(quotaKind, 'openstack', { namespace: ours, spec: { servers: 1000 } });
  const freeVolumeID = await make(volumeKind, 'free', { namespace: ours, spec: { sizeGiB: 1 } });
  const usedVolumeID = await make(volumeKind, 'used', { namespace: ours, spec: { sizeGiB: 1 } });
  const freePortID = await make(portKind, 'free', { namespace: ours, spec: { network: 'plain' } });
  const ask = async (path: string, body: object): Promise<Record<string, Record<string, string>>> =>
    (await desk.ask(`member@${ours}`, 'POST', path, { body, version: '2.79' })).body as never;
  const group = await ask('/os-server-groups', { server_group: { name: 'group', policy: 'soft-affinity' } });
  await eventually(async () => {
    for (const kind of ['flavors', 'images', 'networks', 'hosts', 'aggregates', 'volumes', 'ports'] as const)
      if (desk.known[kind].size < 2 && kind !== 'ports') throw new Error(`no ${kind} known yet`);
  });
  const servers = new Map<string, string>();
  for (const [state, { spec = {}, status, isPlaced }] of Object.entries(states)) {
    const created = await ask('/servers', {
      server: {
        name: state,
        flavorRef: 'small',
        imageRef: imageID,
        networks: 'auto',
        tags: ['blue'],
        metadata: { role: 'web' },
        ...(state === 'active' ? { key_name: 'key' } : {}),
      },
    });
    const id = created['server']!['id']!;
    servers.set(state, id);
    const { client } = { client: desk.operator.resource(serverKind) };
    const key = { namespace: ours, name: state };
    if (Object.keys(spec).length > 0) await client.patch(key, { spec });
    const owner = { apiVersion: apiVersionOf(serverKind), kind: 'Server', name: state, uid: id, controller: true };
    await make(portKind, `${state}-0`, {
      namespace: ours,
      spec: { network: 'default' },
      metadata: { ownerReferences: [owner], labels: { [networkIndexLabel]: '0' } },
      status: { server: state, serverUID: id, phase: 'Plugged' },
    });
    if (isPlaced === true) {
      const instance = anInstance({ spec: { server: { name: state, uid: id }, epoch: status.epoch ?? 1 } });
      await make(instanceKind, instance.metadata.name, { namespace: ours, spec: instance.spec });
      const { spec: size } = { spec: { flavor: state === 'resized' ? 'large' : 'small', vcpus: 1, memoryMiB: 64, diskGiB: 1 } };
      await client.patchStatus(key, {
        status: { ...status, instance: instance.metadata.name, hostID: 'f'.repeat(56), resources: size, ...addresses },
      });
    } else await client.patchStatus(key, { status });
    if (state === 'softdeleted' || state === 'deleting') await client.delete(key);
  }
  await make(volumeAttachmentKind, 'attached', { namespace: ours, spec: { server: 'active', volume: 'used', tag: 'disk' } });
  const activeID = servers.get('active')!;
  for (const [number, type] of (['Live', 'Cold', 'Resize', 'Evacuation'] as const).entries())
    await make(migrationKind, `migration-${number}`, {
      namespace: ours,
      spec: {
        type,
        server: { name: 'active', uid: activeID },
        source: { instance: 'x', host: 'host-a' },
        oldFlavor: 'small',
        newFlavor: 'large',
      },
      status: { phase: 'Migrating', destination: { instance: 'y', host: 'host-b' }, updatedAt: at },
    });
  const theirServer = await desk.ask(`member@${theirs}`, 'POST', '/servers', {
    version: '2.79',
    body: { server: { name: 'foreign', flavorRef: 'small', imageRef: imageID, networks: 'none' } },
  });
  servers.set('foreign', (theirServer.body['server'] as { readonly id: string }).id);
  const usedPort = await desk.operator.resource(portKind).get({ namespace: ours, name: 'active-0' });
  const { requestID } = await eventually(async () => {
    const answer = await desk.ask(`member@${ours}`, 'GET', `/servers/${activeID}/os-instance-actions`, { version: '2.79' });
    const [first] = answer.body['instanceActions'] as readonly { readonly request_id: string }[];
    if (first === undefined || desk.known.migrations.size < 4) throw new Error('not known yet');
    return { requestID: first.request_id };
  });
  return {
    servers,
    imageID,
    snapshotID,
    networkID,
    plainNetworkID,
    freePortID,
    usedPortID: usedPort.metadata.uid,
    usedAddress: usedPort.status!.ipAddresses![0]!,
    freeVolumeID,
    usedVolumeID,
    hostID,
    emptyHostID,
    groupID: group['server_group']!['id']!,
    requestID,
    atRest: makePorts(desk),
  };
}

const addresses = { addresses: [{ macAddress: 'fa:16:3e:00:00:09', ipAddress: '10.0.0.9', network: 'default', port: 'p' }] };

export const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGl2ZW4gdGhlIGtleSBpcyBub3QgcmVhbCBoZXJlISE= me';

/** The first write of somebody makes their project, which no later one does. */
async function settle(desk: NovaDesk, who: string): Promise<void> {
  await desk.ask(who, 'POST', '/os-keypairs', { body: { keypair: { name: 'key', public_key: publicKey } } });
}

/** Makes a Port for each network that a server of the fleet is told to have besides its first, as the network loop would: answers wait for it. */
function makePorts(desk: NovaDesk): () => Promise<void> {
  const atWork = new Map<string, Promise<unknown>>();
  let count = 0;
  desk.known.servers.onChange(({ key, current: server }) => {
    for (const [index, { network }] of (server?.spec.networks ?? []).entries()) {
      const job = `${key.name} ${index}`;
      if (server === undefined || index === 0 || network === undefined || !Object.hasOwn(states, key.name) || atWork.has(job)) continue;
      const { name, uid } = server.metadata;
      const owner = { apiVersion: apiVersionOf(serverKind), kind: 'Server', name, uid, controller: true };
      const metadata = {
        namespace: ours,
        name: `${name}-more-${(count += 1)}`,
        ownerReferences: [owner],
        labels: { [networkIndexLabel]: `${index}` },
      };
      const ports = desk.operator.resource(portKind);
      const work = ports
        .create({ apiVersion: apiVersionOf(portKind), kind: portKind.kind, metadata, spec: { network } })
        .then(() =>
          ports.patchStatus({ namespace: ours, name: metadata.name }, { status: { server: name, serverUID: uid, phase: 'Pending' } }),
        )
        .catch(() => undefined)
        .finally(() => atWork.delete(job));
      atWork.set(job, work);
    }
  });
  return async () => {
    while (atWork.size > 0) await Promise.all(atWork.values());
  };
}
