import { planKind, type Plan } from '#apis/compute/plan.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { jsonResponse, type ApiResponse } from '../exchange/api-response.ts';
import type { EndpointDependencies, ResourceCall } from './resource-call.ts';
import { readObjectWrite } from './write-request.ts';

/** POST of a plan: the same with the answer in its status. */
export async function createPlan(call: ResourceCall, { planner }: EndpointDependencies): Promise<ApiResponse> {
  const { body } = await readObjectWrite(call);
  const { spec } = planner.read(body);
  const namespace = call.namespace ?? '';
  const status = await planner.plan(spec, { namespace, user: call.user, approve: call.approve });
  const plan: Omit<Plan, 'metadata' | 'spec'> = { apiVersion: apiVersionOf(planKind), kind: planKind.kind, status };
  // What was asked is not sent back: it may hold secrets, and the caller has it.
  return jsonResponse(201, { ...plan, metadata: { namespace, creationTimestamp: null } });
}
