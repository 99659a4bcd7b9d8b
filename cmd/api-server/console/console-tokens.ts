import { createHash } from 'node:crypto';
import type { ConsoleType } from '#apis/compute/console.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Random } from '#apis/machinery/random.ts';
import { keyEnd, keyPrefix, type Storage } from '../storage/storage.ts';

/** What a token opens. */
export interface ConsoleGrant {
  readonly namespace: string;
  readonly server: string;
  readonly instanceUID: string;
  readonly type: ConsoleType;
  /** Who asked for it. */
  readonly user: string;
}

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Tokens that open one console once. They are kept in the storage, so that any api-server can issue one and any other take it; and as hashes, so that who
 * reads the storage can use none.
 */
export class ConsoleTokens {
  readonly #storage: Storage;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #random: Random;

  constructor({ storage, clock, random }: { readonly storage: Storage; readonly clock: Pick<Clock, 'now'>; readonly random: Random }) {
    this.#storage = storage;
    this.#clock = clock;
    this.#random = random;
  }

  async issue(grant: ConsoleGrant): Promise<IssuedToken> {
    const token = `${this.#random.uuid()}${this.#random.uuid()}`.replaceAll('-', '');
    const expiresAt = new Date(this.#clock.now().getTime() + tokenLifetimeSeconds * 1000);
    const value = Buffer.from(JSON.stringify({ ...grant, expiresAt: expiresAt.toISOString() }));
    const key = keyOf(token);
    await this.#storage.transact({
      compare: [{ key, modRevision: 0 }],
      operations: [{ kind: 'Put', key, value, timeToLiveSeconds: tokenLifetimeSeconds }],
    });
    return { token, expiresAt };
  }

  /** What the token opens, this once; undefined for one that was used, has expired or never was. */
  async redeem(token: string): Promise<ConsoleGrant | undefined> {
    if (!/^[0-9a-f]{64}$/.test(token)) return undefined;
    const key = keyOf(token);
    const { items } = await this.#storage.range({ start: key, end: keyEnd(key), limit: 1 });
    const [item] = items;
    if (item === undefined) return undefined;
    const removed = await this.#storage.transact({
      compare: [{ key, modRevision: item.modRevision }],
      operations: [{ kind: 'Delete', key }],
    });
    const { expiresAt, ...grant } = JSON.parse(item.value.toString()) as ConsoleGrant & { readonly expiresAt: string };
    return removed.succeeded && this.#clock.now() < new Date(expiresAt) ? grant : undefined;
  }
}

/** Nova's token_ttl. */
export const tokenLifetimeSeconds = 600;

/** Below it lie the tokens, each under the hash of its text. */
export const consoleTokenPrefix = `${keyPrefix}tokens/console/`;

function keyOf(token: string): string {
  return `${consoleTokenPrefix}${createHash('sha256').update(token).digest('hex')}`;
}
