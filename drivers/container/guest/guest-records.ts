import { DriverError, type Mark } from '#drivers/contract/driver.ts';
import { ContainerdCallError } from '#proto/containerd/containerd-call-error.ts';
import { asTypedJSON, runcOptions, type ContainerdClient } from '#proto/containerd/containerd-client.ts';
import type { Specification } from '../specification/guest-specification.ts';
import { readRecord, recordLabels, sameMark, type GuestRecord, type RunRecord } from './guest-record.ts';
import { freeIDRange, type IDPool } from './id-ranges.ts';

export interface GuestRecordsOptions {
  readonly client: ContainerdClient;
  readonly idPool: IDPool;
  readonly runcRoot: string;
}

/**
 * The guests of this host: one container each in containerd, which is a record there and no process. One is ours if and only if it carries our whole
 * mark; it is made with it, before anything else of the guest, and goes after everything else.
 */
export class GuestRecords {
  readonly #options: GuestRecordsOptions;
  /** A range of ids is given out by one at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: GuestRecordsOptions) {
    this.#options = options;
  }

  /** Undefined: there is none, or it carries another mark. */
  async find(mark: Mark): Promise<GuestRecord | undefined> {
    const record = readRecord(await this.#options.client.container(mark.instanceUID));
    return sameMark(record?.mark, mark) ? record : undefined;
  }

  /** The record in the container of that id, if it is ours. */
  async read(containerID: string): Promise<GuestRecord | undefined> {
    return readRecord(await this.#options.client.container(containerID));
  }

  async list(): Promise<{ readonly ours: readonly GuestRecord[]; readonly foreignCount: number }> {
    const containers = await this.#options.client.containers();
    const ours = containers.map((container) => readRecord(container)).filter((record) => record !== undefined);
    return { ours, foreignCount: containers.length - ours.length };
  }

  /** {@link find}, or makes it. Throws {@link DriverError} when something that is not ours has its id. */
  ensure(mark: Mark, { imageKey }: { readonly imageKey: string }): Promise<GuestRecord> {
    const ensured = this.#turn.then(async () => {
      const { client, idPool } = this.#options;
      const existing = await this.find(mark);
      if (existing !== undefined) return existing;
      const { ours } = await this.list();
      const idRange = freeIDRange(idPool, { taken: ours.map((each) => each.idRange), salt: mark.instanceUID });
      const record: GuestRecord = { mark, idRange, imageKey, isPrepared: false };
      const runtime = { name: 'io.containerd.runc.v2', options: runcOptions({ root: this.#options.runcRoot }) };
      try {
        await client.createContainer({ id: mark.instanceUID, labels: recordLabels(record), runtime, spec: asTypedJSON('Spec', {}) });
      } catch (error) {
        if (!(error instanceof ContainerdCallError && error.code === 'ALREADY_EXISTS')) throw error;
        throw new DriverError(
          'HostBroken',
          `make the container ${mark.instanceUID}: containerd has one of that id already that is not this guest's; look whose it is and remove it`,
          { cause: error },
        );
      }
      return record;
    });
    this.#turn = ensured.catch(() => undefined);
    return ensured;
  }

  /** Changes what is noted of a guest, at once. */
  async write(record: GuestRecord): Promise<GuestRecord> {
    const labels = recordLabels(record);
    const paths = Object.keys(labels).map((name) => `labels.${name}`);
    await this.#options.client.updateContainer({ id: record.mark.instanceUID, labels }, paths);
    return record;
  }

  /** Notes how its run is, together with what it runs as, if that changes. */
  async writeRun(record: GuestRecord, run: RunRecord, specification?: Specification): Promise<GuestRecord> {
    const changed: GuestRecord = { ...record, run };
    if (specification === undefined) return this.write(changed);
    const labels = recordLabels(changed);
    const paths = ['spec', ...Object.keys(labels).map((name) => `labels.${name}`)];
    await this.#options.client.updateContainer({ id: record.mark.instanceUID, labels, spec: asTypedJSON('Spec', specification) }, paths);
    return changed;
  }

  /** Removes the record, and with it the mark. Everything that it stands for must be gone. */
  async remove(record: GuestRecord): Promise<void> {
    await this.#options.client.deleteContainer(record.mark.instanceUID);
  }
}
