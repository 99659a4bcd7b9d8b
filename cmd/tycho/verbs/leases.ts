import { ForbiddenError, NotFoundError } from '#apis/machinery/errors.ts';
import type { ApiClient } from '../api/api-client.ts';
import type { ObjectList } from '../api/server-table.ts';
import { systemNamespace } from '../up/first-objects.ts';

/** A Lease by which a replica of the control plane shows that it lives. */
export interface LeaseFact {
  readonly name: string;
  readonly holder: string | undefined;
  readonly renewedAt: Date | undefined;
  readonly durationSeconds: number;
}

interface Lease {
  readonly metadata: { readonly name: string };
  readonly spec?: { readonly holderIdentity?: string; readonly renewTime?: string; readonly leaseDurationSeconds?: number };
}

/** All of them; undefined when they may not be seen. */
export async function readLeases(client: ApiClient): Promise<readonly LeaseFact[] | undefined> {
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

/** Those that somebody held and has let run out: nobody does that work. A grace of one more term covers a change of leader. */
export function silentHolders(leases: readonly LeaseFact[], now: Date): readonly (LeaseFact & { readonly renewedAt: Date })[] {
  return leases.filter(
    (lease): lease is LeaseFact & { readonly renewedAt: Date } =>
      lease.holder !== undefined &&
      lease.holder !== '' &&
      lease.renewedAt !== undefined &&
      now.getTime() - lease.renewedAt.getTime() > 2 * lease.durationSeconds * 1000,
  );
}

/** What helps against a replica that has given no sign of life. */
export function silentHolderAdvice(name: string): string {
  return `start ${name} again, or see in its log why it does not run; on one machine, \`tycho up\` starts what is missing`;
}

/** For what the caller may not see, or what is not there. */
export function absentIfHidden(error: unknown): undefined {
  if (error instanceof NotFoundError || error instanceof ForbiddenError) return undefined;
  throw error;
}
