import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { timestamp } from '#apis/machinery/condition.ts';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';
import type { LinkGrant } from '#proto/image-store/link-token.ts';
import { StoreRefusal } from '../store-refusal.ts';

/** What became of a use of a link. `answer` tells its holder, once it is durable that the link was used. */
export type LinkUse = { readonly kind: 'Unused' } | { readonly kind: 'UsedUp'; readonly answer?: () => void };

type Grant = Pick<LinkGrant, 'id' | 'expiresAt'>;

/** One use of a link: what is done, and how to put an early end to it. */
export interface LinkWork {
  readonly work: () => Promise<LinkUse>;
  readonly cut: () => void;
}

/** Which one-time links were used. A file for each, kept until the link would have expired anyway. */
export class UsedLinks {
  readonly #directory: string;
  /** Until when each has to be remembered. */
  readonly #used = new Map<string, Date>();
  readonly #uses = new Map<string, { readonly cut: () => void; readonly ended: Promise<void> }>();

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

  /** Throws `Gone` for a link that was used up, or is too old at `now`. */
  check({ id, expiresAt }: Grant, now: Date): void {
    if (!idPattern.test(id)) throw new StoreRefusal('NotFound', 'this is no link of this image store');
    if (this.#used.has(id)) throw new StoreRefusal('Gone', 'this link was used already; ask for another');
    if (expiresAt <= now) throw new StoreRefusal('Gone', 'this link is too old; ask for another');
  }

  /**
   * Runs `work` for the holder of a link, and nobody else's meanwhile: who comes later cuts off who came before, of whom nothing may be left but a
   * connection that does not know that it is dead. When `work` says that the link is used up, that is durable before this resolves. Throws what
   * {@link UsedLinks.check} throws, and `InProgress` when many come at once.
   */
  async using(grant: Grant, now: Date, { work, cut }: LinkWork): Promise<void> {
    const { id, expiresAt } = grant;
    for (let attempt = 1; ; attempt += 1) {
      this.check(grant, now);
      const earlier = this.#uses.get(id);
      if (earlier === undefined) break;
      if (attempt > mostCuts) throw new StoreRefusal('InProgress', 'somebody uses this link at this moment', { retryAfterSeconds: 2 });
      earlier.cut();
      await earlier.ended;
    }
    const ended = Promise.withResolvers<void>();
    this.#uses.set(id, { cut, ended: ended.promise });
    try {
      const use = await work();
      if (use.kind === 'Unused') return;
      await this.#remember(id, expiresAt);
      use.answer?.();
    } finally {
      this.#uses.delete(id);
      ended.resolve();
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

/** Each of them may be cut off by the next. */
const mostCuts = 3;

const idPattern = /^[A-Za-z0-9-]{16,64}$/;
