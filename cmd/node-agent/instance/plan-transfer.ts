import { isExecuting, type InstanceObservation } from './instance-observation.ts';
import { wait, type InstancePlan } from './instance-plan.ts';
import { unsupported } from './unsupported-wish.ts';

/*
 * Who has the right to run of two incarnations, when a guest goes from one host to another while it runs. What is decided here rests on the journal alone: the
 * table is in docs/decisions/0024-live-migration.md.
 */

/** Of an incarnation that comes from another host and has no right to run: nothing but this is done to it. Undefined: it is as any other. */
export function planArrival(observation: InstanceObservation): readonly InstancePlan[] | undefined {
  const { record, guest } = observation;
  const { desired, progress } = record;
  const wanted = desired.instance.spec.arrival;
  if (wanted === undefined || progress.arrival?.kind === 'Admitted') return undefined;
  const refuse = (message: string): readonly InstancePlan[] => [{ kind: 'Refuse', message }];
  switch (progress.arrival?.kind) {
    case 'Refused':
      return [isExecuting(guest) ? { kind: 'Stop' } : wait('Refused', progress.arrival.message ?? 'the guest stays where it was')];
    case 'Receiving':
      // Whoever was to see it come is gone, and nobody can say what of it is here.
      return refuse('the agent of the other host was restarted while the guest came');
    case 'Whole':
      if (!isExecuting(guest)) return refuse('the guest ended on the other host before it had the right to run there');
      if (wanted.sourceLeft === true) return [{ kind: 'Admit' }];
      if (wanted.cancelled === true) return refuse('the move was given up');
      return [wait('Arriving', 'all of the guest is here; it waits for its old host to say that it has given up the right to run')];
    case undefined:
      return planBeforeArrival(observation);
  }
}

function planBeforeArrival(observation: InstanceObservation): readonly InstancePlan[] {
  const { guest, record } = observation;
  const { desired, progress } = record;
  const { arrival } = desired.instance.spec;
  if (arrival?.cancelled === true) return [{ kind: 'Refuse', message: 'the move was given up' }];
  const missing = unsupported({ field: 'spec.arrival', value: arrival!.source.instance }, 'migrate-live', observation);
  if (missing !== undefined) return [{ kind: 'Refuse', message: missing }];
  if (guest.kind === 'Lost') return [{ kind: 'Refuse', message: guest.message }];
  if (!progress.prepared) return [{ kind: 'Prepare' }];
  return [arrival?.certificate === undefined ? wait('Arriving', 'waits for the old host to be ready') : { kind: 'Receive' }];
}

/** What sends the guest to another host, once all else that is wished of it has come true. */
export function planDeparture(observation: InstanceObservation): readonly InstancePlan[] {
  const { record, guest, offeredTransfer } = observation;
  const { departure, power } = record.desired.instance.spec;
  if (departure === undefined) return [];
  const { uid: transfer } = departure.destination;
  if (record.progress.departure?.transfer === transfer) return [];
  const stay = (message: string): readonly InstancePlan[] => [{ kind: 'Stay', transfer, message }];
  if (departure.cancelled === true) return stay('it was given up');
  const missing = unsupported({ field: 'spec.departure', value: departure.destination.instance }, 'migrate-live', observation);
  if (missing !== undefined) return stay(missing);
  if (power !== 'Running' || guest.kind !== 'Running') return [];
  if (offeredTransfer !== transfer) {
    // What an earlier life of the agent proved itself with is gone, and the other host waits for that.
    return departure.address === undefined ? [{ kind: 'OfferTransfer', transfer }] : stay('the agent of its host was restarted');
  }
  return departure.address === undefined || departure.certificate === undefined ? [] : [{ kind: 'Send', transfer }];
}

/** It gave up its right to run. It has it again when the other one never ran and never will; and is destroyed when that one runs. */
export function planAfterDeparture({ record, guest }: InstanceObservation): readonly InstancePlan[] {
  const { transfer } = record.progress.departure!;
  const { departure } = record.desired.instance.spec;
  if (departure?.mayReturn === true && departure.destination.uid === transfer)
    return [{ kind: 'Stay', transfer, message: 'the other host had it and never ran it: it goes on here' }];
  if (guest.kind === 'Running') return [{ kind: 'Pause' }];
  return [wait('Left', 'the guest went to another host; this incarnation waits to be destroyed, or to hear that it never ran there')];
}
