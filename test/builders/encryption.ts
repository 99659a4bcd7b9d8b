import { createHash } from 'node:crypto';

/** An `EncryptionConfiguration` for Secrets with these providers in order: `identity`, or the name of a key, whose bytes follow from it. */
export function anEncryptionConfiguration(providers: readonly string[]): string {
  const lines = providers.map((name) =>
    name === 'identity'
      ? '  - identity: {}'
      : `  - aesgcm: {keys: [{name: ${name}, secret: ${createHash('sha256').update(name).digest('base64')}}]}`,
  );
  return [
    'kind: EncryptionConfiguration',
    'apiVersion: apiserver.config.k8s.io/v1',
    'resources:',
    '- resources: [secrets]',
    '  providers:',
    ...lines,
    '',
  ].join('\n');
}
