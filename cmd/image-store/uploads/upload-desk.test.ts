import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { FileBlobDirectory } from '../blobs/file-blob-directory.ts';
import { ProjectLinks } from '../blobs/project-links.ts';
import { Vault } from '../blobs/vault.ts';
import { asDiskFull, DiskSpace } from './disk-space.ts';
import { UploadDesk, type UploadLimits } from './upload-desk.ts';
import { UploadFiles } from './upload-files.ts';

let folder: string;
let clock: VirtualClock;
let vault: Vault;
let desk: UploadDesk;
let random: SeededRandom;

const generous: UploadLimits = {
  blobBytes: 1000,
  projectBytes: 10_000,
  timeoutSeconds: 60,
  parallel: 4,
  openOfOwner: 4,
  openOfProject: 4,
};
const wanted = { owner: 'host:h', project: 'red', purpose: 'i/1' };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tycho-uploads-'));
  clock = new VirtualClock();
  random = new SeededRandom('uploads');
  desk = await openDesk();
});

afterEach(() => rm(folder, { recursive: true }));

async function openDesk(limits: Partial<UploadLimits> = {}, reservedBytes = 0): Promise<UploadDesk> {
  const links = await ProjectLinks.load({ root: join(folder, 'projects') });
  vault = new Vault({ blobs: new FileBlobDirectory({ root: join(folder, 'sha256') }), links, clock });
  const files = new UploadFiles({ directory: join(folder, 'uploads') });
  const space = new DiskSpace({ directory: folder, reservedBytes });
  return UploadDesk.open({ files, vault, space, limits: { ...generous, ...limits }, clock, random });
}

async function* body(...parts: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield Buffer.from(part);
  }
}

function sumOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The reason of the refusal that `work` ends in. */
async function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'none',
    (error: { readonly reason?: unknown }) => error.reason ?? error,
  );
}

describe('UploadDesk', () => {
  it('keeps what came before a body broke off, and goes on behind it after a restart', async () => {
    const { upload } = await desk.begin(wanted);
    await expect(desk.append(upload, 0, body('abc', new Error('cut')))).rejects.toThrow('cut');
    expect(upload.offsetBytes).toBe(3);

    desk = await openDesk();
    const { upload: again, isNew } = await desk.begin(wanted);
    expect([isNew, again.offsetBytes]).toEqual([false, 3]);
    await desk.append(again, 3, body('def'));

    expect(await desk.finish(again, { sha256: sumOf('abcdef'), sizeBytes: 6 })).toEqual({ sha256: sumOf('abcdef'), sizeBytes: 6 });
    expect(vault.ownerFor('red', sumOf('abcdef'))).toBe('red');
  });

  it('gives the same answer to who finishes again, after a restart too', async () => {
    const { upload } = await desk.begin(wanted);
    await desk.append(upload, 0, body('abc'));
    const first = await desk.finish(upload, { sha256: sumOf('abc'), sizeBytes: 3 });

    desk = await openDesk();
    const { upload: again } = await desk.begin(wanted);

    expect(again.record.finished).toEqual(first);
    expect(await desk.finish(again, { sha256: sumOf('abc'), sizeBytes: 3 })).toEqual(first);
    expect(await refusal(desk.finish(again, { sha256: sumOf('x'), sizeBytes: 1 }))).toBe('WrongContent');
    expect(await refusal(desk.append(again, 3, body('more')))).toBe('WrongOffset');
  });

  it('drops what is not what its sender said', async () => {
    const { upload } = await desk.begin(wanted);
    await desk.append(upload, 0, body('abc'));

    expect(await refusal(desk.finish(upload, { sha256: sumOf('x'), sizeBytes: 3 }))).toBe('WrongContent');
    expect(await readdir(join(folder, 'uploads'))).toEqual([]);
    expect(vault.links()).toEqual([]);
    expect(await refusal(desk.append(upload, 0, body('abc')))).toBe('NotFound');
  });

  it('lets one at a time write to an upload, or end it', async () => {
    const { upload } = await desk.begin(wanted);
    const gate = Promise.withResolvers<void>();
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a');
      await gate.promise;
    }
    const writing = desk.append(upload, 0, slow());

    expect(await refusal(desk.append(upload, 0, body('b')))).toBe('InProgress');
    expect(await refusal(desk.finish(upload, {}))).toBe('InProgress');
    expect(await refusal(desk.abandon(upload))).toBe('InProgress');
    gate.resolve();
    await writing;
    expect(upload.offsetBytes).toBe(1);
  });

  it('shows an upload to nobody but its owner, in its project', async () => {
    const { upload } = await desk.begin(wanted);
    const { id } = upload.record;

    expect(desk.find(id, wanted)).toBe(upload);
    expect(() => desk.find(id, { ...wanted, owner: 'host:other' })).toThrow('nothing');
    expect(() => desk.find(id, { ...wanted, project: 'blue' })).toThrow('nothing');
  });

  it('keeps to its limits, of a blob, a project, and what is open', async () => {
    expect(await refusal(desk.begin(wanted, 1001))).toBe('TooLarge');
    const { upload } = await desk.begin(wanted);
    expect(await refusal(desk.append(upload, 0, body('x'.repeat(600), 'x'.repeat(401))))).toBe('TooLarge');
    expect(upload.offsetBytes).toBe(600);

    desk = await openDesk({ projectBytes: 700 });
    expect(await refusal(desk.begin({ ...wanted, purpose: 'i/2' }, 101))).toBe('ProjectFull');
    expect(await refusal(desk.begin({ ...wanted, project: 'blue' }, 700))).toBe('none');

    desk = await openDesk({ openOfOwner: 2 });
    expect(await refusal(desk.begin({ ...wanted, purpose: 'i/3' }))).toBe('Busy');
    expect(await refusal(desk.begin({ ...wanted, owner: 'host:other' }))).toBe('none');
  });

  it('refuses a disk that is full, and keeps what was written before', async () => {
    const { upload } = await desk.begin(wanted);
    await desk.append(upload, 0, body('abc'));

    desk = await openDesk({}, 2 ** 60);
    const { upload: again } = await desk.begin(wanted);

    expect(await refusal(desk.append(again, 3, body('def')))).toBe('DiskFull');
    expect(again.offsetBytes).toBe(3);
    expect(await refusal(desk.begin({ ...wanted, purpose: 'i/2' }))).toBe('DiskFull');
    expect(asDiskFull(Object.assign(new Error('no space left'), { code: 'ENOSPC' }))).toMatchObject({ reason: 'DiskFull', code: 507 });
    expect(asDiskFull(Object.assign(new Error('other'), { code: 'EIO' }))).toMatchObject({ code: 'EIO' });
  });

  it('gives up what nobody goes on with, and forgets what is finished, in time', async () => {
    const { upload: half } = await desk.begin(wanted);
    await desk.append(half, 0, body('abc'));
    const { upload: done } = await desk.begin({ ...wanted, purpose: 'i/2' });
    await desk.append(done, 0, body('whole'));
    await desk.finish(done, {});

    await clock.advance(59_000);
    expect(await desk.sweep()).toBe(0);
    await clock.advance(2_000);
    expect(await desk.sweep()).toBe(2);

    expect(await readdir(join(folder, 'uploads'))).toEqual([]);
    expect(vault.ownerFor('red', sumOf('whole'))).toBe('red');
    expect(vault.ownerFor('red', sumOf('abc'))).toBeUndefined();
  });

  it('takes bytes anew of which it only knows that they came, and lost their record in a crash', async () => {
    const { upload } = await desk.begin(wanted);
    await desk.append(upload, 0, body('abc'));
    // As when the process ends between the vault's rename and its own note.
    await rm(upload.path);

    desk = await openDesk();
    const { upload: again } = await desk.begin(wanted);
    expect(again.offsetBytes).toBe(0);
    await desk.append(again, 0, body('abc'));
    expect(await desk.finish(again, {})).toMatchObject({ sha256: sumOf('abc') });
  });
});
