import { chmod } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';
import type { RepositoryURL } from '#apis/gitops/repository-place.ts';
import { SourceError, type SecretBytes } from '#controllers/gitops/repository-source.ts';

/** What Git is told so that it is let in. None of it is a secret: it names files that only we can read. */
export interface Access {
  readonly settings: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface AccessInput {
  readonly url: RepositoryURL;
  /** Where the name was found to lead, so that nothing is looked up again; empty for files. */
  readonly addresses: readonly string[];
  readonly credentials: SecretBytes | undefined;
  /** A directory of our own, removed afterwards. */
  readonly directory: string;
  readonly timeoutSeconds: number;
}

/** Puts what a Secret holds into files, and says how Git finds them. Throws SourceError for a Secret that lacks what the protocol needs. */
export async function prepareAccess(input: AccessInput): Promise<Access> {
  switch (input.url.protocol) {
    case 'file':
      return { settings: ['protocol.file.allow=always'], environment: {} };
    case 'ssh':
      return sshAccess(input);
    case 'http':
    case 'https':
      return httpAccess(input);
  }
}

async function httpAccess({ url, addresses, credentials, directory }: AccessInput): Promise<Access> {
  const settings = [
    `protocol.${url.protocol}.allow=always`,
    ...(isIP(url.host) === 0 ? [`http.curloptResolve=${pinned(url, addresses)}`] : []),
  ];
  const authority = textOf(credentials, 'ca.crt');
  if (authority !== undefined) {
    const file = join(directory, 'ca.crt');
    await writePrivateFile(file, authority);
    settings.push(`http.sslCAInfo=${file}`);
  }
  const password = textOf(credentials, 'password') ?? textOf(credentials, 'token');
  if (password === undefined) return { settings, environment: {} };
  // Git asks for a user name and a password, one question each, and gets a line.
  await writePrivateFile(join(directory, 'username'), `${oneLine('username', textOf(credentials, 'username') ?? 'git')}\n`);
  await writePrivateFile(join(directory, 'password'), `${oneLine('password', password)}\n`);
  const program = join(directory, 'askpass');
  await writePrivateFile(
    program,
    '#!/bin/sh\ncase "$1" in Username*) exec cat "${0%/*}/username" ;; *) exec cat "${0%/*}/password" ;; esac\n',
  );
  await chmod(program, 0o700);
  return { settings, environment: { GIT_ASKPASS: program } };
}

async function sshAccess({ url, addresses, credentials, directory, timeoutSeconds }: AccessInput): Promise<Access> {
  const key = textOf(credentials, 'ssh-privatekey');
  const knownHosts = textOf(credentials, 'known_hosts');
  if (key === undefined || knownHosts === undefined) {
    throw new SourceError(
      'BadCredentials',
      'ssh needs a Secret with ssh-privatekey and known_hosts (`ssh-keyscan HOST` prints the latter: compare it with what the server publishes)',
    );
  }
  const [keyFile, knownHostsFile] = [join(directory, 'ssh-privatekey'), join(directory, 'known_hosts')];
  await writePrivateFile(keyFile, key.endsWith('\n') ? key : `${key}\n`);
  await writePrivateFile(knownHostsFile, knownHosts);
  const options = {
    BatchMode: 'yes',
    ClearAllForwardings: 'yes',
    ConnectTimeout: String(timeoutSeconds),
    ControlPath: 'none',
    ForwardAgent: 'no',
    GlobalKnownHostsFile: '/dev/null',
    HostKeyAlias: url.port === 22 ? url.host : `[${url.host}]:${url.port}`,
    HostName: addresses[0] ?? url.host,
    IdentitiesOnly: 'yes',
    IdentityFile: keyFile,
    PasswordAuthentication: 'no',
    PermitLocalCommand: 'no',
    ProxyCommand: 'none',
    StrictHostKeyChecking: 'yes',
    UpdateHostKeys: 'no',
    UserKnownHostsFile: knownHostsFile,
  };
  const words = [
    'ssh',
    '-F',
    '/dev/null',
    '-a',
    '-T',
    '-x',
    ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]),
  ];
  return {
    settings: ['protocol.ssh.allow=always'],
    environment: { GIT_SSH_COMMAND: words.map(quoted).join(' '), GIT_SSH_VARIANT: 'ssh' },
  };
}

/** For curl: the name leads there, whatever the resolver says by then. */
function pinned({ host, port }: RepositoryURL, addresses: readonly string[]): string {
  return `${host}:${port}:${addresses.map((address) => (address.includes(':') ? `[${address}]` : address)).join(',')}`;
}

function textOf(secret: SecretBytes | undefined, key: string): string | undefined {
  const bytes = secret?.get(key);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
}

function oneLine(key: string, text: string): string {
  const line = text.replace(/\r?\n$/, '');
  if (/[\r\n\0]/.test(line)) throw new SourceError('BadCredentials', `${key} of the Secret has several lines`);
  return line;
}

/** For the shell that Git runs the command in. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
