import { describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { configMapKind, secretKind } from '#apis/kubernetes/core.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { anEncryptionConfiguration } from '#test/builders/encryption.ts';
import { plainWrite } from '#test/builders/registry.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { ReloadedFiles, secondsBetweenLooks } from '#cmd/bootstrap/reloaded-files.ts';
import { createRegistry, type RunningRegistry } from '../registry/create-registry.ts';
import { MemoryStorage } from '../storage/memory/memory-storage.ts';
import { keyEnd } from '../storage/storage.ts';
import { EncryptedStorage } from './encrypted-storage.ts';
import { parseEncryptionRules } from './encryption-rules.ts';

/** A store in memory, and a configuration that a test can change. */
class World {
  readonly clock = new VirtualClock();
  readonly store = new MemoryStorage({ clock: this.clock });
  readonly file = { text: '' };

  constructor(...providers: readonly string[]) {
    this.configure(...providers);
  }

  configure(...providers: readonly string[]): void {
    this.file.text = anEncryptionConfiguration(providers);
  }

  async storage(): Promise<EncryptedStorage> {
    const rules = await ReloadedFiles.open({
      paths: ['/configuration'],
      readFile: async () => Buffer.from(this.file.text),
      parse: ([content]) => parseEncryptionRules(String(content), catalog),
      clock: this.clock,
      logger: silentLogger,
    });
    return new EncryptedStorage({ storage: this.store, rules, random: new SystemRandom(), logger: silentLogger });
  }

  /** Another api-server on the same store. */
  async registry(): Promise<RunningRegistry> {
    const storage = await this.storage();
    const running = createRegistry({ storage, catalog, clock: this.clock, random: new SeededRandom(1), logger: silentLogger });
    await running.ready;
    return running;
  }

  /** What lies in the store under the key of a Secret. */
  async raw(name: string, plural = 'secrets'): Promise<Buffer> {
    const key = keyOf(name, plural);
    const { items } = await this.store.range({ start: key, end: keyEnd(key) });
    return items[0]?.value ?? Buffer.alloc(0);
  }

  put(name: string, value: Buffer): Promise<unknown> {
    return this.store.transact({ compare: [], operations: [{ kind: 'Put', key: keyOf(name), value }] });
  }

  pass(): Promise<void> {
    return this.clock.advance(secondsBetweenLooks * 1000);
  }
}

const keyOf = (name: string, plural = 'secrets'): string => `/tycho/core/${plural}/default/${name}`;
const word = 'Xyzzy';
const data = { password: Buffer.from(word).toString('base64') };
const aSecret = (name: string): object => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, data });
const read = async ({ registry }: RunningRegistry, name: string): Promise<unknown> =>
  (await registry.get(secretKind, { namespace: 'default', name }, {})).object();

describe('a registry on an encrypted storage', () => {
  it('leaves nothing of a Secret in the store, and reads it back, also after a restart', async () => {
    const world = new World('k1');
    const running = await world.registry();

    await running.registry.create(secretKind, 'default', aSecret('web'), plainWrite);

    const raw = await world.raw('web');
    expect(raw.toString('latin1')).toMatch(/^tycho:enc:aesgcm:v1:k1:/);
    expect(raw.includes(data.password) || raw.includes(word) || raw.includes('password')).toBe(false);
    expect(await read(running, 'web')).toMatchObject({ data });
    expect(await read(await world.registry(), 'web')).toMatchObject({ data });
  });

  it('leaves other kinds plain', async () => {
    const world = new World('k1');
    const running = await world.registry();

    await running.registry.create(configMapKind, 'default', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' } }, plainWrite);

    expect((await world.raw('web', 'configmaps')).toString()).toMatch(/^\{"storedVersion":1/);
  });

  it('reads what was plain before, and encrypts it at the next write, even of the same', async () => {
    const world = new World('identity');
    await (await world.registry()).registry.create(secretKind, 'default', aSecret('web'), plainWrite);
    expect((await world.raw('web')).includes(data.password)).toBe(true);

    world.configure('k1', 'identity');
    const running = await world.registry();
    expect(await read(running, 'web')).toMatchObject({ data });
    const again = (): Promise<{ readonly outcome: string }> =>
      running.registry.update(secretKind, { namespace: 'default', name: 'web' }, aSecret('web'), plainWrite);

    expect((await again()).outcome).toBe('Changed');
    expect((await world.raw('web')).toString('latin1')).toMatch(/^tycho:enc:aesgcm:v1:k1:/);
    expect((await again()).outcome).toBe('Unchanged');
  });

  it('takes a new key without a restart: first for reading, then for writing, and the old one can go when all is rewritten', async () => {
    const world = new World('k1');
    const [one, other] = [await world.registry(), await world.registry()];
    await one.registry.create(secretKind, 'default', aSecret('web'), plainWrite);

    world.configure('k1', 'k2');
    await world.pass();
    world.configure('k2', 'k1');
    await world.pass();
    await one.registry.update(secretKind, { namespace: 'default', name: 'web' }, aSecret('web'), plainWrite);
    world.configure('k2');
    await world.pass();

    expect((await world.raw('web')).toString('latin1')).toMatch(/^tycho:enc:aesgcm:v1:k2:/);
    expect(await read(other, 'web')).toMatchObject({ data });
    expect(await read(await world.registry(), 'web')).toMatchObject({ data });
  });

  it('looks at the file at once when another api-server is ahead of it', async () => {
    const world = new World('k1');
    const behind = await world.registry();
    world.configure('k2', 'k1');
    const ahead = await world.registry();
    await world.clock.advance(1_500);

    await ahead.registry.create(secretKind, 'default', aSecret('web'), plainWrite);

    expect(await read(behind, 'web')).toMatchObject({ data });
  });
});

describe('a value that cannot be decrypted', () => {
  it.each<[string, (world: World) => Promise<unknown>]>([
    ['was damaged', async (world) => world.put('web', Buffer.concat([(await world.raw('web')).subarray(0, -1), Buffer.of(7)]))],
    ['was put under the key of another', async (world) => world.put('web', await world.raw('other'))],
    ['was written plain into the store', async (world) => world.put('web', Buffer.from('{"storedVersion":1,"apiVersion":"v1"'))],
  ])('because it %s is not shown, and the others are', async (_, damage) => {
    const world = new World('k1');
    const before = await world.registry();
    for (const name of ['web', 'other']) await before.registry.create(secretKind, 'default', aSecret(name), plainWrite);

    await damage(world);

    const after = await world.registry();
    await expect(read(after, 'web')).rejects.toThrow(NotFoundError);
    expect(await read(after, 'other')).toMatchObject({ data });
    expect(after.metrics().unreadableValuesTotal).toBeGreaterThan(0);
  });

  it('says which key it is about', async () => {
    const world = new World('k1');
    await (await world.registry()).registry.create(secretKind, 'default', aSecret('web'), plainWrite);

    world.configure('k2');
    const key = keyOf('web');
    const { items } = await (await world.storage()).range({ start: key, end: keyEnd(key) });

    expect(items[0]?.fault).toContain('"k1"');
  });

  it('is there again when its key is put back, without a restart', async () => {
    const world = new World('k1');
    await (await world.registry()).registry.create(secretKind, 'default', aSecret('web'), plainWrite);
    world.configure('k2');
    const running = await world.registry();
    await expect(read(running, 'web')).rejects.toThrow(NotFoundError);

    world.configure('k2', 'k1');
    await world.pass();
    await running.registry.create(secretKind, 'default', aSecret('other'), plainWrite);
    await world.clock.advance(10_000);

    expect(await read(running, 'web')).toMatchObject({ data });
  });
});
