import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { ForbiddenError, NotFoundError } from '#apis/machinery/errors.ts';
import { pathOf } from '../api/api-resource.ts';
import type { ObjectList } from '../api/server-table.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { ApiConnection } from '../session.ts';
import { systemNamespace } from '../up/first-objects.ts';
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

export interface LeaseFact {
  readonly name: string;
  readonly holder: string | undefined;
  readonly renewedAt: Date | undefined;
  readonly durationSeconds: number;
}

/** Reads them. */
export async function observeFacts(object: AnyObject, { resource }: Target, connection: ApiConnection): Promise<Facts> {
  const leases = readLeases(connection);
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

interface Lease {
  readonly metadata: { readonly name: string };
  readonly spec?: { readonly holderIdentity?: string; readonly renewTime?: string; readonly leaseDurationSeconds?: number };
}

async function readLeases({ client }: ApiConnection): Promise<readonly LeaseFact[] | undefined> {
  const list = await client
    .json<ObjectList>({ path: `/apis/coordination.k8s.io/v1/namespaces/${systemNamespace}/leases` })
    .catch(absentIfHidden);
  return list?.items.map((item): LeaseFact => {
    const { metadata, spec } = item as unknown as Lease;
    return {
      name: metadata.name,
      holder: spec?.holderIdentity,
      renewedAt: spec?.renewTime === undefined ? undefined : new Date(spec.renewTime),
      durationSeconds: spec?.leaseDurationSeconds ?? 15,
    };
  });
}

function absentIfHidden(error: unknown): undefined {
  if (error instanceof NotFoundError || error instanceof ForbiddenError) return undefined;
  throw error;
}
