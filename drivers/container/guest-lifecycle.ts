import { DriverError, type Guest, type GuestExit, type Mark, type Observation } from '#drivers/contract/driver.ts';
import { taskStatus, type Process } from '#proto/containerd/containerd-client.ts';
import { directoryOf, type DriverParts } from './driver-parts.ts';
import { exitOf, type GuestRecord } from './guest/guest-record.ts';
import { taskEnd, unseenExit } from './guest/guest-exit.ts';
import { removeAgentTraces } from './host/agent-traces.ts';
import { InstanceQueue } from './instance-queue.ts';
import { isRootLost, prepareGuest, rebuildGuest } from './prepare-guest.ts';
import { unmountRoots } from './root/guest-root.ts';
import { endTask } from './running/end-task.ts';
import { startAgain, startGuest } from './running/start-guest.ts';
import { turnOffSoftly } from './running/stop-guest.ts';

/**
 * All that changes guests, one piece of work at a time for each. What is so is read from containerd each time: nothing is remembered here that
 * could become wrong.
 */
export class GuestLifecycle {
  readonly #parts: DriverParts;
  readonly #queue = new InstanceQueue();

  constructor(parts: DriverParts) {
    this.#parts = parts;
  }

  prepare(guest: Guest): Promise<void> {
    return this.inTurn(guest.mark, () => prepareGuest(guest, this.#parts));
  }

  start(guest: Guest): Promise<void> {
    return this.inTurn(guest.mark, async () => {
      const { record, task } = await this.#settledGuest(guest.mark, 'start');
      if (!isExecuting(task)) await this.#start(guest, record);
    });
  }

  stop(mark: Mark, { gracePeriodSeconds }: { readonly gracePeriodSeconds: number }): Promise<void> {
    return this.inTurn(mark, async () => {
      const record = await this.#parts.records.find(mark);
      if (record === undefined) return;
      const task = await this.#settle(record);
      if (!isExecuting(task)) return;
      await this.#stop(record, task, gracePeriodSeconds);
    });
  }

  reboot(guest: Guest, options: { readonly mode: 'Soft' | 'Hard'; readonly gracePeriodSeconds: number }): Promise<void> {
    return this.inTurn(guest.mark, async () => {
      const { record, task } = await this.#settledGuest(guest.mark, 'reboot');
      if (isExecuting(task)) await this.#stop(record, task, options.mode === 'Soft' ? options.gracePeriodSeconds : 0);
      await this.#start(guest, (await this.#settledGuest(guest.mark, 'reboot')).record);
    });
  }

  rebuild(guest: Guest): Promise<void> {
    return this.inTurn(guest.mark, async () => {
      // One whose root was being made anew when that failed has none, and gets one.
      const { record, task } = await this.#settledGuest(guest.mark, 'rebuild');
      if (isExecuting(task)) throw new DriverError('Temporary', `rebuild ${guest.mark.instanceUID}: it runs`);
      await rebuildGuest(guest, record, this.#parts);
    });
  }

  destroy(mark: Mark): Promise<void> {
    return this.inTurn(mark, async () => {
      const { records, clock } = this.#parts;
      const record = await records.find(mark);
      if (record === undefined) return;
      const directory = directoryOf(this.#parts, mark);
      await endTask(record, this.#parts);
      await unmountRoots(directory, { clock });
      await directory.remove();
      await records.remove(record);
      if ((await records.list()).ours.length === 0) await removeAgentTraces(this.#parts);
    });
  }

  async observe(mark: Mark): Promise<Observation> {
    const record = await this.#parts.records.find(mark);
    if (record === undefined) return { kind: 'Absent' };
    const task = await this.#parts.client.task(mark.instanceUID);
    if (isExecuting(task)) return executing(record, task);
    return this.inTurn(mark, async () => {
      const found = await this.#parts.records.find(mark);
      if (found === undefined) return { kind: 'Absent' };
      const now = await this.#settle(found);
      return isExecuting(now) ? executing((await this.#parts.records.find(mark)) ?? found, now) : this.#observeStopped(mark);
    });
  }

  /** Notes how the run of a guest ended whose task came to its end. Undefined: it is none of ours. */
  settle(containerID: string): Promise<Mark | undefined> {
    return this.#queue.run(containerID, async () => {
      const record = await this.#parts.records.read(containerID);
      if (record !== undefined) await this.#settle(record);
      return record?.mark;
    });
  }

  inTurn<Result>(mark: Mark, work: () => Promise<Result>): Promise<Result> {
    return this.#queue.run(mark.instanceUID, work);
  }

  /** Throws {@link DriverError} when there is none that this can be done to. */
  async #settledGuest(
    mark: Mark,
    forThe: 'start' | 'reboot' | 'rebuild',
  ): Promise<{ readonly record: GuestRecord; readonly task: Process | undefined }> {
    const { records, client } = this.#parts;
    const [before, noticed] = await Promise.all([records.find(mark), client.task(mark.instanceUID)]);
    const isAtRest = noticed === undefined && unseenExit(before?.run) === undefined;
    const task = isAtRest ? undefined : before && (await this.#settle(before));
    const record = isAtRest ? before : await records.find(mark);
    if (record === undefined || (!record.isPrepared && forThe !== 'rebuild'))
      throw new DriverError('Temporary', `${forThe} ${mark.instanceUID}: it is not prepared`);
    return { record, task };
  }

  async #start(guest: Guest, record: GuestRecord): Promise<void> {
    if (await isRootLost(record, this.#parts))
      throw new DriverError('HostBroken', `start ${guest.mark.instanceUID}: its root disk was there and is gone`);
    await startGuest(guest, record, this.#parts);
  }

  async #stop(record: GuestRecord, task: Process, gracePeriodSeconds: number): Promise<void> {
    const { records, images } = this.#parts;
    const { run } = record;
    const stopping = run === undefined || run.kind === 'Ended' ? record : await records.writeRun(record, { ...run, kind: 'Stopping' });
    if (task.status === taskStatus.RUNNING) {
      const stopSignal = run?.kind === 'Running' && run.inRescue ? undefined : (await images.find(record.imageKey))?.stopSignal;
      await turnOffSoftly(record, { gracePeriodSeconds, stopSignal }, this.#parts);
    }
    const message = 'it was asked to stop, and its processes were ended';
    const ended = await this.#parts.client.task(record.mark.instanceUID);
    if (ended?.status === taskStatus.STOPPED) await this.#settle(stopping);
    else await this.#finish(stopping, { reason: 'Stopped', message });
  }

  /** Brings record and task together. Gives the task, if the guest has one that executes. */
  async #settle(record: GuestRecord): Promise<Process | undefined> {
    const { client } = this.#parts;
    const task = await client.task(record.mark.instanceUID);
    switch (task?.status) {
      case undefined:
      case taskStatus.UNKNOWN:
      case taskStatus.CREATED: {
        // A start that was cut short, or a run that the host did not survive.
        const exit = unseenExit(record.run);
        if (exit !== undefined) await this.#finish(record, exit);
        else if (task !== undefined) await endTask(record, this.#parts);
        return undefined;
      }
      case taskStatus.STOPPED: {
        const end = taskEnd(task.exitStatus ?? 0, record.run);
        if (end.kind === 'Ended') {
          await this.#finish(record, end.exit);
          return undefined;
        }
        await endTask(record, this.#parts);
        await startAgain(record, this.#parts);
        return client.task(record.mark.instanceUID);
      }
      default:
        return this.#released(record, task!);
    }
  }

  /** Lets a guest go on that stands still for a reading of its root which was cut short: while one goes on, nothing else is done to the guest. */
  async #released(record: GuestRecord, task: Process): Promise<Process | undefined> {
    if (record.isHeldForSaving !== true) return task;
    const { client, records } = this.#parts;
    if (task.status !== taskStatus.RUNNING) await client.resume(record.mark.instanceUID);
    await records.write({ ...record, isHeldForSaving: false });
    return client.task(record.mark.instanceUID);
  }

  /** Notes it, then takes away what is left of the run. */
  async #finish(record: GuestRecord, exit: Omit<GuestExit, 'at'>): Promise<void> {
    const { records, clock } = this.#parts;
    if (record.run?.kind !== 'Ended') {
      await records.writeRun(record, { kind: 'Ended', exit: { ...exit, at: clock.now().toISOString() } });
    }
    await endTask(record, this.#parts);
    await unmountRoots(directoryOf(this.#parts, record.mark), { clock });
  }

  async #observeStopped(mark: Mark): Promise<Observation> {
    const record = await this.#parts.records.find(mark);
    if (record === undefined) return { kind: 'Absent' };
    if (await isRootLost(record, this.#parts))
      return { kind: 'Lost', message: `its root disk ${directoryOf(this.#parts, mark).diskPath} is gone` };
    const exit = exitOf(record.run);
    return { kind: 'Stopped', ...(exit !== undefined && { exit }) };
  }
}

function isExecuting(task: Process | undefined): task is Process {
  return task?.status === taskStatus.RUNNING || task?.status === taskStatus.PAUSED || task?.status === taskStatus.PAUSING;
}

function executing({ run, isHeldForSaving }: GuestRecord, { status }: Process): Observation {
  const launched = run?.kind === 'Ended' ? undefined : run;
  return {
    kind: status === taskStatus.RUNNING || isHeldForSaving === true ? 'Running' : 'Paused',
    startedAt: new Date(launched?.startedAt ?? 0),
    addresses: (launched?.ports ?? []).flatMap(({ macAddress, ipAddresses }) =>
      ipAddresses.length === 0 ? [{ macAddress }] : ipAddresses.map((ipAddress) => ({ macAddress, ipAddress })),
    ),
    portUIDs: (launched?.ports ?? []).map(({ uid }) => uid),
    ...(launched?.inRescue === true && { inRescue: true }),
  };
}
