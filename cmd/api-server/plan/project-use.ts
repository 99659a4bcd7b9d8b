import { defaultQuotaKind, type DefaultQuota } from '#apis/compute/default-quota.ts';
import { quotaKind, type Quota, type QuotaSpec } from '#apis/compute/quota.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import type { PlanStatus } from '#apis/compute/plan.ts';
import { defaultsBeside, isCountedBy, kindCountedAs, limitsOf, sizeOfFlavor, useOf } from '#apis/infrastructure/quota-use.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import type { PlanWorld } from './plan-world.ts';
import type { PlannedState } from './planned-manifest.ts';
import { addTallies, quotaOutlook, type QuotaSituation, type Tally } from './quota-outlook.ts';

export interface QuotaReader {
  /** Who carries the plan out: what it makes is theirs. */
  readonly userName: string;
  readonly mayRead: (namespace: string) => boolean;
}

/** The quotas, as far as they may be read, of all projects that a plan puts servers into or takes some from. */
export async function quotasAfter(
  world: PlanWorld,
  states: readonly PlannedState[],
  { userName, mayRead }: QuotaReader,
): Promise<NonNullable<PlanStatus['quotas']>> {
  const servers = states.filter(({ kind, key }) => kind === serverKind && mayRead(key.namespace ?? ''));
  const namespaces = [...new Set(servers.map(({ key }) => key.namespace ?? ''))].toSorted();
  const situations: QuotaSituation[] = [];
  for (const namespace of namespaces) {
    const quotas = await quotasOf(world, namespace);
    if (quotas.length === 0) continue;
    const present = (await world.all(serverKind, { namespace })) as unknown as readonly Server[];
    const own = servers.filter(({ key }) => key.namespace === namespace);
    for (const { name, spec } of quotas) {
      const counted = (server: ApiObject | undefined): server is Server =>
        server !== undefined && isCountedBy(spec, serverKind, madeBy(userName, server as Server));
      const before = await sumOf(world, present.filter(counted), usedBy);
      const gone = own.flatMap(({ before: was, after, isDeletion }) => (after !== undefined || isDeletion === true ? [was] : []));
      const come = own.map(({ after }) => after);
      const less = negated(await sumOf(world, gone.filter(counted), usedBy));
      const after = addTallies(before, addTallies(less, await sumOf(world, come.filter(counted), wishedBy)));
      situations.push({ namespace, name, limits: serverLimits(spec), before, after });
    }
  }
  return quotaOutlook(situations);
}

/** Those of the project, and what the defaults say beside them, by the name that a refusal would have. */
async function quotasOf(world: PlanWorld, namespace: string): Promise<readonly { readonly name: string; readonly spec: QuotaSpec }[]> {
  const own = ((await world.all(quotaKind, { namespace })) as readonly Quota[]).map(({ metadata, spec }) => ({
    name: metadata.name,
    spec,
  }));
  const specs = own.map(({ spec }) => spec);
  const defaults = ((await world.all(defaultQuotaKind)) as readonly DefaultQuota[]).map(({ metadata, spec }) => ({
    name: `${defaultQuotaKind.kind}/${metadata.name}`,
    spec: defaultsBeside(spec, specs),
  }));
  return [...own, ...defaults];
}

/** What the api-server would note of a new server. */
function madeBy(userName: string, server: Server): Server {
  return server.status?.createdBy === undefined ? { ...server, status: { ...server.status, createdBy: userName } } : server;
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
