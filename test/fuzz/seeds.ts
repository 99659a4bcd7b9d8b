import type { FuzzedRequest } from './request-arbitrary.ts';

/** Requests that have found something once. Each is sent in every run. */
export const seeds: readonly FuzzedRequest[] = [
  // A number in stringData, which was encoded before it was validated.
  post('/api/v1/namespaces/default/secrets', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { c: 0 } }),
  // An apiVersion that cannot be made a text.
  post('/apis/compute.tycho.dev/v1alpha1/namespaces/default/servers', {
    apiVersion: { toString: 0 },
    kind: 'Server',
    metadata: { name: 'a' },
  }),
  // Rights asked for by attributes that are none.
  post('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: null },
  }),
  {
    ...post('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { verb: 'create', group: 'authorization.k8s.io', resource: 5 } },
    }),
    as: 'Stranger',
  },
  post('/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { user: [], groups: ['staff'], nonResourceAttributes: { path: '/metrics', verb: 'get' } },
  }),
];

function post(path: string, body: object): FuzzedRequest {
  const bytes = Buffer.from(JSON.stringify(body));
  return {
    as: 'Administrator',
    method: 'POST',
    path,
    query: [],
    headers: { 'content-type': 'application/json' },
    body: bytes.toString('base64'),
  };
}
