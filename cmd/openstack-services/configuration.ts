import { readFile } from 'node:fs/promises';
import { HTTPTransport } from '#apis/client/http-transport.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { IdentityClient } from '#apis/openstack/identity-client.ts';
import { TokenVerifier } from '#apis/openstack/token-verifier.ts';
import { readCertifiedConnection } from '#cmd/bootstrap/client-certificate.ts';
import { UsageError, type FlagValues } from '#cmd/bootstrap/flags.ts';
import { healthFlags, readHealthPlace } from '#cmd/bootstrap/health-endpoint.ts';
import { logLevels } from '#cmd/bootstrap/logger.ts';
import { parseAddress } from '#cmd/bootstrap/port-file.ts';
import { readProductVersion } from '#cmd/bootstrap/product-version.ts';
import { ReloadedFiles } from '#cmd/bootstrap/reloaded-files.ts';
import { parseDirectory } from './identity/directory.ts';
import { leastTokenKeyBytes } from './identity/tokens.ts';
import type { IdentityConfiguration, OpenStackServicesConfiguration } from './start-openstack-services.ts';

/** The flags of the process. */
export const flags = {
  kubeconfig: { kind: 'Required', value: 'FILE', help: 'How to reach the api-server, with a client certificate that may impersonate.' },
  listen: { kind: 'Required', value: 'HOST:PORT', help: 'Where to listen, in plain HTTP: a loopback address; port 0 takes any free port.' },
  'port-file': { kind: 'Optional', value: 'FILE', help: 'Where to write HOST:PORT once it listens.' },
  'public-url': {
    kind: 'Optional',
    value: 'URL',
    help: 'How clients reach it, for the catalog; by the address where it listens if absent.',
  },
  'users-file': {
    kind: 'Optional',
    value: 'FILE',
    help: 'YAML of projects and users, for whom it is the identity service; read again when it changes. Needs --token-key.',
  },
  'token-key': { kind: 'Optional', value: 'FILE', help: 'Signs tokens: at least 32 bytes.' },
  'compute-url': { kind: 'Optional', value: 'URL', help: 'Where the Compute API is, for the catalog, as http://127.0.0.1:8774/v2.1.' },
  region: { kind: 'Default', value: 'NAME', default: 'RegionOne', help: 'The region of the services in the catalog.' },
  'identity-url': { kind: 'Optional', value: 'URL', help: 'A Keystone that validates tokens; instead of --users-file.' },
  'identity-user': { kind: 'Optional', value: 'NAME', help: 'Who asks it, with the role service or admin.' },
  'identity-password-file': { kind: 'Optional', value: 'FILE', help: 'The password of that user.' },
  'identity-project': { kind: 'Optional', value: 'NAME', help: 'The project of that user.' },
  ...healthFlags,
  'log-level': { kind: 'Default', value: logLevels.join('|'), default: 'info', help: 'How much to log.' },
  help: { kind: 'Switch', help: 'Print this.' },
} as const;

type Values = FlagValues<typeof flags>;

/** Reads what the flags name. Throws UsageError, RangeError or KubeconfigError, which say what makes no sense. */
export async function readConfiguration(values: Values, logger: Logger): Promise<OpenStackServicesConfiguration> {
  const listen = parseAddress(values.listen);
  // Passwords and tokens pass in the clear.
  if (!isLoopback(listen.host)) throw new UsageError(`--listen ${values.listen}: only loopback addresses are allowed, as 127.0.0.1`);
  return {
    transport: new HTTPTransport({
      ...(await readCertifiedConnection(values.kubeconfig)),
      userAgent: `tycho-openstack-services/${await readProductVersion()}`,
    }),
    listen,
    portFile: values['port-file'],
    identity: await readIdentity(values, logger),
    publicURL: values['public-url'] === undefined ? undefined : webAddress('public-url', values['public-url']),
    computeURL: values['compute-url'] === undefined ? undefined : webAddress('compute-url', values['compute-url']),
    region: values.region,
    ...readHealthPlace(values),
    clock: new SystemClock(),
    random: new SystemRandom(),
    logger,
  };
}

async function readIdentity(values: Values, logger: Logger): Promise<IdentityConfiguration> {
  const [usersFile, url] = [values['users-file'], values['identity-url']];
  if ((usersFile === undefined) === (url === undefined))
    throw new UsageError('either --users-file or --identity-url is needed, and not both');
  const clock = new SystemClock();
  if (usersFile !== undefined) {
    const tokenKey = await readNamed('token-key', requiredWith(values, 'users-file', 'token-key'));
    if (tokenKey.length < leastTokenKeyBytes) {
      throw new UsageError(`--token-key ${values['token-key']}: it has ${tokenKey.length} bytes, and ${leastTokenKeyBytes} are the least`);
    }
    const directory = await ReloadedFiles.open({
      paths: [usersFile],
      readFile: (path) => readFile(path),
      parse: ([content]) => parseDirectory(String(content)),
      clock,
      logger,
    }).catch((cause: unknown) => {
      throw new UsageError(`--users-file ${(cause as Error).message}`, { cause });
    });
    return { kind: 'Own', directory, tokenKey };
  }
  const address = webAddress('identity-url', url ?? '');
  const password = (await readNamed('identity-password-file', requiredWith(values, 'identity-url', 'identity-password-file')))
    .toString('utf8')
    .trim();
  const identity = new IdentityClient({
    url: address,
    credentials: {
      userName: requiredWith(values, 'identity-url', 'identity-user'),
      password,
      projectName: requiredWith(values, 'identity-url', 'identity-project'),
    },
    clock,
  });
  return { kind: 'Elsewhere', url: address, tokens: new TokenVerifier({ identity, clock }), close: () => identity.close() };
}

function requiredWith(
  values: Values,
  reason: keyof typeof flags,
  name: 'token-key' | 'identity-user' | 'identity-password-file' | 'identity-project',
): string {
  const value = values[name];
  if (value === undefined) throw new UsageError(`--${reason} needs --${name}`);
  return value;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function webAddress(flag: string, text: string): string {
  const url = URL.parse(text);
  if ((url?.protocol !== 'https:' && url?.protocol !== 'http:') || url.search !== '' || url.hash !== '') {
    throw new UsageError(`--${flag} ${text}: it is not http://HOST:PORT or https://HOST:PORT`);
  }
  return url.href.replace(/\/+$/, '');
}

async function readNamed(flag: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new UsageError(`--${flag}: cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
}
