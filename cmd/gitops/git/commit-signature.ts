import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';
import { SourceError, type SecretBytes } from '#controllers/gitops/repository-source.ts';
import { GitError, runGit, type GitSurroundings } from './git-process.ts';

export interface SignatureCheck {
  readonly gitDirectory: string;
  readonly revision: string;
  readonly mode: 'SSH' | 'OpenPGP';
  /** Whose signatures count. */
  readonly signers: SecretBytes | undefined;
}

/** Throws SourceError unless one of `signers` has signed the commit. */
export async function checkSignature(
  { gitDirectory, revision, mode, signers }: SignatureCheck,
  surroundings: GitSurroundings,
): Promise<void> {
  if (signers === undefined || signers.size === 0) throw new SourceError('BadCredentials', 'the Secret of spec.repository.verify is empty');
  const settings = mode === 'SSH' ? await allowSigners(signers, surroundings) : await importKeys(signers, surroundings);
  try {
    await runGit(
      {
        parameters: [`--git-dir=${gitDirectory}`, 'verify-commit', '--raw', revision],
        settings,
        environment: { GNUPGHOME: keyringOf(surroundings) },
      },
      surroundings,
    );
  } catch (error) {
    if (!(error instanceof GitError) || error.end !== 'Failed') throw error;
    throw new SourceError(
      'NotSigned',
      `commit ${revision.slice(0, 12)} has no good signature by any of those in the Secret: ${error.complaint || 'it is not signed'}`,
      {
        cause: error,
        revision,
      },
    );
  }
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
