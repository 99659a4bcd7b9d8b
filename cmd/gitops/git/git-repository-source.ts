import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRepositoryURL, referenceNameFault, repositoryPathFault, type RepositoryURL } from '#apis/gitops/repository-place.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import {
  SourceError,
  type RepositoryContent,
  type RepositorySource,
  type SourceFailure,
  type SourceRequest,
} from '#controllers/gitops/repository-source.ts';
import { parseManifests } from '../manifests/parse-manifests.ts';
import { readBlobs } from './blob-batch.ts';
import { checkSignatures } from './signatures.ts';
import { prepareAccess } from './credential-files.ts';
import { GitError, runGit, type GitCommand, type GitSurroundings } from './git-process.ts';
import type { RepositoryLimits } from './repository-limits.ts';
import type { RepositoryNetwork } from './repository-network.ts';
import { readTree, shown } from './tree-files.ts';

export interface GitRepositorySourceOptions {
  readonly network: RepositoryNetwork;
  readonly limits: RepositoryLimits;
  /** Where there is room for one commit of a few repositories at a time. Belongs to us alone. */
  readonly directory: string;
  readonly clock: Clock;
}

/**
 * Reads repositories with the `git` of the machine. A commit is fetched into an empty repository without a work tree, its manifests are read out of that
 * by the names of their bytes, and all of it is removed: no file of a stranger ever gets a name on this machine, and nothing of an earlier fetch can
 * come back.
 */
export class GitRepositorySource implements RepositorySource {
  readonly #options: GitRepositorySourceOptions;

  constructor(options: GitRepositorySourceOptions) {
    this.#options = options;
  }

  async resolve(request: SourceRequest): Promise<string> {
    const { commit } = request.repository.ref;
    const url = urlOf(request);
    await this.#options.network.addressesOf(url);
    if (commit !== undefined) return commit;
    const name = fullNameOf(request);
    return this.#within(request, url, async (git) => {
      const output = await git({ parameters: ['ls-remote', '--quiet', '--', url.text, name, `${name}^{}`] });
      const lines = output
        .toString('utf8')
        .split('\n')
        .map((line) => line.split('\t'));
      // An annotated tag has a line for the commit that it stands for.
      const revision = (lines.find(([, each]) => each === `${name}^{}`) ?? lines.find(([, each]) => each === name))?.[0];
      if (revision === undefined || !isRevision(revision)) throw new SourceError('NotFound', `${url.text} has no ${wordsOf(request)}`);
      return revision;
    });
  }

  async read(request: SourceRequest): Promise<RepositoryContent> {
    const url = urlOf(request);
    return this.#within(request, url, async (git, surroundings) => {
      const gitDirectory = join(surroundings.directory, 'repository.git');
      const inside = (...parameters: string[]): GitCommand => ({ parameters: [`--git-dir=${gitDirectory}`, ...parameters] });
      await git({ parameters: ['init', '--bare', '--quiet', '--template=', '--initial-branch=none', gitDirectory] });
      const source = request.repository.ref.commit ?? fullNameOf(request);
      await git(
        inside(
          'fetch',
          '--quiet',
          '--depth=1',
          '--no-tags',
          '--no-recurse-submodules',
          '--no-auto-maintenance',
          '--no-write-fetch-head',
          '--end-of-options',
          url.text,
          `+${source}:${fetched}`,
        ),
      );
      const revision = (await git(inside('rev-parse', '--verify', '--quiet', `${fetched}^{commit}`))).toString('utf8').trim();
      if (!isRevision(revision)) throw new SourceError('NotFound', `${wordsOf(request)} of ${url.text} is no commit`);
      const { verify, ref } = request.repository;
      if (verify !== undefined) {
        const tag = ref.tag === undefined ? undefined : { name: ref.tag, reference: fetched };
        const { mode, signed = 'Commit' } = verify;
        await checkSignatures({ gitDirectory, revision, tag, mode, signed, signers: request.signers }, surroundings);
      }
      return this.#readManifests(request, revision, inside, git);
    });
  }

  async #readManifests(
    request: SourceRequest,
    revision: string,
    inside: (...parameters: string[]) => GitCommand,
    git: RunGit,
  ): Promise<RepositoryContent> {
    const { limits, clock } = this.#options;
    const folder = request.path
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/');
    const tooLarge = (what: string): SourceError => new SourceError('TooLarge', `commit ${revision.slice(0, 12)}: ${what}`, { revision });
    const listing = await git(inside('ls-tree', '-r', '-z', '-l', '--full-tree', revision, ...(folder === '' ? [] : ['--', folder])));
    const { manifests, faults, fileCount } = readTree(listing.toString('utf8'), folder);
    if (fileCount === 0 && folder !== '')
      throw new SourceError('NotFound', `commit ${revision.slice(0, 12)} has no folder ${shown(folder)}`, { revision });
    if (fileCount > limits.fileCount) throw tooLarge(`its folder has ${fileCount} files, and ${limits.fileCount} are the most`);
    if (manifests.length > limits.manifestCount)
      throw tooLarge(`its folder has ${manifests.length} manifests, and ${limits.manifestCount} are the most`);
    const large = manifests.find(({ sizeBytes }) => sizeBytes > limits.manifestBytes);
    if (large !== undefined)
      throw tooLarge(`${shown(large.path)} has ${large.sizeBytes} bytes, and a manifest ${limits.manifestBytes} at most`);
    const totalBytes = manifests.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    if (totalBytes > limits.allManifestsBytes)
      throw tooLarge(`its manifests have ${totalBytes} bytes together, and ${limits.allManifestsBytes} are the most`);
    const output = await git({
      ...inside('cat-file', '--batch', '--buffer'),
      input: manifests.map(({ object }) => `${object}\n`).join(''),
    });
    const parsed = await parseManifests(
      readBlobs(output, manifests).map((content, index) => ({ path: shown(manifests[index]!.path), content })),
      clock,
    );
    return { revision, documents: parsed.documents, faults: [...faults, ...parsed.faults] };
  }

  /** Something with Git in a directory of its own, which is gone afterwards. */
  async #within<Value>(
    request: SourceRequest,
    url: RepositoryURL,
    act: (git: RunGit, surroundings: GitSurroundings) => Promise<Value>,
  ): Promise<Value> {
    const { network, limits, clock, directory: parent } = this.#options;
    const addresses = await network.addressesOf(url);
    await mkdir(parent, { recursive: true, mode: 0o700 });
    const directory = await mkdtemp(join(parent, 'fetch-'));
    const deadlineMilliseconds = clock.monotonicMilliseconds() + request.timeoutSeconds * 1000;
    try {
      const { timeoutSeconds, credentials, signal } = request;
      const access = await prepareAccess({ url, addresses, credentials, directory, timeoutSeconds });
      const surroundings: GitSurroundings = {
        directory,
        get timeoutSeconds() {
          return Math.max(0.001, (deadlineMilliseconds - clock.monotonicMilliseconds()) / 1000);
        },
        fileSizeBytes: limits.packBytes,
        memoryBytes: limits.memoryBytes,
        outputBytes: limits.allManifestsBytes * 2,
        signal,
        clock,
      };
      const git: RunGit = (command) =>
        runGit(
          {
            ...command,
            settings: [...access.settings, ...(command.settings ?? [])],
            environment: { ...access.environment, ...command.environment },
          },
          surroundings,
        );
      return await act(git, surroundings);
    } catch (error) {
      throw error instanceof GitError ? sourceErrorOf(error, request, url) : error;
    } finally {
      await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

type RunGit = (command: GitCommand) => Promise<Buffer>;

/** The only reference of a repository that we fetched into. */
const fetched = 'refs/tycho/fetched';

/** What the kind has checked, checked again where it is used: an object may be older than a rule. */
function urlOf({ repository, path }: SourceRequest): RepositoryURL {
  const url = parseRepositoryURL(repository.url);
  if (typeof url === 'string') throw new SourceError('NotAllowed', `spec.repository.url: ${url}`);
  const { branch, tag } = repository.ref;
  const fault = repositoryPathFault(path) ?? referenceNameFault(branch ?? tag ?? 'none');
  if (fault !== undefined) throw new SourceError('NotAllowed', `spec.repository.ref or spec.path: ${fault}`);
  return url;
}

function fullNameOf({ repository: { ref } }: SourceRequest): string {
  return ref.tag === undefined ? `refs/heads/${ref.branch}` : `refs/tags/${ref.tag}`;
}

function wordsOf({ repository: { ref } }: SourceRequest): string {
  if (ref.commit !== undefined) return `commit ${ref.commit.slice(0, 12)}`;
  return ref.tag === undefined ? `branch "${ref.branch}"` : `tag "${ref.tag}"`;
}

function isRevision(text: string): boolean {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

function sourceErrorOf(error: GitError, request: SourceRequest, url: RepositoryURL): SourceError {
  const { reason, words } = judged(error, request);
  return new SourceError(reason, `${url.text}: ${words}`, { cause: error });
}

function judged({ end, complaint }: GitError, request: SourceRequest): { readonly reason: SourceFailure; readonly words: string } {
  if (end === 'NotInstalled' || /failed to execute git|execvp.*git: No such/i.test(complaint))
    return { reason: 'NoGit', words: 'there is no git on the machine of the gitops process' };
  if (end === 'TimedOut') return { reason: 'TimedOut', words: `it was not read within ${request.timeoutSeconds} s` };
  if (end === 'TooLarge') return { reason: 'TooLarge', words: 'the commit is larger than the operator allows' };
  if (
    /Authentication failed|could not read (Username|Password)|Permission denied|returned error: 40[13]|Host key verification failed|unable to read askpass/i.test(
      complaint,
    )
  ) {
    return { reason: 'AccessDenied', words: `the server lets nobody in with what the Secret holds: ${complaint}` };
  }
  if (/couldn't find remote ref|not our ref|unadvertised object/i.test(complaint))
    return { reason: 'NotFound', words: `there is no ${wordsOf(request)}` };
  if (/fsck error|: bad(?! config)|invalid object|corrupt/i.test(complaint))
    return { reason: 'Malformed', words: `it holds objects that are not well formed: ${complaint}` };
  if (/not found|does not exist|does not appear to be a git repository/i.test(complaint)) return { reason: 'NotFound', words: complaint };
  return { reason: 'Unreachable', words: complaint };
}
