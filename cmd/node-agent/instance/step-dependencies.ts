import type { Clock } from '#apis/machinery/clock.ts';
import type { DriverAbilities } from '#drivers/contract/abilities.ts';
import { DriverError, type Driver } from '#drivers/contract/driver.ts';
import type { DesiredInstance, InstanceProgress } from '../journal/journal-state.ts';
import type { ActionSecrets } from './action-secrets.ts';
import type { DiskUploads } from './disk-saving.ts';
import type { InstanceActivity } from './instance-activity.ts';
import type { TransferService } from '../transfer/transfer-service.ts';
import type { ImageProgress } from './image-source.ts';
import type { MaterialSources } from './materialize.ts';

export interface StepDependencies extends MaterialSources {
  readonly driver: Driver;
  readonly uploads: DiskUploads;
  readonly secrets: ActionSecrets;
  /** How guests get from host to host while they run. */
  readonly transfers: TransferService;
  readonly clock: Clock;
}

export interface StepContext {
  readonly signal: AbortSignal;
  readonly onImageProgress: (progress: ImageProgress) => void;
  /** The instance as it is wished for now, which may be news. */
  readonly desired: () => DesiredInstance | undefined;
  /** What is known of the instance beyond the journal; to be followed by `onActivity`. */
  readonly activity: InstanceActivity;
  readonly onActivity: () => void;
  /** Makes progress durable in the middle of a step, before something that must not happen twice. */
  readonly commit: (progress: InstanceProgress) => Promise<void>;
}

/** What the driver offers for it. Throws a DriverError `Unsupported` when that is nothing. */
export function abilityOf<Name extends keyof DriverAbilities>({ abilities }: Driver, name: Name): NonNullable<DriverAbilities[Name]> {
  const ability = abilities[name];
  if (ability === undefined) throw new DriverError('Unsupported', `the driver of this host offers no ${name}`);
  return ability;
}
