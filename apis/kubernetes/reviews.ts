import { Type } from 'typebox';
import { defineKind, strictObject, stringListMap, type Fields } from '../machinery/kind.ts';
import type { ApiObject } from '../machinery/object-meta.ts';

/** Questions of a caller about itself, with Kubernetes' published shapes. They are answered and never stored, so the catalog does not hold them. */

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

const reviewFields = strictObject({
  status: Type.Optional(
    strictObject({
      userInfo: Type.Optional(
        strictObject({
          username: Type.Optional(Type.String()),
          uid: Type.Optional(Type.String()),
          groups: Type.Optional(Type.Array(Type.String())),
          extra: Type.Optional(stringListMap()),
        }),
      ),
    }),
  ),
});

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

export type SelfSubjectAccessReview = ApiObject & Fields<typeof accessReviewFields>;
export type SelfSubjectReview = ApiObject & Fields<typeof reviewFields>;
