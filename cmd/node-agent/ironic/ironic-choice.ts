import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError, type Flag, type FlagValues } from '#cmd/bootstrap/flags.ts';
import { basicAuthentication, noAuthentication, type IronicAuthentication } from '#drivers/ironic/api/authentication.ts';
import { parseNodeSelection, selectionKeys, type NodeSelection } from '#drivers/ironic/node/node-selection.ts';

/** One agent process in front of one Ironic: each of its nodes becomes a host. */
export interface IronicChoice {
  readonly kind: 'ironic';
  readonly url: URL;
  readonly authorityPEM: string | undefined;
  readonly authentication: IronicAuthentication;
  readonly selection: NodeSelection;
  /** Where Ironic reads images: as this process sees it, and as Ironic does. */
  readonly shelf: { readonly directory: string; readonly url: string };
  readonly intervalSeconds: number;
}

/** What `--driver ironic` goes with. */
export const ironicFlags = {
  'ironic-url': { kind: 'Optional', value: 'URL', help: 'Root of Ironic’s API, with driver ironic: each of its nodes becomes a host.' },
  'ironic-nodes': {
    kind: 'List',
    value: 'KEY=VALUE',
    help: `Which of Ironic’s nodes to use: by ${selectionKeys.join(', ')}. At least one; a node must be as all of them say.`,
  },
  'ironic-auth': { kind: 'Default', value: 'none|basic', default: 'none', help: 'How requests to Ironic say who asks.' },
  'ironic-credentials-file': { kind: 'Optional', value: 'FILE', help: 'Holds USER:PASSWORD, for --ironic-auth basic.' },
  'ironic-ca': { kind: 'Optional', value: 'FILE', help: 'Authority of Ironic’s certificate.' },
  'ironic-image-directory': { kind: 'Optional', value: 'DIRECTORY', help: 'Where images are put for Ironic to read.' },
  'ironic-image-url': {
    kind: 'Optional',
    value: 'URL',
    help: 'Where Ironic finds that directory: a web server that offers it. If absent, Ironic reads it as files of its own machine.',
  },
  'ironic-interval': { kind: 'Default', value: 'SECONDS', default: '10', help: 'How often all nodes are looked at, with one request.' },
} as const satisfies Record<string, Flag>;

type Values = FlagValues<typeof ironicFlags>;

/** What the flags say. `readText` reads a file and throws UsageError. Throws {@link UsageError}. */
export async function ironicChoice(values: Values, readText: (path: string) => Promise<string>): Promise<IronicChoice> {
  const directory = required(values, 'ironic-image-directory');
  if (!isAbsolute(directory)) throw new UsageError(`--ironic-image-directory: "${directory}" is not an absolute path`);
  const caFile = values['ironic-ca'];
  return {
    kind: 'ironic',
    url: httpURL(required(values, 'ironic-url')),
    authorityPEM: caFile === undefined ? undefined : await readText(caFile),
    authentication: await authenticationOf(values, readText),
    selection: selectionOf(values['ironic-nodes']),
    shelf: { directory, url: values['ironic-image-url'] ?? pathToFileURL(directory).href },
    intervalSeconds: intervalOf(values['ironic-interval']),
  };
}

function required(values: Values, name: 'ironic-url' | 'ironic-image-directory'): string {
  const value = values[name];
  if (value === undefined) throw new UsageError(`--${name} is missing: --driver ironic needs it`);
  return value;
}

function httpURL(text: string): URL {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw new UsageError(`--ironic-url: "${text}" is not an http or https URL`);
  return url;
}

function selectionOf(texts: readonly string[]): NodeSelection {
  try {
    return parseNodeSelection(texts);
  } catch (cause) {
    throw new UsageError(`--ironic-nodes: ${(cause as Error).message}`, { cause });
  }
}

async function authenticationOf(values: Values, readText: (path: string) => Promise<string>): Promise<IronicAuthentication> {
  switch (values['ironic-auth']) {
    case 'none':
      return noAuthentication;
    case 'basic': {
      const file = values['ironic-credentials-file'];
      if (file === undefined) throw new UsageError('--ironic-credentials-file is missing: --ironic-auth basic needs it');
      const [user = '', ...password] = (await readText(file)).trim().split(':');
      if (user === '' || password.length === 0) throw new UsageError(`${file} does not hold USER:PASSWORD`);
      return basicAuthentication({ user, password: password.join(':') });
    }
    case 'keystone':
      throw new UsageError(
        '--ironic-auth keystone: tokens of Keystone are not supported yet; put Ironic on http_basic, or a proxy before it',
      );
    default:
      throw new UsageError(`--ironic-auth: "${values['ironic-auth']}" is none of none, basic`);
  }
}

function intervalOf(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 1 && seconds <= 3600)) throw new UsageError(`--ironic-interval: "${text}" is not a number of seconds from 1 to 3600`);
  return seconds;
}
