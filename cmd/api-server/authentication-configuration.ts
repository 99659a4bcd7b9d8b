import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { UsageError, type FlagValues } from '#cmd/bootstrap/flags.ts';
import type { AuthenticationConfiguration } from './authentication/create-authentication.ts';
import type { AccountTokenConfiguration } from './authentication/service-account/account-tokens.ts';
import { parseSigningKeys } from './authentication/service-account/signing-keys.ts';
import { ReloadedFiles } from './key-files/reloaded-files.ts';

/** The flags of who is known beside the holders of certificates. Their names are those of kube-apiserver. */
export const authenticationFlags = {
  'service-account-signing-key-file': {
    kind: 'Optional',
    value: 'FILE',
    help: 'PEM of the private key (RSA, or P-256, P-384, P-521) that signs tokens of service accounts; without it there are none.',
  },
  'service-account-key-file': {
    kind: 'List',
    value: 'FILE',
    help: 'PEM of further keys with which such tokens are verified: those of before, and of what comes next. All are read again when they change.',
  },
  'service-account-issuer': {
    kind: 'Default',
    value: 'URL',
    default: 'https://api-server.tycho.internal',
    help: 'Who such tokens say has made them. With another, those of before are taken no more.',
  },
  'service-account-jwks-uri': {
    kind: 'Optional',
    value: 'URL',
    help: 'Where others find the keys; default: /openid/v1/jwks below the issuer.',
  },
  'service-account-max-token-expiration': {
    kind: 'Default',
    value: 'SECONDS',
    default: String(30 * 24 * 3600),
    help: 'The longest life of such a token; who asks for more is given this.',
  },
  'api-audiences': { kind: 'List', value: 'NAME', help: 'For whom a token has to be made to be taken here; default: the issuer.' },
} as const;

type Values = FlagValues<typeof authenticationFlags>;

interface World {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly readFile: (path: string) => Promise<Buffer>;
}

/** Reads what the flags name. Throws {@link UsageError} or a RangeError that says which one makes no sense. */
export async function readAuthentication(values: Values, world: World): Promise<AuthenticationConfiguration> {
  return { serviceAccounts: await readServiceAccounts(values, world) };
}

async function readServiceAccounts(values: Values, world: World): Promise<AccountTokenConfiguration | undefined> {
  const [signing, verification] = [values['service-account-signing-key-file'], values['service-account-key-file']];
  if (signing === undefined) {
    if (verification.length > 0) throw new UsageError('--service-account-key-file needs --service-account-signing-key-file');
    return undefined;
  }
  const issuer = values['service-account-issuer'];
  if (issuer === '' || (issuer.includes(':') && URL.parse(issuer)?.protocol !== 'https:')) {
    throw new UsageError(`--service-account-issuer ${issuer}: it is neither an https URL nor a word without a colon`);
  }
  const longestLifeSeconds = Number(values['service-account-max-token-expiration']);
  if (!Number.isSafeInteger(longestLifeSeconds) || longestLifeSeconds < leastLongestLifeSeconds) {
    throw new UsageError(
      `--service-account-max-token-expiration ${values['service-account-max-token-expiration']}: it is no number of seconds from ${leastLongestLifeSeconds} on`,
    );
  }
  const keys = await ReloadedFiles.open({
    ...world,
    paths: [signing, ...verification],
    parse: ([own, ...others]) => parseSigningKeys({ signing: String(own), verification: others.map(String) }),
  });
  const audiences = values['api-audiences'];
  return {
    issuer,
    keySetURL: values['service-account-jwks-uri'] ?? `${issuer.replace(/\/$/, '')}/openid/v1/jwks`,
    audiences: audiences.length === 0 ? [issuer] : audiences,
    keys,
    longestLifeSeconds,
  };
}

/** What Kubernetes allows at the least: an hour. */
const leastLongestLifeSeconds = 3600;
