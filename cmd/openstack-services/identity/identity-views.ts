import { domain, type Project, type User } from './directory.ts';
import type { Holder } from './identity.ts';

/** What Keystone says of a token, but for its catalog. */
export function tokenView({ token, user, project, roles }: Holder): Readonly<Record<string, unknown>> {
  return {
    methods: token.methods,
    user: { domain, id: user.id, name: user.name, password_expires_at: null },
    audit_ids: token.auditIDs,
    expires_at: momentOf(token.expiresAt),
    issued_at: momentOf(token.issuedAt),
    ...(project === undefined
      ? {}
      : {
          project: { domain, id: project.id, name: project.name },
          is_domain: false,
          roles: roles.map((name) => ({ id: name, name })),
        }),
    ...(token.credentialID === undefined
      ? {}
      : { application_credential: { id: token.credentialID, name: token.credentialID, restricted: true } }),
  };
}

export function projectView({ id, name, description }: Project, baseURL: string): object {
  return {
    id,
    name,
    description,
    domain_id: domain.id,
    parent_id: domain.id,
    enabled: true,
    is_domain: false,
    tags: [],
    options: {},
    links: { self: `${baseURL}/projects/${id}` },
  };
}

export function userView({ id, name, defaultProjectID }: User, baseURL: string): object {
  return {
    id,
    name,
    domain_id: domain.id,
    enabled: true,
    password_expires_at: null,
    options: {},
    ...(defaultProjectID === undefined ? {} : { default_project_id: defaultProjectID }),
    links: { self: `${baseURL}/users/${id}` },
  };
}

export function domainView(baseURL: string): object {
  return { ...domain, description: '', enabled: true, tags: [], options: {}, links: { self: `${baseURL}/domains/${domain.id}` } };
}

export function roleView(name: string, baseURL: string): object {
  return { id: name, name, domain_id: null, description: null, options: {}, links: { self: `${baseURL}/roles/${name}` } };
}

/** The version that we are as complete as: Keystone's of the release Zed. */
export function versionView(baseURL: string): object {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${baseURL}/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  };
}

/** With microseconds, as Keystone has them. */
function momentOf(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, '.000000Z');
}
