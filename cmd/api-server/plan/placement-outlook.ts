import type { ServerOutcome } from '#apis/compute/plan.ts';
import { instanceName } from '#apis/infrastructure/instance.ts';
import { amountsOf } from '#apis/infrastructure/local-disk.ts';
import { decidePlacement, type PlacementQuestion } from '#apis/placement/decide-placement.ts';
import { PlacementFacts, type PlacementWish } from './placement-facts.ts';
import type { PlanWorld } from './plan-world.ts';

/**
 * Says, one after the other, whether servers would find a host as things are, and counts what each would take. The scheduler's own decision, asked of the
 * same facts; which host it would be is never said.
 */
export class PlacementOutlook {
  readonly #facts: PlacementFacts;

  constructor(world: PlanWorld) {
    this.#facts = new PlacementFacts(world);
  }

  async of(wish: PlacementWish): Promise<NonNullable<ServerOutcome['placement']>> {
    const table = await this.#facts.table();
    const question = await this.#facts.questionFor(wish);
    const own = wish.leavesRoom === true ? await this.#facts.incarnationsOf(wish.server) : [];
    for (const { metadata } of own) table.removeClaim(metadata.name);
    const decision = decidePlacement(question, table, { policy: 'Spread', random: evenChance });
    if (decision.kind === 'Wait') return { fits: false, message: decision.message };
    const { host, machine, explanation } = decision;
    const amounts = amountsOf(machine);
    table.putClaim({ instance: nextIncarnation(question), serverUID: question.server.metadata.uid, hostUID: host.uid, amounts });
    this.#facts.assume(wish.server, host.uid);
    return { fits: true, message: `there is room on ${explanation.hostsLeft} of ${explanation.hostsConsidered} hosts` };
  }
}

/** Of equally good hosts the first is taken: the same plan twice says the same. */
const evenChance = { fraction: (): number => 0.5 };

/** A name that no other claim has. */
function nextIncarnation({ server: { metadata, status } }: PlacementQuestion): string {
  return `${metadata.namespace}/${metadata.name}/${instanceName(metadata.uid, (status?.epoch ?? 0) + 1)}`;
}
