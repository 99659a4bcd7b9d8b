import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { DiskUploadRequest } from '../instance/disk-saving.ts';
import { openDiskUploads, type DiskStore } from './disk-uploads.ts';

let directory: string;
let stored: Map<string, string>;
let sending: number;
let mostSending: number;
let gate: PromiseWithResolvers<void>;

beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'tycho-spool-')), 'spool');
  [stored, sending, mostSending] = [new Map(), 0, 0];
  gate = Promise.withResolvers();
  gate.resolve();
});

afterEach(() => rm(join(directory, '..'), { recursive: true }));

const store: DiskStore = {
  upload: async ({ project, purpose, path, signal }) => {
    sending += 1;
    mostSending = Math.max(mostSending, sending);
    try {
      await gate.promise;
      signal.throwIfAborted();
      const text = await readFile(path, 'utf8');
      stored.set(`${project}/${purpose}`, text);
      return { sha256: `sum of ${text}`, sizeBytes: text.length };
    } finally {
      sending -= 1;
    }
  },
};

function request(overrides: Partial<DiskUploadRequest> = {}): DiskUploadRequest {
  return {
    namespace: 'default',
    purpose: 'i/shelve',
    save: async ({ path }) => {
      await writeFile(path, 'a disk');
      return { format: 'Raw', virtualSizeBytes: 6 };
    },
    signal: new AbortController().signal,
    ...overrides,
  };
}

const open = (): ReturnType<typeof openDiskUploads> => openDiskUploads({ directory, store, logger: silentLogger });

describe('disks on their way to the image store', () => {
  it('are saved, sent, and removed from the host', async () => {
    const uploads = await open();

    expect(await uploads.upload(request())).toEqual({ sha256: 'sum of a disk', sizeBytes: 6, format: 'Raw', virtualSizeBytes: 6 });

    expect([...stored]).toEqual([['default/i/shelve', 'a disk']]);
    expect(await readdir(directory)).toEqual([]);
  });

  it('leave nothing behind when they could not be saved or sent', async () => {
    const uploads = await open();
    const failure = new Error('the guest vanished');
    const half = async ({ path }: { path: string }): Promise<never> => {
      await writeFile(path, 'half');
      throw failure;
    };
    await expect(uploads.upload(request({ save: half }))).rejects.toBe(failure);
    expect(await readdir(directory)).toEqual([]);
  });

  it('that an agent before this one left behind are removed when this one starts', async () => {
    await open();
    await writeFile(join(directory, 'disk-7'), 'left behind');

    await open();

    expect(await readdir(directory)).toEqual([]);
  });

  it('say that there is no room, whoever noticed it', async () => {
    const uploads = await open();
    const save = (): Promise<never> => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' }));

    await expect(uploads.upload(request({ save }))).rejects.toMatchObject({ name: 'DriverError', reason: 'DiskFull' });
  });

  it('are two at a time, and wait for their turn', async () => {
    const uploads = await open();
    gate = Promise.withResolvers();
    const all = Array.from({ length: 6 }, (_each, index) => uploads.upload(request({ purpose: `i/${index}` })));
    await eventually(() => {
      expect(sending).toBe(2);
    });
    gate.resolve();
    await Promise.all(all);

    expect(mostSending).toBe(2);
    expect(stored.size).toBe(6);
  });

  it('are given up as soon as nobody wants them, even while they wait', async () => {
    const uploads = await open();
    gate = Promise.withResolvers();
    const busy = [uploads.upload(request({ purpose: 'i/1' })), uploads.upload(request({ purpose: 'i/2' }))];
    const wish = new AbortController();
    const waiting = uploads.upload(request({ purpose: 'i/3', signal: wish.signal }));
    wish.abort(new Error('not wanted any more'));

    await expect(waiting).rejects.toThrow('not wanted any more');
    gate.resolve();
    await Promise.all(busy);
    await uploads.upload(request({ purpose: 'i/4' }));

    expect([...stored.keys()].map((key) => key.slice(-1)).sort()).toEqual(['1', '2', '4']);
  });
});
