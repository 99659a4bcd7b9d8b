import type { DriverAbilities } from '#drivers/contract/abilities.ts';
import { DriverError, type Mark } from '#drivers/contract/driver.ts';
import { taskStatus, type Process } from '#proto/containerd/containerd-client.ts';
import { asDriverErrors } from './driver-failure.ts';
import type { DriverParts } from './driver-parts.ts';
import type { GuestLifecycle } from './guest-lifecycle.ts';

export interface AbilitySources {
  readonly parts: DriverParts;
  readonly lifecycle: GuestLifecycle;
  /** Resolves once containerd is there. */
  readonly ready: () => Promise<void>;
}

/** What containers can do beyond the basics. */
export function containerAbilities({ parts, lifecycle, ready }: AbilitySources): DriverAbilities {
  const act = async <Result>(what: string, mark: Mark, work: (task: Process | undefined) => Promise<Result>): Promise<Result> => {
    await ready();
    return asDriverErrors(`${what} ${mark.instanceUID}`, () =>
      lifecycle.inTurn(mark, async () => {
        const record = await parts.records.find(mark);
        if (record === undefined) throw new DriverError('Temporary', `${what} ${mark.instanceUID}: it is not there`);
        return work(await parts.client.task(mark.instanceUID));
      }),
    );
  };
  return {
    pausing: {
      pause: (mark) =>
        act('pause', mark, async (task) => {
          if (task?.status === taskStatus.RUNNING) await parts.client.pause(mark.instanceUID);
          else if (task?.status !== taskStatus.PAUSED) throw new DriverError('Temporary', `pause ${mark.instanceUID}: it does not run`);
        }),
      resume: (mark) =>
        act('resume', mark, async (task) => {
          if (task?.status === taskStatus.PAUSED) await parts.client.resume(mark.instanceUID);
          else if (task?.status !== taskStatus.RUNNING) throw new DriverError('Temporary', `resume ${mark.instanceUID}: it does not run`);
        }),
    },
    rebuilding: {
      rebuild: async (guest) => {
        await ready();
        await asDriverErrors(`rebuild ${guest.mark.instanceUID}`, () => lifecycle.rebuild(guest));
      },
    },
  };
}
