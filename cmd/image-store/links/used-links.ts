import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { timestamp } from '#apis/machinery/condition.ts';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';
import type { LinkGrant } from '#proto/image-store/link-token.ts';
import { StoreRefusal } from '../store-refusal.ts';

/** What became of a use of a link. `answer` tells its holder, once it is durable that the link was used. */
export type LinkUse = { readonly kind: 'Unused' } | { readonly kind: 'UsedUp'; readonly answer?: () => void };

/** Which one-time links were used. A file for each, kept until the link would have expired anyway. */
export class UsedLinks {
  readonly #directory: string;
  /** Until when each has to be remembered. */
  readonly #used = new Map<string, Date>();
  readonly #inUse = new Set<string>();

  private constructor(directory: string) {
    this.#directory = directory;
  }

  static async load({ directory }: { readonly directory: string }): Promise<UsedLinks> {
    const links = new UsedLinks(directory);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (const name of await readdir(directory)) {
      if (!idPattern.test(name)) continue;
      const { expiresAt } = JSON.parse(await readFile(join(directory, name), 'utf8')) as { readonly expiresAt: string };
      links.#used.set(name, new Date(expiresAt));
    }
    return links;
  }

  /**
   * Runs `work` for the holder of a link. When `work` says that the link is used up, that is durable before this resolves. Throws `Gone` for a link
   * that was used or is too old at `now`, and `InProgress` while somebody else uses it.
   */
  async using(grant: Pick<LinkGrant, 'id' | 'expiresAt'>, now: Date, work: () => Promise<LinkUse>): Promise<void> {
    const { id, expiresAt } = grant;
    if (!idPattern.test(id)) throw new StoreRefusal('NotFound', 'this is no link of this image store');
    if (this.#used.has(id)) throw new StoreRefusal('Gone', 'this link was used already; ask for another');
    if (expiresAt <= now) throw new StoreRefusal('Gone', 'this link is too old; ask for another');
    if (this.#inUse.has(id)) throw new StoreRefusal('InProgress', 'somebody uses this link at this moment', { retryAfterSeconds: 2 });
    this.#inUse.add(id);
    try {
      const use = await work();
      if (use.kind === 'Unused') return;
      await this.#remember(id, expiresAt);
      use.answer?.();
    } finally {
      this.#inUse.delete(id);
    }
  }

  /** Forgets links that have expired, which are refused for that. */
  async sweep(now: Date): Promise<void> {
    for (const [id, expiresAt] of this.#used) {
      if (expiresAt > now) continue;
      this.#used.delete(id);
      await rm(join(this.#directory, id), { force: true });
    }
  }

  async #remember(id: string, expiresAt: Date): Promise<void> {
    this.#used.set(id, expiresAt);
    await writePrivateFile(join(this.#directory, id), `${JSON.stringify({ expiresAt: timestamp(expiresAt) })}\n`);
  }
}

const idPattern = /^[A-Za-z0-9-]{16,64}$/;
