import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { UsageError, type FlagValues } from '#cmd/bootstrap/flags.ts';
import type { AuthenticationConfiguration, OpenIDConfiguration } from './authentication/create-authentication.ts';
import { documentFetcher } from './authentication/open-id/https-document.ts';
import { provingAlgorithms } from './authentication/open-id/open-id-authenticator.ts';
import type { AccountTokenConfiguration } from './authentication/service-account/account-tokens.ts';
import { parseSigningKeys } from './authentication/service-account/signing-keys.ts';
import { ReloadedFiles } from '#cmd/bootstrap/reloaded-files.ts';

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
  'oidc-issuer-url': { kind: 'Optional', value: 'URL', help: 'An OpenID Connect issuer whose ID tokens are taken, by https.' },
  'oidc-client-id': { kind: 'Optional', value: 'ID', help: 'For which client its tokens have to be made.' },
  'oidc-username-claim': { kind: 'Default', value: 'CLAIM', default: 'sub', help: 'The claim that names the user.' },
  'oidc-username-prefix': {
    kind: 'Optional',
    value: 'TEXT',
    help: 'Stands before that name; "-" is nothing. Default: the issuer and "#", and nothing before an e-mail address.',
  },
  'oidc-groups-claim': { kind: 'Optional', value: 'CLAIM', help: 'The claim that holds the user’s groups; without it there are none.' },
  'oidc-groups-prefix': { kind: 'Default', value: 'TEXT', default: '', help: 'Stands before each group.' },
  'oidc-required-claim': { kind: 'List', value: 'CLAIM=VALUE', help: 'A claim that has to be there with that value.' },
  'oidc-signing-algs': {
    kind: 'Default',
    value: 'NAMES',
    default: 'RS256,ES256,EdDSA',
    help: `Algorithms that the issuer signs with, by commas, of: ${provingAlgorithms.join(', ')}.`,
  },
  'oidc-ca-file': { kind: 'Optional', value: 'FILE', help: 'Authority of the issuer’s certificate; default: those of the system.' },
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
  const serviceAccounts = await readServiceAccounts(values, world);
  const openID = await readOpenID(values, world);
  if (openID !== undefined && openID.rules.issuerURL === serviceAccounts?.issuer) {
    throw new UsageError('--oidc-issuer-url and --service-account-issuer are the same: nobody could tell their tokens apart');
  }
  return { serviceAccounts, openID };
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

async function readOpenID(values: Values, { readFile, clock }: World): Promise<OpenIDConfiguration | undefined> {
  const [issuerURL, clientID, caFile] = [values['oidc-issuer-url'], values['oidc-client-id'], values['oidc-ca-file']];
  if (issuerURL === undefined && clientID === undefined) return undefined;
  if (issuerURL === undefined || clientID === undefined) throw new UsageError('--oidc-issuer-url and --oidc-client-id belong together');
  const url = URL.parse(issuerURL);
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '') {
    throw new UsageError(`--oidc-issuer-url ${issuerURL}: it is not https://… without a query`);
  }
  const usernameClaim = values['oidc-username-claim'];
  const signingAlgorithms = values['oidc-signing-algs'].split(',');
  const unknown = signingAlgorithms.find((name) => !provingAlgorithms.includes(name));
  if (unknown !== undefined) throw new UsageError(`--oidc-signing-algs ${unknown}: it is one of ${provingAlgorithms.join(', ')}`);
  return {
    rules: {
      issuerURL,
      clientID,
      usernameClaim,
      usernamePrefix: usernamePrefixOf(values['oidc-username-prefix'], { usernameClaim, issuerURL }),
      groupsClaim: values['oidc-groups-claim'],
      groupsPrefix: values['oidc-groups-prefix'],
      requiredClaims: new Map(values['oidc-required-claim'].map(requiredClaim)),
      signingAlgorithms,
    },
    fetchDocument: documentFetcher({ authorityPEM: caFile === undefined ? undefined : String(await readFile(caFile)), clock }),
  };
}

/** As kube-apiserver has it: two issuers' users are kept apart, unless somebody says that they need not be. */
function usernamePrefixOf(
  prefix: string | undefined,
  { usernameClaim, issuerURL }: { readonly usernameClaim: string; readonly issuerURL: string },
): string {
  if (prefix === undefined) return usernameClaim === 'email' ? '' : `${issuerURL}#`;
  return prefix === '-' ? '' : prefix;
}

function requiredClaim(text: string): readonly [string, string] {
  const [claim = '', ...value] = text.split('=');
  if (claim === '' || value.length === 0) throw new UsageError(`--oidc-required-claim ${text}: it is not CLAIM=VALUE`);
  return [claim, value.join('=')];
}
