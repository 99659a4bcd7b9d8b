import { networkKind } from '#apis/compute/network.ts';
import { planKind, type Plan, type PlannedObject, type PlanSpec, type PlanStatus } from '#apis/compute/plan.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { applySetID, groupKindOf, partOfLabel, reachOf, type ApplySetParent } from '#apis/kubernetes/apply-set.ts';
import { configMapKind, namespaceKind, secretKind } from '#apis/kubernetes/core.ts';
import { ApiError, BadRequestError, NotFoundError } from '#apis/machinery/errors.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';
import { isAuthenticated, type User } from '../authentication/user.ts';
import type { Authorizer } from '../authorization/authorizer.ts';
import { Admission } from '../admission/admission.ts';
import { invalid } from '../admission/rejection.ts';
import { SchemaValidator } from '../admission/schema-validator.ts';
import type { Registry, WriteApproval } from '../registry/registry.ts';
import { fieldDifferences } from './field-differences.ts';
import { planHash } from './plan-hash.ts';
import { PlanWorld } from './plan-world.ts';
import { identityOf, locateManifests, type LocatedManifest, type PlannedState } from './planned-manifest.ts';
import { quotasAfter } from './project-use.ts';
import { ServerOutlook } from './server-outlook.ts';

export interface PlannerOptions {
  readonly registry: Registry;
  readonly catalog: readonly KindDefinition[];
  readonly authorizer: Pick<Authorizer, 'mayDo'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** For whom, and where manifests without a namespace belong. */
export interface PlanContext {
  readonly namespace: string;
  readonly user: User;
  /** Whether the user may make a certain write. */
  readonly approve: WriteApproval;
}

/** Says what would become of objects if they were applied now. Nothing is written: every write is tried as a dry run, with the rights of the user. */
export class Planner {
  readonly #options: PlannerOptions;
  /** Made at the first plan: schemas take a while to compile. */
  #admission: Admission | undefined;

  constructor(options: PlannerOptions) {
    this.#options = options;
  }

  /** Reads a body as what is to be planned. Throws {@link BadRequestError} and {@link InvalidError}. */
  read(body: unknown): Pick<Plan, 'spec'> {
    const { draft, causes } = this.#decoder().decode(planKind, body, { fieldValidation: 'Strict' });
    if (causes.length > 0) throw invalid(planKind, '', causes);
    return draft as unknown as Plan;
  }

  /** Throws {@link BadRequestError} for manifests that are no objects of ours, or stand there twice. */
  async plan(spec: PlanSpec, context: PlanContext): Promise<PlanStatus> {
    const { catalog, registry, clock } = this.#options;
    const located = locateManifests(spec.objects, { catalog, namespace: context.namespace });
    const faults = located.filter((each) => typeof each === 'string');
    if (faults.length > 0) throw new BadRequestError(faults.slice(0, mostFaults).join('; '));
    const manifests = located.filter((each) => typeof each !== 'string');
    const world = new PlanWorld(registry);
    const states: PlannedState[] = [];
    for (const manifest of manifests) states.push(await this.#preview(manifest, world, spec, context));
    if (spec.prune !== undefined)
      states.push(...(await this.#pruned({ ...spec.prune, namespace: context.namespace }, states, world, context)));
    const servers = new ServerOutlook(world, clock);
    const objects: PlannedObject[] = [];
    for (const state of states) {
      const server = await servers.of(state);
      objects.push(plannedObject(state, server));
    }
    const mayRead = (namespace: string): boolean =>
      this.#whyNot(context.user, { kind: quotaKind, key: { namespace, name: '' } }, 'list') === undefined;
    const quotas = await quotasAfter(world, states, { userName: context.user.name, mayRead });
    const outcome = { objects, ...(quotas.length === 0 ? {} : { quotas }) };
    return { hash: planHash(spec, world.readings, outcome), summary: summaryOf(objects), ...outcome };
  }

  async #preview(manifest: LocatedManifest, world: PlanWorld, spec: PlanSpec, context: PlanContext): Promise<PlannedState> {
    const { kind, key } = manifest;
    const state = { kind, key };
    const { user } = context;
    const refusal = this.#whyNot(user, manifest, 'get') ?? this.#whyNot(user, manifest, 'patch');
    if (refusal !== undefined) return { ...state, before: undefined, after: undefined, refusal };
    const before = await world.current(kind, key);
    const planned = await this.#tryWrite(manifest, before, world, spec, context);
    const result = { ...state, before, ...planned };
    world.put(result);
    return result;
  }

  async #tryWrite(
    manifest: LocatedManifest,
    before: ApiObject | undefined,
    world: PlanWorld,
    { fieldManager = 'tycho', force = false }: PlanSpec,
    { user, approve }: PlanContext,
  ): Promise<Pick<PlannedState, 'after' | 'refusal'>> {
    const { kind, key, manifest: body } = manifest;
    if (before?.metadata.deletionTimestamp !== undefined)
      return { after: undefined, refusal: 'it is being deleted: try again when it is gone' };
    const mayNot = before === undefined ? this.#whyNot(user, manifest, 'create') : undefined;
    if (mayNot !== undefined) return { after: undefined, refusal: mayNot };
    const { registry } = this.#options;
    const options = { dryRun: true, fieldValidation: 'Strict', fieldManager, user: user.name, approve } as const;
    try {
      return { after: (await registry.apply(kind, key, body, { ...options, force })).object() };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (before === undefined && isAboutPlanned(error, manifest, world)) return this.#asSent(kind, body);
      return { after: undefined, refusal: sentenceOf(error) };
    }
  }

  /** What could not be tried, with the defaults of its schema. */
  #asSent(kind: KindDefinition, body: Readonly<Record<string, unknown>>): Pick<PlannedState, 'after' | 'refusal'> {
    const { draft, causes } = this.#decoder().decode(kind, body, { fieldValidation: 'Strict' });
    if (causes.length > 0) return { after: undefined, refusal: sentenceOf(invalid(kind, '', causes)) };
    return { after: { ...draft, metadata: { ...draft.metadata, uid: 'planned' } } as unknown as ApiObject };
  }

  #decoder(): Admission {
    this.#admission ??= new Admission(new SchemaValidator());
    return this.#admission;
  }

  /** Members of the set that the plan does not name. */
  async #pruned(
    parent: ApplySetParent,
    states: readonly PlannedState[],
    world: PlanWorld,
    { user }: PlanContext,
  ): Promise<readonly PlannedState[]> {
    const { catalog } = this.#options;
    const parentKind = parent.kind === 'Secret' ? secretKind : configMapKind;
    const found = await world.current(parentKind, parent);
    if (found === undefined) return [];
    const { groupKinds, namespaces } = reachOf(found.metadata.annotations, parent);
    const named = new Set(states.map(identityOf));
    const pruned: PlannedState[] = [];
    for (const kind of catalog.filter((each) => groupKinds.includes(groupKindOf(each)))) {
      for (const namespace of kind.scope === 'Namespaced' ? namespaces : [undefined]) {
        const scope = namespace === undefined ? {} : { namespace };
        if (this.#whyNot(user, { kind, key: { ...scope, name: '' } }, 'list') !== undefined) continue;
        const members = await world.all(kind, { ...scope, labelSelector: `${partOfLabel}=${applySetID(parent)}` });
        for (const before of members) {
          const state = { kind, key: keyOf(before), before, after: undefined, isDeletion: true };
          if (named.has(identityOf(state)) || before.metadata.deletionTimestamp !== undefined) continue;
          pruned.push(this.#deletion(state, user));
        }
      }
    }
    for (const state of pruned) world.put(state);
    return pruned;
  }

  #deletion(state: PlannedState & { readonly before: ApiObject }, user: User): PlannedState {
    const mayNot = this.#whyNot(user, state, 'delete');
    const causes = state.kind.deletion.refusal(state.before).map(({ field, message }) => `${field ?? ''}: ${message}`);
    const refusal = mayNot ?? (causes.length === 0 ? undefined : causes.join('; '));
    return refusal === undefined ? state : { ...state, refusal, isDeletion: false };
  }

  /** What the user may not do, in words; undefined: they may. */
  #whyNot(user: User, { kind, key }: Pick<LocatedManifest, 'kind' | 'key'>, verb: string): string | undefined {
    const { group, version, plural: resource } = kind;
    const name = verb === 'create' || verb === 'list' ? undefined : key.name;
    const action = { kind: 'Resource', verb, group, version, resource, subresource: undefined, namespace: key.namespace, name } as const;
    if (isAuthenticated(user) && this.#options.authorizer.mayDo(user, action)) return undefined;
    return `${user.name} may not ${verb} ${resource}${key.namespace === undefined ? '' : ` in namespace "${key.namespace}"`}`;
  }
}

const mostFaults = 10;

/** Whether it fails only since something is not there that the same plan makes. */
function isAboutPlanned(error: ApiError, { key, manifest }: LocatedManifest, world: PlanWorld): boolean {
  if (error instanceof NotFoundError) return key.namespace !== undefined && world.makes(namespaceKind, key.namespace);
  const network = (manifest['spec'] as { readonly network?: unknown } | undefined)?.network;
  const causes = error.details?.causes ?? [];
  const isMissingNetwork =
    causes.length > 0 && causes.every(({ reason, field }) => reason === 'FieldValueNotFound' && field === 'spec.network');
  return isMissingNetwork && typeof network === 'string' && world.makes(networkKind, network);
}

function sentenceOf(error: ApiError): string {
  const causes = error.details?.causes ?? [];
  return causes.length === 0
    ? error.message
    : causes.map(({ field, message }) => (field === undefined ? message : `${field}: ${message}`)).join('; ');
}

function plannedObject(state: PlannedState, server: PlannedObject['server']): PlannedObject {
  const { kind, key, before, after, refusal, isDeletion } = state;
  const changes = refusal !== undefined || isDeletion === true ? [] : fieldDifferences(before, after);
  const action =
    refusal !== undefined
      ? 'Refused'
      : isDeletion === true
        ? 'Delete'
        : before === undefined
          ? 'Create'
          : changes.length === 0
            ? 'Unchanged'
            : 'Change';
  return {
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    ...key,
    action,
    ...(changes.length === 0 ? {} : { changes }),
    ...(refusal === undefined ? {} : { refusal }),
    ...(server === undefined || action === 'Unchanged' ? {} : { server }),
    ...(before === undefined ? {} : { uid: before.metadata.uid, resourceVersion: before.metadata.resourceVersion }),
  };
}

function summaryOf(objects: readonly PlannedObject[]): PlanStatus['summary'] {
  const count = (action: PlannedObject['action']): number => objects.filter((object) => object.action === action).length;
  return {
    create: count('Create'),
    change: count('Change'),
    delete: count('Delete'),
    unchanged: count('Unchanged'),
    refused: count('Refused'),
  };
}
