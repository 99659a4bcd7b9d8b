import type {
  Consoles,
  DiskSaving,
  DriverAbilities,
  HotPlugging,
  PasswordSetting,
  Pausing,
  Rebuilding,
} from '#drivers/contract/abilities.ts';
import { DriverError, type Mark } from '#drivers/contract/driver.ts';
import { taskStatus, type Process } from '#proto/containerd/containerd-client.ts';
import { openConsoleSession } from './console/console-session.ts';
import { saveGuestRoot } from './disk-saving.ts';
import { asDriverErrors } from './driver-failure.ts';
import { directoryOf, type DriverParts } from './driver-parts.ts';
import type { GuestLifecycle } from './guest-lifecycle.ts';
import type { GuestRecord } from './guest/guest-record.ts';
import { attachPort, detachPort } from './running/port-plugging.ts';
import { setPassword } from './running/set-password.ts';

export interface AbilitySources {
  readonly parts: DriverParts;
  readonly lifecycle: GuestLifecycle;
  /** Resolves once containerd is there. */
  readonly ready: () => Promise<void>;
}

/** What containers can do beyond the basics. */
export function containerAbilities(sources: AbilitySources): DriverAbilities {
  const guests = new Guests(sources);
  return {
    pausing: pausing(guests),
    rebuilding: rebuilding(sources),
    diskSaving: diskSaving(guests),
    hotPlugging: hotPlugging(guests),
    passwordSetting: passwordSetting(guests),
    consoles: consoles(guests),
  };
}

/** A guest that is there, while nothing else is done to it. */
interface Handled {
  readonly record: GuestRecord;
  readonly task: Process | undefined;
  readonly parts: DriverParts;
}

class Guests {
  readonly #sources: AbilitySources;

  constructor(sources: AbilitySources) {
    this.#sources = sources;
  }

  /** Does `work` in the guest's turn. Throws {@link DriverError}. */
  async handle<Result>(what: string, mark: Mark, work: (handled: Handled) => Promise<Result>): Promise<Result> {
    const { parts, lifecycle, ready } = this.#sources;
    await ready();
    return asDriverErrors(`${what} ${mark.instanceUID}`, () =>
      lifecycle.inTurn(mark, async () => {
        const record = await parts.records.find(mark);
        if (record === undefined) throw new DriverError('Temporary', `${what} ${mark.instanceUID}: it is not there`);
        return work({ record, task: await parts.client.task(mark.instanceUID), parts });
      }),
    );
  }
}

function pausing(guests: Guests): Pausing {
  return {
    pause: (mark) =>
      guests.handle('pause', mark, async ({ task, parts: { client } }) => {
        if (task?.status === taskStatus.RUNNING) await client.pause(mark.instanceUID);
        else if (task?.status !== taskStatus.PAUSED) throw notRunning('pause', mark);
      }),
    resume: (mark) =>
      guests.handle('resume', mark, async ({ task, parts: { client } }) => {
        if (task?.status === taskStatus.PAUSED) await client.resume(mark.instanceUID);
        else if (task?.status !== taskStatus.RUNNING) throw notRunning('resume', mark);
      }),
  };
}

function rebuilding({ lifecycle, ready }: AbilitySources): Rebuilding {
  return {
    async rebuild(guest) {
      await ready();
      await asDriverErrors(`rebuild ${guest.mark.instanceUID}`, () => lifecycle.rebuild(guest));
    },
  };
}

function diskSaving(guests: Guests): DiskSaving {
  return {
    async saveDisk(mark, options) {
      try {
        return await guests.handle('save the disk of', mark, async ({ record, task, parts }) => {
          if (options.disk !== 'Root') throw new DriverError('Unsupported', `save a volume of ${mark.instanceUID}: a container has none`);
          await saveGuestRoot(record, { ...options, task, parts });
          return { format: 'RootFS', virtualSizeBytes: 0 };
        });
      } catch (error) {
        options.signal.throwIfAborted();
        throw error;
      }
    },
  };
}

function hotPlugging(guests: Guests): HotPlugging {
  const noVolumes = (mark: Mark): Promise<never> =>
    Promise.reject(new DriverError('Unsupported', `change the volumes of ${mark.instanceUID}: a container has none`));
  return {
    attachPort: (mark, port) => guests.handle('attach a port to', mark, ({ record, parts }) => attachPort(record, port, parts)),
    detachPort: (mark, portUID) => guests.handle('detach a port from', mark, ({ record, parts }) => detachPort(record, portUID, parts)),
    attachVolume: noVolumes,
    // There is none, which is success.
    detachVolume: () => Promise.resolve(),
    extendVolume: noVolumes,
  };
}

function passwordSetting(guests: Guests): PasswordSetting {
  return {
    setPassword: (mark, password) =>
      guests.handle('set a password in', mark, async ({ record, task, parts }) => {
        if (task?.status !== taskStatus.RUNNING) throw notRunning('set a password in', mark);
        await setPassword(record, password, parts);
      }),
  };
}

function consoles(guests: Guests): Consoles {
  return {
    openConsole: (mark, kind) =>
      guests.handle('open the console of', mark, async ({ task, parts }) => {
        if (kind !== 'Serial') throw new DriverError('Unsupported', `open the console of ${mark.instanceUID}: a container has no screen`);
        if (task === undefined || task.status === taskStatus.STOPPED) throw notRunning('open the console of', mark);
        return openConsoleSession(directoryOf(parts, mark).path, parts);
      }),
  };
}

function notRunning(what: string, { instanceUID }: Mark): DriverError {
  return new DriverError('Temporary', `${what} ${instanceUID}: it does not run`);
}
