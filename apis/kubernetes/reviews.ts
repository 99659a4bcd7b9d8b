import { Type } from 'typebox';
import { defineKind, strictObject, stringListMap, type Fields } from '../machinery/kind.ts';
import type { ApiObject } from '../machinery/object-meta.ts';

/** Questions of a caller about itself and about others, with Kubernetes' published shapes. They are answered and never stored, so the catalog does not hold them. */

const accessReviewFields = strictObject({
  spec: strictObject({
    resourceAttributes: Type.Optional(
      strictObject({
        namespace: Type.Optional(Type.String()),
        verb: Type.Optional(Type.String()),
        group: Type.Optional(Type.String()),
        version: Type.Optional(Type.String()),
        resource: Type.Optional(Type.String()),
        subresource: Type.Optional(Type.String()),
        name: Type.Optional(Type.String()),
      }),
    ),
    nonResourceAttributes: Type.Optional(strictObject({ path: Type.Optional(Type.String()), verb: Type.Optional(Type.String()) })),
  }),
  status: Type.Optional(
    strictObject({
      allowed: Type.Boolean(),
      denied: Type.Optional(Type.Boolean()),
      reason: Type.Optional(Type.String()),
      evaluationError: Type.Optional(Type.String()),
    }),
  ),
});

/** May I do this? */
export const selfSubjectAccessReviewKind = defineKind({
  group: 'authorization.k8s.io',
  version: 'v1',
  kind: 'SelfSubjectAccessReview',
  plural: 'selfsubjectaccessreviews',
  scope: 'Cluster',
  description: 'Asks whether the caller may do something.',
  fields: accessReviewFields,
  statusSubresource: false,
  protobuf: true,
});

const userInfo = strictObject({
  username: Type.Optional(Type.String()),
  uid: Type.Optional(Type.String()),
  groups: Type.Optional(Type.Array(Type.String())),
  extra: Type.Optional(stringListMap()),
});

const reviewFields = strictObject({ status: Type.Optional(strictObject({ userInfo: Type.Optional(userInfo) })) });

/** Who am I? */
export const selfSubjectReviewKind = defineKind({
  group: 'authentication.k8s.io',
  version: 'v1',
  kind: 'SelfSubjectReview',
  plural: 'selfsubjectreviews',
  scope: 'Cluster',
  description: 'Asks as whom the caller is known.',
  fields: reviewFields,
  statusSubresource: false,
  protobuf: true,
});

const tokenReviewFields = strictObject({
  spec: strictObject({
    token: Type.Optional(Type.String({ description: 'The token that somebody has shown.' })),
    audiences: Type.Optional(
      Type.Array(Type.String(), { description: 'As whom the asker was shown the token; default: this api-server.' }),
    ),
  }),
  status: Type.Optional(
    strictObject({
      authenticated: Type.Optional(Type.Boolean()),
      user: Type.Optional(userInfo),
      audiences: Type.Optional(Type.Array(Type.String())),
      error: Type.Optional(Type.String()),
    }),
  ),
});

/** Whose token is this? */
export const tokenReviewKind = defineKind({
  group: 'authentication.k8s.io',
  version: 'v1',
  kind: 'TokenReview',
  plural: 'tokenreviews',
  scope: 'Cluster',
  description: 'Asks whose a bearer token is, and whether it holds.',
  fields: tokenReviewFields,
  statusSubresource: false,
  protobuf: true,
});

export type TokenReview = ApiObject & Fields<typeof tokenReviewFields>;
export type SelfSubjectAccessReview = ApiObject & Fields<typeof accessReviewFields>;
export type SelfSubjectReview = ApiObject & Fields<typeof reviewFields>;
