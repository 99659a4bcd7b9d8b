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
import { leastLinkKeyBytes } from '#proto/image-store/link-token.ts';
import type { GlancePlace, ImageStoreConfiguration } from './start-image-store.ts';

/** The flags of the image store. */
export const flags = {
  kubeconfig: { kind: 'Required', value: 'FILE', help: 'How to reach the api-server, with a client certificate.' },
  directory: { kind: 'Required', value: 'DIRECTORY', help: 'Where the bytes are kept; one store for one directory.' },
  listen: { kind: 'Required', value: 'HOST:PORT', help: 'Where to listen; port 0 takes any free port.' },
  'port-file': { kind: 'Optional', value: 'FILE', help: 'Where to write HOST:PORT once it listens.' },
  url: { kind: 'Optional', value: 'URL', help: 'How others reach it, for links; by the address where it listens if absent.' },
  certificate: { kind: 'Required', value: 'FILE', help: 'The server’s certificate; agents know the authority of hosts only.' },
  key: { kind: 'Required', value: 'FILE', help: 'Its key.' },
  'agent-ca': { kind: 'Required', value: 'FILE', help: 'Authority of the hosts’ certificates.' },
  'link-key': { kind: 'Required', value: 'FILE', help: 'Signs links; the api-server has the same file. At least 32 bytes.' },
  'maximum-image-bytes': { kind: 'Default', value: 'BYTES', default: String(256 * 1024 ** 3), help: 'Of one image.' },
  'maximum-project-bytes': { kind: 'Default', value: 'BYTES', default: String(1024 ** 4), help: 'Of all images of a project.' },
  'minimum-free-bytes': { kind: 'Default', value: 'BYTES', default: String(1024 ** 3), help: 'What is left free on the disk.' },
  'upload-timeout-seconds': { kind: 'Default', value: 'SECONDS', default: '3600', help: 'An upload to which nothing comes is given up.' },
  'parallel-uploads': { kind: 'Default', value: 'COUNT', default: '32', help: 'Uploads whose bytes come in at the same time.' },
  'readers-per-image': { kind: 'Default', value: 'COUNT', default: '16', help: 'Who read the same image at the same time.' },
  readers: { kind: 'Default', value: 'COUNT', default: '256', help: 'Who read at the same time.' },
  'link-seconds': { kind: 'Default', value: 'SECONDS', default: '3600', help: 'How long the links that hosts ask for are good.' },
  'garbage-grace-seconds': {
    kind: 'Default',
    value: 'SECONDS',
    default: '3600',
    help: 'How long bytes stay that no object speaks of.',
  },
  'garbage-interval-seconds': { kind: 'Default', value: 'SECONDS', default: '900', help: 'How often to look for them.' },
  'glance-url': { kind: 'Optional', value: 'URL', help: 'A Glance whose images Images may name; absent: none.' },
  'identity-url': { kind: 'Optional', value: 'URL', help: 'The Keystone of that Glance.' },
  'identity-user': { kind: 'Optional', value: 'NAME', help: 'As whom its images are read: a user with the role admin.' },
  'identity-password-file': { kind: 'Optional', value: 'FILE', help: 'The password of that user, in one line.' },
  'identity-project': { kind: 'Default', value: 'NAME', default: 'service', help: 'The project of that user.' },
  'identity-domain': { kind: 'Default', value: 'NAME', default: 'Default', help: 'The domain of both.' },
  ...healthFlags,
  'log-level': { kind: 'Default', value: logLevels.join('|'), default: 'info', help: 'How much to log.' },
  help: { kind: 'Switch', help: 'Print this.' },
} as const;

/** Reads what the flags name. Throws UsageError, RangeError or KubeconfigError, which say what makes no sense. */
export async function readConfiguration(values: FlagValues<typeof flags>, logger: Logger): Promise<ImageStoreConfiguration> {
  const linkKey = await readBytes('link-key', values['link-key']);
  if (linkKey.length < leastLinkKeyBytes) {
    throw new UsageError(`--link-key ${values['link-key']}: it has ${linkKey.length} bytes, and ${leastLinkKeyBytes} are the least`);
  }
  return {
    transport: new HTTPTransport({
      ...(await readCertifiedConnection(values.kubeconfig)),
      userAgent: `tycho-image-store/${await readProductVersion()}`,
    }),
    directory: values.directory,
    listen: parseAddress(values.listen),
    portFile: values['port-file'],
    url: values.url === undefined ? undefined : webAddress(values.url),
    credentials: { certificatePEM: await readText('certificate', values.certificate), privateKeyPEM: await readText('key', values.key) },
    agentAuthorityPEM: await readText('agent-ca', values['agent-ca']),
    linkKey,
    linkValiditySeconds: count(values, 'link-seconds'),
    minimumFreeBytes: count(values, 'minimum-free-bytes'),
    uploads: {
      blobBytes: count(values, 'maximum-image-bytes'),
      projectBytes: count(values, 'maximum-project-bytes'),
      timeoutSeconds: count(values, 'upload-timeout-seconds'),
      parallel: count(values, 'parallel-uploads'),
      openOfOwner: 64,
      openOfProject: 64,
    },
    readers: { perBlob: count(values, 'readers-per-image'), inTotal: count(values, 'readers') },
    garbage: { graceSeconds: count(values, 'garbage-grace-seconds'), intervalSeconds: count(values, 'garbage-interval-seconds') },
    glance: await readGlancePlace(values),
    ...readHealthPlace(values),
    clock: new SystemClock(),
    random: new SystemRandom(),
    logger,
  };
}

async function readGlancePlace(values: FlagValues<typeof flags>): Promise<GlancePlace | undefined> {
  const { 'glance-url': url, 'identity-url': identityURL, 'identity-user': userName, 'identity-password-file': passwordFile } = values;
  if (url === undefined) return undefined;
  if (identityURL === undefined || userName === undefined || passwordFile === undefined)
    throw new UsageError('--glance-url: it needs --identity-url, --identity-user and --identity-password-file');
  const domainName = values['identity-domain'];
  return {
    url: peerAddress('glance-url', url),
    identityURL: peerAddress('identity-url', identityURL),
    credentials: {
      userName,
      password: (await readText('identity-password-file', passwordFile)).trim(),
      projectName: values['identity-project'],
      userDomainName: domainName,
      projectDomainName: domainName,
    },
  };
}

/** OpenStack's services inside a cloud are often plain. */
function peerAddress(flag: string, text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new UsageError(`--${flag} ${text}: it is not http://HOST:PORT or https://HOST:PORT`);
  return url.href.replace(/\/$/, '');
}

type CountFlag = {
  [Name in keyof typeof flags]: (typeof flags)[Name] extends { value: 'BYTES' | 'SECONDS' | 'COUNT' } ? Name : never;
}[keyof typeof flags];

function count(values: FlagValues<typeof flags>, name: CountFlag): number {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 0) throw new UsageError(`--${name} ${values[name]}: it is not a whole number`);
  return value;
}

function webAddress(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '')
    throw new UsageError(`--url ${text}: it is not https://HOST:PORT`);
  return url.href.replace(/\/$/, '');
}

async function readText(flag: string, path: string): Promise<string> {
  return (await readBytes(flag, path)).toString('utf8');
}

async function readBytes(flag: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new UsageError(`--${flag}: cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
}
