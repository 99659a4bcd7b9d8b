import { gitSyncKind, type GitSync, type GitSyncSpec, type GitSyncStatus } from '#apis/gitops/git-sync.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { ObjectMeta } from '#apis/machinery/object-meta.ts';
import { aMeta } from './api-object.ts';

interface Overrides {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec?: Partial<GitSyncSpec>;
  readonly status?: GitSyncStatus;
}

/** A valid GitSync `cloud` of the whole of the branch `main` in `default`, that prunes and heals, and that nobody has looked at. */
export function aGitSync({ metadata, spec, status }: Overrides = {}): GitSync {
  return {
    apiVersion: apiVersionOf(gitSyncKind),
    kind: gitSyncKind.kind,
    metadata: aMeta({ name: 'cloud', ...metadata }),
    spec: {
      repository: { url: 'https://git.test/cloud', ref: { branch: 'main' } },
      path: '',
      serviceAccountName: 'deployer',
      intervalSeconds: 60,
      timeoutSeconds: 60,
      healthTimeoutSeconds: 600,
      suspend: false,
      prune: true,
      force: false,
      driftPolicy: 'Heal',
      ...spec,
    },
    ...(status === undefined ? {} : { status }),
  };
}
