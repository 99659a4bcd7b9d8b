import type { ServerOutcome } from '#apis/compute/plan.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { predictServer, type ServerPrediction } from '#apis/infrastructure/predict-server.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import type { PlacementWish } from './placement-facts.ts';
import { PlacementOutlook } from './placement-outlook.ts';
import type { PlanWorld } from './plan-world.ts';
import type { PlannedState } from './planned-manifest.ts';

/** What a plan would do to servers. Reads hosts only if one of them would need another. */
export class ServerOutlook {
  readonly #world: PlanWorld;
  readonly #placements: PlacementOutlook;

  constructor(world: PlanWorld) {
    this.#world = world;
    this.#placements = new PlacementOutlook(world);
  }

  /** Undefined for what is no server, or stays as it is. */
  async of(state: PlannedState): Promise<ServerOutcome | undefined> {
    if (state.kind !== serverKind) return undefined;
    const [before, after] = [state.before as Server | undefined, state.after as Server | undefined];
    if (state.isDeletion === true && before !== undefined) return deletion(before);
    if (after === undefined) return undefined;
    if (before === undefined)
      return { effect: 'None', message: 'it is made', ...(await this.#placement({ server: after, startsFrom: 'Image' })) };
    const foretold = await this.#foretell(before, after);
    return { ...outcomeOf(foretold), ...(await this.#placementAfter(foretold, before, after)) };
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
    const { namespace = '', uid } = before.metadata;
    const { spec } = after;
    const instances = await this.#world.incarnationsOf(uid, namespace);
    const host = instances[0] === undefined ? undefined : await this.#world.host(instances[0].spec.host);
    const savedName = before.status?.savedImage;
    const image = await this.#world.image(namespace, spec.image);
    return predictServer({
      server: before,
      wish: spec,
      instances,
      capabilities: host?.status?.capabilities === undefined ? undefined : new Set(host.status.capabilities),
      isHostLost: findCondition(host?.status?.conditions, 'Ready')?.reason === 'HostLost',
      flavor: await this.#world.flavor(spec.flavor),
      image,
      rescueImage: spec.rescue?.image === undefined ? image : await this.#world.image(namespace, spec.rescue.image),
      savedImage:
        savedName === undefined ? undefined : ((await this.#world.current(imageKind, { namespace, name: savedName })) as Image | undefined),
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
