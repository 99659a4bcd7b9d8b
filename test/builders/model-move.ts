import type { Instance, InstanceStatus } from '#apis/infrastructure/instance.ts';

/**
 * What the agents of two incarnations say next of a guest that goes from one to the other while it runs, as they would after one more step. The simplest that
 * keeps their promises: who left does not run, who was refused never does. Undefined: nothing new.
 */
export function nextMoveStatus(instance: Instance, instances: readonly Instance[]): InstanceStatus | undefined {
  const departure = nextDeparture(instance, instances);
  if (departure !== undefined) return { ...instance.status, departure };
  const arrival = nextArrival(instance, instances);
  if (arrival === undefined) return undefined;
  return { ...instance.status, arrival, ...(arrival.phase === 'Admitted' ? { phase: 'Running' } : {}) };
}

/** Whether the guest of the incarnation executes, or could at any moment, as far as the move decides it. */
export function mayExecute({ spec, status }: Instance): boolean {
  if (spec.arrival !== undefined && status?.arrival?.phase !== 'Admitted') return false;
  return status?.departure?.phase !== 'Left';
}

function nextDeparture({ spec, status }: Instance, instances: readonly Instance[]): InstanceStatus['departure'] {
  const { departure } = spec;
  if (departure === undefined) return undefined;
  const transfer = departure.destination.uid;
  const known = status?.departure?.transfer === transfer ? status.departure : undefined;
  if (known?.phase === 'Failed') return undefined;
  if (known?.phase === 'Left') return departure.mayReturn === true ? { transfer, phase: 'Failed', message: 'it goes on here' } : undefined;
  if (departure.cancelled === true || spec.power !== 'Running') return { transfer, phase: 'Failed', message: 'it was given up' };
  if (known === undefined) return { transfer, phase: 'Ready', certificate: 'ours' };
  const listens = instances.some(({ metadata, status: other }) => metadata.uid === transfer && other?.arrival?.phase === 'Whole');
  return departure.address !== undefined && listens ? { transfer, phase: 'Left' } : undefined;
}

function nextArrival({ metadata, spec, status }: Instance, instances: readonly Instance[]): InstanceStatus['arrival'] {
  const { arrival } = spec;
  if (arrival === undefined) return undefined;
  switch (status?.arrival?.phase) {
    case 'Admitted':
    case 'Refused':
      return undefined;
    case 'Whole':
      if (arrival.sourceLeft === true) return { phase: 'Admitted' };
      return arrival.cancelled === true ? { phase: 'Refused', message: 'it was given up' } : undefined;
    case 'Listening': {
      if (arrival.cancelled === true) return { phase: 'Refused', message: 'it was given up' };
      const isSent = instances.some(
        (other) =>
          other.spec.departure?.destination.uid === metadata.uid && other.spec.departure.address !== undefined && mayExecute(other),
      );
      return isSent ? { phase: 'Whole' } : undefined;
    }
    case 'Waiting':
    case undefined:
      if (arrival.cancelled === true) return { phase: 'Refused', message: 'it was given up' };
      return arrival.certificate === undefined ? undefined : { phase: 'Listening', address: '192.0.2.2:4000', certificate: 'theirs' };
  }
}
