import { serverKind, type Server } from '#apis/compute/server.ts';
import { instanceKind, placementSchema, type Placement } from '#apis/infrastructure/instance.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import { conflict, notFound } from '../admission/rejection.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import { parseRevision } from '../watch-cache/revision-wish.ts';
import type { ObjectWrite } from './committer.ts';
import { placementRefusal } from './placement-refusal.ts';
import { PlacementReader, type PlacementView } from './placement-view.ts';
import { placedInstance, placedServer } from './placed-objects.ts';
import type { Change } from './guards.ts';
import type { QuotaTerms } from './quota-gate.ts';
import type { WrittenObject } from './registry.ts';
import type { RegistryParts } from './registry-parts.ts';
import { written } from './written-object.ts';

/**
 * Makes a server's next incarnation on a host: decides on one revision of the whole state, and commits in one transaction that fails if anything that
 * the decision rests on has changed since. Who needs the same guard queues inside this process, and goes on only when the cache has seen the commit of
 * the one before. Races are lost to other api-servers only, or to a quota that comes while the placement is under way; they are decided afresh a limited
 * number of times.
 */
export class Placer {
  readonly #parts: RegistryParts;
  readonly #reader: PlacementReader;
  #placedCount = 0;
  #retryCount = 0;

  constructor(parts: RegistryParts) {
    this.#parts = parts;
    this.#reader = new PlacementReader(parts.cache, parts.zones);
  }

  /** Placements made, and decisions that had to be made again because they lost a race. */
  get counters(): { readonly placements: number; readonly retries: number } {
    return { placements: this.#placedCount, retries: this.#retryCount };
  }

  /**
   * Returns the Instance. Throws {@link ConflictError} if the server has changed, has an incarnation or the host cannot take it,
   * {@link ForbiddenError} for a quota, {@link NotFoundError}, and the errors of admission.
   */
  async place(key: ObjectKey, body: Placement, options: PlaceOptions): Promise<WrittenObject> {
    const placement = this.#parts.admission.decodeAs<Placement>('Placement', placementSchema, body);
    await this.#seeServer(key, placement);
    for (let turn = 1; turn <= turns; turn += 1) {
      const queues = this.#queues(key, placement);
      const held = new Set(queues);
      const made = await this.#parts.mutex.run(queues, () => this.#placeInTurn(key, placement, { ...options, held }));
      if (made !== undefined) return made;
    }
    throw conflict(serverKind, key.name, `what limits it changed ${turns} times; decide again`);
  }

  /** What to wait for, as things are now. */
  #queues(key: ObjectKey, placement: Placement): readonly string[] {
    const guards = this.#reader.guards(key, placement);
    const view = this.#reader.read(key, placement);
    if (guards === undefined || view === undefined) throw notFound(serverKind, key.name);
    const quota = this.#parts.quota.note(this.#serverChange(view, placement));
    return [storageKeyOf(serverKind, key), ...guards, ...quota.guards];
  }

  /** Undefined if it needs a guard that it has not waited for, as that of a quota which the cache saw only meanwhile. */
  async #placeInTurn(key: ObjectKey, placement: Placement, options: PlaceInTurnOptions): Promise<WrittenObject | undefined> {
    const { cache, committer } = this.#parts;
    for (let attempt = 1; attempt <= lostRaceAttempts; attempt += 1) {
      const view = this.#reader.read(key, placement);
      if (view === undefined) throw notFound(serverKind, key.name);
      const refusal = placementRefusal(view, placement);
      if (refusal !== undefined) throw refusal;
      // Read in the same moment as the view: nothing may be awaited in between.
      const quota = this.#quotaTerms(view, placement);
      const compare = [...this.#reader.comparisons(view), ...quota.compare];
      const writes = this.#writes(key, view, placement, options);
      if (options.dryRun) return written(committer.preview(writes[0]), 'Created', []);
      const guards = [...view.guards, ...quota.guards];
      if (!guards.every((guard) => options.held.has(guard))) return undefined;
      const result = await committer.commit(writes, { compare, guards });
      await cache.waitFor(result.revision, cacheWaitMilliseconds);
      const instance = result.kind === 'Committed' ? result.objects[0] : undefined;
      if (instance !== undefined) {
        this.#placedCount += 1;
        return written(instance, 'Created', []);
      }
      this.#retryCount += 1;
    }
    throw conflict(serverKind, key.name, `others were faster ${lostRaceAttempts} times; decide again`);
  }

  /** The decision was made on a server that this cache may not have seen yet. */
  async #seeServer(key: ObjectKey, placement: Placement): Promise<void> {
    const { cache } = this.#parts;
    await cache.waitFor(parseRevision(placement.serverResourceVersion), cacheWaitMilliseconds);
    if (cache.of(serverKind).get(storageKeyOf(serverKind, key)) === undefined) await cache.beFresh();
  }

  /** A size is checked once: when its flavor is named, or here if there was no such flavor. A move needs no quota. */
  #quotaTerms(view: PlacementView, placement: Placement): QuotaTerms {
    const { quota } = this.#parts;
    const change = this.#serverChange(view, placement);
    const { requestedResources, resources } = (change.previous as Server).status ?? {};
    const known = requestedResources ?? resources;
    // An early release did not note the flavor: what it has placed counts already.
    const isCounted = known !== undefined && (known.flavor ?? placement.machine.flavor) === placement.machine.flavor;
    return isCounted ? quota.note(change) : quota.check(change);
  }

  #serverChange(view: PlacementView, placement: Placement): Change {
    const previous = view.server.object() as Server;
    return { kind: serverKind, previous, next: placedServer(previous, placement, { ...view, clock: this.#parts.clock }) };
  }

  /** Who owns the fields of an Instance is recorded once somebody applies to it, and not here: see docs/decisions/0015. */
  #writes(key: ObjectKey, view: PlacementView, placement: Placement, { fieldManager }: PlaceOptions): readonly [ObjectWrite, ObjectWrite] {
    const { admission, owners, clock, random } = this.#parts;
    const server = view.server.object() as Server;
    const { draft, causes } = admission.decode(
      instanceKind,
      placedInstance(server, placement, { uid: random.uuid(), incarnation: view.incarnation, clock }),
      {
        fieldValidation: 'Strict',
      },
    );
    const instance = admission.settle(instanceKind, draft, undefined, 'Main', causes);
    const { namespace = '' } = key;
    return [
      {
        kind: instanceKind,
        storageKey: storageKeyOf(instanceKind, { namespace, name: instance.metadata.name }),
        previous: undefined,
        next: instance,
      },
      {
        kind: serverKind,
        storageKey: view.server.storageKey,
        previous: view.server,
        next: owners.changed(serverKind, server, placedServer(server, placement, { ...view, clock }), {
          fieldManager,
          subresource: 'status',
        }),
      },
    ];
  }
}

interface PlaceOptions {
  readonly dryRun: boolean;
  readonly fieldManager?: string | undefined;
}

interface PlaceInTurnOptions extends PlaceOptions {
  /** What this placement has waited for, and others wait for now. */
  readonly held: ReadonlySet<string>;
}

const lostRaceAttempts = 16;
/** How often a placement queues: again when quotas, groups or zones came while it waited. */
const turns = 4;
const cacheWaitMilliseconds = 3_000;
