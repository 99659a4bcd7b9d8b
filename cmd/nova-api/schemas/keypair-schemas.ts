import { enveloped, name, oneOfWords, shortText, since, steps, text, type Schema, type SchemaTable } from './parameter-schemas.ts';
import { lenient, many, paging, strictSince75 } from './query-schemas.ts';

/** Keys of users (nova/api/openstack/compute/schemas/keypairs.py). */
export const keypairSchemas = {
  createKeypair: steps([1, 2, 10, 92], (version) =>
    enveloped(
      'keypair',
      {
        name: keypairName(version),
        public_key: text,
        ...since(2, version, { type: oneOfWords('ssh', 'x509') }),
        ...since(10, version, { user_id: text }),
      },
      // From 2.92 on nobody makes keys for users.
      ['name', ...(version >= 92 ? ['public_key'] : [])],
    ),
  ),
} as const satisfies SchemaTable;

export const keypairQueries = {
  listKeypairs: steps([1, 10, 35, 75], (version) =>
    version < 10 ? lenient({}) : strictSince75(version, { user_id: many(), ...since(35, version, paging) }),
  ),
  showKeypair: steps([1, 10, 75], ofUser),
  deleteKeypair: steps([1, 10, 75], ofUser),
} as const satisfies SchemaTable;

function ofUser(version: number): Schema {
  return version < 10 ? lenient({}) : strictSince75(version, { user_id: many() });
}

function keypairName(version: number): Schema {
  return { allOf: [name, { ...shortText, format: version >= 92 ? 'keypair-name-since-92' : 'keypair-name' }] };
}
