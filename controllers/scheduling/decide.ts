import { capabilitiesFor } from '#apis/infrastructure/capabilities-for.ts';
import type { Machine, PlacementExplanation } from '#apis/infrastructure/instance.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { HostRow, HostTable } from './host-table.ts';
import type { Observation } from './observe.ts';
import { planPlacement } from './plan.ts';
import type { PlacementRequest } from './placement-request.ts';
import { resolveMachine } from './resolve-machine.ts';
import type { PlacementPolicy } from './weighers/weigher.ts';

/** What to do for one server that has no incarnation. */
export type SchedulingPlan =
  | { readonly kind: 'Place'; readonly host: HostRow; readonly machine: Machine; readonly explanation: PlacementExplanation }
  | Wait;

/** It waits for a fact: `reason` and `message` say which, for its Scheduled condition. */
export interface Wait {
  readonly kind: 'Wait';
  readonly reason: string;
  readonly message: string;
  /** How old the server has to be for that to be worth a word; 0 if absent. */
  readonly worthSayingAfterSeconds?: number;
}

/** Resolves what the server refers to and chooses a host. Pure but for the breaking of ties. */
export function decide(
  observation: Observation,
  table: HostTable,
  options: { readonly policy: PlacementPolicy; readonly random: Random },
): SchedulingPlan {
  const resolved = resolveMachine(observation.server, observation.references);
  if (resolved.kind === 'Unresolved') return { ...resolved, kind: 'Wait' };
  const plan = planPlacement(table, requestFor(observation, resolved.machine), options);
  if (plan.kind === 'NoHostFits') return { kind: 'Wait', reason: 'NoHostFits', message: plan.message };
  const { host, explanation } = plan;
  const machine = host.zone === undefined ? resolved.machine : { ...resolved.machine, zone: host.zone };
  return { kind: 'Place', host, machine, explanation };
}

function requestFor(observation: Observation, machine: Machine): PlacementRequest {
  const { server, groupHosts, softGroup, neighbours, volumePlace, volumeCount, leftHostUID } = observation;
  const wishes = server.spec.placement;
  return {
    size: { vcpus: machine.vcpus, memoryMiB: machine.memoryMiB, diskGiB: machine.diskGiB },
    zone: wishes?.zone,
    project: server.metadata.namespace ?? '',
    flavor: machine.flavor,
    extraSpecs: machine.extraSpecs ?? {},
    imageLabels: observation.imageLabels,
    ...neighbours,
    requiredTraits: [...(wishes?.requiredTraits ?? []), ...traitsOf(machine, 'required')],
    forbiddenTraits: [...(wishes?.forbiddenTraits ?? []), ...traitsOf(machine, 'forbidden')],
    capabilities: capabilitiesFor(server, machine, { volumeCount }),
    groupHosts,
    ...(softGroup === undefined ? {} : { softGroup }),
    volumeHostUID: volumePlace.kind === 'Host' ? volumePlace.host.uid : undefined,
    leftHostUID,
  };
}

/** What the flavor asks for, in Nova's words: `trait:HW_CPU_X86_AVX2: required`. */
function traitsOf({ extraSpecs = {} }: Machine, wish: 'required' | 'forbidden'): readonly string[] {
  return Object.entries(extraSpecs)
    .filter(([name, value]) => name.startsWith(traitPrefix) && value === wish)
    .map(([name]) => name.slice(traitPrefix.length));
}

const traitPrefix = 'trait:';
