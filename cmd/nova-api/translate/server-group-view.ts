import type { ServerGroup, ServerGroupSpec } from '#apis/compute/server-group.ts';
import { userIDOf } from '#apis/openstack/caller.ts';

/** Everything of a server group, in the newest version. `members` are the ids of the servers that are in it. */
export function serverGroupView({ metadata, spec, status }: ServerGroup, members: readonly string[]): Record<string, unknown> {
  return {
    id: metadata.uid,
    name: spec.displayName ?? metadata.name,
    policy: wordOfPolicy[spec.policy],
    rules: spec.maximumServersPerHost > 1 ? { max_server_per_host: spec.maximumServersPerHost } : {},
    members,
    project_id: metadata.namespace ?? '',
    user_id: userIDOf(status?.createdBy ?? '') ?? status?.createdBy ?? '',
  };
}

/** The policy by Nova's word for it. */
export const policyOfWord = {
  affinity: 'Affinity',
  'anti-affinity': 'AntiAffinity',
  'soft-affinity': 'SoftAffinity',
  'soft-anti-affinity': 'SoftAntiAffinity',
} as const satisfies Readonly<Record<string, ServerGroupSpec['policy']>>;

const wordOfPolicy: Readonly<Record<ServerGroupSpec['policy'], keyof typeof policyOfWord>> = {
  Affinity: 'affinity',
  AntiAffinity: 'anti-affinity',
  SoftAffinity: 'soft-affinity',
  SoftAntiAffinity: 'soft-anti-affinity',
};
