import { timestamp } from '#apis/machinery/condition.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import type { Arrival, Departure, InstanceProgress, InstanceRecord } from '../journal/journal-state.ts';
import { markOf } from './guest-of.ts';
import { plannedDevices } from './held-devices.ts';
import type { InstanceStep } from './instance-step.ts';
import { materialize } from './materialize.ts';
import { abilityOf, type StepContext, type StepDependencies } from './step-dependencies.ts';

type TransferStep = Extract<InstanceStep, { kind: 'OfferTransfer' | 'Send' | 'Stay' | 'Receive' | 'Admit' | 'Refuse' }>;

/** Carries out what a guest needs to go from host to host. Each change of the right to run is durable before anybody acts on it, or hears of it. */
export async function applyTransfer(
  step: TransferStep,
  record: InstanceRecord,
  dependencies: StepDependencies,
  context: StepContext,
): Promise<InstanceProgress> {
  const { progress } = record;
  const at = timestamp(dependencies.clock.now());
  switch (step.kind) {
    case 'OfferTransfer':
      context.activity.transfer = { id: step.transfer, credentials: await dependencies.transfers.createCredentials(step.transfer) };
      return progress;
    case 'Send':
      return send(step.transfer, record, dependencies, context);
    case 'Stay':
      return { ...progress, departure: { transfer: step.transfer, kind: 'Failed', message: step.message, at } };
    case 'Receive':
      return receive(record, dependencies, context);
    case 'Admit':
      return admit(record, dependencies, context);
    case 'Refuse':
      return { ...progress, arrival: { kind: 'Refused', message: step.message, at } };
  }
}

async function send(
  transfer: string,
  record: InstanceRecord,
  { driver, transfers, clock, controlPlaneUID }: StepDependencies,
  { signal, activity, desired, onActivity, commit }: StepContext,
): Promise<InstanceProgress> {
  const { departure } = record.desired.instance.spec;
  const ended = (kind: Departure['kind'], message?: string): InstanceProgress => ({
    ...record.progress,
    departure: { transfer, kind, at: timestamp(clock.now()), ...(message === undefined ? {} : { message }) },
  });
  const offered = activity.transfer;
  if (departure?.address === undefined || departure.certificate === undefined || offered === undefined)
    throw new DriverError('Temporary', `send ${record.desired.instanceUID}: it is not known where to`);
  const outgoing = transfers.dial({
    transfer,
    address: departure.address,
    peerCertificatePEM: departure.certificate,
    credentials: offered.credentials,
    signal,
  });
  const limits = [departure.bytesPerSecond, transfers.bytesPerSecond].filter((limit) => limit !== undefined);
  try {
    await abilityOf(driver, 'liveMigrating').send(markOf(record.desired, controlPlaneUID), {
      connect: (channel) => outgoing.connect(channel),
      signal,
      ...(limits.length === 0 ? {} : { bytesPerSecond: Math.min(...limits) }),
      ...(transfers.bytesPerSecond === undefined ? {} : { forcedBytesPerSecond: transfers.bytesPerSecond }),
      autoConverge: departure.noAutoConverge !== true,
      downtimeMilliseconds: departure.downtimeMilliseconds ?? defaultDowntimeMilliseconds,
      isForced: () => desired()?.instance.spec.departure?.forced === true,
      onProgress: (progress) => {
        activity.transfer = { ...offered, progress };
        onActivity();
      },
    });
  } catch (error) {
    await outgoing.close();
    // What was given up on purpose is judged by the plan, which knows why.
    if (signal.aborted) throw error;
    return ended('Failed', (error as Error).message);
  }
  // From here on it never runs by itself, whatever happens; only then does the other host hear of it.
  const left = ended('Left');
  await commit(left);
  await outgoing.sayLeft();
  await outgoing.close();
  return left;
}

async function receive(record: InstanceRecord, dependencies: StepDependencies, context: StepContext): Promise<InstanceProgress> {
  const { driver, transfers, clock } = dependencies;
  const { instanceUID, instance } = record.desired;
  const arrivalAs = (kind: Arrival['kind'], message?: string): InstanceProgress => ({
    ...record.progress,
    ...plannedDevices(record),
    arrival: { kind, at: timestamp(clock.now()), ...(message === undefined ? {} : { message }) },
  });
  await context.commit(arrivalAs('Receiving'));
  const incoming = await transfers.listen({
    transfer: instanceUID,
    peerCertificatePEM: instance.spec.arrival?.certificate ?? '',
    signal: context.signal,
  });
  try {
    const guest = await materialize(record, 'Real', dependencies, context);
    context.activity.listening = incoming;
    context.onActivity();
    await abilityOf(driver, 'liveMigrating').receive(guest, { accept: (channel) => incoming.accept(channel), signal: context.signal });
  } catch (error) {
    await incoming.close();
    return arrivalAs('Refused', (error as Error).message);
  } finally {
    context.activity.listening = undefined;
  }
  const whole = arrivalAs('Whole');
  try {
    await context.commit(whole);
    // Heard from the very host that the guest came from. If the connection breaks, the control plane brings the word.
    return (await incoming.hearLeft()) ? await admit({ ...record, progress: whole }, dependencies, context) : whole;
  } finally {
    await incoming.close();
  }
}

/** That it has the right to run is durable before it does. */
async function admit(
  record: InstanceRecord,
  { driver, clock, controlPlaneUID }: StepDependencies,
  { commit }: StepContext,
): Promise<InstanceProgress> {
  const admitted: InstanceProgress = { ...record.progress, arrival: { kind: 'Admitted', at: timestamp(clock.now()) } };
  await commit(admitted);
  await abilityOf(driver, 'liveMigrating').admit(markOf(record.desired, controlPlaneUID));
  return admitted;
}

const defaultDowntimeMilliseconds = 300;
