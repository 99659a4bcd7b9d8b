import { toStatus, type Status } from '#apis/machinery/errors.ts';

/** What somebody is told whose work is refused. Rejects when it is done instead. */
export async function refusalOf(work: Promise<unknown>): Promise<Status> {
  return await work.then(() => {
    throw new Error('it was not refused');
  }, toStatus);
}
