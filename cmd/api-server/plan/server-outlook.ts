import { keyPairKind, type KeyPair } from '#apis/compute/key-pair.ts';
import type { ServerOutcome } from '#apis/compute/plan.ts';
import { serverActionKind, type ServerAction } from '#apis/compute/server-action.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { imageNameOf } from '#apis/infrastructure/action-refusals.ts';
import { predictAction } from '#apis/infrastructure/predict-action.ts';
import { predictServer, type ServerSituation } from '#apis/infrastructure/predict-server.ts';
import type { ServerPrediction } from '#apis/infrastructure/server-prediction.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import type { PlacementWish } from './placement-facts.ts';
import { PlacementOutlook } from './placement-outlook.ts';
import type { PlanWorld } from './plan-world.ts';
import type { PlannedState } from './planned-manifest.ts';

/** What a plan would do to servers, by changing them or by asking for something once. Reads hosts only if one of them would need another. */
export class ServerOutlook {
  readonly #world: PlanWorld;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #placements: PlacementOutlook;

  constructor(world: PlanWorld, clock: Pick<Clock, 'now'>) {
    this.#world = world;
    this.#clock = clock;
    this.#placements = new PlacementOutlook(world);
  }

  /** Undefined for what is neither a server nor an action of one, or stays as it is. */
  async of(state: PlannedState): Promise<ServerOutcome | undefined> {
    if (state.kind === serverActionKind) return this.#ofAction(state);
    if (state.kind !== serverKind) return undefined;
    const [before, after] = [state.before as Server | undefined, state.after as Server | undefined];
    if (state.isDeletion === true && before !== undefined) return deletion(before);
    if (after === undefined) return undefined;
    if (before === undefined)
      return { effect: 'None', message: 'it is made', ...(await this.#placement({ server: after, startsFrom: 'Image' })) };
    const foretold = await this.#foretell(before, after);
    return { ...outcomeOf(foretold), ...(await this.#placementAfter(foretold, before, after)) };
  }

  /** An action is done once, when it is made. */
  async #ofAction({ before, after }: PlannedState): Promise<ServerOutcome | undefined> {
    if (before !== undefined || after === undefined) return undefined;
    const action = after as ServerAction;
    const { namespace = '' } = action.metadata;
    const server = (await this.#world.future(serverKind, { namespace, name: action.spec.server })) as Server | undefined;
    const host = await this.#hostOf(server);
    const foretold = predictAction({
      ...host,
      lacks: (capability) => host.capabilities?.has(capability) === false,
      action,
      server,
      ...(await this.#named(namespace, server)),
      savedImage: await this.#imageNamed(namespace, server?.status?.savedImage),
      namesake: await this.#imageNamed(namespace, imageNameOf(action)),
      heldVolume: host.instances[0]?.spec.volumes?.[0]?.volume.name,
      now: this.#clock.now(),
    });
    return { ...outcomeOf(foretold), ...(server === undefined ? {} : await this.#placementAfterAction(foretold, action, server)) };
  }

  async #placementAfterAction(
    { effect }: ServerPrediction,
    { spec: { type } }: ServerAction,
    server: Server,
  ): Promise<Pick<ServerOutcome, 'placement'>> {
    if (effect !== 'Move' && effect !== 'Replace') return {};
    const startsFrom = effect === 'Move' ? 'OwnDisk' : 'Image';
    const { instances } = await this.#hostOf(server);
    return type === 'MigrateCold'
      ? this.#placement({ server, startsFrom, leftHostUID: instances[0]?.spec.host.uid })
      : this.#placement({ server, startsFrom, leavesRoom: true });
  }

  /** Of the own project alone. */
  async #imageNamed(namespace: string, name: string | undefined): Promise<Image | undefined> {
    return name === undefined ? undefined : ((await this.#world.future(imageKind, { namespace, name })) as Image | undefined);
  }

  /** What a spec names, as it will be. */
  async #named(
    namespace: string,
    server: Server | undefined,
  ): Promise<Pick<ServerSituation, 'flavor' | 'image' | 'rescueImage' | 'keyPair'>> {
    const spec = server?.spec;
    const image = await this.#world.image(namespace, spec?.image);
    return {
      flavor: server === undefined ? undefined : await this.#world.flavorOf(server),
      image,
      rescueImage: spec?.rescue?.image === undefined ? image : await this.#world.image(namespace, spec.rescue.image),
      keyPair:
        spec?.keyPair === undefined
          ? undefined
          : ((await this.#world.future(keyPairKind, { namespace, name: spec.keyPair })) as KeyPair | undefined),
    };
  }

  /** What a server has on hosts, and what is known of the host of the newest. */
  async #hostOf(server: Server | undefined): Promise<Pick<ServerSituation, 'instances' | 'capabilities' | 'isHostLost'>> {
    const { namespace = '', uid = '' } = server?.metadata ?? {};
    const instances = server === undefined ? [] : await this.#world.incarnationsOf(uid, namespace);
    const host = instances[0] === undefined ? undefined : await this.#world.host(instances[0].spec.host);
    return {
      instances,
      capabilities: host?.status?.capabilities === undefined ? undefined : new Set(host.status.capabilities),
      isHostLost: findCondition(host?.status?.conditions, 'Ready')?.reason === 'HostLost',
    };
  }

  /** What a change comes to for its place; nothing where it keeps the one it has. */
  async #placementAfter({ effect }: ServerPrediction, before: Server, after: Server): Promise<Pick<ServerOutcome, 'placement'>> {
    if (returnsFromShelf(before, after))
      return this.#placement({ server: after, startsFrom: effect === 'Replace' ? 'Image' : 'SavedDisk' });
    if (effect !== 'Move' && effect !== 'Replace') return {};
    const resize = before.status?.resize;
    // What it goes back to makes room first.
    const leavesRoom = resize !== undefined && after.spec.flavor === resize.previousFlavor;
    return this.#placement({ server: after, startsFrom: effect === 'Move' ? 'OwnDisk' : 'Image', leavesRoom });
  }

  async #foretell(before: Server, after: Server): Promise<ServerPrediction> {
    const { namespace = '' } = before.metadata;
    const { spec } = after;
    return predictServer({
      server: before,
      wish: spec,
      ...(await this.#hostOf(before)),
      ...(await this.#named(namespace, after)),
      savedImage: await this.#imageNamed(namespace, before.status?.savedImage),
    });
  }

  async #placement(wish: PlacementWish): Promise<Pick<ServerOutcome, 'placement'>> {
    return wish.server.spec.power === 'Shelved' ? {} : { placement: await this.#placements.of(wish) };
  }
}

function outcomeOf({ effect, sentences, refusals }: ServerPrediction): ServerOutcome {
  const message = [...sentences, ...refusals].join('; ');
  return { effect, message: message === '' ? 'nothing' : message, ...(refusals.length === 0 ? {} : { refusals }) };
}

function returnsFromShelf({ spec: before }: Server, { spec: after }: Server): boolean {
  return before.power === 'Shelved' && after.power !== 'Shelved';
}

function deletion({ spec: { softDeleteSeconds = 0 } }: Server): ServerOutcome {
  const message =
    softDeleteSeconds > 0
      ? `the guest is stopped, and what is on its disk goes ${softDeleteSeconds} s later, unless it is restored before`
      : 'the guest is stopped, and what is on its disk is lost';
  return { effect: 'None', message };
}
