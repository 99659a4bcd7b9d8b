import { status } from '@grpc/grpc-js';
import type { JoinRefusalReason } from './agent-wire.ts';

/** How a refusal to join travels as a gRPC status. */
export const codeOfJoinRefusal: Readonly<Record<JoinRefusalReason, status>> = {
  Refused: status.PERMISSION_DENIED,
  NameTaken: status.ALREADY_EXISTS,
  Invalid: status.INVALID_ARGUMENT,
  Unavailable: status.UNAVAILABLE,
};

/** The inverse of {@link codeOfJoinRefusal}; undefined for a status that is no refusal. */
export function joinRefusalOfCode(code: status): JoinRefusalReason | undefined {
  const reasons = Object.keys(codeOfJoinRefusal) as JoinRefusalReason[];
  return reasons.find((reason) => codeOfJoinRefusal[reason] === code);
}
