import { afterEach, describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { secretKind, type Secret } from '#apis/kubernetes/core.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { EncryptedStorage } from '#cmd/api-server/encryption/encrypted-storage.ts';
import { parseEncryptionRules } from '#cmd/api-server/encryption/encryption-rules.ts';
import { ReloadedFiles, secondsBetweenLooks } from '#cmd/bootstrap/reloaded-files.ts';
import { createRegistry, type RunningRegistry } from '#cmd/api-server/registry/create-registry.ts';
import { EtcdStorage } from '#cmd/api-server/storage/etcd/etcd-storage.ts';
import { keyPrefix, prefixEnd, type StoredItem } from '#cmd/api-server/storage/storage.ts';
import { anEncryptionConfiguration } from '#test/builders/encryption.ts';
import { plainWrite } from '#test/builders/registry.ts';
import { startEtcd, type EtcdServer } from '#test/harness/etcd.ts';
import { eventually } from '#test/harness/eventually.ts';

const toUndo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const undo of toUndo.splice(0).toReversed()) await undo();
});

/** The system's clock, on which a test can let the time of the key files pass. */
class SkippingClock extends SystemClock {
  skippedMilliseconds = 0;

  override monotonicMilliseconds(): number {
    return super.monotonicMilliseconds() + this.skippedMilliseconds;
  }
}

interface World {
  readonly etcd: EtcdServer;
  /** Past the encryption. */
  readonly plain: EtcdStorage;
  readonly file: { text: string };
  readonly fileClock: SkippingClock;
}

async function aWorld(): Promise<World> {
  const etcd = await startEtcd();
  toUndo.push(() => etcd.stop());
  const ambient = { clock: new SystemClock(), random: new SystemRandom(), logger: silentLogger };
  const plain = new EtcdStorage({ ...ambient, ...etcd, endpoints: [etcd.endpoint] });
  toUndo.push(() => plain.close());
  return { etcd, plain, file: { text: '' }, fileClock: new SkippingClock() };
}

function configure({ file, fileClock }: World, ...providers: readonly string[]): void {
  file.text = anEncryptionConfiguration(providers);
  fileClock.skippedMilliseconds += secondsBetweenLooks * 1000;
}

/** An api-server's core with its own connection to etcd. */
async function aRegistry({ etcd, file, fileClock }: World): Promise<RunningRegistry> {
  const ambient = { clock: new SystemClock(), random: new SystemRandom(), logger: silentLogger };
  const rules = await ReloadedFiles.open({
    paths: ['/configuration'],
    readFile: async () => Buffer.from(file.text),
    parse: ([content]) => parseEncryptionRules(String(content), catalog),
    clock: fileClock,
    logger: silentLogger,
  });
  const storage = new EncryptedStorage({
    ...ambient,
    rules,
    storage: new EtcdStorage({ ...ambient, ...etcd, endpoints: [etcd.endpoint] }),
  });
  const running = createRegistry({ ...ambient, storage, catalog });
  toUndo.push(async () => {
    running.close();
    await storage.close();
  });
  await running.ready;
  return running;
}

const passwordOf = (text: string): string => Buffer.from(text).toString('base64');
const aSecret = (name: string, password: string): object => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name },
  data: { password: passwordOf(password) },
});

async function readPassword({ registry }: RunningRegistry, name: string): Promise<string | undefined> {
  const secret = (await registry.get(secretKind, { namespace: 'default', name }, {})).object() as Secret;
  return secret.data?.['password'];
}

async function everything({ plain }: World): Promise<readonly StoredItem[]> {
  return (await plain.range({ start: keyPrefix, end: prefixEnd(keyPrefix) })).items;
}

const isSecret = ({ key }: StoredItem): boolean => key.startsWith('/tycho/core/secrets/');

describe('Secrets on a real etcd', () => {
  it('leave no plain text in it, and those that were plain are encrypted when they are written again', async () => {
    const world = await aWorld();
    configure(world, 'identity');
    await (await aRegistry(world)).registry.create(secretKind, 'default', aSecret('old', 'from before'), plainWrite);
    configure(world, 'k1', 'identity');
    const running = await aRegistry(world);
    await running.registry.create(secretKind, 'default', aSecret('new', 'plugh'), plainWrite);

    expect(await readPassword(running, 'old')).toBe(passwordOf('from before'));
    const { items } = await running.registry.list(secretKind, { namespace: 'default' });
    for (const item of items) {
      const { name } = item.object().metadata;
      await running.registry.update(secretKind, { namespace: 'default', name }, item.object(), plainWrite);
    }

    const stored = await everything(world);
    expect(stored.filter(isSecret).map(({ value }) => value.toString('latin1').slice(0, 23))).toEqual(
      Array.from({ length: 2 }, () => 'tycho:enc:aesgcm:v1:k1:'),
    );
    for (const word of ['plugh', passwordOf('plugh'), 'from before', passwordOf('from before')]) {
      expect(stored.filter(({ value }) => value.includes(word))).toEqual([]);
    }
  });

  it('are written and read by two api-servers without a fault while keys are rotated', async () => {
    const world = await aWorld();
    configure(world, 'k1');
    const running = await Promise.all([aRegistry(world), aRegistry(world)]);
    let round = 0;
    let isOver = false;
    const write = async (worker: number): Promise<void> => {
      const name = `worker-${worker}`;
      const { registry } = running[worker % 2]!;
      await registry.create(secretKind, 'default', aSecret(name, 'begin'), plainWrite);
      while (!isOver) {
        const password = `round ${(round += 1)}`;
        await registry.update(secretKind, { namespace: 'default', name }, aSecret(name, password), plainWrite);
        expect(await readPassword(running[(worker + 1) % 2]!, name)).toBe(passwordOf(password));
      }
    };
    const writing = Promise.all([0, 1, 2, 3].map(write));

    for (const providers of [
      ['k1', 'k2'],
      ['k2', 'k1'],
      ['k2', 'k3'],
      ['k3', 'k2'],
    ]) {
      configure(world, ...providers);
      const until = round + 20;
      await Promise.race([eventually(async () => expect(round).toBeGreaterThan(until)), writing]);
    }
    isOver = true;
    await writing;

    const stored = (await everything(world)).filter(isSecret);
    expect(stored.map(({ value }) => value.toString('latin1').slice(0, 23))).toEqual(
      Array.from({ length: 4 }, () => 'tycho:enc:aesgcm:v1:k3:'),
    );
    expect(running.map((each) => each.metrics().unreadableValuesTotal)).toEqual([0, 0]);
  });

  it('whose key is lost can be deleted unread, and only by saying so', async () => {
    const world = await aWorld();
    configure(world, 'lost');
    const before = await aRegistry(world);
    for (const name of ['web', 'old']) await before.registry.create(secretKind, 'default', aSecret(name, name), plainWrite);
    configure(world, 'k1', 'lost');
    await before.registry.update(secretKind, { namespace: 'default', name: 'old' }, aSecret('old', 'new'), plainWrite);

    configure(world, 'k1');
    const { registry, metrics } = await aRegistry(world);
    const key = { namespace: 'default', name: 'web' };
    const plainly = { dryRun: false, propagationPolicy: 'Background', preconditions: {} } as const;
    await expect(registry.delete(secretKind, key, plainly)).rejects.toThrow(
      /secrets "web" cannot be read: .*by the key "lost", which the encryption configuration does not have; mend that, or delete it unread/,
    );
    await expect(registry.create(secretKind, 'default', aSecret('web', 'again'), plainWrite)).rejects.toMatchObject({ code: 409 });
    expect(metrics().unreadableValuesTotal).toBe(1);

    const unread = { ...plainly, whenUnreadable: 'DeleteUnread' } as const;
    expect(await registry.delete(secretKind, key, unread)).toMatchObject({ kind: 'GoneUnread' });
    await expect(registry.delete(secretKind, key, unread)).rejects.toThrow(NotFoundError);
    // What can be read is deleted as ever.
    expect(await registry.delete(secretKind, { ...key, name: 'old' }, unread)).toMatchObject({ kind: 'Gone' });

    expect((await everything(world)).filter(isSecret)).toEqual([]);
    const again = await registry.create(secretKind, 'default', aSecret('web', 'again'), plainWrite);
    expect(again.outcome).toBe('Created');
  });

  it('that somebody has put in the place of others in etcd are refused, and the rest is served', async () => {
    const world = await aWorld();
    configure(world, 'k1');
    const before = await aRegistry(world);
    for (const name of ['mine', 'yours']) await before.registry.create(secretKind, 'default', aSecret(name, name), plainWrite);
    const stored = (await everything(world)).filter(isSecret);
    const [mine, yours] = ['mine', 'yours'].map((name) => stored.find(({ key }) => key.endsWith(`/${name}`)));

    await world.plain.transact({ compare: [], operations: [{ kind: 'Put', key: mine!.key, value: yours!.value }] });

    const after = await aRegistry(world);
    await expect(readPassword(after, 'mine')).rejects.toThrow(NotFoundError);
    expect(await readPassword(after, 'yours')).toBe(passwordOf('yours'));
  });
});
