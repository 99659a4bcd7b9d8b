import { DriverError, type DriverErrorReason } from '#drivers/contract/driver.ts';
import { QMPError } from './qmp/qmp-error.ts';

/** Runs `work` and lets out nothing but {@link DriverError}: what the host and QEMU say, sorted by what the agent can do about it. */
export async function asDriverErrors<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DriverError) throw error;
    throw new DriverError(reasonOf(error as Error), `${what}: ${(error as Error).message}`, { cause: error });
  }
}

function reasonOf(error: Error): DriverErrorReason {
  if (error instanceof QMPError) return 'Temporary';
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'DiskFull';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EIO':
      return 'HostBroken';
    default:
      return 'Temporary';
  }
}
