import { generateKeyPairSync } from 'node:crypto';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { AccountTokenConfiguration } from '#cmd/api-server/authentication/service-account/account-tokens.ts';
import { parseSigningKeys } from '#cmd/api-server/authentication/service-account/signing-keys.ts';
import { ReloadedFiles } from '#cmd/bootstrap/reloaded-files.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';

/** A private key on P-256, as PEM. */
export function aSigningKey(): string {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
    publicKeyEncoding: { format: 'pem', type: 'spki' },
  }).privateKey;
}

/** How tokens of service accounts are made, by key files that a test can change. */
export async function anAccountTokenConfiguration(
  options: Partial<AccountTokenConfiguration> & { readonly files?: Map<string, string>; readonly clock?: VirtualClock } = {},
): Promise<AccountTokenConfiguration> {
  const { files = new Map([['/signing', aSigningKey()]]), clock = new VirtualClock(), ...rest } = options;
  const keys = await ReloadedFiles.open({
    paths: ['/signing', '/others'],
    readFile: async (path) => Buffer.from(files.get(path) ?? ''),
    parse: ([signing, others]) =>
      parseSigningKeys({ signing: String(signing), verification: others === undefined || others.length === 0 ? [] : [String(others)] }),
    clock,
    logger: silentLogger,
  });
  const issuer = 'https://issuer.test';
  return { issuer, keySetURL: `${issuer}/openid/v1/jwks`, audiences: [issuer], keys, longestLifeSeconds: 86_400, ...rest };
}
