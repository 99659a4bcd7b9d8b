import type { ApiClient } from '#apis/client/api-client.ts';
import { ApiError, ConflictError, NotFoundError } from '#apis/machinery/errors.ts';
import { keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';
import { memberLabel, type ApplySet } from './apply-set.ts';
import { annotated, type DesiredObject } from './desired-objects.ts';
import { healthOf } from './health.ts';
import { appliedFields, fieldsHash } from './managed-fields.ts';
import type { MemberCache } from './member-cache.ts';
import type { Apply, Member, SyncPlan, Wave } from './plan.ts';
import { sideBySide } from './side-by-side.ts';
import type { SyncMemory, Trial } from './sync-memory.ts';

export interface ActuatorContext {
  readonly applySet: ApplySet;
  readonly memory: SyncMemory;
  /** Of the service account. */
  readonly client: ApiClient;
  readonly cache: MemberCache;
}

/** How far a plan was carried out. */
export interface Outcome {
  readonly end:
    /** A trial showed that something would be refused, so nothing was written. */
    | { readonly kind: 'Rejected' }
    /** Something was refused when it was written. */
    | { readonly kind: 'Failed' }
    | { readonly kind: 'Waiting'; readonly wave: number }
    | { readonly kind: 'Done' };
  /** By id: what was refused, and why. */
  readonly failures: ReadonlyMap<string, string>;
  /** By id: what is not healthy yet. */
  readonly unhealthy: ReadonlyMap<string, string>;
  /** What was written, with its cause. */
  readonly applied: ReadonlyMap<string, Apply>;
  /** By id: what was told to go. */
  readonly deleted: ReadonlySet<string>;
  /** Whether everything that the plan wants applied is. */
  readonly isWhole: boolean;
}

/** Requests at one time for one GitSync: enough to keep the api-server busy, and few enough to leave it to others. */
const requestsAtATime = 8;

/** Carries out plans. Everything may be done twice: an apply says what is to be so, and a deletion names the very object. */
export class Actuator {
  readonly #context: ActuatorContext;
  readonly #failures = new Map<string, string>();
  readonly #applied = new Map<string, Apply>();
  readonly #deleted = new Set<string>();
  #isWhole = false;

  constructor(context: ActuatorContext) {
    this.#context = context;
  }

  /** Throws what is no answer of the api-server's, as a lost connection. */
  async carryOut(plan: SyncPlan): Promise<Outcome> {
    await this.#tryOut(plan);
    if (this.#failures.size > 0) return this.#outcome({ kind: 'Rejected' });
    let unhealthy = new Map<string, string>();
    for (const wave of plan.waves) {
      if (unhealthy.size > 0) return this.#outcome({ kind: 'Waiting', wave: wave.number }, unhealthy);
      for (const step of wave.steps) {
        await sideBySide(step, requestsAtATime, (apply) => this.#apply(apply));
        if (this.#failures.size > 0) return this.#outcome({ kind: 'Failed' });
      }
      unhealthy = this.#unhealthyOf(wave);
    }
    this.#isWhole = true;
    if (plan.confirmation !== 'Waiting') await this.#deleteAll(plan.deletions);
    if (this.#failures.size > 0) return this.#outcome({ kind: 'Failed' }, unhealthy);
    return this.#outcome(unhealthy.size === 0 ? { kind: 'Done' } : { kind: 'Waiting', wave: plan.waves.at(-1)!.number }, unhealthy);
  }

  #outcome(end: Outcome['end'], unhealthy: ReadonlyMap<string, string> = new Map()): Outcome {
    return { end, unhealthy, failures: this.#failures, applied: this.#applied, deleted: this.#deleted, isWhole: this.#isWhole };
  }

  /** Everything that is to be applied, before anything is: a commit is taken whole or not at all. */
  async #tryOut({ waves, revision }: SyncPlan): Promise<void> {
    const { memory } = this.#context;
    if (memory.trials.revision !== revision) memory.trials = { revision, byID: new Map() };
    const applies = waves.flatMap(({ steps }) => steps.flat());
    const declaredNamespaces = new Set(
      applies.filter(({ desired: { kind } }) => kind.kind === 'Namespace' && kind.group === '').map(({ desired: { key } }) => key.name),
    );
    const untried = applies.filter(({ desired, force }) => {
      const known = memory.trials.byID.get(desired.id);
      return known?.hash !== desired.hash || known.force !== force;
    });
    await sideBySide(untried, requestsAtATime, async (apply) => {
      const trial = await this.#try(apply, declaredNamespaces);
      if (typeof trial === 'string') this.#failures.set(apply.desired.id, trial);
      else memory.trials.byID.set(apply.desired.id, trial);
    });
  }

  async #try({ desired, force }: Apply, declaredNamespaces: ReadonlySet<string>): Promise<Trial | string> {
    try {
      const made = await this.#tryApplying(desired, force);
      return { hash: desired.hash, force, fields: fieldsHash(appliedFields(made, this.#context.applySet.fieldManager)) };
    } catch (error) {
      const waitsForNamespace = error instanceof NotFoundError && declaredNamespaces.has(desired.key.namespace ?? '');
      return waitsForNamespace ? { hash: desired.hash, force, fields: undefined } : refusal(error);
    }
  }

  /** Force takes fields, and never an object that another set holds. */
  async #tryApplying(desired: DesiredObject, force: boolean): Promise<ApiObject> {
    const resource = this.#context.client.resourceAt(desired.kind);
    const { fieldManager } = this.#context.applySet;
    try {
      return await resource.apply(annotated(desired), { fieldManager, dryRun: true });
    } catch (error) {
      if (!force || !isFieldConflict(error) || belongsToAnother(error)) throw error;
      return resource.apply(annotated(desired), { fieldManager, dryRun: true, force: true });
    }
  }

  async #apply(apply: Apply): Promise<void> {
    const { applySet, memory, client, cache } = this.#context;
    const { desired, force } = apply;
    const trial = memory.trials.byID.get(desired.id);
    try {
      const written = await client
        .resourceAt(desired.kind)
        .apply(annotated(desired, trial?.fields), { fieldManager: applySet.fieldManager, force });
      cache.absorb(desired.kind, written);
      const held = fieldsHash(appliedFields(written, applySet.fieldManager));
      if (held !== undefined && held !== trial?.fields) memory.acceptedFields.set(written.metadata.uid, held);
      this.#applied.set(desired.id, apply);
    } catch (error) {
      this.#failures.set(desired.id, refusal(error));
    }
    memory.trials.byID.delete(desired.id);
  }

  #unhealthyOf({ objects }: Wave): Map<string, string> {
    const members = this.#context.cache.members();
    const unhealthy = new Map<string, string>();
    for (const { id, kind } of objects) {
      const object = members.get(id)?.object;
      const health = object === undefined ? undefined : healthOf(kind, object);
      if (health?.kind === 'Waiting') unhealthy.set(id, health.message);
    }
    return unhealthy;
  }

  /** Last applied, first gone; what is of one kind and wave goes side by side. */
  async #deleteAll(deletions: readonly Member[]): Promise<void> {
    for (let start = 0; start < deletions.length;) {
      const { kind } = deletions[start]!;
      const end = deletions.findIndex((each, index) => index > start && each.kind !== kind);
      const group = deletions.slice(start, end < 0 ? undefined : end);
      await sideBySide(group, requestsAtATime, (member) => this.#delete(member));
      start += group.length;
    }
  }

  async #delete({ id, kind, object }: Member): Promise<void> {
    const { client, cache } = this.#context;
    try {
      const outcome = await client.resourceAt(kind).delete(keyOf(object), { uid: object.metadata.uid });
      if (outcome.kind === 'Terminating') cache.absorb(kind, outcome.object);
      this.#deleted.add(id);
    } catch (error) {
      // Gone already, or another one of the name, which is not ours.
      if (!(error instanceof NotFoundError || error instanceof ConflictError)) this.#failures.set(id, refusal(error));
    }
  }
}

/** What the api-server said, for people. Throws what is no answer of its. */
function refusal(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  return error.message;
}

function isFieldConflict(error: unknown): error is ConflictError {
  return error instanceof ConflictError && (error.details?.causes ?? []).some(({ reason }) => reason === 'FieldManagerConflict');
}

function belongsToAnother({ details }: ConflictError): boolean {
  return (details?.causes ?? []).some(({ field = '' }) => field.includes(memberLabel));
}
