import { readFile } from 'node:fs/promises';
import { catalog } from '#apis/catalog.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { UsageError, type FlagValues } from '#cmd/bootstrap/flags.ts';
import { logLevels } from '#cmd/bootstrap/logger.ts';
import { formatAddress, parseAddress } from '#cmd/bootstrap/port-file.ts';
import { readProductVersion } from '#cmd/bootstrap/product-version.ts';
import { leastLinkKeyBytes } from '#proto/image-store/link-token.ts';
import { defaultGateLimits } from './fairness/request-gate.ts';
import { authenticationFlags, readAuthentication } from './authentication-configuration.ts';
import { auditFlags, readAudit } from './audit-configuration.ts';
import { EncryptedStorage } from './encryption/encrypted-storage.ts';
import { parseEncryptionRules, type EncryptionRules } from './encryption/encryption-rules.ts';
import { ReloadedFiles } from '#cmd/bootstrap/reloaded-files.ts';
import type { GatewayCredentials } from './console-log/gateway-console-log-source.ts';
import type { ImageStoreAccess } from './image-links/image-links.ts';
import type { ApiServerConfiguration, OpenedStorage } from './start-api-server.ts';
import { EtcdStorage, type EtcdStorageOptions } from './storage/etcd/etcd-storage.ts';
import { giveSpaceBack } from './storage/etcd/give-space-back.ts';
import { MemoryStorage } from './storage/memory/memory-storage.ts';
import { ShiftedStorage } from './storage/shifted-storage.ts';
import type { Storage } from './storage/storage.ts';

const storageKinds = ['etcd', 'memory'] as const;

/** The flags of the api-server. */
export const flags = {
  listen: { kind: 'Required', value: 'HOST:PORT', help: 'Where to listen; port 0 takes any free port.' },
  'port-file': { kind: 'Optional', value: 'FILE', help: 'Where to write HOST:PORT once it listens.' },
  certificate: { kind: 'Required', value: 'FILE', help: 'The server’s certificate.' },
  key: { kind: 'Required', value: 'FILE', help: 'Its key.' },
  'client-ca': { kind: 'Required', value: 'FILE', help: 'Authority of the clients’ certificates.' },
  'gateway-ca': {
    kind: 'Optional',
    value: 'FILE',
    help: 'Authority of the gateways’ certificates; without it no logs of servers are served.',
  },
  'gateway-client-certificate': { kind: 'Optional', value: 'FILE', help: 'Certificate to show to gateways.' },
  'gateway-client-key': { kind: 'Optional', value: 'FILE', help: 'Its key.' },
  'image-store-url': { kind: 'Optional', value: 'URL', help: 'Where people reach the image store; without it nobody can upload images.' },
  'image-store-link-key': { kind: 'Optional', value: 'FILE', help: 'Signs links to it; the image store has the same file.' },
  'image-store-ca': { kind: 'Optional', value: 'FILE', help: 'Authority of its certificate, told to people with each link.' },
  ...authenticationFlags,
  ...auditFlags,
  'encryption-config': {
    kind: 'Optional',
    value: 'FILE',
    help: 'An EncryptionConfiguration: which resources are encrypted in the store, by which keys. Read again when it changes.',
  },
  storage: {
    kind: 'Default',
    value: storageKinds.join('|'),
    default: 'etcd',
    help: 'Where objects are kept; memory forgets them with the process.',
  },
  'etcd-endpoint': { kind: 'List', value: 'URL', help: 'A member of the etcd cluster, as https://127.0.0.1:2379.' },
  'etcd-ca': { kind: 'Optional', value: 'FILE', help: 'Authority of etcd’s certificate.' },
  'etcd-certificate': { kind: 'Optional', value: 'FILE', help: 'Certificate to show to etcd.' },
  'etcd-key': { kind: 'Optional', value: 'FILE', help: 'Its key.' },
  'etcd-server-name': { kind: 'Default', value: 'NAME', default: 'localhost', help: 'A DNS name in etcd’s certificate.' },
  'etcd-quota-bytes': {
    kind: 'Default',
    value: 'BYTES',
    default: String(2 * 1024 ** 3),
    help: 'What etcd was started with as --quota-backend-bytes.',
  },
  'no-etcd-defragmentation': {
    kind: 'Switch',
    help: 'Leave it to the operator to give back what compactions free; else a crowded or full etcd is defragmented, one member at a time.',
  },
  'max-requests-in-flight': {
    kind: 'Default',
    value: 'N',
    default: String(defaultGateLimits.requests),
    help: 'Requests at one time, shared out to priority levels; 0: no priority, no fairness and no limit.',
  },
  'user-requests-per-second': {
    kind: 'Default',
    value: 'N',
    default: String(defaultGateLimits.userRequestsPerSecond),
    help: 'Requests a second of one user, and twice as many at once; 0: any number.',
  },
  'max-watches': { kind: 'Default', value: 'N', default: String(defaultGateLimits.watches), help: 'Watches of everybody at one time.' },
  'user-watches': {
    kind: 'Default',
    value: 'N',
    default: String(defaultGateLimits.userWatches),
    help: 'Watches of one user at one time; 0: any number.',
  },
  restore: {
    kind: 'Optional',
    value: 'FILE',
    help: 'Put this backup into the etcd, which has to be empty, and end. With all other flags as ever, while no api-server runs.',
  },
  'log-level': { kind: 'Default', value: logLevels.join('|'), default: 'info', help: 'How much to log.' },
  help: { kind: 'Switch', help: 'Print this.' },
} as const;

/** Reads what the flags name. Throws {@link UsageError} or a RangeError that says which one makes no sense. */
export async function readConfiguration(values: FlagValues<typeof flags>, logger: Logger): Promise<ApiServerConfiguration> {
  const clock = new SystemClock();
  const random = new SystemRandom();
  return {
    listen: parseAddress(values.listen),
    portFile: values['port-file'],
    certificate: await readText(values.certificate),
    key: await readText(values.key),
    clientCA: await readText(values['client-ca']),
    gateway: await readGatewayCredentials(values),
    imageStore: await readImageStoreAccess(values),
    gateLimits: {
      requests: count(values, 'max-requests-in-flight'),
      userRequestsPerSecond: count(values, 'user-requests-per-second'),
      watches: count(values, 'max-watches'),
      userWatches: count(values, 'user-watches'),
    },
    authentication: await readAuthentication(values, { clock, logger, readFile: readBytes }),
    audit: await readAudit(values, readText),
    ...(await storageAccess(values, { clock, random, logger })),
    catalog,
    productVersion: await readProductVersion(),
    clock,
    random,
    logger,
  };
}

type CountFlag = 'max-requests-in-flight' | 'user-requests-per-second' | 'max-watches' | 'user-watches';

function count(values: FlagValues<typeof flags>, name: CountFlag): number {
  if (/^\d{1,9}$/.test(values[name])) return Number(values[name]);
  throw new UsageError(`--${name} ${values[name]}: it is not a whole number of 0 or more`);
}

type World = Pick<ApiServerConfiguration, 'clock' | 'random' | 'logger'>;

/** The store as an api-server has it, encrypted and with its revisions shifted, and as a restore needs it. */
async function storageAccess(
  values: FlagValues<typeof flags>,
  world: World,
): Promise<Pick<ApiServerConfiguration, 'openStorage' | 'openToRestore'>> {
  const open = await storageOpener(values, world);
  const encrypted = await encryption(values, world);
  return {
    openStorage: () => {
      const opened = open();
      const stored = new ShiftedStorage(opened.storage);
      return { ...opened, stored, storage: encrypted(stored) };
    },
    openToRestore: () => {
      const { storage } = open();
      return { storage, decrypting: encrypted(storage) };
    },
  };
}

/** Reads what the storage needs now, so that a wrong flag is told before anything is started. */
async function storageOpener(values: FlagValues<typeof flags>, world: World): Promise<() => Omit<OpenedStorage, 'stored'>> {
  switch (values.storage) {
    case 'memory':
      if (values.restore !== undefined)
        throw new UsageError('--restore: what is kept in memory is gone with the process; restore into an etcd');
      return () => ({ storage: new MemoryStorage(world) });
    case 'etcd': {
      const options = await readEtcdOptions(values, world);
      const mayDefragment = !values['no-etcd-defragmentation'];
      return () => {
        const storage = new EtcdStorage(options);
        return { storage, afterCompaction: () => giveSpaceBack(storage, world.logger, { mayDefragment }) };
      };
    }
    default:
      throw new UsageError(`--storage ${values.storage}: it is one of ${storageKinds.join(', ')}`);
  }
}

/** What puts the file of `--encryption-config` between a storage and its users. */
async function encryption(values: FlagValues<typeof flags>, world: World): Promise<(storage: Storage) => Storage> {
  const path = values['encryption-config'];
  if (path === undefined) return (storage) => storage;
  const parse = ([content]: readonly Buffer[]): EncryptionRules => parseEncryptionRules(String(content), catalog);
  const rules = await ReloadedFiles.open({ ...world, paths: [path], readFile: readBytes, parse });
  return (storage) => new EncryptedStorage({ ...world, storage, rules });
}

async function readEtcdOptions(values: FlagValues<typeof flags>, world: World): Promise<EtcdStorageOptions> {
  const [ca, certificate, key] = [values['etcd-ca'], values['etcd-certificate'], values['etcd-key']];
  const quotaBytes = Number(values['etcd-quota-bytes']);
  if (values['etcd-endpoint'].length === 0 || ca === undefined || certificate === undefined || key === undefined) {
    throw new UsageError(
      '--etcd-endpoint, --etcd-ca, --etcd-certificate and --etcd-key are needed: etcd takes no clients without a certificate',
    );
  }
  if (!Number.isSafeInteger(quotaBytes) || quotaBytes < 0)
    throw new UsageError(`--etcd-quota-bytes ${values['etcd-quota-bytes']}: it is not a number of bytes`);
  return {
    endpoints: values['etcd-endpoint'].map(etcdAddress),
    credentials: {
      authorityPEM: await readText(ca),
      certificatePEM: await readText(certificate),
      privateKeyPEM: await readText(key),
      serverName: values['etcd-server-name'],
    },
    quotaBytes,
    ...world,
  };
}

/** Nobody gets to talk to etcd without TLS, so a URL may say nothing else. */
function etcdAddress(url: string): string {
  const address = /^https:\/\/(?<address>[^/]+)\/?$/.exec(url)?.groups?.['address'];
  if (address === undefined) throw new UsageError(`--etcd-endpoint ${url}: it is not https://HOST:PORT`);
  return formatAddress(parseAddress(address));
}

async function readGatewayCredentials(values: FlagValues<typeof flags>): Promise<GatewayCredentials | undefined> {
  const files = [values['gateway-ca'], values['gateway-client-certificate'], values['gateway-client-key']].filter(
    (file) => file !== undefined,
  );
  const [ca, certificate, key] = files;
  if (files.length === 0) return undefined;
  if (ca === undefined || certificate === undefined || key === undefined) {
    throw new UsageError('--gateway-ca, --gateway-client-certificate and --gateway-client-key belong together: give all three or none');
  }
  return { ca: await readText(ca), certificate: await readText(certificate), key: await readText(key) };
}

async function readImageStoreAccess(values: FlagValues<typeof flags>): Promise<ImageStoreAccess | undefined> {
  const [url, keyFile, authority] = [values['image-store-url'], values['image-store-link-key'], values['image-store-ca']];
  if (url === undefined && keyFile === undefined) return undefined;
  if (url === undefined || keyFile === undefined) throw new UsageError('--image-store-url and --image-store-link-key belong together');
  if (URL.parse(url)?.protocol !== 'https:') throw new UsageError(`--image-store-url ${url}: it is not https://HOST:PORT`);
  const linkKey = await readBytes(keyFile);
  if (linkKey.length < leastLinkKeyBytes) {
    throw new UsageError(`--image-store-link-key ${keyFile}: it has ${linkKey.length} bytes, and ${leastLinkKeyBytes} are the least`);
  }
  return { url: url.replace(/\/$/, ''), linkKey, authorityPEM: authority === undefined ? undefined : await readText(authority) };
}

async function readText(path: string): Promise<string> {
  return (await readBytes(path)).toString('utf8');
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new UsageError(`cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
}
