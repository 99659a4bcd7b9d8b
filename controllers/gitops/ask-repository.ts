import type { ApiClient } from '#apis/client/api-client.ts';
import { syncRequestAnnotation, type GitSync } from '#apis/gitops/git-sync.ts';
import { secretKind } from '#apis/kubernetes/core.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { SourceError, type RepositoryContent, type RepositorySource, type SecretBytes, type SourceRequest } from './repository-source.ts';
import type { SyncMemory } from './sync-memory.ts';

export interface AskContext {
  readonly sync: GitSync;
  readonly memory: SyncMemory;
  readonly source: RepositorySource;
  /** Of the service account: whoever makes a GitSync cannot have read what that may not. */
  readonly client: ApiClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * What the repository holds: as it was read before, unless it is time to ask for news. An interval in which nothing was committed costs one question.
 * Throws {@link SourceError} for a repository that cannot be read, at each look until the next question, and the api-server's errors.
 */
export async function askRepository(context: AskContext): Promise<RepositoryContent> {
  const { sync, memory, clock } = context;
  const settings = settingsOf(sync);
  const known = memory.content?.settings === settings ? memory.content.content : undefined;
  if (!isTimeToAsk(sync, memory, clock)) {
    if (memory.sourceFailure !== undefined) throw memory.sourceFailure;
    if (known !== undefined) return known;
  }
  try {
    const content = await readIfNew(context, settings, known);
    memory.sourceFailure = undefined;
    memory.content = { settings, content };
    return content;
  } catch (error) {
    if (error instanceof SourceError) memory.sourceFailure = error;
    throw error;
  } finally {
    memory.asked = { atMilliseconds: clock.monotonicMilliseconds(), generation: sync.metadata.generation, request: requestOf(sync) };
  }
}

/** When the repository is to be asked again, in seconds from now. */
export function secondsUntilNextQuestion({ spec }: GitSync, memory: SyncMemory, clock: Clock): number {
  const elapsed = memory.asked === undefined ? spec.intervalSeconds : (clock.monotonicMilliseconds() - memory.asked.atMilliseconds) / 1000;
  return Math.max(0, spec.intervalSeconds - elapsed);
}

/** What somebody wrote who wants a look now. */
export function requestOf({ metadata }: GitSync): string | undefined {
  return metadata.annotations?.[syncRequestAnnotation];
}

function isTimeToAsk(sync: GitSync, memory: SyncMemory, clock: Clock): boolean {
  const { asked } = memory;
  return (
    asked === undefined ||
    asked.generation !== sync.metadata.generation ||
    asked.request !== requestOf(sync) ||
    secondsUntilNextQuestion(sync, memory, clock) === 0
  );
}

async function readIfNew(
  { sync, memory, source, client, signal }: AskContext,
  settings: string,
  known: RepositoryContent | undefined,
): Promise<RepositoryContent> {
  const { repository, path, timeoutSeconds } = sync.spec;
  const namespace = sync.metadata.namespace!;
  const secret = async (name: string | undefined): Promise<SecretBytes | undefined> =>
    name === undefined ? undefined : readSecret(client, namespace, name, signal);
  const request: SourceRequest = {
    repository,
    path,
    timeoutSeconds,
    credentials: await secret(repository.secretName),
    signers: await secret(repository.verify?.secretName),
    signal,
  };
  const revision = await source.resolve(request);
  if (known?.revision === revision) return known;
  if (memory.unusable?.settings === settings && memory.unusable.revision === revision) throw memory.unusable.error;
  try {
    return await source.read(request);
  } catch (error) {
    if (error instanceof SourceError && error.revision !== undefined) memory.unusable = { settings, revision: error.revision, error };
    throw error;
  }
}

async function readSecret(client: ApiClient, namespace: string, name: string, signal: AbortSignal): Promise<SecretBytes> {
  try {
    const { data = {} } = await client.resource(secretKind).get({ namespace, name }, { signal });
    return new Map(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64')]));
  } catch (error) {
    if (error instanceof NotFoundError)
      throw new SourceError('BadCredentials', `there is no Secret "${name}" in ${namespace}`, { cause: error });
    throw error;
  }
}

/** What a reading depends on. A Secret that changes is read at the next question anyway. */
function settingsOf({ spec, metadata }: GitSync): string {
  return JSON.stringify([metadata.uid, spec.repository, spec.path, spec.serviceAccountName]);
}
