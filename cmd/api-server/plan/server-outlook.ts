import type { ServerOutcome } from '#apis/compute/plan.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { predictServer, type ServerPrediction } from '#apis/infrastructure/predict-server.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { PlacementOutlook } from './placement-outlook.ts';
import type { PlanWorld } from './plan-world.ts';
import type { PlannedState } from './planned-manifest.ts';

/** What a plan would do to servers. Reads hosts only if one of them would need another. */
export class ServerOutlook {
  readonly #world: PlanWorld;
  #placements: Promise<PlacementOutlook> | undefined;

  constructor(world: PlanWorld) {
    this.#world = world;
  }

  /** Undefined for what is no server, or stays as it is. */
  async of(state: PlannedState): Promise<ServerOutcome | undefined> {
    if (state.kind !== serverKind) return undefined;
    const [before, after] = [state.before as Server | undefined, state.after as Server | undefined];
    if (state.isDeletion === true && before !== undefined) return deletion(before);
    if (after === undefined) return undefined;
    if (before === undefined) return { effect: 'None', message: 'it is made', ...(await this.#placement(after)) };
    const foretold = await this.#foretell(before, after);
    const needsPlace = foretold.effect === 'Move' || foretold.effect === 'Replace' || returnsFromShelf(before, after);
    return { ...outcomeOf(foretold), ...(needsPlace ? await this.#placement(after) : {}) };
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

  async #placement(server: Server): Promise<Pick<ServerOutcome, 'placement'>> {
    if (server.spec.power === 'Shelved') return {};
    this.#placements ??= this.#readPlacements();
    const { namespace = '' } = server.metadata;
    const [flavor, image] = [await this.#world.flavor(server.spec.flavor), await this.#world.image(namespace, server.spec.image)];
    return { placement: (await this.#placements).of({ server, flavor, image }) };
  }

  async #readPlacements(): Promise<PlacementOutlook> {
    const [hosts, instances] = [await this.#world.all(hostKind), await this.#world.all(instanceKind)];
    return new PlacementOutlook(hosts as unknown as readonly Host[], instances as unknown as readonly Instance[]);
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
