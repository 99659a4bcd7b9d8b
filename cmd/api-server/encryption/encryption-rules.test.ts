import { describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { anEncryptionConfiguration } from '#test/builders/encryption.ts';
import { parseEncryptionRules } from './encryption-rules.ts';

const head = 'kind: EncryptionConfiguration\napiVersion: apiserver.config.k8s.io/v1\n';
const secret = Buffer.alloc(32, 1).toString('base64');
const parse = (text: string): ReturnType<typeof parseEncryptionRules> => parseEncryptionRules(text, catalog);

describe('parseEncryptionRules', () => {
  it('takes the first provider for writing and all for reading', () => {
    const [rule] = parse(anEncryptionConfiguration(['new', 'old', 'identity']));

    expect(rule).toMatchObject({ prefixes: ['/tycho/core/secrets/'], readsPlain: true, writer: { name: 'new' } });
    expect([...(rule?.keys.keys() ?? [])]).toEqual(['new', 'old']);
  });

  it('writes plain when identity stands first, and takes no plain values when it does not stand there', () => {
    expect(parse(anEncryptionConfiguration(['identity', 'old']))[0]).toMatchObject({ writer: undefined, readsPlain: true });
    expect(parse(anEncryptionConfiguration(['only']))[0]).toMatchObject({ readsPlain: false });
  });

  it('knows resources of every group by their full names', () => {
    const text = `${head}resources:\n- resources: [configmaps, keypairs.compute.tycho.dev]\n  providers: [{identity: {}}]\n`;

    expect(parse(text)[0]?.prefixes).toEqual(['/tycho/core/configmaps/', '/tycho/compute.tycho.dev/keypairs/']);
  });

  it.each([
    ['is not YAML', '{', 'not YAML'],
    ['is another kind', 'kind: Secret\napiVersion: v1\n', 'kind'],
    ['holds an unknown field', `${head}resource: []\n`, '"resource"'],
    ['names no resources', head, 'resources'],
    ['names a resource that is not there', `${head}resources: [{resources: [pods], providers: [{identity: {}}]}]`, '"pods"'],
    ['has a wildcard', `${head}resources: [{resources: ['*.*'], providers: [{identity: {}}]}]`, '"*.*"'],
    [
      'names a resource twice',
      `${head}resources: [{resources: [secrets, secrets], providers: [{identity: {}}]}]`,
      'a resource is named twice',
    ],
    [
      'asks for a provider that we do not have',
      `${head}resources: [{resources: [secrets], providers: [{kms: {}}]}]`,
      'resources[0].providers[0]: unknown field "kms"',
    ],
    ['has no provider', `${head}resources: [{resources: [secrets], providers: []}]`, 'resources[0].providers'],
    [
      'has a key of another length',
      `${head}resources: [{resources: [secrets], providers: [{aesgcm: {keys: [{name: a, secret: c2hvcnQ=}]}}]}]`,
      'resources[0].providers[0].aesgcm.keys[0].secret: it has to be 32 bytes in base64',
    ],
    [
      'has a key whose name could be mistaken',
      `${head}resources: [{resources: [secrets], providers: [{aesgcm: {keys: [{name: 'a:b', secret: ${secret}}]}}]}]`,
      'keys[0].name',
    ],
    [
      'has two keys of one name',
      `${head}resources: [{resources: [secrets], providers: [{aesgcm: {keys: [{name: a, secret: ${secret}}, {name: a, secret: ${secret}}]}}]}]`,
      'two keys have the same name',
    ],
  ])('refuses a file that %s, and names the field', (_, text, words) => {
    expect(() => parse(text)).toThrow(RangeError);
    expect(() => parse(text)).toThrow(words);
  });

  it('does not repeat a secret that is wrong', () => {
    const text = `${head}resources: [{resources: [secrets], providers: [{aesgcm: {keys: [{name: a, secret: aHVudGVyMg==}]}}]}]`;

    expect(() => parse(text)).not.toThrow(/aHVudGVyMg/);
  });
});
