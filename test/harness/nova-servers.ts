import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind, type ImageSpec } from '#apis/compute/image.ts';
import { serverKind, type Server, type ServerStatus } from '#apis/compute/server.ts';
import { instanceKind, type InstanceSpec } from '#apis/infrastructure/instance.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { anInstance } from '../builders/instance.ts';
import { eventually } from './eventually.ts';
import type { NovaDesk } from './nova-desk.ts';

/** What there is to be before servers can be asked for. */
export interface NovaStock {
  readonly imageID: string;
}

/** An object as it is sent. */
export function draftOf(kind: KindDefinition, name: string, spec: object, namespace?: string): never {
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  return { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata, spec } as never;
}

/** A flavor `m1.tiny` and a public image `debian`, known to the API. */
export async function stockCloud(desk: NovaDesk, image: Partial<ImageSpec> = {}): Promise<NovaStock> {
  await desk.operator.resource(flavorKind).create(draftOf(flavorKind, 'm1.tiny', { vcpus: 1, memoryMiB: 64, diskGiB: 1 }));
  const source = { url: 'https://images.example/debian.qcow2', sha256: 'a'.repeat(64) };
  const made = await desk.operator
    .resource(imageKind)
    .create(draftOf(imageKind, 'debian', { format: 'Qcow2', source, ...image }, 'public'));
  await eventually(async () => {
    if (desk.known.images.size === 0 || desk.known.flavors.size === 0) throw new Error('not known yet');
  });
  return { imageID: made.metadata.uid };
}

interface ServerWish {
  readonly imageID: string;
  readonly name: string;
  /** The one that there is if absent. */
  readonly networks?: 'none';
  readonly status?: Partial<ServerStatus>;
}

/** The id of a server that was asked for and, if `status` says so, has come to be. */
export async function makeServer(desk: NovaDesk, who: string, { imageID, name, networks, status }: ServerWish): Promise<string> {
  const server = { name, flavorRef: 'm1.tiny', imageRef: imageID, ...(networks === undefined ? {} : { networks }) };
  const made = await desk.ask(who, 'POST', '/servers', { body: { server }, ...(networks === undefined ? {} : { version: '2.37' }) });
  const { id } = made.body['server'] as { readonly id: string };
  await bringTo(desk, id, { phase: 'Running', launchedAt: '2026-01-01T00:00:00Z', ...status });
  return id;
}

/** Writes what the control plane would say of a server, and waits until the API knows it. */
export async function bringTo(desk: NovaDesk, id: string, status: Partial<ServerStatus>): Promise<Server> {
  const known = [...desk.known.servers.list()].find(({ metadata }) => metadata.uid === id)!;
  const key = { namespace: known.metadata.namespace!, name: known.metadata.name };
  const written = await desk.operator.resource(serverKind).patchStatus(key, { status });
  await eventually(async () => {
    const seen = desk.known.servers.get(key);
    if (Number(seen?.metadata.resourceVersion ?? 0) < Number(written.metadata.resourceVersion)) throw new Error('not known yet');
  });
  return written;
}

/** Gives a server its incarnation on a host, as the scheduler would, and waits until the API knows it. */
export async function placeServer(desk: NovaDesk, id: string, machine: Partial<InstanceSpec['machine']> = {}): Promise<void> {
  const { metadata } = [...desk.known.servers.list()].find((server) => server.metadata.uid === id)!;
  const namespace = metadata.namespace!;
  const { apiVersion, kind, spec, metadata: own } = anInstance({ spec: { server: { name: metadata.name, uid: id } }, machine });
  await desk.operator.resource(instanceKind).create({ apiVersion, kind, metadata: { name: own.name, namespace }, spec });
  await bringTo(desk, id, { instance: own.name, epoch: spec.epoch });
  await eventually(async () => {
    if (desk.known.instances.get({ namespace, name: own.name }) === undefined) throw new Error('not known yet');
  });
}
