import { quotaKind, type Quota, type QuotaSpec } from '#apis/compute/quota.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import type { PlanStatus } from '#apis/compute/plan.ts';
import { kindCountedAs, limitsOf, sizeOfFlavor, useOf } from '#apis/infrastructure/quota-use.ts';
import type { PlanWorld } from './plan-world.ts';
import type { PlannedState } from './planned-manifest.ts';
import { addTallies, quotaOutlook, type QuotaSituation, type Tally } from './quota-outlook.ts';

/** The quotas, as far as they may be read, of all projects that a plan puts servers into or takes some from. */
export async function quotasAfter(
  world: PlanWorld,
  states: readonly PlannedState[],
  mayRead: (namespace: string) => boolean,
): Promise<NonNullable<PlanStatus['quotas']>> {
  const servers = states.filter(({ kind, key }) => kind === serverKind && mayRead(key.namespace ?? ''));
  const namespaces = [...new Set(servers.map(({ key }) => key.namespace ?? ''))].toSorted();
  const situations: QuotaSituation[] = [];
  for (const namespace of namespaces) {
    const quotas = (await world.all(quotaKind, { namespace })) as unknown as readonly Quota[];
    if (quotas.length === 0) continue;
    const inUse = await sumOf(world, (await world.all(serverKind, { namespace })) as unknown as readonly Server[], usedBy);
    const own = servers.filter(({ key }) => key.namespace === namespace);
    const gone = await sumOf(
      world,
      own.flatMap(({ before, after, isDeletion }) =>
        before !== undefined && (after !== undefined || isDeletion === true) ? [before as Server] : [],
      ),
      usedBy,
    );
    const come = await sumOf(
      world,
      own.flatMap(({ after }) => (after === undefined ? [] : [after as Server])),
      wishedBy,
    );
    const after = addTallies(inUse, addTallies(negated(gone), come));
    for (const { metadata, spec } of quotas)
      situations.push({ namespace, name: metadata.name, limits: serverLimits(spec), before: inUse, after });
  }
  return quotaOutlook(situations);
}

async function sumOf(
  world: PlanWorld,
  servers: readonly Server[],
  use: (world: PlanWorld, server: Server) => Promise<Tally>,
): Promise<Tally> {
  let sum: Tally = { servers: 0, vcpus: 0, memoryMiB: 0, diskGiB: 0 };
  for (const server of servers) sum = addTallies(sum, await use(world, server));
  return sum;
}

/** What it counts, or will once its flavor is looked at. */
async function usedBy(world: PlanWorld, server: Server): Promise<Tally> {
  const { resources, requestedResources } = server.status ?? {};
  return resources === undefined && requestedResources === undefined ? wishedBy(world, server) : useOf(serverKind, server);
}

async function wishedBy(world: PlanWorld, server: Server): Promise<Tally> {
  const flavor = await world.flavorOf(server);
  return useOf(serverKind, { ...server, status: flavor === undefined ? {} : { requestedResources: sizeOfFlavor(flavor) } } as Server);
}

/** Of those that servers use up. */
function serverLimits(spec: QuotaSpec): Tally {
  return Object.fromEntries(Object.entries(limitsOf(spec)).filter(([name]) => kindCountedAs(name) === serverKind));
}

function negated(tally: Tally): Tally {
  return Object.fromEntries(Object.entries(tally).map(([name, amount]) => [name, -amount]));
}
