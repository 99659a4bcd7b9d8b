/** Where a repository is. Nothing in here can be taken for an option, another protocol or a command. */
export interface RepositoryURL {
  readonly protocol: 'https' | 'http' | 'ssh' | 'file';
  /** Absent for `file`. Without the brackets of an IPv6 address. */
  readonly host: string;
  /** As stated, or the usual one of the protocol; 0 for `file`. */
  readonly port: number;
  /** For `ssh`: who to log in as, if stated. */
  readonly userName: string | undefined;
  /** Absolute. */
  readonly path: string;
  /** The same in the one form that we give to Git. */
  readonly text: string;
}

const usualPorts = { https: 443, http: 80, ssh: 22, file: 0 } as const;

/** Reads a repository's URL, `USER@HOST:PATH` included. A string says what is wrong with it. */
export function parseRepositoryURL(text: string): RepositoryURL | string {
  if (!/^[\x21-\x7e]+$/.test(text)) return 'it holds spaces or other characters that a URL has to escape';
  const url = URL.parse(withProtocol(text));
  const protocol = url?.protocol.slice(0, -1);
  if (url === null || !isKnown(protocol)) return 'it is no URL of the form https://HOST/PATH or ssh://USER@HOST/PATH';
  if (url.password !== '' || (url.username !== '' && protocol !== 'ssh')) return 'it holds a user or password: put these into the Secret';
  if (url.search !== '' || url.hash !== '') return 'it has a query or a fragment, which a repository has not';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (protocol === 'file' ? host !== '' : !/^[A-Za-z0-9]([A-Za-z0-9.:_-]*[A-Za-z0-9])?$/.test(host))
    return 'its host is no name or address';
  if (url.username !== '' && !/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(url.username)) return 'its user is no plain name';
  if (url.pathname.length < 2 || /^\/+(-|$)/.test(url.pathname)) return 'its path names no repository';
  return {
    protocol,
    host,
    port: url.port === '' ? usualPorts[protocol] : Number(url.port),
    userName: url.username === '' ? undefined : url.username,
    path: url.pathname,
    text: url.href,
  };
}

/** Why this cannot be the name of a branch or tag; undefined: it can. The rules of `git check-ref-format`, and no leading hyphen. */
export function referenceNameFault(name: string): string | undefined {
  if (/[\x00-\x20\x7f~^:?*[\\]/.test(name)) return 'it holds a character that names of branches and tags do not have';
  const isWell =
    !name.startsWith('-') &&
    !/\.\.|@\{|\/\/|^\/|\/$|\.$/.test(name) &&
    name !== '@' &&
    name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'));
  return isWell ? undefined : 'it is no name that Git takes for a branch or tag';
}

/** Why this cannot be a folder in a repository; undefined: it can. */
export function repositoryPathFault(path: string): string | undefined {
  if (/[\x00-\x1f\x7f]/.test(path)) return 'it holds control characters';
  if (path.startsWith('/')) return 'it is a folder of the repository: leave out the first slash';
  return path.split('/').includes('..') ? 'it may not leave the repository' : undefined;
}

/** Git's short form for ssh. */
function withProtocol(text: string): string {
  const short = /^([A-Za-z0-9_][A-Za-z0-9._-]*)@([A-Za-z0-9][A-Za-z0-9.-]*):(?!\/\/)(.+)$/.exec(text);
  return short === null ? text : `ssh://${short[1]}@${short[2]}/${short[3]!.replace(/^\/+/, '')}`;
}

function isKnown(protocol: string | undefined): protocol is RepositoryURL['protocol'] {
  return protocol !== undefined && protocol in usualPorts;
}
