import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '#apis/machinery/clock.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { FileBlobDirectory } from '#cmd/image-store/blobs/file-blob-directory.ts';
import { ProjectLinks } from '#cmd/image-store/blobs/project-links.ts';
import { Vault } from '#cmd/image-store/blobs/vault.ts';
import { DiskSpace } from '#cmd/image-store/uploads/disk-space.ts';
import { UploadDesk } from '#cmd/image-store/uploads/upload-desk.ts';
import { UploadFiles } from '#cmd/image-store/uploads/upload-files.ts';

/** What an image store keeps, in a directory of its own. Disposing it removes that. */
export interface RealUploadDesk extends AsyncDisposable {
  readonly desk: UploadDesk;
  readonly vault: Vault;
  readonly uploadsFolder: string;
}

export async function anUploadDesk(): Promise<RealUploadDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'tycho-store-'));
  const [clock, random] = [new SystemClock(), new SystemRandom()];
  const links = await ProjectLinks.load({ root: join(folder, 'projects') });
  const vault = new Vault({ blobs: new FileBlobDirectory({ root: join(folder, 'sha256') }), links, clock });
  const uploadsFolder = join(folder, 'uploads');
  const files = new UploadFiles({ directory: uploadsFolder });
  const space = new DiskSpace({ directory: folder, reservedBytes: 0 });
  const limits = { blobBytes: 2 ** 30, projectBytes: 2 ** 30, timeoutSeconds: 60, parallel: 8, openOfOwner: 64, openOfProject: 64 };
  const desk = await UploadDesk.open({ files, vault, space, limits, clock, random });
  return { desk, vault, uploadsFolder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
