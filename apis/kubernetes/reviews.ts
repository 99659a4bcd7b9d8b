import { Type } from 'typebox';
import { defineKind, strictObject, stringListMap, type Fields } from '../machinery/kind.ts';
import type { ApiObject } from '../machinery/object-meta.ts';

/** Questions of a caller about itself and about others, with Kubernetes' published shapes. They are answered and never stored, so the catalog does not hold them. */

const attributes = {
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
};

const accessReviewStatus = Type.Optional(
  strictObject({
    allowed: Type.Boolean(),
    denied: Type.Optional(Type.Boolean()),
    reason: Type.Optional(Type.String()),
    evaluationError: Type.Optional(Type.String()),
  }),
);

const accessReviewFields = strictObject({ spec: strictObject(attributes), status: accessReviewStatus });

const accessReview = {
  group: 'authorization.k8s.io',
  version: 'v1',
  statusSubresource: false,
  protobuf: true,
} as const;

/** May I do this? */
export const selfSubjectAccessReviewKind = defineKind({
  ...accessReview,
  kind: 'SelfSubjectAccessReview',
  plural: 'selfsubjectaccessreviews',
  scope: 'Cluster',
  description: 'Asks whether the caller may do something.',
  fields: accessReviewFields,
});

const subjectAccessReviewFields = strictObject({
  spec: strictObject({
    ...attributes,
    user: Type.Optional(Type.String()),
    groups: Type.Optional(Type.Array(Type.String())),
    uid: Type.Optional(Type.String()),
    extra: Type.Optional(stringListMap()),
  }),
  status: accessReviewStatus,
});

/** May somebody do this? */
export const subjectAccessReviewKind = defineKind({
  ...accessReview,
  kind: 'SubjectAccessReview',
  plural: 'subjectaccessreviews',
  scope: 'Cluster',
  description: 'Asks whether somebody may do something.',
  fields: subjectAccessReviewFields,
});

/** May somebody do this here? */
export const localSubjectAccessReviewKind = defineKind({
  ...accessReview,
  kind: 'LocalSubjectAccessReview',
  plural: 'localsubjectaccessreviews',
  scope: 'Namespaced',
  description: 'Asks whether somebody may do something in one project.',
  fields: subjectAccessReviewFields,
});

const words = Type.Optional(Type.Array(Type.String()));

const rulesReviewFields = strictObject({
  spec: strictObject({ namespace: Type.Optional(Type.String()) }),
  status: Type.Optional(
    strictObject({
      resourceRules: Type.Array(
        strictObject({ verbs: Type.Array(Type.String()), apiGroups: words, resources: words, resourceNames: words }),
      ),
      nonResourceRules: Type.Array(strictObject({ verbs: Type.Array(Type.String()), nonResourceURLs: words })),
      incomplete: Type.Boolean(),
      evaluationError: Type.Optional(Type.String()),
    }),
  ),
});

/** What may I do here? */
export const selfSubjectRulesReviewKind = defineKind({
  ...accessReview,
  kind: 'SelfSubjectRulesReview',
  plural: 'selfsubjectrulesreviews',
  scope: 'Cluster',
  description: 'Asks for everything that the caller may do in a project.',
  fields: rulesReviewFields,
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
export type AccessReviewAttributes = Fields<typeof accessReviewFields>['spec'];
export type SubjectAccessReview = ApiObject & Fields<typeof subjectAccessReviewFields>;
export type SelfSubjectRulesReview = ApiObject & Fields<typeof rulesReviewFields>;
export type SelfSubjectAccessReview = ApiObject & Fields<typeof accessReviewFields>;
export type SelfSubjectReview = ApiObject & Fields<typeof reviewFields>;
