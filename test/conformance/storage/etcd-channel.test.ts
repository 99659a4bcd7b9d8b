import { once } from 'node:events';
import { constants, createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock, type Clock } from '#apis/machinery/clock.ts';
import { createAuthority, issueCertificate } from '#cmd/bootstrap/certificates.ts';
import type { EtcdCallError } from '#proto/etcd/etcd-call-error.ts';
import { EtcdChannel, type WatchCall } from '#proto/etcd/etcd-channel.ts';
import { rangeMethod } from '#proto/etcd/etcd-method.ts';
import type { EtcdCredentials } from '#proto/etcd/etcd-session.ts';
import { frameOf } from '#proto/etcd/message-frame.ts';
import { etcd } from '#proto/generated/etcd.js';
import { eventually } from '../../harness/eventually.ts';
import { TCPProxy } from '../../harness/tcp-proxy.ts';
import { VirtualClock } from '../../harness/virtual-clock.ts';

/** What etcd does rarely, and a server of HTTP/2 whenever it is told to. */
describe('the channel to an etcd', () => {
  let credentials: EtcdCredentials & { readonly serverKeyPEM: string; readonly serverCertificatePEM: string };
  const ending: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const authority = await createAuthority({ commonName: 'test etcd', validityDays: 1 });
    const server = await issueCertificate({ authority, commonName: 'etcd', dnsNames: ['etcd.test'], validityDays: 1, usage: 'Server' });
    const client = await issueCertificate({ authority, commonName: 'client', validityDays: 1, usage: 'Client' });
    credentials = {
      authorityPEM: authority.certificatePEM,
      serverName: 'etcd.test',
      ...client,
      serverKeyPEM: server.privateKeyPEM,
      serverCertificatePEM: server.certificatePEM,
    };
  });

  afterEach(async () => {
    for (const end of ending.splice(0)) await end();
  });

  /** A server that answers each call with `answer`. */
  async function startServer(answer: (stream: ServerHttp2Stream, call: number) => void): Promise<string> {
    let calls = 0;
    const { serverKeyPEM: key, serverCertificatePEM: cert, authorityPEM: ca } = credentials;
    const server: Http2SecureServer = createSecureServer({ key, cert, ca, requestCert: true, rejectUnauthorized: true });
    const sessions = new Set<{ destroy(): void }>();
    server.on('session', (session) => sessions.add(session));
    server.on('stream', (stream: ServerHttp2Stream) => {
      stream.on('error', () => undefined);
      calls += 1;
      answer(stream, calls);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ending.push(async () => {
      for (const session of sessions) session.destroy();
      server.close();
    });
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function channelTo(...endpoints: string[]): EtcdChannel {
    return channelOf({ endpoints, clock: new SystemClock() });
  }

  function channelOf(options: { readonly endpoints: readonly string[]; readonly clock: Clock }): EtcdChannel {
    const channel = new EtcdChannel({ ...options, credentials, connectTimeoutMilliseconds: 2_000, callTimeoutMilliseconds: 60_000 });
    ending.unshift(async () => channel.close());
    return channel;
  }

  function read(channel: EtcdChannel): Promise<etcd.RangeResponse> {
    return channel.call(rangeMethod, { key: Buffer.from('a') });
  }

  it('tells code and words of a refusal, which are percent-encoded', async () => {
    const endpoint = await startServer((stream) => {
      stream.respond({ ':status': 200, 'grpc-status': '8', 'grpc-message': 'etcdserver: 100%25 full' }, { endStream: true });
    });

    await expect(read(channelTo(endpoint))).rejects.toMatchObject({
      code: 'RESOURCE_EXHAUSTED',
      details: 'etcdserver: 100% full',
      sent: true,
    });
  });

  it('takes an answer without a status for no answer', async () => {
    const endpoint = await startServer((stream) => {
      stream.respond({ ':status': 200 });
      stream.end(rangeAnswer(1));
    });

    await expect(read(channelTo(endpoint))).rejects.toMatchObject({ code: 'UNAVAILABLE', sent: true });
  });

  it('takes a status without an answer for no answer', async () => {
    const endpoint = await startServer((stream) => stream.respond({ ':status': 200, 'grpc-status': '0' }, { endStream: true }));

    await expect(read(channelTo(endpoint))).rejects.toMatchObject({ code: 'INTERNAL', sent: true });
  });

  it('knows that a call which was refused before anybody looked at it was not done', async () => {
    const endpoint = await startServer((stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM));

    await expect(read(channelTo(endpoint))).rejects.toMatchObject({ code: 'UNAVAILABLE', sent: false });
  });

  it('does not know about a call whose connection was cut', async () => {
    const endpoint = await startServer((stream) => stream.session?.destroy());

    await expect(read(channelTo(endpoint))).rejects.toMatchObject({ code: 'UNAVAILABLE', sent: true });
  });

  it('says what is in the way of a server that is no etcd', async () => {
    const endpoint = await startServer((stream) => stream.respond({ ':status': 502 }, { endStream: true }));

    await expect(read(channelTo(endpoint))).rejects.toThrow('HTTP status 502');
  });

  it('uses a new connection after it was told to go away, while what is under way on the old one ends well', async () => {
    const waiting: ServerHttp2Stream[] = [];
    const endpoint = await startServer((stream, call) => {
      if (call > 1) {
        answerRange(stream, call);
        return;
      }
      waiting.push(stream);
      stream.session?.goaway(constants.NGHTTP2_NO_ERROR, stream.id);
    });
    const channel = channelTo(endpoint);
    const first = read(channel);
    await eventually(() => expect(waiting).toHaveLength(1));

    await eventually(async () => expect((await read(channel)).count).toBeGreaterThan(1));
    answerRange(waiting[0]!, 1);

    expect((await first).count).toBe(1);
  });

  it('asks the next member when one refuses connections', async () => {
    const closed = await startServer(() => undefined);
    await ending.pop()!();
    const endpoint = await startServer((stream, call) => answerRange(stream, call));

    expect((await read(channelTo(closed, endpoint))).count).toBe(1);
  });

  it('gives up a connection on which nobody answers pings, and with it the calls on it', async () => {
    const asked = Promise.withResolvers<void>();
    const proxy = await TCPProxy.start(await startServer(() => asked.resolve()));
    ending.unshift(() => proxy.close());
    const clock = new VirtualClock();
    const failure = read(channelOf({ endpoints: [proxy.endpoint], clock })).catch((error: unknown) => error);
    await asked.promise;

    proxy.stall();
    await clock.advance(15_000);

    expect(await failure).toMatchObject({ code: 'UNAVAILABLE', details: 'it answers no pings', sent: true });
  });

  it('gives the messages of a watch one by one, and holds them back while it is paused', async () => {
    let server: ServerHttp2Stream | undefined;
    const endpoint = await startServer((stream) => {
      server = stream;
      stream.respond({ ':status': 200 }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '14', 'grpc-message': 'etcdserver: no leader' }));
    });
    const seen: number[] = [];
    let end: EtcdCallError | undefined;
    const call: WatchCall = await channelTo(endpoint).openWatch({
      response: ({ watchId }) => void seen.push(watchId ?? 0),
      ended: (error) => {
        end = error;
      },
    });
    call.send({ progressRequest: {} });
    await eventually(() => expect(server).toBeDefined());

    server!.write(Buffer.concat([watchAnswer(1), watchAnswer(2)]));
    await eventually(() => expect(seen).toEqual([1, 2]));
    call.pause();
    server!.end(watchAnswer(3));
    call.resume();

    await eventually(() => expect(end).toMatchObject({ code: 'UNAVAILABLE', details: 'etcdserver: no leader' }));
    expect(seen).toEqual([1, 2, 3]);
  });
});

function answerRange(stream: ServerHttp2Stream, count: number): void {
  stream.respond({ ':status': 200 }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(rangeAnswer(count));
}

function rangeAnswer(count: number): Buffer {
  return frameOf(etcd.RangeResponse.encode({ count }).finish());
}

function watchAnswer(watchId: number): Buffer {
  return frameOf(etcd.WatchResponse.encode({ watchId }).finish());
}
