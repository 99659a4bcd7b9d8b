import type { ChangedField } from './managed-fields.ts';
import type { MemberCache } from './member-cache.ts';
import type { RepositoryContent, SourceError } from './repository-source.ts';

/**
 * What is remembered of one GitSync between two looks. All of it can be lost: it is found again from the repository and from what the objects say, at the
 * cost of some requests.
 */
export interface SyncMemory {
  /** When and on whose behalf the repository was last asked. */
  asked: { readonly atMilliseconds: number; readonly generation: number; readonly request: string | undefined } | undefined;
  /** What was read of the repository, and the settings that it was read with. */
  content: { readonly settings: string; readonly content: RepositoryContent } | undefined;
  /** A commit that cannot be used however often it is read. */
  unusable: { readonly settings: string; readonly revision: string; readonly error: SourceError } | undefined;
  /** Why the last question to the repository failed. */
  sourceFailure: SourceError | undefined;
  /** By id: what a trial has shown, so that a wave that waits is not tried again at each look. Of one commit only. */
  trials: { readonly revision: string; readonly byID: Map<string, Trial> };
  /** When a commit that the api-server refused is tried again. */
  rejection: { readonly revision: string; readonly generation: number; readonly retryAtMilliseconds: number } | undefined;
  /** By uid: the fields that an object has by us, where its own note says other ones and nothing is wrong with it. */
  readonly acceptedFields: Map<string, string>;
  /** By id: what was found out about an object in a certain state. */
  readonly drift: Map<string, { readonly state: string; readonly fields: readonly ChangedField[] }>;
  /** Since when a wave is waited for. */
  waiting: { readonly key: string; readonly sinceMilliseconds: number } | undefined;
  statusWrittenAtMilliseconds: number | undefined;
  /** Of a certain service account and project. */
  cache: { readonly owner: string; readonly members: MemberCache } | undefined;
}

/** An apply that the api-server would take, and the hash of the fields that would come of it. */
export interface Trial {
  readonly hash: string;
  readonly force: boolean;
  readonly fields: string | undefined;
}

export function emptyMemory(): SyncMemory {
  return {
    asked: undefined,
    content: undefined,
    unusable: undefined,
    sourceFailure: undefined,
    trials: { revision: '', byID: new Map() },
    rejection: undefined,
    acceptedFields: new Map(),
    drift: new Map(),
    waiting: undefined,
    statusWrittenAtMilliseconds: undefined,
    cache: undefined,
  };
}
