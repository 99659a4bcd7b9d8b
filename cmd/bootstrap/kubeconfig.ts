import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parsePlainKubeconfig } from './plain-kubeconfig.ts';
import { writePrivateFile } from './private-files.ts';

/** A kubeconfig is missing, malformed or incomplete. The message names the file and the fix. */
export class KubeconfigError extends Error {
  override readonly name = 'KubeconfigError';
}

/** What is needed to talk to one api-server as one user, from one context of a kubeconfig. Certificates and keys are PEM. */
export interface Connection {
  /** `https://HOST:PORT`, without a slash at the end. */
  readonly server: string;
  readonly contextName: string;
  readonly userName: string;
  /** The namespace to use when none is stated. */
  readonly namespace: string | undefined;
  /** Who must have signed the server's certificate; absent: what Node trusts. */
  readonly authorityPEM: string | undefined;
  /** The name to expect in the server's certificate instead of the host of `server`. */
  readonly tlsServerName: string | undefined;
  readonly skipTLSVerification: boolean;
  readonly credentials: UserCredentials;
}

/** How the user proves who it is. */
export type UserCredentials =
  | { readonly kind: 'Certificate'; readonly certificatePEM: string; readonly privateKeyPEM: string }
  | { readonly kind: 'Token'; readonly token: string }
  | { readonly kind: 'Password'; readonly username: string; readonly password: string }
  | { readonly kind: 'None' }
  /** A command or an identity provider must be asked. `files` are the kubeconfig's, for the library that does it. */
  | { readonly kind: 'Plugin'; readonly files: readonly string[] };

/** Several kubeconfig files seen as one: of two entries with the same name the first counts, as in kubectl. */
export interface Kubeconfig {
  readonly files: readonly string[];
  readonly currentContext: string | undefined;
  readonly contexts: ReadonlyMap<string, Entry>;
  readonly clusters: ReadonlyMap<string, Entry>;
  readonly users: ReadonlyMap<string, Entry>;
}

/** One entry, with the file that it came from: paths in it are relative to that. */
export interface Entry {
  readonly file: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Reads and merges kubeconfig files (YAML or JSON). Throws {@link KubeconfigError}. */
export async function readKubeconfig(files: readonly string[]): Promise<Kubeconfig> {
  const documents = await Promise.all(files.map(readDocument));
  return {
    files,
    currentContext: documents.map(({ fields }) => textOf(fields['current-context'])).find((name) => name !== undefined),
    contexts: mergedEntries(documents, 'contexts', 'context'),
    clusters: mergedEntries(documents, 'clusters', 'cluster'),
    users: mergedEntries(documents, 'users', 'user'),
  };
}

/** Resolves one context (the current one by default) with the files that it points to. Throws {@link KubeconfigError}. */
export async function connectionFrom(kubeconfig: Kubeconfig, options: { readonly context?: string } = {}): Promise<Connection> {
  const where = kubeconfig.files.join(', ');
  const contextName = options.context ?? kubeconfig.currentContext;
  if (contextName === undefined)
    throw new KubeconfigError(`${where}: no current-context: choose one with --context${choiceOf(kubeconfig.contexts)}`);
  const context = entryNamed(kubeconfig.contexts, contextName, `${where}: there is no context "${contextName}"`).fields;
  const [clusterName, userName] = [textOf(context['cluster']) ?? '', textOf(context['user']) ?? ''];
  const cluster = entryNamed(
    kubeconfig.clusters,
    clusterName,
    `${where}: context "${contextName}" names the cluster "${clusterName}", which is not there`,
  );
  const server = textOf(cluster.fields['server']);
  if (server === undefined) throw new KubeconfigError(`${cluster.file}: cluster "${clusterName}" has no server`);
  return {
    server: server.replace(/\/+$/, ''),
    contextName,
    userName,
    namespace: textOf(context['namespace']),
    authorityPEM: material(cluster, 'certificate-authority'),
    tlsServerName: textOf(cluster.fields['tls-server-name']),
    skipTLSVerification: cluster.fields['insecure-skip-tls-verify'] === true,
    credentials: credentialsOf(kubeconfig, userName),
  };
}

/** What {@link writeKubeconfig} needs: one cluster, one user, one context. */
export interface KubeconfigContent {
  /** Name of the cluster and of the context. */
  readonly name: string;
  readonly userName: string;
  readonly server: string;
  readonly authorityPEM: string;
  readonly certificatePEM: string;
  readonly privateKeyPEM: string;
  readonly namespace: string;
}

/** Writes a kubeconfig with everything inline, for its owner alone (0600). kubectl and {@link readKubeconfig} take it. */
export async function writeKubeconfig(path: string, content: KubeconfigContent): Promise<void> {
  await writePrivateFile(path, kubeconfigText(content));
}

/** The text of {@link writeKubeconfig}. It holds a private key. */
export function kubeconfigText(content: KubeconfigContent): string {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const quoted = (text: string): string => JSON.stringify(text);
  return `apiVersion: v1
kind: Config
current-context: ${quoted(content.name)}
clusters:
- name: ${quoted(content.name)}
  cluster:
    server: ${quoted(content.server)}
    certificate-authority-data: ${base64(content.authorityPEM)}
contexts:
- name: ${quoted(content.name)}
  context:
    cluster: ${quoted(content.name)}
    user: ${quoted(content.userName)}
    namespace: ${quoted(content.namespace)}
users:
- name: ${quoted(content.userName)}
  user:
    client-certificate-data: ${base64(content.certificatePEM)}
    client-key-data: ${base64(content.privateKeyPEM)}
`;
}

async function readDocument(file: string): Promise<Entry> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new KubeconfigError(`${file}: ${reasonOf(cause)}`, { cause });
  }
  const fields = await parseText(file, text);
  if (fields === null) return { file, fields: {} };
  if (typeof fields !== 'object' || Array.isArray(fields)) throw new KubeconfigError(`${file}: this is no kubeconfig`);
  return { file, fields: fields as Record<string, unknown> };
}

/** JSON and the plain form that programs write are much cheaper to read than YAML, so that is the last resort. */
async function parseText(file: string, text: string): Promise<unknown> {
  try {
    if (text.startsWith('{')) return JSON.parse(text);
    const simple = parsePlainKubeconfig(text);
    if (simple !== undefined) return simple;
    const { parse } = await import('yaml');
    return parse(text) as unknown;
  } catch (cause) {
    throw new KubeconfigError(`${file}: ${(cause instanceof Error ? cause.message : String(cause)).split('\n')[0]?.replace(/:$/, '')}`, {
      cause,
    });
  }
}

function mergedEntries(documents: readonly Entry[], listName: string, fieldName: string): ReadonlyMap<string, Entry> {
  const merged = new Map<string, Entry>();
  for (const { file, fields } of documents) {
    const list = fields[listName] ?? [];
    if (!Array.isArray(list)) throw new KubeconfigError(`${file}: ${listName} is not a list`);
    for (const item of list as readonly (Record<string, unknown> | null)[]) {
      const name = textOf(item?.['name']);
      const content = item?.[fieldName];
      if (name === undefined || merged.has(name)) continue;
      merged.set(name, { file, fields: typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {} });
    }
  }
  return merged;
}

function credentialsOf(kubeconfig: Kubeconfig, userName: string): UserCredentials {
  if (userName === '') return { kind: 'None' };
  const user = entryNamed(kubeconfig.users, userName, `${kubeconfig.files.join(', ')}: there is no user "${userName}"`);
  if ('exec' in user.fields || 'auth-provider' in user.fields) return { kind: 'Plugin', files: kubeconfig.files };
  const certificatePEM = material(user, 'client-certificate');
  const privateKeyPEM = material(user, 'client-key');
  if (certificatePEM !== undefined && privateKeyPEM !== undefined) return { kind: 'Certificate', certificatePEM, privateKeyPEM };
  if (certificatePEM !== undefined)
    throw new KubeconfigError(`${user.file}: user "${userName}" has a client-certificate but no client-key`);
  const tokenFile = textOf(user.fields['tokenFile']);
  const token = tokenFile === undefined ? textOf(user.fields['token']) : readBeside(user.file, tokenFile).trim();
  if (token !== undefined) return { kind: 'Token', token };
  const username = textOf(user.fields['username']);
  return username === undefined ? { kind: 'None' } : { kind: 'Password', username, password: textOf(user.fields['password']) ?? '' };
}

/** `NAME-data` in base64, or else the file that `NAME` points to. */
function material(entry: Entry, name: string): string | undefined {
  const inline = textOf(entry.fields[`${name}-data`]);
  if (inline !== undefined) return Buffer.from(inline, 'base64').toString('utf8');
  const path = textOf(entry.fields[name]);
  return path === undefined ? undefined : readBeside(entry.file, path);
}

function readBeside(file: string, path: string): string {
  try {
    return readFileSync(resolve(dirname(file), path), 'utf8');
  } catch (cause) {
    throw new KubeconfigError(`${file} points to ${path}: ${reasonOf(cause)}`, { cause });
  }
}

function entryNamed(entries: ReadonlyMap<string, Entry>, name: string, complaint: string): Entry {
  const entry = entries.get(name);
  if (entry === undefined) throw new KubeconfigError(`${complaint}${choiceOf(entries)}`);
  return entry;
}

function choiceOf(entries: ReadonlyMap<string, Entry>): string {
  return entries.size === 0 ? '' : `; there is ${[...entries.keys()].join(', ')}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function reasonOf(error: unknown): string {
  switch (String((error as NodeJS.ErrnoException).code)) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
      return 'you may not read it';
    case 'EISDIR':
      return 'this is a directory';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
