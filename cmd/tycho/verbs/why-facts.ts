import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { pathOf } from '../api/api-resource.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { ApiConnection } from '../session.ts';
import { absentIfHidden, readLeases, type LeaseFact } from './leases.ts';
import { instancesOf } from './server-instances.ts';
import type { Target } from './targets.ts';

/** What else there is to know about an object: what its standing depends on. Parts that may not be seen are absent. */
export interface Facts {
  readonly kind: string;
  /** Of a server: its incarnations, newest first. */
  readonly instances: readonly Instance[];
  /** The host of the newest incarnation. */
  readonly host: Host | undefined;
  /** The Leases by which replicas of the control plane show that they live. Undefined when they may not be seen. */
  readonly leases: readonly LeaseFact[] | undefined;
}

/** Reads them. */
export async function observeFacts(object: AnyObject, { resource }: Target, connection: ApiConnection): Promise<Facts> {
  const leases = readLeases(connection.client);
  const instances =
    resource.kind === 'Server'
      ? await instancesOf(object, connection)
      : resource.kind === 'Instance'
        ? [object as unknown as Instance]
        : [];
  const hostName = instances[0]?.spec.host.name;
  return {
    kind: resource.kind,
    instances,
    host: hostName === undefined ? undefined : await readHost(hostName, connection),
    leases: await leases,
  };
}

async function readHost(name: string, connection: ApiConnection): Promise<Host | undefined> {
  const resource = (await connection.resources.all()).find(({ kind, group }) => kind === 'Host' && group === 'infrastructure.tycho.dev');
  return resource === undefined ? undefined : connection.client.json<Host>({ path: pathOf({ resource, name }) }).catch(absentIfHidden);
}
