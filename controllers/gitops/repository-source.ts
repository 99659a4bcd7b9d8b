import type { GitRepository } from '#apis/gitops/git-sync.ts';

/** What is asked of a repository, with all that is needed to be let in. */
export interface SourceRequest {
  readonly repository: GitRepository;
  /** The folder that counts. */
  readonly path: string;
  readonly timeoutSeconds: number;
  /** Of the Secret that the repository names. */
  readonly credentials: SecretBytes | undefined;
  /** Of the Secret that holds whose signatures count. */
  readonly signers: SecretBytes | undefined;
  readonly signal: AbortSignal;
}

export type SecretBytes = ReadonlyMap<string, Uint8Array>;

/** Reads repositories. Both throw {@link SourceError}, or the signal's reason. */
export interface RepositorySource {
  /** The commit that the reference names now. One question, and none at all when it is a commit. */
  resolve(request: SourceRequest): Promise<string>;
  /** The manifests of the folder, of the commit that the reference names by now. */
  read(request: SourceRequest): Promise<RepositoryContent>;
}

export interface RepositoryContent {
  readonly revision: string;
  readonly documents: readonly ManifestDocument[];
  /** What could not be read, as `FILE:LINE: what is wrong`. One fault spoils the commit. */
  readonly faults: readonly string[];
}

/** One object as somebody wrote it, `List`s taken apart. Nothing is known of it but that it is a map. */
export interface ManifestDocument {
  readonly value: Readonly<Record<string, unknown>>;
  /** `FILE:LINE` */
  readonly origin: string;
}

/** A repository could not be read. The message says what was tried and what would help, and holds no secret. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly reason: SourceFailure;
  /** The commit that is to blame; absent if the trouble is with the repository and may go by itself. */
  readonly revision: string | undefined;

  constructor(reason: SourceFailure, message: string, options: ErrorOptions & { readonly revision?: string } = {}) {
    super(message, options);
    this.reason = reason;
    this.revision = options.revision;
  }
}

export type SourceFailure =
  /** The operator does not allow this protocol or this network. */
  | 'NotAllowed'
  | 'Unreachable'
  | 'TimedOut'
  | 'AccessDenied'
  /** There is no such branch, tag, commit or folder. */
  | 'NotFound'
  | 'TooLarge'
  | 'NotSigned'
  /** Git refuses what the repository holds. */
  | 'Malformed'
  /** The Secret lacks what is needed. */
  | 'BadCredentials'
  /** There is no Git on this machine, or one that is too old. */
  | 'NoGit';
