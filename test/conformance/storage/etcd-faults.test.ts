import { stat } from 'node:fs/promises';
import { connect } from 'node:tls';
import { Etcd3 } from 'etcd3';
import { afterEach, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { EtcdStorage, type EtcdStorageOptions } from '#cmd/api-server/storage/etcd/etcd-storage.ts';
import { giveSpaceBack } from '#cmd/api-server/storage/etcd/give-space-back.ts';
import { keyEnd, StorageFullError, StorageUnavailableError, type Revision } from '#cmd/api-server/storage/storage.ts';
import { createAuthority, issueCertificate } from '#cmd/bootstrap/certificates.ts';
import { EtcdChannel } from '#proto/etcd/etcd-channel.ts';
import { transactionMethod } from '#proto/etcd/etcd-method.ts';
import { startEtcd, type EtcdServer } from '#test/harness/etcd.ts';
import { eventually } from '#test/harness/eventually.ts';
import { TCPProxy } from '#test/harness/tcp-proxy.ts';
import { expectWholeRevisions } from './describe-watches.ts';
import { freshPrefix, numbers, put, rangeOfPrefix, write, writeAll } from './storage-under-test.ts';
import { revisionOf, WatchRecording } from './watch-recording.ts';

const toUndo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const undo of toUndo.splice(0).toReversed()) await undo();
});

async function anEtcd(options: Parameters<typeof startEtcd>[0] = {}): Promise<EtcdServer> {
  const server = await startEtcd(options);
  toUndo.push(() => server.stop());
  return server;
}

async function aProxy(server: EtcdServer): Promise<TCPProxy> {
  const proxy = await TCPProxy.start(server.endpoint);
  toUndo.push(() => proxy.close());
  return proxy;
}

function aStorage(server: EtcdServer, options: Partial<EtcdStorageOptions> = {}): EtcdStorage {
  const { endpoint, credentials, quotaBytes } = server;
  const ambient = { clock: new SystemClock(), random: new SystemRandom(), logger: silentLogger };
  const storage = new EtcdStorage({ ...ambient, endpoints: [endpoint], credentials, quotaBytes, ...options });
  toUndo.push(() => storage.close());
  return storage;
}

describe('etcd', () => {
  it('refuses clients without its certificate, and keeps its data to itself', async () => {
    const server = await anEtcd();
    const stranger = await createAuthority({ commonName: 'stranger', validityDays: 1 });
    const forged = await issueCertificate({ authority: stranger, commonName: 'api-server', validityDays: 1, usage: 'Client' });
    const impatient = { connectTimeoutMilliseconds: 1000 };

    const withForged = aStorage(server, { ...impatient, credentials: { ...server.credentials, ...forged } });
    await expect(withForged.currentRevision()).rejects.toThrow(StorageUnavailableError);
    await expect(plainTLS(server)).rejects.toThrow(/certificate required|bad certificate/);
    await expect(aStorage(server, impatient).currentRevision()).resolves.toBe(1);
    expect((await stat(server.dataFolder)).mode & 0o777).toBe(0o700);
  });

  it('keeps every acknowledged write through kill -9, and watches go on where they were', async () => {
    const server = await anEtcd();
    const storage = aStorage(server, { connectTimeoutMilliseconds: 500 });
    const prefix = freshPrefix();
    const recording = new WatchRecording(storage, { ...rangeOfPrefix(prefix), afterRevision: await storage.currentRevision() });
    const acknowledged = new Map<string, Revision>();
    const outcomes: string[] = [];
    const stop = new AbortController();
    const writers = numbers(16).map(async (writer) => {
      for (let number = 0; !stop.signal.aborted; number += 1) {
        const key = `${prefix}${writer}-${number}`;
        try {
          acknowledged.set(key, await write(storage, put(key, 'x')));
        } catch (error) {
          outcomes.push(error instanceof StorageUnavailableError ? error.outcome : String(error));
        }
      }
    });

    for (const round of numbers(2)) {
      const before = acknowledged.size;
      await eventually(() => expect(acknowledged.size).toBeGreaterThan(before + 300));
      await server.kill();
      await eventually(() => expect(outcomes.filter((outcome) => outcome === 'NotDone').length).toBeGreaterThan(round * 16));
      await server.restart();
    }
    const after = acknowledged.size;
    await eventually(() => expect(acknowledged.size).toBeGreaterThan(after + 100));
    stop.abort();
    await Promise.all(writers);

    const { items, revision } = await storage.range(rangeOfPrefix(prefix));
    const stored = new Map(items.map(({ key, modRevision }) => [key, modRevision]));
    expect([...acknowledged].filter(([key, written]) => stored.get(key) !== written)).toEqual([]);
    expect(outcomes.filter((outcome) => outcome !== 'NotDone' && outcome !== 'Unknown')).toEqual([]);
    await recording.reached(revision);
    expect(recording.events.map(revisionOf)).toEqual([...stored.values()].sort((one, other) => one - other));
    expectWholeRevisions(recording);
  });

  it('that is full says so, and takes writes again once it has room', async () => {
    const server = await anEtcd({ quotaBytes: 16 * 1024 * 1024 });
    const storage = aStorage(server);
    const prefix = freshPrefix();
    const fill = async (): Promise<void> => {
      for (const number of numbers(100)) await write(storage, put(`${prefix}${number % 3}`, Buffer.alloc(1_000_000, number)));
    };

    await expect(fill()).rejects.toThrow(StorageFullError);
    expect((await storage.usage()).alarms).toEqual(['NOSPACE']);
    await expect(write(storage, put(`${prefix}with-lease`, '', { timeToLiveSeconds: 60 }))).rejects.toThrow(StorageFullError);
    await storage.compact(await storage.currentRevision());
    await eventually(async () => {
      await giveSpaceBack(storage, silentLogger);
      expect((await storage.usage()).alarms).toEqual([]);
    });

    await write(storage, put(`${prefix}a`, '1'));
    expect((await storage.usage()).usedBytes).toBeLessThan(8 * 1024 * 1024);
  });

  it('is reached through whichever of its members answers', async () => {
    const server = await anEtcd();
    const proxy = await aProxy(server);
    const storage = aStorage(server, { endpoints: ['127.0.0.1:1', proxy.endpoint], connectTimeoutMilliseconds: 500 });

    await expect(write(storage, put(`${freshPrefix()}a`, '1'))).resolves.toBe(2);
    expect((await storage.usage()).usedBytes).toBeGreaterThan(0);
  });

  it('that cannot be reached leaves no doubt about what was not done', async () => {
    const server = await anEtcd();
    const storage = aStorage(server, { connectTimeoutMilliseconds: 200 });
    await server.kill();

    await expect(write(storage, put(`${freshPrefix()}a`, '1'))).rejects.toMatchObject({
      name: 'StorageUnavailableError',
      outcome: 'NotDone',
    });
    await expect(write(storage, put(`${freshPrefix()}a`, '1', { timeToLiveSeconds: 60 }))).rejects.toMatchObject({ outcome: 'NotDone' });
  });

  it('that falls silent after a transaction was sent leaves it unknown', async () => {
    const server = await anEtcd();
    const proxy = await aProxy(server);
    const storage = aStorage(server, { endpoints: [proxy.endpoint], callTimeoutMilliseconds: 300 });
    await storage.currentRevision();
    proxy.stall();

    await expect(write(storage, put(`${freshPrefix()}a`, '1'))).rejects.toMatchObject({
      name: 'StorageUnavailableError',
      outcome: 'Unknown',
    });
  });

  it('that has lost its leases gets new ones', async () => {
    const server = await anEtcd();
    const storage = aStorage(server);
    const prefix = freshPrefix();
    await write(storage, put(`${prefix}a`, '1', { timeToLiveSeconds: 600 }));
    await revokeAllLeases(server);

    await write(storage, put(`${prefix}b`, '1', { timeToLiveSeconds: 600 }));

    expect((await storage.range(rangeOfPrefix(prefix))).items.map(({ key }) => key)).toEqual([`${prefix}b`]);
  });
});

describe('a watch of etcd', () => {
  it('ends quietly when the storage is closed, which then answers nothing', async () => {
    const storage = aStorage(await anEtcd());
    const prefix = freshPrefix();
    const recording = new WatchRecording(storage, { ...rangeOfPrefix(prefix), afterRevision: await storage.currentRevision() });
    await recording.reached(await write(storage, put(`${prefix}a`, '1')));

    await storage.close();

    expect(await recording.ended).toBeUndefined();
    await expect(storage.currentRevision()).rejects.toThrow(StorageUnavailableError);
    await expect(write(storage, put(`${prefix}a`, '2'))).rejects.toMatchObject({ outcome: 'NotDone' });
  });

  it('that is cut again and again while it catches up loses nothing and repeats nothing', async () => {
    const server = await anEtcd();
    const direct = aStorage(server);
    const prefix = freshPrefix();
    const afterRevision = await direct.currentRevision();
    await writeAll(
      direct,
      numbers(6000).map((number) => [put(`${prefix}a-${number}`, 'x'.repeat(300)), put(`${prefix}b`, `${number}`)]),
    );
    const proxy = await aProxy(server);
    proxy.cutAfter(700_000);
    const watching = aStorage(server, { endpoints: [proxy.endpoint] });
    const recording = new WatchRecording(watching, { ...rangeOfPrefix(prefix), afterRevision });

    const newest = await direct.currentRevision();
    await recording.reached(newest);

    expect(proxy.acceptedCount).toBeGreaterThan(3);
    expect(recording.events.map(revisionOf)).toEqual(numbers(12_000).map((number) => afterRevision + 1 + Math.floor(number / 2)));
    expectWholeRevisions(recording);
  });

  it('that is cut at random while others write loses nothing and repeats nothing', async () => {
    const server = await anEtcd();
    const direct = aStorage(server);
    const proxy = await aProxy(server);
    const watching = aStorage(server, { endpoints: [proxy.endpoint] });
    const prefix = freshPrefix();
    const afterRevision = await direct.currentRevision();
    const recording = new WatchRecording(watching, { ...rangeOfPrefix(prefix), afterRevision });

    for (const round of numbers(10)) {
      if (round > 0) await recording.reached(await direct.currentRevision());
      const writing = writeAll(
        direct,
        numbers(150).map((number) => [put(`${prefix}${number}`, `${round}`), put(`${prefix}all`, `${round}`)]),
      );
      proxy.cut();
      await writing;
    }
    const newest = await direct.currentRevision();
    await recording.reached(newest);

    expect(recording.events.map(revisionOf)).toEqual(numbers(3000).map((number) => afterRevision + 1 + Math.floor(number / 2)));
    expectWholeRevisions(recording);
  });

  it('takes responses that come in fragments apart at whole revisions', async () => {
    const server = await anEtcd();
    const storage = aStorage(server);
    const prefix = freshPrefix();
    const afterRevision = await storage.currentRevision();
    const large = (round: number): Buffer => Buffer.alloc(14_000, `${round},`);
    for (const round of numbers(12)) await write(storage, ...numbers(100).map((number) => put(`${prefix}${number}`, large(round))));
    const newest = await storage.currentRevision();
    const recording = new WatchRecording(storage, { ...rangeOfPrefix(prefix), afterRevision });

    await recording.reached(newest);

    expect(recording.events.map(revisionOf)).toEqual(numbers(1200).map((number) => afterRevision + 1 + Math.floor(number / 100)));
    expect(recording.batches.length).toBeGreaterThan(1);
    expectWholeRevisions(recording);
  });

  it('that is alive but silent is made anew', async () => {
    const server = await anEtcd();
    const direct = aStorage(server);
    const proxy = await aProxy(server);
    const watchPatience = { quietMilliseconds: 200, answerMilliseconds: 300 };
    const watching = aStorage(server, { endpoints: [proxy.endpoint], watchPatience });
    const prefix = freshPrefix();
    const recording = new WatchRecording(watching, { ...rangeOfPrefix(prefix), afterRevision: await direct.currentRevision() });
    await recording.reached(await write(direct, put(`${prefix}a`, '1')));

    proxy.stall();
    await recording.reached(await write(direct, put(`${prefix}a`, '2')));

    expect(recording.events).toHaveLength(2);
  });

  it('that hears nothing because nothing happens stays as it is', async () => {
    const server = await anEtcd();
    const proxy = await aProxy(server);
    const watchPatience = { quietMilliseconds: 50, answerMilliseconds: 1000 };
    const watching = aStorage(server, { endpoints: [proxy.endpoint], watchPatience });
    const prefix = freshPrefix();
    const recording = new WatchRecording(watching, { ...rangeOfPrefix(prefix), afterRevision: await watching.currentRevision() });
    await recording.reached(await write(watching, put(`${prefix}a`, '1')));
    const before = proxy.acceptedCount;

    await new SystemClock().sleep(1500);
    await recording.reached(await write(watching, put(`${prefix}a`, '2')));

    expect(proxy.acceptedCount).toBe(before);
  });

  it('comes to the newest revision although somebody else has written to the store', async () => {
    const server = await anEtcd();
    const storage = aStorage(server);
    const recording = new WatchRecording(storage, { ...rangeOfPrefix(freshPrefix()), afterRevision: await storage.currentRevision() });
    await recording.reached(await atRest(storage, recording));

    const revision = await writeForeignKey(server);
    storage.requestProgress();
    await recording.reached(revision);

    expect(recording.events).toEqual([]);
  });

  it('begins late when etcd starts late', async () => {
    const server = await anEtcd();
    const storage = aStorage(server, { connectTimeoutMilliseconds: 200 });
    const prefix = freshPrefix();
    const afterRevision = await storage.currentRevision();
    await server.kill();
    const recording = new WatchRecording(storage, { ...rangeOfPrefix(prefix), afterRevision });
    await expect(storage.range({ start: prefix, end: keyEnd(prefix) })).rejects.toThrow(StorageUnavailableError);
    await server.restart();

    const revision = await eventually(() => write(storage, put(`${prefix}a`, '1')));
    await recording.reached(revision);

    expect(await recording.stop()).toBeUndefined();
  });
});

/** Brings the watch to where it is. */
async function atRest(storage: EtcdStorage, recording: WatchRecording): Promise<Revision> {
  const revision = await storage.currentRevision();
  await eventually(() => {
    storage.requestProgress();
    expect(recording.revision).toBeGreaterThanOrEqual(revision);
  });
  return revision;
}

/** A connection with TLS but without a certificate of the client's. */
async function plainTLS({ endpoint, credentials }: EtcdServer): Promise<void> {
  const [host, port] = endpoint.split(':');
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host: host!, port: Number(port), ca: credentials.authorityPEM, servername: credentials.serverName });
    socket.on('error', reject);
    // With TLS 1.3 the refusal comes after the handshake.
    socket.on('data', () => resolve());
    socket.on('close', () => reject(new Error('closed')));
    socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  });
}

async function writeForeignKey({ endpoint, credentials }: EtcdServer): Promise<Revision> {
  const timeouts = { connectTimeoutMilliseconds: 3000, callTimeoutMilliseconds: 3000 };
  const channel = new EtcdChannel({ endpoints: [endpoint], credentials, clock: new SystemClock(), ...timeouts });
  const success = [{ requestPut: { key: Buffer.from('/elsewhere/key'), value: Buffer.alloc(0) } }];
  const { header } = await channel.call(transactionMethod, { success });
  channel.close();
  return header!.revision!;
}

async function revokeAllLeases({ endpoint, credentials }: EtcdServer): Promise<void> {
  const client = new Etcd3({
    hosts: `https://${endpoint}`,
    credentials: {
      rootCertificate: Buffer.from(credentials.authorityPEM),
      certChain: Buffer.from(credentials.certificatePEM),
      privateKey: Buffer.from(credentials.privateKeyPEM),
    },
    grpcOptions: { 'grpc.ssl_target_name_override': credentials.serverName },
  });
  const { leases } = await client.leaseClient.leaseLeases();
  for (const { ID } of leases) await client.leaseClient.leaseRevoke({ ID });
  client.close();
}
