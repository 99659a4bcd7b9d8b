import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { knownFieldsOf, parseOperatorFile } from '#cmd/bootstrap/operator-file.ts';
import { kindPrefix } from '../watch-cache/object-location.ts';
import { keyBytes, type EncryptionKey } from './value-cipher.ts';

/** How the values of some kinds are kept. */
export interface EncryptionRule {
  /** Storage keys that begin with one of these. */
  readonly prefixes: readonly string[];
  /** Encrypts what is written; absent: it is written plain. */
  readonly writer: EncryptionKey | undefined;
  /** By name. */
  readonly keys: ReadonlyMap<string, EncryptionKey>;
  /** Whether plain values are taken. */
  readonly readsPlain: boolean;
}

export type EncryptionRules = readonly EncryptionRule[];

/**
 * Reads an `EncryptionConfiguration` of `apiserver.config.k8s.io/v1`: for each group of resources a list of providers, of which the first writes and
 * all read. Throws a RangeError that names the field, also for what Kubernetes knows and we do not: nothing stays plain by a misunderstanding.
 */
export function parseEncryptionRules(text: string, catalog: readonly KindDefinition[]): EncryptionRules {
  const value = parseOperatorFile(text, 'the encryption configuration');
  const configuration = knownFieldsOf(value, 'the encryption configuration', ['kind', 'apiVersion', 'resources']);
  if (configuration['kind'] !== 'EncryptionConfiguration' || configuration['apiVersion'] !== 'apiserver.config.k8s.io/v1') {
    throw new RangeError('kind: it has to be an EncryptionConfiguration of apiserver.config.k8s.io/v1');
  }
  const known = new Map(catalog.map((kind) => [groupResourceOf(kind), kindPrefix(kind)]));
  const rules = listOf(configuration['resources'], 'resources').map((each, position) => ruleOf(each, `resources[${position}]`, known));
  const prefixes = rules.flatMap((rule) => rule.prefixes);
  if (new Set(prefixes).size < prefixes.length) throw new RangeError('resources: a resource is named twice');
  return rules;
}

function ruleOf(value: unknown, field: string, known: ReadonlyMap<string, string>): EncryptionRule {
  const { resources, providers } = knownFieldsOf(value, field, ['resources', 'providers']);
  const prefixes = listOf(resources, `${field}.resources`).map((name) => {
    const prefix = known.get(String(name));
    if (prefix === undefined) throw new RangeError(`${field}.resources: there is no resource ${JSON.stringify(name)}`);
    return prefix;
  });
  const parsed = listOf(providers, `${field}.providers`).map((each, position) => providerOf(each, `${field}.providers[${position}]`));
  const keys = parsed.flatMap((provider) => (provider.kind === 'Identity' ? [] : provider.keys));
  if (new Set(keys.map(({ name }) => name)).size < keys.length) throw new RangeError(`${field}.providers: two keys have the same name`);
  const [first] = parsed;
  return {
    prefixes,
    writer: first?.kind === 'AESGCM' ? first.keys[0] : undefined,
    keys: new Map(keys.map((key) => [key.name, key])),
    readsPlain: parsed.some(({ kind }) => kind === 'Identity'),
  };
}

type Provider = { readonly kind: 'Identity' } | { readonly kind: 'AESGCM'; readonly keys: readonly EncryptionKey[] };

function providerOf(value: unknown, field: string): Provider {
  const provider = knownFieldsOf(value, field, ['aesgcm', 'identity']);
  if (Object.keys(provider).length !== 1) throw new RangeError(`${field}: it has to be one of aesgcm and identity`);
  if ('identity' in provider) return { kind: 'Identity' };
  const { keys } = knownFieldsOf(provider['aesgcm'], `${field}.aesgcm`, ['keys']);
  return { kind: 'AESGCM', keys: listOf(keys, `${field}.aesgcm.keys`).map((each, at) => keyOf(each, `${field}.aesgcm.keys[${at}]`)) };
}

function keyOf(value: unknown, field: string): EncryptionKey {
  const { name, secret } = knownFieldsOf(value, field, ['name', 'secret']);
  if (typeof name !== 'string' || !/^[-.\w]{1,63}$/.test(name)) {
    throw new RangeError(`${field}.name: 1 to 63 letters, digits, "-", "_" and "."`);
  }
  // The fault tells nothing of the secret.
  const bytes = typeof secret === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(secret) ? Buffer.from(secret, 'base64') : Buffer.alloc(0);
  if (bytes.length !== keyBytes) throw new RangeError(`${field}.secret: it has to be ${keyBytes} bytes in base64`);
  return { name, secret: bytes };
}

function listOf(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new RangeError(`${field}: it has to be a list that is not empty`);
  return value;
}
