import type { Plan, PlanSpec, PlanStatus } from '#apis/compute/plan.ts';
import type { ApiResource, ResourceAddress } from '../api/api-resource.ts';
import { pathOf } from '../api/api-resource.ts';
import { CommandFailure, ReportedFailure, UsageFailure } from '../command-failure.ts';
import { readManifestFiles } from '../manifests/manifest-files.ts';
import { complain } from '../printing/complaint.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { ApiConnection, Session } from '../session.ts';
import { locate } from './declaration.ts';
import { parseApplySet, type ApplySetOptions } from './apply-set.ts';

/** The options that say what a plan is about, as commander gives them. */
export interface PlanOptions extends ApplySetOptions {
  readonly filename?: readonly string[];
  readonly forceConflicts?: true;
}

/** A manifest, and where it belongs. */
export interface Located {
  readonly address: ResourceAddress & { readonly resource: ApiResource; readonly name: string };
  readonly object: AnyObject;
}

/** What was asked, and what the server said. */
export interface AnsweredPlan {
  readonly located: readonly Located[];
  readonly spec: PlanSpec;
  readonly status: PlanStatus;
}

/** Reads the files, and asks the server what would become of them. Throws when a file is wrong: half a plan helps nobody. */
export async function requestPlan(session: Session, connection: ApiConnection, options: PlanOptions): Promise<AnsweredPlan> {
  const located = await locateAll(session, connection, options.filename ?? []);
  const set = parseApplySet(options, connection.namespace);
  const { applySetID, withMembership } = await import('#apis/kubernetes/apply-set.ts');
  const objects = located.map(({ object }) => (set === undefined ? object : withMembership(object, applySetID(set))));
  const spec: PlanSpec = {
    objects: objects,
    fieldManager: 'tycho',
    ...(options.forceConflicts === true ? { force: true } : {}),
    ...(set === undefined ? {} : { prune: { kind: set.kind, name: set.name } }),
  };
  const resource = (await connection.resources.all()).find(({ kind, group }) => kind === 'Plan' && group === 'compute.tycho.dev');
  if (resource === undefined) throw new CommandFailure('the server cannot plan: it is older than this command');
  const body = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Plan', metadata: { namespace: connection.namespace }, spec };
  const path = pathOf({ resource, namespace: connection.namespace });
  const { status } = await connection.client.json<Pick<Plan, 'status'>>({ method: 'POST', path, body });
  if (status === undefined) throw new CommandFailure('the server answered a plan without a status');
  return { located: located.map(({ address }, index) => ({ address, object: objects[index]! })), spec, status };
}

async function locateAll(session: Session, connection: ApiConnection, files: readonly string[]): Promise<readonly Located[]> {
  if (files.length === 0) throw new UsageFailure('say what to read: -f FILE, -f DIRECTORY, or -f - for standard input');
  const { manifests, faults } = await readManifestFiles(files, session.world);
  for (const fault of faults) complain(session.world, fault.message);
  if (faults.length > 0) throw new ReportedFailure();
  const located: Located[] = [];
  for (const manifest of manifests) located.push(await locate(manifest, connection, session.options));
  return located;
}
