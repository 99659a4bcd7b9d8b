import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { ReloadedFiles } from '#cmd/bootstrap/reloaded-files.ts';
import {
  keyEnd,
  type Operation,
  type RangeRequest,
  type RangeResult,
  type Revision,
  type Storage,
  type StorageEvent,
  type StorageUsage,
  type StoredItem,
  type Transaction,
  type TransactionResult,
  type WatchBatch,
  type WatchRequest,
} from '../storage/storage.ts';
import type { EncryptionRule, EncryptionRules } from './encryption-rules.ts';
import { decryptValue, encryptValue, keyNameOf, UndecryptableValueError } from './value-cipher.ts';

export interface EncryptedStorageOptions {
  readonly storage: Storage;
  readonly rules: ReloadedFiles<EncryptionRules>;
  readonly random: Random;
  readonly logger: Logger;
}

/** A storage whose values are encrypted where rules say so. An item that cannot be decrypted says so by its `fault`. */
export class EncryptedStorage implements Storage {
  readonly #storage: Storage;
  readonly #rules: ReloadedFiles<EncryptionRules>;
  readonly #random: Random;
  readonly #logger: Logger;
  /** The rules under which a value could not be decrypted; absent: all could. */
  #lacking: EncryptionRules | undefined;

  constructor({ storage, rules, random, logger }: EncryptedStorageOptions) {
    this.#storage = storage;
    this.#rules = rules;
    this.#random = random;
    this.#logger = logger;
  }

  async range(request: RangeRequest): Promise<RangeResult> {
    const result = await this.#storage.range(request);
    const rules = await this.#rulesFor(result.items);
    return { ...result, items: result.items.map((item) => this.#decrypted(item, rules)) };
  }

  async transact(transaction: Transaction): Promise<TransactionResult> {
    const rules = await this.#rules.current();
    const operations = transaction.operations.map((operation) => this.#encrypted(operation, rules));
    const result = await this.#storage.transact({ ...transaction, operations });
    if (result.succeeded) return result;
    const currentRules = await this.#rulesFor(result.current);
    return { ...result, current: result.current.map((item) => this.#decrypted(item, currentRules)) };
  }

  async *watch(request: WatchRequest): AsyncIterable<WatchBatch> {
    for await (const batch of this.#storage.watch(request)) {
      const rules = await this.#rulesFor(batch.events.flatMap((event) => (event.kind === 'Put' ? [event.item] : [])));
      // What could not be read before may be readable now: the reader starts over, and finds it.
      if (this.#lacking !== undefined && this.#lacking !== rules) {
        this.#lacking = undefined;
        throw new Error('the encryption keys were changed while values could not be decrypted');
      }
      yield { ...batch, events: batch.events.map((event) => this.#decryptedEvent(event, rules)) };
    }
  }

  /** Whether the value under `key` would be encrypted by another key, or plain, if it were written now. */
  async isStale(key: string): Promise<boolean> {
    const rule = ruleOf(key, await this.#rules.current());
    if (rule === undefined) return false;
    const { items } = await this.#storage.range({ start: key, end: keyEnd(key) });
    return items.some(({ value }) => keyNameOf(value) !== rule.writer?.name);
  }

  currentRevision(): Promise<Revision> {
    return this.#storage.currentRevision();
  }

  requestProgress(): void {
    this.#storage.requestProgress();
  }

  compact(revision: Revision): Promise<void> {
    return this.#storage.compact(revision);
  }

  usage(): Promise<StorageUsage> {
    return this.#storage.usage();
  }

  close(): Promise<void> {
    return this.#storage.close();
  }

  /** The rules as they are, looked at again at once if `items` name keys that they do not: another api-server may know the file by its new content. */
  async #rulesFor(items: readonly StoredItem[]): Promise<EncryptionRules> {
    const rules = await this.#rules.current();
    const isLacking = items.some(({ key, value }) => {
      const rule = ruleOf(key, rules);
      const name = rule === undefined ? undefined : keyNameOf(value);
      return name !== undefined && rule?.keys.has(name) === false;
    });
    return isLacking ? this.#rules.lookNow() : rules;
  }

  #encrypted(operation: Operation, rules: EncryptionRules): Operation {
    const writer = operation.kind === 'Put' ? ruleOf(operation.key, rules)?.writer : undefined;
    if (operation.kind !== 'Put' || writer === undefined) return operation;
    const context = { key: writer, storageKey: operation.key, random: this.#random };
    return { ...operation, value: encryptValue(operation.value, context) };
  }

  #decryptedEvent(event: StorageEvent, rules: EncryptionRules): StorageEvent {
    return event.kind === 'Put' ? { ...event, item: this.#decrypted(event.item, rules) } : event;
  }

  #decrypted(item: StoredItem, rules: EncryptionRules): StoredItem {
    const rule = ruleOf(item.key, rules);
    if (rule === undefined) return item;
    try {
      return { ...item, value: open(item, rule) };
    } catch (error) {
      if (!(error instanceof UndecryptableValueError)) throw error;
      this.#lacking = rules;
      this.#logger.debug({ key: item.key, error }, 'stored value cannot be decrypted');
      return { ...item, fault: error.message };
    }
  }
}

function ruleOf(storageKey: string, rules: EncryptionRules): EncryptionRule | undefined {
  return rules.find(({ prefixes }) => prefixes.some((prefix) => storageKey.startsWith(prefix)));
}

function open({ key: storageKey, value }: StoredItem, rule: EncryptionRule): Buffer {
  const name = keyNameOf(value);
  if (name === undefined) {
    if (rule.readsPlain) return value;
    throw new UndecryptableValueError(
      'the stored value is plain, and the encryption configuration takes no plain ones (provider identity)',
    );
  }
  const key = rule.keys.get(name);
  if (key === undefined) {
    throw new UndecryptableValueError(
      `the stored value was encrypted by the key ${JSON.stringify(name)}, which the encryption configuration does not have`,
    );
  }
  return decryptValue(value, { key, storageKey });
}
