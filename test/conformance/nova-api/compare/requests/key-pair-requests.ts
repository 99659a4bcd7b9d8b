import { eachBody, eachPath, type ComparedRequest } from '../compared-request.ts';

const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFRUKKQvNA6AqfYZB6vmEmOKxNSfNGzSLbXzUj7pMzRG somebody@example';
const create = { request: 'POST /os-keypairs' } as const;

/** Keys, which belong to people and not to projects. */
export const keyPairRequests: readonly ComparedRequest[] = [
  { name: 'a key is brought', ...create, body: { keypair: { name: 'brought', public_key: publicKey } } },
  {
    name: 'a key is brought, with its type',
    ...create,
    versions: ['2.2'],
    body: { keypair: { name: 'typed', public_key: publicKey, type: 'ssh' } },
  },
  { name: 'a key is brought, new', ...create, versions: ['2.92'], body: { keypair: { name: 'some.body@example', public_key: publicKey } } },
  { name: 'a key is made', ...create, versions: ['2.2'], body: { keypair: { name: 'made' } } },
  { name: 'a key is made, too late', ...create, versions: ['2.92'], body: { keypair: { name: 'late' } } },
  { name: 'a key of the same name', ...create, body: { keypair: { name: 'brought', public_key: publicKey } } },
  {
    name: 'a key for somebody else',
    ...create,
    as: 'admin',
    versions: ['2.10'],
    body: { keypair: { name: 'given', public_key: publicKey, user_id: '{member_user}' } },
  },
  {
    name: 'a key for somebody else, as a member',
    ...create,
    versions: ['2.10'],
    body: { keypair: { name: 'x', public_key: publicKey, user_id: '{admin_user}' } },
  },
  { name: 'a key by a reader', ...create, as: 'reader', body: { keypair: { name: 'read', public_key: publicKey } } },
  ...eachBody('a bad key', create, {
    'no name': { keypair: { public_key: publicKey } },
    'an empty name': { keypair: { name: '', public_key: publicKey } },
    'a long name': { keypair: { name: 'x'.repeat(256), public_key: publicKey } },
    'a bad letter': { keypair: { name: 'x;y', public_key: publicKey } },
    'a name with an @': { keypair: { name: 'x@y', public_key: publicKey } },
    'a key that is none': { keypair: { name: 'x', public_key: 'no key' } },
    'an empty key': { keypair: { name: 'x', public_key: '' } },
    'a key as a number': { keypair: { name: 'x', public_key: 5 } },
    'a field that is none': { keypair: { name: 'x', public_key: publicKey, colour: 'red' } },
    'a type too early': { keypair: { name: 'x', public_key: publicKey, type: 'ssh' } },
    'no key pair': {},
    'more beside': { keypair: { name: 'x', public_key: publicKey }, more: 1 },
  }),
  {
    name: 'a bad key: a type that is none',
    ...create,
    versions: ['2.2'],
    body: { keypair: { name: 'x', public_key: publicKey, type: 'gpg' } },
  },
  {
    name: 'a bad key: no certificate',
    ...create,
    versions: ['2.2'],
    body: { keypair: { name: 'x', public_key: publicKey, type: 'x509' } },
  },
  { name: 'keys', request: 'GET /os-keypairs', versions: ['', '2.2', '2.10', '2.35'] },
  { name: 'a key', request: 'GET /os-keypairs/brought', versions: ['', '2.2', '2.10', '2.35'] },
  { name: 'a key of somebody else', request: 'GET /os-keypairs/brought?user_id={member_user}', as: 'admin', versions: ['2.10'] },
  { name: 'a key of somebody else, as a member', request: 'GET /os-keypairs/brought?user_id={admin_user}', versions: ['2.10'] },
  { name: 'keys of somebody else', request: 'GET /os-keypairs?user_id={member_user}', as: 'admin', versions: ['2.10', '2.35'] },
  { name: 'keys of somebody else, too early', request: 'GET /os-keypairs?user_id={member_user}', as: 'admin', versions: ['2.9'] },
  { name: 'a key of another', request: 'GET /os-keypairs/brought', as: 'stranger' },
  { name: 'a key that is none', request: 'GET /os-keypairs/none' },
  ...eachPath(
    'keys, chosen',
    { request: 'GET /os-keypairs', versions: ['2.35', '2.75'] },
    {
      'a page': '?limit=1',
      'behind a marker': '?limit=1&marker=brought',
      'behind a marker that is none': '?marker=none',
      'a page below zero': '?limit=-1',
      'by what is none': '?colour=red',
    },
  ),
  { name: 'a key is deleted', request: 'DELETE /os-keypairs/typed' },
  { name: 'a key is deleted, in a newer version', request: 'DELETE /os-keypairs/made', versions: ['2.2'] },
  {
    name: 'a key is deleted by name of its owner',
    request: 'DELETE /os-keypairs/given?user_id={member_user}',
    as: 'admin',
    versions: ['2.10'],
  },
  { name: 'a key is deleted again', request: 'DELETE /os-keypairs/typed' },
];
