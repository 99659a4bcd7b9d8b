import { readFile } from 'node:fs/promises';
import type { Credentials } from '#cmd/bootstrap/certificates.ts';
import { UsageError, type Flag } from '#cmd/bootstrap/flags.ts';
import { parseAddress } from '#cmd/bootstrap/port-file.ts';
import type { GatewayConfiguration } from './start-gateway.ts';

/** Flags of `--loops=instance` alone. */
export const gatewayFlags = {
  'gateway-listen': { kind: 'Optional', value: 'HOST:PORT', help: 'Loop instance: where agents dial in.' },
  'gateway-port-file': { kind: 'Optional', value: 'FILE', help: 'Loop instance: where to write HOST:PORT of the agents’ listener.' },
  'gateway-certificate': { kind: 'Optional', value: 'FILE', help: 'Loop instance: certificate to show to agents and to the api-server.' },
  'gateway-key': { kind: 'Optional', value: 'FILE', help: 'Loop instance: its key.' },
  'agent-ca': { kind: 'Optional', value: 'FILE', help: 'Loop instance: authority of the hosts’ certificates.' },
  'agent-ca-key': { kind: 'Optional', value: 'FILE', help: 'Loop instance: its key, to sign them.' },
  'console-listen': {
    kind: 'Default',
    value: 'HOST:PORT',
    default: '127.0.0.1:0',
    help: 'Loop instance: where the api-server asks for logs.',
  },
  'console-url': { kind: 'Optional', value: 'URL', help: 'Loop instance: how the api-server reaches that; by its address if absent.' },
  'image-store-url': { kind: 'Optional', value: 'URL', help: 'Loop instance: where hosts find the image store, as https://HOST:PORT.' },
  'console-client-ca': {
    kind: 'Optional',
    value: 'FILE',
    help: 'Loop instance: authority of the api-server’s certificate as a client; the kubeconfig’s if absent.',
  },
} as const satisfies Record<string, Flag>;

/** The values of {@link gatewayFlags}. */
export type GatewayFlagValues = Readonly<Record<Exclude<keyof typeof gatewayFlags, 'console-listen'>, string | undefined>> & {
  readonly 'console-listen': string;
};

/** What the flags say of the gateway. `authorityPEM` is the kubeconfig's. Throws {@link UsageError}. */
export async function readGatewayConfiguration(
  values: GatewayFlagValues,
  { authorityPEM }: { readonly authorityPEM: string | undefined },
): Promise<
  Pick<
    GatewayConfiguration,
    | 'listen'
    | 'portFile'
    | 'credentials'
    | 'agentAuthority'
    | 'consoleListen'
    | 'consoleClientAuthorityPEM'
    | 'consoleURL'
    | 'imageStoreURL'
  >
> {
  const clientCA = values['console-client-ca'];
  const consoleClientAuthorityPEM = clientCA === undefined ? authorityPEM : await readText('console-client-ca', clientCA);
  if (consoleClientAuthorityPEM === undefined) {
    throw new UsageError('--console-client-ca FILE is missing, and the kubeconfig names no authority that could stand in');
  }
  return {
    listen: parseAddress(required(values, 'gateway-listen')),
    portFile: values['gateway-port-file'],
    credentials: await readCredentials(values, { certificate: 'gateway-certificate', key: 'gateway-key' }),
    agentAuthority: await readCredentials(values, { certificate: 'agent-ca', key: 'agent-ca-key' }),
    consoleListen: parseAddress(values['console-listen']),
    consoleClientAuthorityPEM,
    consoleURL: values['console-url'],
    imageStoreURL: imageStoreAddress(values['image-store-url']),
  };
}

function imageStoreAddress(text: string | undefined): string | undefined {
  if (text === undefined || URL.parse(text)?.protocol === 'https:') return text;
  throw new UsageError(`--image-store-url ${text}: it is not https://HOST:PORT`);
}

type FlagName = keyof typeof gatewayFlags;

async function readCredentials(
  values: GatewayFlagValues,
  flags: { readonly certificate: FlagName; readonly key: FlagName },
): Promise<Credentials> {
  const [certificatePEM, privateKeyPEM] = await Promise.all([
    readText(flags.certificate, required(values, flags.certificate)),
    readText(flags.key, required(values, flags.key)),
  ]);
  return { certificatePEM, privateKeyPEM };
}

function required(values: GatewayFlagValues, name: FlagName): string {
  const value = values[name];
  if (value === undefined) throw new UsageError(`--${name} ${gatewayFlags[name].value} is missing: the loop instance needs it`);
  return value;
}

async function readText(flag: FlagName, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UsageError(`--${flag}: cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
}
