import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';
import { Upload, type UploadRecord } from './upload.ts';

/** Where uploads are while they last: `ID.json` says what they are, `ID.part` is what came. */
export class UploadFiles {
  readonly #directory: string;

  constructor({ directory }: { readonly directory: string }) {
    this.#directory = directory;
  }

  /** The uploads that were there when the process before this one ended. Bytes that nothing is known of are removed. */
  async load(): Promise<readonly Upload[]> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const names = new Set(await readdir(this.#directory));
    const uploads: Upload[] = [];
    for (const name of names) {
      if (name.endsWith('.part') && !names.has(`${name.slice(0, -'.part'.length)}.json`)) await this.#remove(name);
      if (name.endsWith('.tmp')) await this.#remove(name);
      if (name.endsWith('.json')) uploads.push(await this.#read(name));
    }
    return uploads;
  }

  async create(record: UploadRecord, now: Date): Promise<Upload> {
    const path = this.#partOf(record.id);
    await (await open(path, 'wx', 0o600)).close();
    await this.write(record);
    return new Upload(record, { path, sizeBytes: 0, touchedAt: now });
  }

  async write(record: UploadRecord): Promise<void> {
    await writePrivateFile(join(this.#directory, `${record.id}.json`), `${JSON.stringify(record)}\n`);
  }

  async remove({ record }: Upload): Promise<void> {
    await this.#remove(`${record.id}.part`);
    await this.#remove(`${record.id}.json`);
  }

  async #read(name: string): Promise<Upload> {
    const path = join(this.#directory, name);
    const record = JSON.parse(await readFile(path, 'utf8')) as UploadRecord;
    const partPath = this.#partOf(record.id);
    // Bytes that went into the vault in the very moment of a crash are sent again.
    if (record.finished === undefined) await (await open(partPath, 'a', 0o600)).close();
    const { mtime: touchedAt, size } = await stat(record.finished === undefined ? partPath : path);
    return new Upload(record, { path: partPath, sizeBytes: record.finished === undefined ? size : 0, touchedAt });
  }

  #partOf(id: string): string {
    return join(this.#directory, `${id}.part`);
  }

  #remove(name: string): Promise<void> {
    return rm(join(this.#directory, name), { force: true });
  }
}
