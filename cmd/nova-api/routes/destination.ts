import type { Server } from '#apis/compute/server.ts';
import { hostIDOf } from '#apis/infrastructure/host-id.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Caller } from '#apis/openstack/caller.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';

export type Destination = NonNullable<Server['spec']['destination']>;

/** A host that an administrator names, in whichever way. Throws Nova's 403 for anybody else, whether there is such a host or not, and its 400. */
export function requireNamedHost(cloud: Cloud, caller: Caller, { name, rule }: { readonly name: string; readonly rule: string }): Host {
  if (!caller.roles.has('admin')) throw new NovaFault(403, `Policy doesn't allow ${rule} to be performed.`);
  const host = cloud.known.hosts.get({ name });
  if (host === undefined) throw new NovaFault(400, `Compute host ${name} could not be found.`);
  return host;
}

/** Sends the next incarnation of a server there, and no other. Nothing in it tells the project which host that is. */
export function destinationAt({ metadata, status }: Pick<KnownServer, 'metadata' | 'status'>, host: Host): Destination {
  return { epoch: (status?.epoch ?? 0) + 1, hostID: hostIDOf(metadata.namespace ?? '', host.metadata.uid) };
}

/** Sends the first incarnation of a server there that is not made yet. */
export function firstDestinationAt(namespace: string, host: Host): Destination {
  return { epoch: 1, hostID: hostIDOf(namespace, host.metadata.uid) };
}
