import type { ApiClient } from '#apis/client/api-client.ts';
import { catalog } from '#apis/catalog.ts';
import { computeGroup } from '#apis/compute/group.ts';
import { infrastructureGroup } from '#apis/infrastructure/group.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import type { References } from './plan.ts';

export interface Sought {
  readonly hashes: ReadonlySet<string>;
  readonly uids: ReadonlySet<string>;
}

/**
 * Reads every object of ours and notes which of the hashes it speaks of, wherever it does: a field that a later version adds keeps its bytes too. Throws
 * when anything could not be read to its end; then nothing is known.
 */
export async function readReferences(
  client: ApiClient,
  { hashes, uids: soughtUIDs }: Sought,
  { signal }: { readonly signal: AbortSignal },
): Promise<References> {
  const byProject = new Map<string, Set<string>>();
  const uids = new Set<string>();
  for (const kind of catalog.filter(isOurs)) {
    for await (const object of objectsOf(client, kind, signal)) {
      if (soughtUIDs.has(object.metadata.uid)) uids.add(object.metadata.uid);
      const project = object.metadata.namespace ?? '';
      for (const sha256 of hashesIn(object)) {
        if (hashes.has(sha256)) byProject.set(project, (byProject.get(project) ?? new Set()).add(sha256));
      }
    }
  }
  return { byProject, uids };
}

/** What tenants and loops write. A hash in a Secret or an Event keeps nothing. */
function isOurs({ group, scope }: KindDefinition): boolean {
  return (group === computeGroup || group === infrastructureGroup) && scope === 'Namespaced';
}

async function* objectsOf(client: ApiClient, kind: KindDefinition, signal: AbortSignal): AsyncGenerator<ApiObject> {
  let continueToken: string | undefined;
  do {
    const page = await client
      .resourceAt<ApiObject>(kind)
      .list({ limit: pageSize, signal, ...(continueToken === undefined ? {} : { continueToken }) });
    yield* page.items;
    ({ continueToken } = page);
  } while (continueToken !== undefined);
}

const pageSize = 500;

function hashesIn(object: ApiObject): readonly string[] {
  return JSON.stringify(object).match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? [];
}
