import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';
import { SourceError, type SecretBytes } from '#controllers/gitops/repository-source.ts';
import { GitError, runGit, type GitSurroundings } from './git-process.ts';

export interface SignatureCheck {
  readonly gitDirectory: string;
  readonly revision: string;
  /** By what the revision was fetched, if that was a tag, and where it lies now. */
  readonly tag: { readonly name: string; readonly reference: string } | undefined;
  readonly mode: 'SSH' | 'OpenPGP';
  readonly signed: 'Commit' | 'Tag' | 'TagAndCommit';
  /** Whose signatures count. */
  readonly signers: SecretBytes | undefined;
}

/** Throws SourceError unless one of `signers` has signed what has to be signed. */
export async function checkSignatures(check: SignatureCheck, surroundings: GitSurroundings): Promise<void> {
  const { mode, signed, signers, revision } = check;
  if (signers === undefined || signers.size === 0) throw new SourceError('BadCredentials', 'the Secret of spec.repository.verify is empty');
  const settings = mode === 'SSH' ? await allowSigners(signers, surroundings) : await importKeys(signers, surroundings);
  if (signed !== 'Commit') await checkTag(check, settings, surroundings);
  if (signed === 'Tag') return;
  const git = inside(check, settings, surroundings);
  // It stays unsigned however often it is asked for.
  await refusing(git('verify-commit', '--raw', revision), `commit ${revision.slice(0, 12)}`, { revision });
}

/**
 * A signed tag says its own name, and that counts: whoever can push could else give the name of a release to the tag of an older one. None of this is held
 * against the commit, since a tag can be made anew for it.
 */
async function checkTag(check: SignatureCheck, settings: readonly string[], surroundings: GitSurroundings): Promise<void> {
  const { tag } = check;
  if (tag === undefined)
    throw new SourceError('NotSigned', 'spec.repository.verify asks for a signed tag, and spec.repository.ref names none');
  const git = inside(check, settings, surroundings);
  const sort = (await git('cat-file', '-t', tag.reference)).toString('utf8').trim();
  if (sort !== 'tag')
    throw new SourceError('NotSigned', `tag "${tag.name}" is a lightweight one, which holds no signature: make it with git tag --sign`);
  await refusing(git('verify-tag', '--raw', tag.reference), `tag "${tag.name}"`, {});
  const [head = ''] = (await git('cat-file', 'tag', tag.reference)).toString('utf8').split('\n\n', 1);
  const ownName = /^tag (.*)$/m.exec(head)?.[1];
  if (ownName !== tag.name)
    throw new SourceError('NotSigned', `tag "${tag.name}" was signed as ${JSON.stringify(ownName)}: somebody gave it another name since`);
}

/** Throws SourceError when Git says that a signature is not good. */
async function refusing(answer: Promise<unknown>, what: string, options: { readonly revision?: string }): Promise<void> {
  try {
    await answer;
  } catch (error) {
    if (!(error instanceof GitError) || error.end !== 'Failed') throw error;
    const complaint = error.complaint || 'it is not signed';
    throw new SourceError('NotSigned', `${what} has no good signature by any of those in the Secret: ${complaint}`, {
      cause: error,
      ...options,
    });
  }
}

function inside(
  { gitDirectory }: SignatureCheck,
  settings: readonly string[],
  surroundings: GitSurroundings,
): (...parameters: string[]) => Promise<Buffer> {
  const environment = { GNUPGHOME: keyringOf(surroundings) };
  return (...parameters) => runGit({ parameters: [`--git-dir=${gitDirectory}`, ...parameters], settings, environment }, surroundings);
}

async function allowSigners(signers: SecretBytes, { directory }: GitSurroundings): Promise<readonly string[]> {
  const allowed = signers.get('allowed_signers');
  if (allowed === undefined)
    throw new SourceError('BadCredentials', 'the Secret of spec.repository.verify lacks allowed_signers: lines of `PRINCIPAL KEYTYPE KEY`');
  const file = join(directory, 'allowed_signers');
  await writePrivateFile(file, allowed);
  // A signature of the other sort is looked at too, and nobody is allowed to make one.
  return [
    'gpg.format=ssh',
    `gpg.ssh.allowedSignersFile=${file}`,
    'gpg.openpgp.program=/bin/false',
    'gpg.program=/bin/false',
    'gpg.x509.program=/bin/false',
  ];
}

/** A keyring of its own that holds these keys and no others, so that whoever is in it is trusted. */
async function importKeys(signers: SecretBytes, surroundings: GitSurroundings): Promise<readonly string[]> {
  const keyring = keyringOf(surroundings);
  await mkdir(keyring, { mode: 0o700, recursive: true });
  await writePrivateFile(join(keyring, 'gpg.conf'), 'no-autostart\nno-auto-key-locate\nno-auto-key-retrieve\nbatch\nno-tty\n');
  const keys = join(surroundings.directory, 'keys.asc');
  await writePrivateFile(keys, [...signers.values()].map((bytes) => Buffer.from(bytes).toString('utf8')).join('\n'));
  // Through an alias Git runs it within the same bounds as itself.
  const parameters = ['-c', 'alias.import-keys=!gpg --batch --quiet --import', 'import-keys', keys];
  try {
    await runGit({ parameters, environment: { GNUPGHOME: keyring } }, surroundings);
  } catch (error) {
    if (!(error instanceof GitError) || error.end !== 'Failed') throw error;
    throw new SourceError('BadCredentials', `the keys in the Secret of spec.repository.verify could not be read: ${error.complaint}`, {
      cause: error,
    });
  }
  return ['gpg.format=openpgp', 'gpg.ssh.program=/bin/false', 'gpg.x509.program=/bin/false', 'gpg.minTrustLevel=undefined'];
}

function keyringOf({ directory }: GitSurroundings): string {
  return join(directory, 'gnupg');
}
