import type { Duplex } from 'node:stream';
import type { HTTPTransportOptions } from '#apis/client/http-transport.ts';
import type { Transport } from '#apis/client/transport.ts';
import { connectionFrom, readKubeconfig, type Connection } from '#cmd/bootstrap/kubeconfig.ts';
import type { Access } from './api/access.ts';
import { ApiClient } from './api/api-client.ts';
import { discover } from './api/discovery.ts';
import { kubeconfigFiles } from './api/kubeconfig-location.ts';
import { ResourceCatalog } from './api/resource-catalog.ts';
import { CommandFailure, UsageFailure } from './command-failure.ts';
import type { GlobalOptions } from './global-options.ts';
import { yellow } from './printing/colour.ts';
import type { World } from './world.ts';

/** What a verb works with: the world, and the api-server once it is asked for. */
export interface Session {
  readonly world: World;
  readonly options: GlobalOptions;
  /** Throws when there is no kubeconfig or it is wrong. */
  connect(): Promise<ApiConnection>;
}

/** One api-server, as one user. */
export interface ApiConnection {
  readonly client: ApiClient;
  readonly resources: ResourceCatalog;
  /** `https://HOST:PORT` */
  readonly server: string;
  /** `--namespace`, or that of the context, or `default`. */
  readonly namespace: string;
  readonly kubeconfigFiles: readonly string[];
  /** Opens a WebSocket at the server; `path` includes the query. */
  readonly openWebSocket: (path: string) => Promise<Duplex>;
}

/** A session that connects at the first need, once. */
export function openSession(world: World, options: GlobalOptions): Session {
  let connecting: Promise<ApiConnection> | undefined;
  return {
    world,
    options,
    connect: () => (connecting ??= connect(world, options)),
  };
}

async function connect(world: World, options: GlobalOptions): Promise<ApiConnection> {
  const files = kubeconfigFiles(options, world);
  if (files.length === 0) {
    throw new CommandFailure(
      'no kubeconfig: start a control plane here with `tycho up`, or point to one with --kubeconfig FILE or $KUBECONFIG',
    );
  }
  if (options.namespace === '') throw new UsageFailure('--namespace needs a name');
  const connection = await connectionFrom(await readKubeconfig(files), options.context === undefined ? {} : { context: options.context });
  const { access, transport } = await wayTo(connection, world);
  const client = clientOn(world.openTransport(transport), access, world);
  return {
    client,
    resources: new ResourceCatalog({ world, server: connection.server, userName: connection.userName, discover: () => discover(client) }),
    server: connection.server,
    namespace: options.namespace ?? connection.namespace ?? 'default',
    kubeconfigFiles: files,
    openWebSocket: (path) => world.openWebSocket(transport, path),
  };
}

/** How the server is reached, and what is sent with each request. */
async function wayTo(connection: Connection, world: World): Promise<{ readonly access: Access; readonly transport: HTTPTransportOptions }> {
  const { credentials } = connection;
  const access =
    credentials.kind === 'Plugin'
      ? await (await import('./api/plugin-credentials.ts')).pluginAccess(connection, credentials.files)
      : accessBy(credentials);
  const transport: HTTPTransportOptions = {
    server: connection.server,
    userAgent: 'tycho',
    silenceLimitSeconds: 60,
    ca: connection.authorityPEM ?? (await usualAuthorities(world)),
    ...(connection.tlsServerName === undefined ? {} : { serverName: connection.tlsServerName }),
    ...(connection.skipTLSVerification ? { verification: 'Skip' as const } : {}),
    ...access.certificate,
  };
  return { access, transport };
}

function clientOn(transport: Pick<Transport, 'request'>, access: Access, world: World): ApiClient {
  const onWarning = (text: string): void => world.errors.write(`${yellow('warning:', world.errors)} ${text}\n`);
  return new ApiClient({ transport, headers: access.headers, onWarning });
}

/** Those of Node and those that the environment adds, for servers with a certificate that the world trusts. */
async function usualAuthorities({ environment }: World): Promise<string> {
  const [{ rootCertificates }, { readFileSync }] = await Promise.all([import('node:tls'), import('node:fs')]);
  const extraFile = environment['NODE_EXTRA_CA_CERTS'];
  const extra = extraFile === undefined ? [] : [readFileSync(extraFile, 'utf8')];
  return [...rootCertificates, ...extra].join('\n');
}

function accessBy(credentials: Exclude<Connection['credentials'], { readonly kind: 'Plugin' }>): Access {
  switch (credentials.kind) {
    case 'Certificate':
      return { headers: {}, certificate: { cert: credentials.certificatePEM, key: credentials.privateKeyPEM } };
    case 'Token':
      return { headers: { authorization: `Bearer ${credentials.token}` }, certificate: {} };
    case 'Password': {
      const pair = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
      return { headers: { authorization: `Basic ${pair}` }, certificate: {} };
    }
    case 'None':
      return { headers: {}, certificate: {} };
  }
}
