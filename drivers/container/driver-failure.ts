import { DriverError, type DriverErrorReason } from '#drivers/contract/driver.ts';

/** Runs `work` and lets out nothing but {@link DriverError}: what the host and containerd say, sorted by what the agent can do about it. */
export async function asDriverErrors<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DriverError) throw error;
    throw new DriverError(reasonOf(error as Error), `${what}: ${(error as Error).message}`, { cause: error });
  }
}

/** What containerd refuses or fails at is tried again: it says seldom why in a way that could be told apart. */
function reasonOf(error: Error): DriverErrorReason {
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
