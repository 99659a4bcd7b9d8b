import { DriverError, type DriverErrorReason } from '#drivers/contract/driver.ts';
import { IronicError, type IronicErrorKind } from './api/ironic-error.ts';

/** Runs `work` and lets out nothing but {@link DriverError}: what Ironic says, sorted by what the agent can do about it. */
export async function asDriverErrors<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DriverError) throw error;
    const { message } = error as Error;
    throw new DriverError(reasonOf(error as Error), `${what}: ${message}`, { cause: error });
  }
}

function reasonOf(error: Error): DriverErrorReason {
  if (error instanceof IronicError) return reasons[error.kind];
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'DiskFull';
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'HostBroken' : 'Temporary';
}

const reasons: Readonly<Record<IronicErrorKind, DriverErrorReason>> = {
  Busy: 'Temporary',
  Unavailable: 'Temporary',
  Unanswered: 'Temporary',
  Taken: 'Temporary',
  NotFound: 'HostBroken',
  Refused: 'HostBroken',
  Version: 'HostBroken',
  Invalid: 'HostBroken',
  Broken: 'Temporary',
};
