import { readFile } from 'node:fs/promises';
import { HTTPTransport } from '#apis/client/http-transport.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { readCertifiedConnection } from '#cmd/bootstrap/client-certificate.ts';
import { UsageError, type FlagValues } from '#cmd/bootstrap/flags.ts';
import { healthFlags, readHealthPlace } from '#cmd/bootstrap/health-endpoint.ts';
import { logLevels } from '#cmd/bootstrap/logger.ts';
import { parseAddress } from '#cmd/bootstrap/port-file.ts';
import { readProductVersion } from '#cmd/bootstrap/product-version.ts';
import type { NovaConfiguration } from './start-nova-api.ts';

/** The flags of the Nova API. */
export const flags = {
  kubeconfig: { kind: 'Required', value: 'FILE', help: 'How to reach the api-server, with a client certificate.' },
  listen: { kind: 'Required', value: 'HOST:PORT', help: 'Where to listen; port 0 takes any free port.' },
  'port-file': { kind: 'Optional', value: 'FILE', help: 'Where to write HOST:PORT once it listens.' },
  'public-url': { kind: 'Optional', value: 'URL', help: 'What links begin with; by what the client called us if absent.' },
  'console-url': {
    kind: 'Optional',
    value: 'URL',
    help: 'What URLs of consoles begin with: where people reach the api-server. As in the kubeconfig if absent.',
  },
  'identity-url': { kind: 'Required', value: 'URL', help: 'Keystone, or what stands for it, as http://HOST:5000.' },
  'identity-user': { kind: 'Required', value: 'NAME', help: 'As whom tokens are asked about: a user with the role service.' },
  'identity-password-file': { kind: 'Required', value: 'FILE', help: 'The password of that user, in one line.' },
  'identity-project': { kind: 'Default', value: 'NAME', default: 'service', help: 'The project of that user.' },
  'identity-domain': { kind: 'Default', value: 'NAME', default: 'Default', help: 'The domain of both.' },
  'glance-url': { kind: 'Optional', value: 'URL', help: 'A Glance whose images servers may be made from; absent: ours alone.' },
  ...healthFlags,
  'log-level': { kind: 'Default', value: logLevels.join('|'), default: 'info', help: 'How much to log.' },
  help: { kind: 'Switch', help: 'Print this.' },
} as const;

/** Reads what the flags name. Throws UsageError, RangeError or KubeconfigError, which say what makes no sense. */
export async function readConfiguration(values: FlagValues<typeof flags>, logger: Logger): Promise<NovaConfiguration> {
  const connection = await readCertifiedConnection(values.kubeconfig);
  return {
    transport: new HTTPTransport({
      ...connection,
      userAgent: `tycho-nova-api/${await readProductVersion()}`,
    }),
    listen: parseAddress(values.listen),
    portFile: values['port-file'],
    publicURL: values['public-url'] === undefined ? undefined : webAddress('public-url', values['public-url']),
    consoleURL: webAddress('console-url', values['console-url'] ?? connection.server),
    identity: {
      url: webAddress('identity-url', values['identity-url']),
      userName: values['identity-user'],
      password: await readPassword(values['identity-password-file']),
      projectName: values['identity-project'],
      domainName: values['identity-domain'],
    },
    glanceURL: values['glance-url'] === undefined ? undefined : webAddress('glance-url', values['glance-url']),
    ...readHealthPlace(values),
    clock: new SystemClock(),
    random: new SystemRandom(),
    logger,
  };
}

function webAddress(flag: string, text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new UsageError(`--${flag} ${text}: it is not http://HOST:PORT or https://HOST:PORT`);
  return url.href.replace(/\/$/, '');
}

async function readPassword(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    throw new UsageError(`--identity-password-file: cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
}
