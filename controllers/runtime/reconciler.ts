import type { ObjectKey } from '#apis/machinery/object-meta.ts';

/**
 * Makes one object true. It is told which object, never what happened to it: it reads the world, decides, acts, and
 * may be called again at any time, with nothing left to do or with work half done by an earlier call.
 */
export interface Reconciler {
  /**
   * An object that is not there is success. A thrown error means: try again, with growing delay. A
   * {@link TerminalError} means: do not, until something changes.
   */
  reconcile(request: ObjectKey): Promise<Result>;
}

export interface Result {
  /** Look again after so long even if nothing changes. Absent: only when something does. */
  readonly requeueAfterSeconds?: number;
}

/** Trying again would end the same way: the world has to change first. It is logged and counted. */
export class TerminalError extends Error {
  override readonly name = 'TerminalError';
}
