import { ForeignDirectoryError } from '#cmd/bootstrap/private-files.ts';
import { CommandFailure } from '../command-failure.ts';
import type { StateDirectory } from '../up/state-directory.ts';

/** Errors of the file system in words that help. */
export function explained(error: unknown, state: StateDirectory): unknown {
  if (error instanceof ForeignDirectoryError) return new CommandFailure(error.message, { cause: error });
  switch (String((error as NodeJS.ErrnoException).code)) {
    case 'ENOSPC':
      return new CommandFailure(`the disk that holds ${state.root} is full: make room and try again`, { cause: error });
    case 'EACCES':
    case 'EPERM':
      return new CommandFailure(
        `${state.root} belongs to somebody else (to root, if it was started by sudo): use sudo, or another --state-directory`,
        { cause: error },
      );
    case 'EROFS':
      return new CommandFailure(`${state.root} is on a disk that cannot be written to: choose another --state-directory`, { cause: error });
    default:
      return error;
  }
}
