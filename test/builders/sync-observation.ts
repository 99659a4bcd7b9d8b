import { catalog } from '#apis/catalog.ts';
import type { GitSync } from '#apis/gitops/git-sync.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ObjectMeta } from '#apis/machinery/object-meta.ts';
import { applySetOf } from '#controllers/gitops/apply-set.ts';
import { annotated, desiredObjects, type DesiredObject } from '#controllers/gitops/desired-objects.ts';
import { fieldsHash } from '#controllers/gitops/managed-fields.ts';
import type { Member, SyncObservation } from '#controllers/gitops/plan.ts';
import { aGitSync } from './git-sync.ts';

export const testRevision = 'c0ffee'.padEnd(40, '0');

/** The kind of that name. */
export function kindNamed(name: string): KindDefinition {
  return catalog.find(({ kind }) => kind === name)!;
}

/** What a commit with these objects declares for `sync`: each as `Kind/name`, with annotations and fields if that matters. */
export function declared(
  sync: GitSync,
  objects: Readonly<Record<string, { readonly annotations?: Readonly<Record<string, string>>; readonly [field: string]: unknown }>>,
): readonly DesiredObject[] {
  const documents = Object.entries(objects).map(([place, { annotations, ...fields }]) => {
    const [kindName = '', name = ''] = place.split('/');
    const { group, version } = kindNamed(kindName);
    return {
      origin: `${name}.yaml:1`,
      value: {
        apiVersion: group === '' ? version : `${group}/${version}`,
        kind: kindName,
        metadata: { name, ...(annotations === undefined ? {} : { annotations }) },
        ...fields,
      },
    };
  });
  const { objects: desired, faults } = desiredObjects({
    documents,
    kinds: catalog,
    targetNamespace: sync.metadata.namespace!,
    applySetID: applySetOf(sync).id,
    maximumObjects: 5000,
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return desired;
}

/** The member that applying `desired` makes. */
export function appliedMember(sync: GitSync, desired: DesiredObject, metadata: Partial<ObjectMeta> = {}): Member {
  const fields = { 'f:metadata': { 'f:labels': {} }, 'f:spec': {} };
  const { metadata: configured, ...rest } = annotated(desired, fieldsHash(fields));
  const entry = {
    manager: applySetOf(sync).fieldManager,
    operation: 'Apply',
    apiVersion: rest.apiVersion,
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
  };
  return {
    id: desired.id,
    kind: desired.kind,
    object: {
      ...rest,
      metadata: {
        uid: `uid-of-${desired.id}`,
        resourceVersion: '7',
        generation: 1,
        creationTimestamp: '2026-06-01T12:00:00Z',
        managedFields: [entry],
        ...configured,
        ...metadata,
      } as ObjectMeta,
    },
  };
}

/** Everything that the plan is made from: by default a commit that declares nothing, and nothing there. */
export function aSyncObservation(
  overrides: Partial<Omit<SyncObservation, 'members'>> & { readonly members?: readonly Member[] } = {},
): SyncObservation {
  const sync = overrides.sync ?? aGitSync();
  return {
    sync,
    revision: testRevision,
    applySet: applySetOf(sync),
    desired: [],
    drift: new Map(),
    acceptedFields: new Map(),
    ...overrides,
    members: new Map((overrides.members ?? []).map((member) => [member.id, member])),
  };
}
