import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsedLinks, type LinkUse, type LinkWork } from './used-links.ts';

let directory: string;
let links: UsedLinks;

const now = new Date('2030-01-01T00:00:00Z');
const link = { id: '0f6f7c1e-0000-4000-8000-000000000000', expiresAt: new Date('2030-01-01T01:00:00Z') };
const usedUp: LinkWork = { work: async () => ({ kind: 'UsedUp' }), cut: () => {} };
const unused: LinkWork = { work: async () => ({ kind: 'Unused' }), cut: () => {} };

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tycho-links-'));
  links = await UsedLinks.load({ directory });
});

afterEach(() => rm(directory, { recursive: true }));

async function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'none',
    (error: { readonly reason?: unknown }) => error.reason ?? error,
  );
}

describe('UsedLinks', () => {
  it('lets a link be tried until it is used up, and remembers that after a restart', async () => {
    await links.using(link, now, unused);
    await links.using(link, now, usedUp);

    expect(await refusal(links.using(link, now, unused))).toBe('Gone');
    links = await UsedLinks.load({ directory });
    expect(await refusal(links.using(link, now, unused))).toBe('Gone');
  });

  it('tells the holder only when it is durable', async () => {
    const namesWhenTold = Promise.withResolvers<readonly string[]>();

    const answer = (): void => namesWhenTold.resolve(readdir(directory));
    await links.using(link, now, { work: async () => ({ kind: 'UsedUp', answer }), cut: () => {} });

    expect(await namesWhenTold.promise).toEqual([link.id]);
  });

  it('does not use up a link whose use failed', async () => {
    const failing: LinkWork = { work: () => Promise.reject(new Error('cut off')), cut: () => {} };

    await expect(links.using(link, now, failing)).rejects.toThrow('cut off');
    expect(await refusal(links.using(link, now, usedUp))).toBe('none');
  });

  it('cuts off who came before, and lets the later one in when nothing is left of it', async () => {
    const gate = Promise.withResolvers<LinkUse>();
    let isCut = false;
    const cut = (): void => {
      isCut = true;
      gate.reject(new Error('cut off'));
    };
    const before = links.using(link, now, { work: () => gate.promise, cut });
    before.catch(() => {});

    expect(await refusal(links.using(link, now, usedUp))).toBe('none');
    expect(isCut).toBe(true);
    await expect(before).rejects.toThrow('cut off');
  });

  it('is used up once, though the one that was cut off had come to its end', async () => {
    const gate = Promise.withResolvers<LinkUse>();
    const before = links.using(link, now, { work: () => gate.promise, cut: () => gate.resolve({ kind: 'UsedUp' }) });

    expect(await refusal(links.using(link, now, usedUp))).toBe('Gone');
    await before;
  });

  it('refuses what is too old, and forgets it then', async () => {
    await links.using(link, now, usedUp);
    expect(await refusal(links.using({ ...link, id: 'another-link-of-mine' }, link.expiresAt, usedUp))).toBe('Gone');

    await links.sweep(now);
    expect(await readdir(directory)).toHaveLength(1);
    await links.sweep(link.expiresAt);
    expect(await readdir(directory)).toEqual([]);
    expect(await refusal(links.using(link, link.expiresAt, usedUp))).toBe('Gone');
  });

  it('takes no id that leads out of its directory', async () => {
    expect(await refusal(links.using({ ...link, id: '../../../etc/passwd' }, now, usedUp))).toBe('NotFound');
  });
});
