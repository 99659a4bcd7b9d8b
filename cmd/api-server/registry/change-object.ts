import { ApiError } from '#apis/machinery/errors.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject, ObjectKey, ObjectMeta } from '#apis/machinery/object-meta.ts';
import type { DecodedBody, DecodingOptions, WrittenPart } from '../admission/admission.ts';
import { jsonPatched, readJsonPatch } from '../admission/json-patch.ts';
import { mergePatched } from '../admission/merge-patch.ts';
import { isPlainObject, samePlain, without } from '#apis/machinery/plain-value.ts';
import { changedMeanwhile, conflict, invalid, notFound, undecodable } from '../admission/rejection.ts';
import type { ManagedFields } from '../field-management/managed-fields.ts';
import type { Shape } from '../field-management/object-shape.ts';
import { StrategicPatchError, strategicallyPatched } from '../field-management/strategic-merge-patch.ts';
import type { Comparison } from '../storage/storage.ts';
import type { CachedObject } from '../watch-cache/cached-object.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import type { ObjectWrite } from './committer.ts';
import { timeToLive, withoutEmpty } from './create-object.ts';
import { withOwners } from './field-owners.ts';
import { withGivenKept } from './given-status.ts';
import { sessionComparison } from './host-session.ts';
import type { QuotaTerms } from './quota-gate.ts';
import type { SubresourceOption, WriteOptions, WrittenObject } from './registry.ts';
import type { RegistryParts } from './registry-parts.ts';
import { refuseWhatMayBePlugged } from './restore-hold.ts';
import { refuseUnreadContents } from './unread-contents.ts';
import { settleName, settleNamespace } from './write-request.ts';
import { written } from './written-object.ts';

type ChangeOptions = WriteOptions & SubresourceOption;

/** What an object is to be, and whose its fields are to be where the writer has decided that too. */
export interface Wish extends DecodedBody {
  readonly owners?: ManagedFields;
}

/** Changes objects that are there: PUT and patches, of an object or of its status. */
export class ObjectChanger {
  readonly #parts: RegistryParts;

  constructor(parts: RegistryParts) {
    this.#parts = parts;
  }

  async update(kind: KindDefinition, key: ObjectKey, body: unknown, options: ChangeOptions): Promise<WrittenObject> {
    const decoded = this.#parts.admission.decode(kind, body, options);
    requireRevision(kind, key, decoded);
    return await this.change(kind, key, options, (current) => ({ ...decoded, draft: withOwnFinalizers(kind, current, decoded.draft) }));
  }

  async mergePatch(kind: KindDefinition, key: ObjectKey, patch: unknown, options: ChangeOptions): Promise<WrittenObject> {
    if (!isPlainObject(patch)) throw undecodable(kind, 'a merge patch is an object');
    return await this.change(kind, key, options, (current) =>
      this.#decodePatched(kind, key, mergePatched(withoutUnsaid(current), patch), { ...options, patch, stored: current }),
    );
  }

  async strategicMergePatch(kind: KindDefinition, key: ObjectKey, patch: unknown, options: ChangeOptions): Promise<WrittenObject> {
    if (!isPlainObject(patch)) throw undecodable(kind, 'a strategic merge patch is an object');
    const shape = this.#parts.owners.shapeOf(kind);
    return await this.change(kind, key, options, (current) =>
      this.#decodePatched(kind, key, strategicallyPatchedOf(kind, shape, current, patch), { ...options, patch, stored: current }),
    );
  }

  async jsonPatch(kind: KindDefinition, key: ObjectKey, patch: unknown, options: ChangeOptions): Promise<WrittenObject> {
    const operations = readJsonPatch(kind, key.name, patch);
    // It may test and copy everything, so it sees everything; a version that it leaves alone is no precondition, since it is the newest.
    return await this.change(kind, key, options, (current) =>
      this.#decodePatched(kind, key, jsonPatched(kind, key.name, current, operations), { ...options, patch, stored: current }),
    );
  }

  /** `wish` gives the wished-for object, whatever part of it this write is about. It may be asked more than once, about newer and newer objects. */
  async change(kind: KindDefinition, key: ObjectKey, options: ChangeOptions, wish: (current: ApiObject) => Wish): Promise<WrittenObject> {
    const storageKey = storageKeyOf(kind, key);
    const inTurn = (guards: readonly string[]): Promise<WrittenObject | NeedsTurn> =>
      this.#parts.mutex.run([storageKey, ...guards], () => new ChangeAttempt(this.#parts, kind, key, options, wish, guards).run());
    let result = await inTurn([]);
    if ('needsTurn' in result) result = await inTurn(result.needsTurn);
    if ('needsTurn' in result) throw changedMeanwhile(kind, key.name);
    return result;
  }

  #decodePatched(kind: KindDefinition, key: ObjectKey, patched: unknown, options: DecodingOptions): Wish {
    const decoded = this.#parts.admission.decode(kind, patched, options);
    if (decoded.draft.metadata.name !== undefined) return decoded;
    throw invalid(kind, key.name, [
      { reason: 'FieldValueRequired', message: 'Required value: a patch cannot take it away', field: 'metadata.name' },
    ]);
  }
}

/** One change, until it is done or cannot be. Begins with what the cache knows and makes sure only where that leads to a refusal or to nothing. */
class ChangeAttempt {
  readonly #parts: RegistryParts;
  readonly #kind: KindDefinition;
  readonly #key: ObjectKey;
  readonly #options: ChangeOptions;
  readonly #wish: (current: ApiObject) => Wish;
  readonly #storageKey: string;
  /** Guards that are held in the mutex. */
  readonly #heldGuards: readonly string[];
  /** Whether what is taken for the present state was so at some moment after the request came. */
  #isCertain = false;

  constructor(
    parts: RegistryParts,
    kind: KindDefinition,
    key: ObjectKey,
    options: ChangeOptions,
    wish: (current: ApiObject) => Wish,
    heldGuards: readonly string[],
  ) {
    this.#heldGuards = heldGuards;
    this.#parts = parts;
    this.#kind = kind;
    this.#key = key;
    this.#options = options;
    this.#wish = wish;
    this.#storageKey = storageKeyOf(kind, key);
  }

  async run(): Promise<WrittenObject | NeedsTurn> {
    const { cache } = this.#parts;
    let current = cache.latest(cache.of(this.#kind), this.#storageKey) ?? (await this.#makeSure());
    for (let attempt = 1; attempt <= lostRaceAttempts; attempt += 1) {
      const outcome = await this.#tryOn(current);
      if (outcome.kind === 'Done') return outcome.result;
      if (outcome.kind === 'NeedsTurn') return outcome;
      ({ current } = outcome);
    }
    throw changedMeanwhile(this.#kind, this.#key.name);
  }

  async #tryOn(current: CachedObject): Promise<Outcome> {
    let plan: Plan;
    let terms: QuotaTerms;
    try {
      plan = this.#plan(current);
      terms = this.#quotaTerms(current, plan);
    } catch (error) {
      if (this.#isCertain || !(error instanceof ApiError)) throw error;
      return { kind: 'Again', current: await this.#makeSure() };
    }
    if (plan.isUnchanged && !this.#isCertain) {
      const newest = await this.#makeSure();
      if (newest.revision !== current.revision) return { kind: 'Again', current: newest };
    }
    const { hostSession, dryRun } = this.#options;
    const compare = hostSession === undefined ? [] : [await sessionComparison(this.#parts.cache, hostSession)];
    const isMoot = plan.isUnchanged && !(await this.#parts.committer.isStale(this.#storageKey));
    if (isMoot) return { kind: 'Done', result: written(current, 'Unchanged', plan.warnings) };
    const write: ObjectWrite = {
      kind: this.#kind,
      storageKey: this.#storageKey,
      previous: current,
      next: plan.next,
      ...timeToLive(this.#kind),
    };
    if (dryRun)
      return { kind: 'Done', result: written(this.#parts.committer.preview({ ...write, next: plan.shown }), 'Changed', plan.warnings) };
    // Others that need the guard queue for it, instead of losing races.
    if (terms.guards.some((guard) => !this.#heldGuards.includes(guard))) return { kind: 'NeedsTurn', needsTurn: terms.guards };
    return await this.#commit(write, plan, { compare: [...compare, ...plan.compare, ...terms.compare], guards: terms.guards });
  }

  async #commit(write: ObjectWrite, plan: Plan, also: QuotaTerms): Promise<Outcome> {
    const { cache, committer, numbers } = this.#parts;
    if (plan.next === undefined) await refuseUnreadContents(this.#kind, this.#key.name, this.#parts);
    // What an earlier release made without a number gets one with its first write.
    const numbered = write.next === undefined ? undefined : await numbers.give(this.#kind, write.next);
    const result = await committer.commit([{ ...write, next: numbered?.object }], {
      compare: [...also.compare, ...(numbered?.compare ?? [])],
      guards: also.guards,
      counters: numbered?.counters ?? [],
    });
    if (result.kind === 'Committed') {
      if (also.guards.length > 0) await cache.waitFor(result.revision, lostRaceWaitMilliseconds);
      const [object] = result.objects;
      if (object === undefined) throw new Error(`${this.#storageKey}: the commit returned nothing`);
      // Deleted by taking its last finalizer: the answer shows it without.
      const shown = plan.next === undefined ? committer.preview({ ...write, next: plan.shown, previous: object }) : object;
      return { kind: 'Done', result: written(shown, 'Changed', plan.warnings) };
    }
    this.#isCertain = true;
    const item = result.current.get(this.#storageKey);
    if (item === undefined) throw notFound(this.#kind, this.#key.name);
    if (item.modRevision !== write.previous?.revision) return { kind: 'Again', current: cache.read(cache.of(this.#kind), item) };
    await cache.waitFor(result.revision, lostRaceWaitMilliseconds);
    return { kind: 'Again', current: cache.latest(cache.of(this.#kind), this.#storageKey) ?? (await this.#makeSure()) };
  }

  /** Throws {@link NotFoundError} if the object is certainly not there. */
  async #makeSure(): Promise<CachedObject> {
    const { cache } = this.#parts;
    await cache.beFresh();
    this.#isCertain = true;
    const current = cache.latest(cache.of(this.#kind), this.#storageKey);
    if (current === undefined) throw notFound(this.#kind, this.#key.name);
    return current;
  }

  /** Status is no wish: what it says is never refused. */
  #quotaTerms(current: CachedObject, { next }: Plan): QuotaTerms {
    const { quota, zones, flavorIDs } = this.#parts;
    const change = { kind: this.#kind, previous: current.object(), next };
    if (this.#options.subresource === 'status') return quota.note(change);
    const { compare, guards } = quota.check(change);
    return { compare: [...compare, ...zones.check(change), ...flavorIDs.check(change)], guards };
  }

  #plan(cached: CachedObject): Plan {
    const current = cached.object();
    const { draft, warnings, causes, managedFields: stated, owners } = this.#wish(current);
    settleName(draft, this.#key);
    settleNamespace(this.#kind, draft, this.#key.namespace);
    requireSameObject(this.#kind, this.#key, draft.metadata, cached);
    const part: WrittenPart = this.#options.subresource === 'status' ? 'Status' : 'Main';
    const wished = part === 'Status' ? withStatus(current, draft) : withMain(this.#kind, current, draft);
    refuseNewFinalizers(this.#kind, current, wished.metadata as ObjectMeta);
    const asked = this.#parts.admission.settle(
      this.#kind,
      wished as Parameters<RegistryParts['admission']['settle']>[1],
      current,
      part,
      causes,
    );
    const settled = part === 'Status' ? withGivenKept(this.#kind, asked, current) : asked;
    const owned =
      owners === undefined
        ? this.#parts.owners.changed(this.#kind, current, settled, { ...this.#options, stated })
        : withOwners(settled, owners);
    const noted = part === 'Main' ? this.#parts.sizes.noted(this.#kind, owned, current, this.#options.user) : owned;
    const { object, compare } = (part === 'Main'
      ? this.#parts.allocators.get(groupResourceOf(this.#kind))?.change?.(noted, current)
      : undefined) ?? {
      object: noted,
      compare: [],
    };
    const next = withGeneration(object, current);
    if (part === 'Main') this.#options.approve?.({ kind: this.#kind, next, previous: current });
    const isGone = next.metadata.deletionTimestamp !== undefined && (next.metadata.finalizers ?? []).length === 0;
    if (isGone) refuseWhatMayBePlugged(this.#kind, current, this.#parts.cache);
    return {
      next: isGone ? undefined : next,
      shown: next,
      isUnchanged:
        !isGone && !this.#parts.numbers.isWanting(this.#kind, next) && samePlain(withoutRevision(next), withoutRevision(current)),
      compare,
      warnings,
    };
  }
}

interface Plan {
  /** Absent: the object goes, since nothing holds it any more. */
  readonly next: ApiObject | undefined;
  /** The object as the answer shows it. */
  readonly shown: ApiObject;
  readonly isUnchanged: boolean;
  /** What rests on others: that nobody has what it would lose. */
  readonly compare: readonly Comparison[];
  readonly warnings: readonly string[];
}

type Outcome =
  | { readonly kind: 'Done'; readonly result: WrittenObject }
  | { readonly kind: 'Again'; readonly current: CachedObject }
  | NeedsTurn;

/** The change has to wait its turn for these guards first. */
interface NeedsTurn {
  readonly kind: 'NeedsTurn';
  readonly needsTurn: readonly string[];
}

function strategicallyPatchedOf(kind: KindDefinition, shape: Shape, current: ApiObject, patch: Record<string, unknown>): unknown {
  try {
    return strategicallyPatched(shape, withoutUnsaid(current), patch);
  } catch (error) {
    if (error instanceof StrategicPatchError) throw undecodable(kind, error.message);
    throw error;
  }
}

/** What a merge patch starts from: a version or owners that it does not speak of are nothing that it says. */
function withoutUnsaid(current: ApiObject): Readonly<Record<string, unknown>> {
  return { ...current, metadata: without(current.metadata, ['resourceVersion', 'managedFields']) };
}

/** Kinds of our own have to say what they replace; Kubernetes' core kinds need not. */
function requireRevision(kind: KindDefinition, key: ObjectKey, { draft }: DecodedBody): void {
  if (kind.group === '' || (draft.metadata.resourceVersion ?? '') !== '') return;
  throw invalid(kind, key.name, [
    { reason: 'FieldValueInvalid', message: 'Invalid value: 0x0: must be specified for an update', field: 'metadata.resourceVersion' },
  ]);
}

function requireSameObject(kind: KindDefinition, key: ObjectKey, wished: Partial<ObjectMeta>, current: CachedObject): void {
  const { uid = '', resourceVersion = '' } = wished;
  const currentUID = current.object().metadata.uid;
  if (uid !== '' && uid !== currentUID)
    throw conflict(kind, key.name, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${currentUID}`);
  if (resourceVersion !== '' && resourceVersion !== String(current.revision)) throw changedMeanwhile(kind, key.name);
}

/** Only the status is the writer's. */
function withStatus(current: ApiObject, draft: Record<string, unknown>): Record<string, unknown> {
  const rest = without(current, ['status']);
  return draft['status'] === undefined ? rest : { ...rest, status: draft['status'] };
}

/** Everything but the server's own metadata, and but the status where that has its own address. */
function withMain(kind: KindDefinition, current: ApiObject, draft: Record<string, unknown>): Record<string, unknown> {
  const { labels, annotations, ownerReferences, finalizers } = draft['metadata'] as Partial<ObjectMeta>;
  const kept = without(current.metadata, ['labels', 'annotations', 'ownerReferences', 'finalizers']);
  const metadata = { ...kept, ...withoutEmpty({ labels, annotations, ownerReferences, finalizers }) };
  if (!kind.statusSubresource) return { ...draft, metadata };
  const { status } = current as ApiObject & { readonly status?: unknown };
  return { ...without(draft, ['status']), metadata, ...(status === undefined ? {} : { status }) };
}

/** Whoever writes a whole object down rarely speaks of what holds it: then the finalizers of the kind itself stay. Who states finalizers means them. */
function withOwnFinalizers(kind: KindDefinition, current: ApiObject, draft: DecodedBody['draft']): DecodedBody['draft'] {
  if (draft.metadata.finalizers !== undefined) return draft;
  const finalizers = kind.finalizers.filter((each) => current.metadata.finalizers?.includes(each));
  return finalizers.length === 0 ? draft : { ...draft, metadata: { ...draft.metadata, finalizers } };
}

function refuseNewFinalizers(kind: KindDefinition, current: ApiObject, wished: ObjectMeta): void {
  if (current.metadata.deletionTimestamp === undefined) return;
  const added = (wished.finalizers ?? []).filter((finalizer) => !(current.metadata.finalizers ?? []).includes(finalizer));
  if (added.length === 0) return;
  const message = `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map((each) => JSON.stringify(each)).join(', ')}}`;
  throw invalid(kind, wished.name, [{ reason: 'FieldValueForbidden', message, field: 'metadata.finalizers' }]);
}

/** Rises with each change outside metadata and status. */
function withGeneration(next: ApiObject, current: ApiObject): ApiObject {
  const notWished = ['metadata', 'status'] as const;
  const generation = current.metadata.generation + (samePlain(without(next, notWished), without(current, notWished)) ? 0 : 1);
  return generation === next.metadata.generation ? next : { ...next, metadata: { ...next.metadata, generation } };
}

function withoutRevision(object: ApiObject): ApiObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: '' } };
}

const lostRaceAttempts = 16;
const lostRaceWaitMilliseconds = 3_000;
