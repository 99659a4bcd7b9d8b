import type { Migration } from '#apis/infrastructure/migration.ts';
import { userIDOf } from '#apis/openstack/caller.ts';
import { withMicroseconds } from './times.ts';

type Phase = NonNullable<NonNullable<Migration['status']>['phase']>;

const statuses: Readonly<Record<Phase, string>> = {
  Preparing: 'pre-migrating',
  Migrating: 'migrating',
  Finished: 'finished',
  Confirmed: 'confirmed',
  Reverted: 'reverted',
  Failed: 'error',
};

const types: Readonly<Record<Migration['spec']['type'], string>> = {
  Resize: 'resize',
  Cold: 'migration',
  Evacuation: 'evacuation',
  Live: 'live-migration',
};

/** Nova's word for how far a move is. */
export function migrationStatusOf({ spec, status }: Migration): string {
  const phase = status?.phase ?? 'Preparing';
  if (phase === 'Finished' && spec.type === 'Live') return 'completed';
  return phase === 'Finished' && spec.type === 'Evacuation' ? 'done' : statuses[phase];
}

export function migrationTypeOf({ spec }: Migration): string {
  return types[spec.type];
}

/** When it was last heard of, RFC 3339. */
export function migrationUpdatedAt({ metadata, status }: Migration): string {
  return status?.updatedAt ?? metadata.creationTimestamp;
}

/** A move in the newest form. Flavors have no integers here. */
export function migrationView(migration: Migration): Record<string, unknown> {
  const { metadata, spec, status } = migration;
  const destination = status?.destination?.host ?? null;
  const { requestedBy = '' } = spec;
  return {
    id: status?.number ?? 0,
    uuid: metadata.uid,
    status: migrationStatusOf(migration),
    migration_type: migrationTypeOf(migration),
    instance_uuid: spec.server.uid,
    source_compute: spec.source.host,
    source_node: spec.source.host,
    dest_compute: destination,
    dest_node: destination,
    dest_host: destination,
    old_instance_type_id: null,
    new_instance_type_id: null,
    created_at: withMicroseconds(metadata.creationTimestamp),
    updated_at: status?.updatedAt === undefined ? null : withMicroseconds(status.updatedAt),
    user_id: userIDOf(requestedBy) ?? requestedBy,
    project_id: metadata.namespace ?? '',
  };
}

/** One that is under way, as its server lists it: with how much of it is at the other host, and without what every one of them has alike. */
export function liveMigrationView(migration: Migration): Record<string, unknown> {
  const {
    instance_uuid,
    migration_type: _type,
    old_instance_type_id: _old,
    new_instance_type_id: _new,
    ...view
  } = migrationView(migration);
  const { progress } = migration.status ?? {};
  const diskTotal = progress?.diskTotalBytes ?? 0;
  const diskSent = progress?.diskSentBytes ?? 0;
  return {
    ...view,
    server_uuid: instance_uuid,
    memory_total_bytes: progress?.memoryTotalBytes ?? 0,
    memory_processed_bytes: progress?.memorySentBytes ?? 0,
    memory_remaining_bytes: progress?.memoryRemainingBytes ?? 0,
    disk_total_bytes: diskTotal,
    disk_processed_bytes: diskSent,
    disk_remaining_bytes: Math.max(0, diskTotal - diskSent),
  };
}
