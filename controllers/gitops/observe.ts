import type { ApiClient } from '#apis/client/api-client.ts';
import { maximumGitSyncObjects, type GitSync } from '#apis/gitops/git-sync.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { applySetOf, groupKindOf, groupKindsOf, targetNamespaceOf } from './apply-set.ts';
import { desiredObjects, desiredObjectsHash, type DesiredObject } from './desired-objects.ts';
import { inspectObject } from './drift.ts';
import type { ChangedField } from './managed-fields.ts';
import type { MemberCache } from './member-cache.ts';
import { hasLostFields, type Member, type SyncObservation } from './plan.ts';
import type { RepositoryContent } from './repository-source.ts';
import { sideBySide } from './side-by-side.ts';
import type { SyncMemory } from './sync-memory.ts';

export interface ObserverContext {
  readonly sync: GitSync;
  readonly memory: SyncMemory;
  /** Of the service account. */
  readonly client: ApiClient;
  readonly cache: MemberCache;
  readonly signal: AbortSignal;
}

/** What a commit declares; faults are of the manifests. */
export type Declared = { readonly objects: readonly DesiredObject[]; readonly faults: readonly string[] };

export function declaredBy(content: RepositoryContent, sync: GitSync, kinds: readonly KindDefinition[]): Declared {
  const { objects, faults } = desiredObjects({
    documents: content.documents,
    kinds,
    targetNamespace: targetNamespaceOf(sync),
    applySetID: applySetOf(sync).id,
    maximumObjects: maximumGitSyncObjects,
  });
  return { objects, faults: [...content.faults, ...faults] };
}

/** Looks at what is there of what a GitSync declares and of what it once applied. Throws the api-server's errors. */
export async function observeSync(
  { sync, memory, client, cache, signal }: ObserverContext,
  {
    revision,
    desired,
    kinds,
  }: { readonly revision: string; readonly desired: readonly DesiredObject[]; readonly kinds: readonly KindDefinition[] },
): Promise<SyncObservation> {
  const known = groupKindsOf(sync);
  const followed = new Set([...desired.map(({ kind }) => kind), ...kinds.filter((kind) => known.has(groupKindOf(kind)))]);
  await cache.follow([...followed], signal);
  const applySet = applySetOf(sync);
  const members = cache.members();
  const observation = { sync, revision, applySet, desired, members, acceptedFields: memory.acceptedFields };
  const drift = new Map<string, readonly ChangedField[]>(missingObjects(observation).map(({ id }) => [id, wholeObject]));
  const suspects = desired.flatMap((each) => {
    const member = members.get(each.id);
    return member !== undefined && hasLostFields(each, member, observation) ? [{ desired: each, member }] : [];
  });
  const findings = await sideBySide(suspects, inspectionsAtATime, (each) =>
    inspect(each, { memory, client, fieldManager: applySet.fieldManager }),
  );
  for (const [index, { desired: each }] of suspects.entries()) {
    if (findings[index]!.length > 0) drift.set(each.id, findings[index]!);
  }
  for (const id of memory.drift.keys()) if (!drift.has(id)) memory.drift.delete(id);
  const present = new Set([...members.values()].map(({ object }) => object.metadata.uid));
  for (const uid of memory.acceptedFields.keys()) if (!present.has(uid)) memory.acceptedFields.delete(uid);
  return { ...observation, drift };
}

const inspectionsAtATime = 8;

const wholeObject: readonly ChangedField[] = [{ field: '', manager: undefined, since: undefined }];

/** What was applied from this very commit and is not there any more was taken away by somebody. */
function missingObjects({
  sync,
  revision,
  desired,
  members,
}: Pick<SyncObservation, 'sync' | 'revision' | 'desired' | 'members'>): readonly DesiredObject[] {
  if (sync.status?.appliedRevision !== revision) return [];
  const applied = new Set(
    (sync.status.objects ?? []).filter(({ uid }) => uid !== undefined).map(({ group, kind, name }) => `${group ?? ''}/${kind}/${name}`),
  );
  const absent = desired.filter(({ id }) => !members.has(id));
  // A long list is not whole; but if nothing else is declared than was applied, all of it was there.
  if (absent.length > 0 && sync.status.appliedObjectsHash === desiredObjectsHash(desired)) return absent;
  return absent.filter(({ kind, key }) => applied.has(`${kind.group}/${kind.kind}/${key.name}`));
}

/** Asked once for each state of an object. */
async function inspect(
  { desired, member }: { readonly desired: DesiredObject; readonly member: Member },
  { memory, client, fieldManager }: { readonly memory: SyncMemory; readonly client: ApiClient; readonly fieldManager: string },
): Promise<readonly ChangedField[]> {
  const { uid, resourceVersion } = member.object.metadata;
  const state = `${uid} ${resourceVersion} ${desired.hash}`;
  const known = memory.drift.get(desired.id);
  if (known?.state === state) return known.fields;
  const finding = await inspectObject(client, desired, fieldManager);
  switch (finding.kind) {
    case 'Gone':
      return [];
    case 'Same':
      if (finding.heldFields !== undefined) memory.acceptedFields.set(uid, finding.heldFields);
      return [];
    case 'Changed':
      memory.drift.set(desired.id, { state, fields: finding.fields });
      return finding.fields;
  }
}
