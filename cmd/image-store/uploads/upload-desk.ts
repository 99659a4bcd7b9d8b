import type { Clock } from '#apis/machinery/clock.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { StoredBlob } from '#proto/image-store/image-store-message.ts';
import type { Vault } from '../blobs/vault.ts';
import { nothingThere, StoreRefusal } from '../store-refusal.ts';
import type { DiskSpace } from './disk-space.ts';
import type { UploadFiles } from './upload-files.ts';
import type { Upload, UploadRecord } from './upload.ts';

export interface UploadLimits {
  /** Of one blob. */
  readonly blobBytes: number;
  /** Of all blobs of a project, uploads that are under way included. */
  readonly projectBytes: number;
  /** An upload to which nothing came for so long is given up. */
  readonly timeoutSeconds: number;
  /** Uploads whose bytes come in at the same time. */
  readonly parallel: number;
  /** Uploads of one owner that are not finished. */
  readonly openOfOwner: number;
  /** Uploads of one project that are not finished. */
  readonly openOfProject: number;
}

export interface UploadDeskDependencies {
  readonly files: UploadFiles;
  readonly vault: Vault;
  readonly space: DiskSpace;
  readonly limits: UploadLimits;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'uuid'>;
}

/** Whose an upload is. What is somebody else's does not exist. */
export type UploadOwner = Pick<UploadRecord, 'owner' | 'project'>;

/** Takes bytes in, in as many pieces as it takes, and hands them to the vault when they are whole. Throws {@link StoreRefusal}. */
export class UploadDesk {
  readonly #dependencies: UploadDeskDependencies;
  readonly #uploads: Map<string, Upload>;
  #receiving = 0;

  private constructor(dependencies: UploadDeskDependencies, uploads: readonly Upload[]) {
    this.#dependencies = dependencies;
    this.#uploads = new Map(uploads.map((upload) => [upload.record.id, upload]));
  }

  static async open(dependencies: UploadDeskDependencies): Promise<UploadDesk> {
    return new UploadDesk(dependencies, await dependencies.files.load());
  }

  /** How many are not finished, and how many of them get bytes at this moment. */
  get counts(): { readonly open: number; readonly receiving: number } {
    return { open: this.#open().length, receiving: this.#receiving };
  }

  /** The upload of that owner for that purpose, made if there is none. */
  async begin(wanted: Omit<UploadRecord, 'id' | 'finished'>, sizeBytes = 0): Promise<{ readonly upload: Upload; readonly isNew: boolean }> {
    const known = [...this.#uploads.values()].find(({ record }) => isOf(record, wanted) && record.purpose === wanted.purpose);
    if (known !== undefined) return { upload: known, isNew: false };
    const { limits, random, files, clock, space } = this.#dependencies;
    const open = this.#open();
    if (
      open.filter(({ record }) => record.owner === wanted.owner).length >= limits.openOfOwner ||
      open.filter(({ record }) => record.project === wanted.project).length >= limits.openOfProject
    ) {
      throw new StoreRefusal('Busy', 'too many uploads are under way; finish or give up one of them', { retryAfterSeconds: 30 });
    }
    this.#checkBlobSize(sizeBytes);
    this.#checkProjectSize(sizeBytes, wanted.project, 0);
    await space.require(sizeBytes);
    const record = { id: random.uuid(), ...wanted };
    const upload = await files.create(record, clock.now());
    // Two that came at the same moment: the one that was known first counts.
    const twin = [...this.#uploads.values()].find((each) => isOf(each.record, wanted) && each.record.purpose === wanted.purpose);
    if (twin === undefined) this.#uploads.set(record.id, upload);
    else await files.remove(upload);
    return { upload: twin ?? upload, isNew: twin === undefined };
  }

  /** Throws `NotFound`. */
  find(id: string, owner: UploadOwner): Upload {
    const upload = this.#uploads.get(id);
    if (upload === undefined || !isOf(upload.record, owner)) throw nothingThere();
    return upload;
  }

  /** The unfinished upload of that owner for that purpose, if there is one. */
  look(wanted: UploadOwner & { readonly purpose: string }): Upload | undefined {
    return this.#open().find(({ record }) => isOf(record, wanted) && record.purpose === wanted.purpose);
  }

  /** Puts bytes behind the first `offsetBytes`. `'Beginning'` drops what is there. What comes of a body that breaks off is kept. */
  async append(upload: Upload, offsetBytes: number | 'Beginning', body: AsyncIterable<Uint8Array>): Promise<void> {
    await this.#alone(upload, async () => {
      if (upload.record.finished !== undefined) throw wrongOffset(upload);
      if (offsetBytes === 'Beginning') await upload.restart();
      else if (offsetBytes !== upload.offsetBytes) throw wrongOffset(upload);
      if (this.#receiving >= this.#dependencies.limits.parallel) {
        throw new StoreRefusal('Busy', 'too many send bytes at this moment', { retryAfterSeconds: 5 });
      }
      this.#receiving += 1;
      try {
        await upload.append(body, this.#admission(upload));
      } finally {
        this.#receiving -= 1;
      }
    });
  }

  /** Checks what has come and makes it the project's. Throws `WrongContent`, and the upload is gone then; again after success: the same. */
  async finish(upload: Upload, expected: Partial<StoredBlob>): Promise<StoredBlob> {
    const { finished } = upload.record;
    if (finished !== undefined) {
      if (isAsExpected(finished, expected)) return finished;
      throw new StoreRefusal('WrongContent', `this upload was finished with other bytes: their SHA-256 is ${finished.sha256}`);
    }
    return this.#alone(upload, async () => {
      if (expected.sizeBytes !== undefined && expected.sizeBytes !== upload.offsetBytes) throw wrongOffset(upload);
      this.#checkProjectSize(upload.offsetBytes, upload.record.project, upload.offsetBytes);
      const sealed = await upload.seal();
      if (!isAsExpected(sealed, expected)) {
        await this.#drop(upload);
        throw new StoreRefusal('WrongContent', `the SHA-256 of what came is ${sealed.sha256}, and not ${expected.sha256}; send it anew`);
      }
      await this.#keep(upload, sealed);
      return sealed;
    });
  }

  /** Throws `InProgress` while somebody sends to it. */
  async abandon(upload: Upload): Promise<void> {
    await this.#alone(upload, () => this.#drop(upload));
  }

  /** When an upload is given up if nothing more comes. */
  expiryOf(upload: Upload): Date {
    return new Date(upload.touchedAt.getTime() + this.#dependencies.limits.timeoutSeconds * 1000);
  }

  /** Gives up what nobody has sent to for too long. Returns how many. */
  async sweep(): Promise<number> {
    const now = this.#dependencies.clock.now();
    const stale = [...this.#uploads.values()].filter((upload) => !upload.isBusy && this.expiryOf(upload) <= now);
    for (const upload of stale) await this.#drop(upload);
    return stale.length;
  }

  async #keep(upload: Upload, sealed: StoredBlob): Promise<void> {
    const { vault, files } = this.#dependencies;
    const { record, path } = upload;
    const { project, purpose } = record;
    await vault.store({ ...sealed, path, project, ...(record.owner.startsWith('host:') ? { purpose } : {}) });
    upload.record = { ...record, finished: sealed };
    await files.write(upload.record);
  }

  async #drop(upload: Upload): Promise<void> {
    this.#uploads.delete(upload.record.id);
    await this.#dependencies.files.remove(upload);
  }

  async #alone<Result>(upload: Upload, work: () => Promise<Result>): Promise<Result> {
    if (upload.isBusy) throw new StoreRefusal('InProgress', 'somebody else sends to this upload, or ends it', { retryAfterSeconds: 2 });
    if (!this.#uploads.has(upload.record.id)) throw nothingThere();
    upload.isBusy = true;
    try {
      return await work();
    } finally {
      upload.isBusy = false;
      upload.touchedAt = this.#dependencies.clock.now();
    }
  }

  /** Looks at the blob's own limit before each chunk, and at the project's and the disk now and then. */
  #admission(upload: Upload): (bytes: number) => Promise<void> {
    let untilLook = 0;
    return async (bytes) => {
      const sizeBytes = upload.offsetBytes + bytes;
      this.#checkBlobSize(sizeBytes);
      untilLook -= bytes;
      if (untilLook > 0) return;
      this.#checkProjectSize(sizeBytes, upload.record.project, upload.offsetBytes);
      await this.#dependencies.space.require(bytes);
      untilLook = lookEveryBytes;
    };
  }

  #checkBlobSize(sizeBytes: number): void {
    const { limits } = this.#dependencies;
    if (sizeBytes > limits.blobBytes) throw new StoreRefusal('TooLarge', `an image may have ${limits.blobBytes} bytes at most`);
  }

  #checkProjectSize(sizeBytes: number, project: string, ownBytes: number): void {
    const { limits, vault } = this.#dependencies;
    const coming = this.#open().reduce((sum, { record, offsetBytes }) => sum + (record.project === project ? offsetBytes : 0), 0);
    if (vault.usedBytes(project) + coming - ownBytes + sizeBytes > limits.projectBytes) {
      throw new StoreRefusal('ProjectFull', `all images of a project may have ${limits.projectBytes} bytes together; delete some`);
    }
  }

  #open(): readonly Upload[] {
    return [...this.#uploads.values()].filter(({ record }) => record.finished === undefined);
  }
}

const lookEveryBytes = 16 * 1024 * 1024;

function isOf(record: UploadRecord, { owner, project }: UploadOwner): boolean {
  return record.owner === owner && record.project === project;
}

function isAsExpected(found: StoredBlob, expected: Partial<StoredBlob>): boolean {
  return (
    (expected.sha256 === undefined || expected.sha256 === found.sha256) &&
    (expected.sizeBytes === undefined || expected.sizeBytes === found.sizeBytes)
  );
}

function wrongOffset({ offsetBytes }: Upload): StoreRefusal {
  return new StoreRefusal('WrongOffset', `${offsetBytes} bytes are there`, { offsetBytes });
}
