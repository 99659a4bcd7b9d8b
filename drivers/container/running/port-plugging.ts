import { DriverError } from '#drivers/contract/driver.ts';
import type { GuestPort } from '#drivers/contract/guest-devices.ts';
import type { DriverParts } from '../driver-parts.ts';
import type { GuestRecord } from '../guest/guest-record.ts';
import { portOf } from './start-guest.ts';

/** Notes a port that the agent has plugged into the namespace which the guest runs in: there it is seen at once. Throws {@link DriverError}. */
export async function attachPort(record: GuestRecord, port: GuestPort, { records }: Pick<DriverParts, 'records'>): Promise<void> {
  const { mark, run } = record;
  if (run === undefined || run.kind === 'Ended') return;
  const { attachment } = port;
  if (attachment.kind === 'Tap')
    throw new DriverError('Unsupported', `attach a port to ${mark.instanceUID}: a container has no tap devices`);
  if (attachment.kind === 'Interface' && attachment.networkNamespacePath !== run.networkNamespacePath) {
    throw new DriverError(
      'Unsupported',
      `attach a port to ${mark.instanceUID}: it was started in another network namespace (${run.networkNamespacePath ?? 'one of its own'}); stop and start it`,
    );
  }
  const others = run.ports.filter(({ uid }) => uid !== port.uid);
  await records.writeRun(record, { ...run, ports: [...others, portOf(port)] });
}

/** Notes that a port is no longer the guest's; the agent takes it away. */
export async function detachPort(record: GuestRecord, portUID: string, { records }: Pick<DriverParts, 'records'>): Promise<void> {
  const { run } = record;
  if (run === undefined || run.kind === 'Ended' || run.ports.every(({ uid }) => uid !== portUID)) return;
  await records.writeRun(record, { ...run, ports: run.ports.filter(({ uid }) => uid !== portUID) });
}
