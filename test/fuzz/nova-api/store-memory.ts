import { keyPrefix, prefixEnd, type Operation, type Storage, type StoredItem } from '#cmd/api-server/storage/storage.ts';
import { eventually } from '../../harness/eventually.ts';
import type { NovaDesk } from '../../harness/nova-desk.ts';

/** A store as it was at a moment, and the way back to that. Ids stay what they are, since bytes are put back and not made anew. */
export class StoreMemory {
  readonly #desk: NovaDesk;
  readonly #storage: Storage;
  readonly #before: ReadonlyMap<string, Buffer>;

  private constructor(desk: NovaDesk, before: ReadonlyMap<string, Buffer>) {
    this.#desk = desk;
    this.#storage = desk.storage;
    this.#before = before;
  }

  static async of(desk: NovaDesk): Promise<StoreMemory> {
    const items = await itemsOf(desk.storage);
    return new StoreMemory(desk, new Map(items.map(({ key, value }) => [key, value])));
  }

  revision(): Promise<number> {
    return this.#storage.currentRevision();
  }

  /** Keys that were written or taken away after a revision. */
  async changedSince(revision: number): Promise<readonly string[]> {
    if ((await this.revision()) === revision) return [];
    const items = await itemsOf(this.#storage);
    const there = new Set(items.map(({ key }) => key));
    const gone = [...this.#before.keys()].filter((key) => !there.has(key));
    return [...items.filter(({ modRevision }) => modRevision > revision).map(({ key }) => key), ...gone.map((key) => `${key} (gone)`)];
  }

  /** Puts back what was changed after a revision, and resolves when the API knows it. */
  async restore(revision: number): Promise<void> {
    if ((await this.revision()) === revision) return;
    const items = await itemsOf(this.#storage);
    const there = new Map(items.map((item) => [item.key, item]));
    const operations: Operation[] = [];
    for (const { key, modRevision } of items) {
      const value = this.#before.get(key);
      if (value === undefined) operations.push({ kind: 'Delete', key });
      else if (modRevision > revision) operations.push({ kind: 'Put', key, value });
    }
    for (const [key, value] of this.#before) if (!there.has(key)) operations.push({ kind: 'Put', key, value });
    for (let first = 0; first < operations.length; first += 100) {
      const some = operations.slice(first, first + 100);
      const written = await this.#storage.transact({ compare: [], operations: some });
      await this.#known(some, written.revision);
    }
  }

  /** The API's copies have to hear of it, or the next request would be about what is no more. */
  async #known(operations: readonly Operation[], revision: number): Promise<void> {
    for (const { key, kind } of operations) {
      const [, , , plural = '', ...words] = key.split('/');
      const informer = informersByPlural.get(plural);
      if (informer === undefined) continue;
      const [namespace, name] = words.length === 2 ? words : [undefined, words[0]];
      const copy = this.#desk.known[informer];
      await eventually(
        () => {
          const seen = copy.get({ name: name!, ...(namespace === undefined ? {} : { namespace }) });
          const isKnown = kind === 'Delete' ? seen === undefined : Number(seen?.metadata.resourceVersion ?? 0) >= revision;
          if (!isKnown) throw new Error(`${key} is not known as it is`);
        },
        { intervalMilliseconds: 1 },
      );
    }
  }
}

/** What the API has a copy of, by the plurals in keys. */
const plurals: Readonly<Record<keyof NovaDesk['known'], string>> = {
  servers: 'servers',
  actions: 'serveractions',
  flavors: 'flavors',
  images: 'images',
  keyPairs: 'keypairs',
  groups: 'servergroups',
  networks: 'networks',
  ports: 'ports',
  volumes: 'volumes',
  attachments: 'volumeattachments',
  quotas: 'quotas',
  defaultQuotas: 'defaultquotas',
  zones: 'zones',
  hosts: 'hosts',
  aggregates: 'aggregates',
  instances: 'instances',
  migrations: 'migrations',
};

const informersByPlural = new Map(Object.entries(plurals).map(([copy, plural]) => [plural, copy as keyof NovaDesk['known']]));

/** All objects. Guards are no objects: writers of what they guard bump them, and nothing is to be read from what they say. */
async function itemsOf(storage: Storage): Promise<readonly StoredItem[]> {
  const { items } = await storage.range({ start: keyPrefix, end: prefixEnd(keyPrefix) });
  return items.filter(({ key }) => !key.startsWith(`${keyPrefix}guards/`));
}
