import type { InstanceStatus } from '#apis/infrastructure/instance.ts';
import type { InstanceRecord } from '../journal/journal-state.ts';
import type { InstanceActivity } from './instance-activity.ts';

/** What the agent says of a guest that goes to another host while it runs, or comes from one. */
export function transferStatus(record: InstanceRecord, activity: InstanceActivity): Pick<InstanceStatus, 'departure' | 'arrival'> {
  const departure = departureStatus(record, activity);
  const arrival = arrivalStatus(record, activity);
  return { ...(departure === undefined ? {} : { departure }), ...(arrival === undefined ? {} : { arrival }) };
}

function departureStatus({ desired, progress }: InstanceRecord, { transfer, step }: InstanceActivity): InstanceStatus['departure'] {
  const known = progress.departure;
  const wanted = desired.instance.spec.departure?.destination.uid;
  // What it has left for is said also when nobody asks for it any more.
  if (known !== undefined && (known.kind === 'Left' || known.transfer === wanted))
    return { transfer: known.transfer, phase: known.kind, ...(known.message === undefined ? {} : { message: known.message }) };
  if (wanted === undefined || transfer?.id !== wanted) return undefined;
  return {
    transfer: wanted,
    phase: step?.step.kind === 'Send' ? 'Sending' : 'Ready',
    certificate: transfer.credentials.certificatePEM,
    ...(transfer.progress === undefined ? {} : { progress: transfer.progress }),
  };
}

function arrivalStatus({ desired, progress }: InstanceRecord, { listening }: InstanceActivity): InstanceStatus['arrival'] {
  if (desired.instance.spec.arrival === undefined) return undefined;
  const { kind, message } = progress.arrival ?? {};
  const words = message === undefined ? {} : { message };
  switch (kind) {
    case 'Whole':
    case 'Admitted':
    case 'Refused':
      return { phase: kind, ...words };
    case 'Receiving':
    case undefined:
      return listening === undefined
        ? { phase: 'Waiting' }
        : { phase: 'Listening', address: listening.address, certificate: listening.certificatePEM };
  }
}
