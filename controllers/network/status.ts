import { portHealth, type Port, type PortStatus } from '#apis/compute/port.ts';
import type { Server, ServerStatus } from '#apis/compute/server.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { findCondition, withCondition } from '#apis/machinery/condition.ts';
import { withHealth } from '#apis/machinery/health.ts';
import { without } from '#apis/machinery/plain-value.ts';
import type { PortPlan } from './plan-port.ts';
import type { Obstacle } from './plan-server.ts';

/** The condition of a Server that says whether it has all Ports that it needs. It is there only once one was missing. */
export const networkReadyCondition = 'NetworkReady';

/** The server's status with what stands in the way of its Ports; undefined if there is no word to lose about it. */
export function serverNetworkStatus(server: Server, obstacles: readonly Obstacle[], clock: Pick<Clock, 'now'>): ServerStatus | undefined {
  const before = server.status?.conditions ?? [];
  const [first] = obstacles;
  if (first === undefined && findCondition(before, networkReadyCondition)?.status !== 'False') return undefined;
  const conditions = withCondition(
    before,
    {
      type: networkReadyCondition,
      ...(first === undefined
        ? { status: 'True', reason: 'PortsReady', message: 'there is a port for each network that it names' }
        : { status: 'False', reason: first.reason, message: obstacles.map(({ message }) => message).join('; ') }),
      observedGeneration: server.metadata.generation,
    },
    clock,
  );
  return { ...server.status, conditions };
}

/** The port's status as it is planned. Its addresses stay. */
export function portStatus(port: Port, plan: PortPlan & { readonly kind: 'Report' }, clock: Pick<Clock, 'now'>): PortStatus {
  const before = port.status ?? {};
  const { generation } = port.metadata;
  const healthy = withHealth(before.conditions ?? [], portHealth, generation, clock);
  const conditions = plan.removable === undefined ? healthy : withCondition(healthy, plan.removable, clock);
  return {
    ...without(before, ['server', 'serverUID']),
    ...plan.holder,
    observedGeneration: generation,
    phase: plan.phase,
    conditions,
  };
}
