import { isPlainObject } from '#apis/machinery/plain-value.ts';
import { Fault } from '../http/fault.ts';
import { domain } from './directory.ts';

/** Somebody, by id, or by name in the one domain. */
export type Reference = { readonly kind: 'ID'; readonly id: string } | { readonly kind: 'Name'; readonly name: string };

/** What a body of `POST /v3/auth/tokens` asks for. */
export interface LoginRequest {
  readonly proof:
    | { readonly kind: 'Password'; readonly user: Reference; readonly password: string }
    /** `user` only with a credential that is named, for names are each user's own. */
    | {
        readonly kind: 'ApplicationCredential';
        readonly credential: Reference;
        readonly user: Reference | undefined;
        readonly secret: string;
      }
    | { readonly kind: 'Token'; readonly token: string };
  readonly scope: { readonly kind: 'Project'; readonly project: Reference } | { readonly kind: 'Default' } | { readonly kind: 'Unscoped' };
}

/** Longer passwords are refused before any work is done on them. */
const mostPasswordCharacters = 1024;

/** Throws a {@link Fault} of 400 that names the field, and of 401 for what Keystone may know and we do not. */
export function parseLogin(body: unknown): LoginRequest {
  const auth = objectAt(objectAt(body, 'the body')['auth'], 'auth');
  const identity = objectAt(auth['identity'], 'auth.identity');
  const methods = identity['methods'];
  if (!Array.isArray(methods) || methods.length !== 1) throw new Fault(401, 'auth.identity.methods: exactly one method is taken at a time');
  const proof = proofOf(String(methods[0]), identity);
  return { proof, scope: scopeOf(auth['scope']) };
}

function proofOf(method: string, identity: Fields): LoginRequest['proof'] {
  const field = `auth.identity.${method}`;
  switch (method) {
    case 'password': {
      const user = objectAt(objectAt(identity['password'], field)['user'], `${field}.user`);
      return { kind: 'Password', user: referenceOf(user, `${field}.user`), password: secretAt(user['password'], `${field}.user.password`) };
    }
    case 'application_credential': {
      const credential = objectAt(identity['application_credential'], field);
      const isNamed = typeof credential['id'] !== 'string';
      return {
        kind: 'ApplicationCredential',
        credential: isNamed
          ? { kind: 'Name', name: textAt(credential['name'], `${field}.name`) }
          : { kind: 'ID', id: textAt(credential['id'], `${field}.id`) },
        user: isNamed ? referenceOf(objectAt(credential['user'], `${field}.user`), `${field}.user`) : undefined,
        secret: secretAt(credential['secret'], `${field}.secret`),
      };
    }
    case 'token':
      return { kind: 'Token', token: textAt(objectAt(identity['token'], field)['id'], `${field}.id`) };
    default:
      throw new Fault(401, 'auth.identity.methods: "password", "application_credential" and "token" are known here');
  }
}

function scopeOf(value: unknown): LoginRequest['scope'] {
  if (value === undefined) return { kind: 'Default' };
  if (value === 'unscoped') return { kind: 'Unscoped' };
  const scope = objectAt(value, 'auth.scope');
  if (scope['unscoped'] !== undefined) return { kind: 'Unscoped' };
  if (scope['project'] === undefined)
    throw new Fault(401, 'auth.scope: tokens are for a project here; there are none for a domain or the system');
  return { kind: 'Project', project: referenceOf(objectAt(scope['project'], 'auth.scope.project'), 'auth.scope.project') };
}

function referenceOf(fields: Fields, field: string): Reference {
  if (fields['id'] !== undefined) return { kind: 'ID', id: textAt(fields['id'], `${field}.id`) };
  const name = textAt(fields['name'], `${field}.name`);
  const inDomain = objectAt(fields['domain'], `${field}.domain`);
  // Of a domain that is not there nobody is known.
  const isOurs = inDomain['id'] === domain.id || (inDomain['id'] === undefined && inDomain['name'] === domain.name);
  return isOurs ? { kind: 'Name', name } : { kind: 'ID', id: '' };
}

type Fields = Readonly<Record<string, unknown>>;

function objectAt(value: unknown, field: string): Fields {
  if (!isPlainObject(value)) throw new Fault(400, `${field}: it has to be an object`);
  return value;
}

function textAt(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '') throw new Fault(400, `${field}: it has to be a text`);
  return value;
}

function secretAt(value: unknown, field: string): string {
  const secret = textAt(value, field);
  if (secret.length > mostPasswordCharacters) throw new Fault(400, `${field}: it is longer than ${mostPasswordCharacters} characters`);
  return secret;
}
