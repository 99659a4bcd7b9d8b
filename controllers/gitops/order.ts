import { waveAnnotation } from '#apis/gitops/git-sync.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';

/** What others need comes first, within a wave; what needs nobody and is needed by nobody is in between. */
const ranks: readonly (readonly string[])[] = [
  ['Namespace'],
  ['ServiceAccount', 'ClusterRole', 'Role'],
  ['ClusterRoleBinding', 'RoleBinding'],
  ['DefaultQuota', 'Quota', 'Secret', 'ConfigMap', 'Flavor', 'KeyPair', 'Network', 'Aggregate'],
  ['Image', 'ServerGroup'],
  [],
  ['Port', 'Volume'],
  ['Server'],
  ['VolumeAttachment'],
  ['VolumeSnapshot', 'ServerAction', 'GitSync'],
];

const rankByKind = new Map(ranks.flatMap((kinds, rank) => kinds.map((kind) => [kind, rank])));

/** Lower ones are applied first, and deleted last. */
export function rankOf({ kind }: Pick<KindDefinition, 'kind'>): number {
  return rankByKind.get(kind) ?? ranks.findIndex((kinds) => kinds.length === 0);
}

/** The wave that an object was applied in; 0 if it says none. */
export function waveOfMember({ metadata }: ApiObject): number {
  const wave = Number(metadata.annotations?.[waveAnnotation] ?? 0);
  return Number.isInteger(wave) ? wave : 0;
}
