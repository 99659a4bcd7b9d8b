import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { secretKind } from '#apis/kubernetes/core.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { EncryptedStorage } from '#cmd/api-server/encryption/encrypted-storage.ts';
import { parseEncryptionRules } from '#cmd/api-server/encryption/encryption-rules.ts';
import { ReloadedFiles } from '#cmd/bootstrap/reloaded-files.ts';
import { EtcdStorage } from '#cmd/api-server/storage/etcd/etcd-storage.ts';
import type { Storage } from '#cmd/api-server/storage/storage.ts';
import { anEncryptionConfiguration } from '#test/builders/encryption.ts';
import { startEtcd, type EtcdServer } from '#test/harness/etcd.ts';
import { AgentWorld } from './agent-world.ts';

const toUndo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const undo of toUndo.splice(0).toReversed()) await undo();
});

async function encryptedStorageOn({ endpoint, credentials, quotaBytes }: EtcdServer): Promise<Storage> {
  const ambient = { clock: new SystemClock(), random: new SystemRandom(), logger: silentLogger };
  const rules = await ReloadedFiles.open({
    ...ambient,
    paths: ['/configuration'],
    readFile: async () => Buffer.from(anEncryptionConfiguration(['k1'])),
    parse: ([content]) => parseEncryptionRules(String(content), catalog),
  });
  const storage = new EncryptedStorage({
    ...ambient,
    rules,
    storage: new EtcdStorage({ ...ambient, endpoints: [endpoint], credentials, quotaBytes }),
  });
  toUndo.push(() => storage.close());
  return storage;
}

/** Every file below a folder that holds one of `words`. */
async function filesWith(folder: string, words: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) {
    const bytes = await readFile(file);
    if (words.some((word) => bytes.includes(word))) found.push(file);
  }
  return found;
}

describe('an administrator’s password that was set in a guest', () => {
  it('is nowhere in etcd, its past and its log included, and not in what the agent keeps', async () => {
    const etcd = await startEtcd();
    toUndo.push(() => etcd.stop());
    const world = await AgentWorld.start({ storage: await encryptedStorageOn(etcd) });
    toUndo.push(() => world.stop());
    const gateway = await world.startGateway();
    const host = await world.addHost('host-a', [gateway]);
    await host.startAgent();
    const instance = await world.createInstance(host);
    const { namespace = '' } = instance.metadata;
    await world.instanceWhen(instance, ({ phase }) => phase === 'Running');
    const password = 'correct-horse-battery-staple';
    await world.client.resource(secretKind).create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { namespace, name: 'password' },
      type: 'Opaque',
      stringData: { password },
    });

    const action = { uid: 'act-1', type: 'SetPassword', user: 'root', secret: { secretName: 'password', key: 'password' } };
    await world.client.resource(instanceKind).patch(keyOf(instance), { spec: { action } });
    await world.instanceWhen(instance, ({ lastAction }) => lastAction?.outcome === 'Succeeded');

    const words = [password, Buffer.from(password).toString('base64').replace(/=+$/, '')];
    // The search finds what is there: the name of the action is.
    expect(await filesWith(etcd.dataFolder, ['act-1'])).not.toEqual([]);
    expect(await filesWith(etcd.dataFolder, words)).toEqual([]);
    expect(await filesWith(world.directory, words)).toEqual([]);
  });
});
