import {
  localSubjectAccessReviewKind,
  selfSubjectAccessReviewKind,
  selfSubjectReviewKind,
  selfSubjectRulesReviewKind,
  subjectAccessReviewKind,
} from '#apis/kubernetes/reviews.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { invalid } from '../admission/rejection.ts';
import { SchemaValidator } from '../admission/schema-validator.ts';
import { userInfoOf } from '../authentication/user.ts';
import { jsonResponse, type ApiResponse } from '../exchange/api-response.ts';
import type { EndpointDependencies, ResourceCall } from './resource-call.ts';
import { reviewOwnAccess, reviewOwnRules, reviewSubjectAccess } from './review-access.ts';
import { readObjectWrite } from './write-request.ts';

/** Answers a question: what of the object is said beside its type and metadata. */
export type Review = (spec: unknown, call: ResourceCall, dependencies: EndpointDependencies) => Promise<object>;

/** POST of a question (`kubectl auth can-i`, `kubectl auth whoami`): the same object with the answer in its status. */
export async function createReview(call: ResourceCall, dependencies: EndpointDependencies): Promise<ApiResponse> {
  const { kind } = call;
  const { body } = await readObjectWrite(call);
  const review = reviews.get(kind);
  if (review === undefined) throw new Error(`nobody answers a ${kind.kind}`);
  // Older clients send an answer along that has nothing in it yet.
  const { status: _, ...asked } = body as Record<string, unknown>;
  const question: Record<string, unknown> = { metadata: {}, ...asked };
  if ('spec' in kind.fields.properties) question['spec'] ??= {};
  const { causes } = validator.validate(kind, question);
  if (causes.length > 0) throw invalid(kind, '', causes);
  const answer = await review(question['spec'], call, dependencies);
  return jsonResponse(201, { kind: kind.kind, apiVersion: apiVersionOf(kind), metadata: { creationTimestamp: null }, ...answer });
}

/** Nobody behind this looks at the types of what was asked. */
const validator = new SchemaValidator();

const reviews: ReadonlyMap<KindDefinition, Review> = new Map<KindDefinition, Review>([
  [selfSubjectReviewKind, async (_, { user }) => ({ status: { userInfo: userInfoOf(user) } })],
  [selfSubjectAccessReviewKind, reviewOwnAccess],
  [selfSubjectRulesReviewKind, reviewOwnRules],
  [subjectAccessReviewKind, reviewSubjectAccess],
  [localSubjectAccessReviewKind, reviewSubjectAccess],
]);
