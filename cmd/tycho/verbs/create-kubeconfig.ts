import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { kubeconfigText } from '#cmd/bootstrap/kubeconfig.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import type { Session } from '../session.ts';
import { stateDirectoryAt, type StateDirectory } from '../up/state-directory.ts';
import { stateDirectoryName } from '../api/kubeconfig-location.ts';
import { repeatable } from './repeatable.ts';
import type { SessionOf } from './verb.ts';

interface KubeconfigOptions {
  readonly group?: readonly string[];
  readonly days: string;
  readonly stateDirectory: string;
}

/** `tycho create kubeconfig USER`: a certificate of the authority that `tycho up` made, in a kubeconfig on standard output. Asks no server. */
export function defineCreateKubeconfig(create: Command, sessionOf: SessionOf): void {
  create
    .command('kubeconfig <user>')
    .description(
      'Print a kubeconfig with a new certificate for somebody, by the keys of `tycho up`. What they may is said by roles: `create project`.',
    )
    .option('--group <name>', 'a group that they are in; several times for more', repeatable)
    .option('--days <count>', 'for how long the certificate is good; nobody can take it back before', '30')
    .option('--state-directory <directory>', 'what `tycho up` was given', stateDirectoryName)
    .action((user: string, options: KubeconfigOptions, command: Command) => createKubeconfig(sessionOf(command), user, options));
}

async function createKubeconfig(session: Session, userName: string, options: KubeconfigOptions): Promise<void> {
  const { world } = session;
  const validityDays = Number(options.days);
  if (!Number.isInteger(validityDays) || validityDays < 1 || validityDays > mostDays) {
    throw new UsageFailure(`--days ${options.days} is not a whole number from 1 to ${mostDays}`);
  }
  if (userName.startsWith('tycho:host:') || userName.startsWith('system:')) {
    throw new UsageFailure(`"${userName}" is not a name for a person: those beginning with tycho:host: or system: mean something else`);
  }
  const authority = await readAuthority(stateDirectoryAt(resolve(world.workingDirectory, options.stateDirectory)));
  const organizations = options.group ?? [];
  const { issueCertificate } = await import('#cmd/bootstrap/certificates.ts');
  const issued = await issueCertificate({
    authority,
    commonName: userName,
    organizations,
    usage: 'Client',
    validityDays,
    clock: world.clock,
  });
  const { server, namespace } = await session.connect();
  const authorityPEM = authority.certificatePEM;
  world.output.write(kubeconfigText({ name: 'tycho', userName, server, authorityPEM, ...issued, namespace }));
}

async function readAuthority(state: StateDirectory): Promise<{ readonly certificatePEM: string; readonly privateKeyPEM: string }> {
  const files = state.credentials('api-ca');
  try {
    const [certificatePEM, privateKeyPEM] = await Promise.all([readFile(files.certificate, 'utf8'), readFile(files.key, 'utf8')]);
    return { certificatePEM, privateKeyPEM };
  } catch (cause) {
    throw new CommandFailure(
      `${files.key} cannot be read: run this where \`tycho up\` runs, as the same user, or sign a certificate with your own authority (docs/how-to/projects-and-roles.md)`,
      { cause },
    );
  }
}

const mostDays = 365;
