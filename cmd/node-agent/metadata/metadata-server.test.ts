import { request } from 'node:http';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { anInstance } from '#test/builders/instance.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { MetadataGuest } from './metadata-guest.ts';
import { MetadataServer, type MetadataServerOptions } from './metadata-server.ts';

/** A host whose networks are ports of the loopback: guests come from addresses of it. */
class World implements AsyncDisposable {
  readonly #ports = new Map<string, number>();
  readonly server: MetadataServer;
  /** What the namespace at each path is. */
  readonly inodes = new Map<string, number>();

  constructor(options: Partial<MetadataServerOptions> = {}) {
    this.server = new MetadataServer({
      clock: new SystemClock(),
      logger: silentLogger,
      openSocket: (path) => this.#open(path),
      identify: (path) => Promise.resolve(this.inodes.get(path) ?? 1),
      ...options,
    });
  }

  portOf(network: string): number {
    return this.#ports.get(network) ?? 0;
  }

  async publish(guest: string, network: string, sourceAddress: string, about: Partial<MetadataGuest> = {}): Promise<void> {
    const access = { networkUID: network, namespacePath: network, sourceAddress };
    const subject = {
      instance: anInstance({ machine: { hostname: guest } }),
      userData: undefined,
      randomSeed: new Uint8Array(512),
      now: new Date('2026-06-01'),
    };
    await this.server.publish(guest, access, {
      subject: () => Promise.resolve(subject),
      password: undefined,
      onPassword: () => Promise.resolve(),
      ...about,
    });
  }

  ask(
    network: string,
    from: string,
    path: string,
    options: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string } = {},
  ): Promise<Answer> {
    const { method = 'GET', headers = {}, body } = options;
    return new Promise((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port: this.portOf(network), localAddress: from, path, method, headers, agent: false },
        (response) => {
          let said = '';
          response.on('data', (data: Buffer) => (said += data.toString()));
          response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: said }));
        },
      );
      asked.once('error', reject);
      asked.end(body);
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.server.close();
  }

  #open(path: string): Promise<Server> {
    const server = createServer();
    return new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        this.#ports.set(path, (server.address() as AddressInfo).port);
        resolve(server);
      });
    });
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

describe('MetadataServer', () => {
  it('tells each guest about itself, and strangers nothing', async () => {
    await using world = new World();
    await world.publish('red', 'network', '127.0.0.2');
    await world.publish('blue', 'network', '127.0.0.3');
    await world.publish('green', 'other network', '127.0.0.2');

    const hostname = '/latest/meta-data/hostname';
    expect(await world.ask('network', '127.0.0.2', hostname)).toMatchObject({ status: 200, body: 'red' });
    expect(await world.ask('network', '127.0.0.3', hostname)).toMatchObject({ status: 200, body: 'blue' });
    expect(await world.ask('other network', '127.0.0.2', hostname)).toMatchObject({ status: 200, body: 'green' });
    expect(await world.ask('network', '127.0.0.4', hostname)).toMatchObject({ status: 404 });
    expect(await world.ask('other network', '127.0.0.3', hostname)).toMatchObject({ status: 404 });

    await world.server.withdraw('blue');
    expect(await world.ask('network', '127.0.0.3', hostname)).toMatchObject({ status: 404 });
    await world.server.withdraw('red');
    await expect(world.ask('network', '127.0.0.2', hostname)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('serves documents with their kind, and lists', async () => {
    await using world = new World();
    await world.publish('red', 'network', '127.0.0.2');

    const document = await world.ask('network', '127.0.0.2', '/openstack/latest/meta_data.json');
    expect(document).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(document.body)).toMatchObject({ hostname: 'red' });
    expect(await world.ask('network', '127.0.0.2', '/openstack/latest/')).toMatchObject({
      headers: { 'content-type': 'text/plain; charset=UTF-8' },
    });
    const head = await world.ask('network', '127.0.0.2', '/openstack/latest/meta_data.json', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '', headers: { 'content-length': String(Buffer.byteLength(document.body)) } });
    expect(await world.ask('network', '127.0.0.2', '/openstack/latest/%6deta_data.json?x=1')).toMatchObject({ status: 200 });
    expect(await world.ask('network', '127.0.0.2', '/openstack/latest/%ff')).toMatchObject({ status: 404 });
  });

  it('takes one password, and gives it back', async () => {
    await using world = new World();
    const kept: string[] = [];
    let canKeep = false;
    const onPassword = (password: string) => (canKeep ? Promise.resolve(void kept.push(password)) : Promise.reject(new Error('disk full')));
    await world.publish('red', 'network', '127.0.0.2', { onPassword });
    const path = '/openstack/2013-04-04/password';
    const post = (body: string) => world.ask('network', '127.0.0.2', path, { method: 'POST', body });

    expect(await world.ask('network', '127.0.0.2', path)).toMatchObject({ status: 200, body: '' });
    expect(await post('first')).toMatchObject({ status: 503 });
    canKeep = true;
    expect(await post('')).toMatchObject({ status: 400 });
    expect(await post('x'.repeat(1021))).toMatchObject({ status: 400 });
    expect(await post('x'.repeat(1020))).toMatchObject({ status: 200 });
    expect(await post('another')).toMatchObject({ status: 409 });
    expect(kept).toEqual(['x'.repeat(1020)]);
    expect(await world.ask('network', '127.0.0.2', path)).toMatchObject({ status: 200, body: 'x'.repeat(1020) });

    await world.publish('red', 'network', '127.0.0.2', { password: 'from before', onPassword });
    expect(await world.ask('network', '127.0.0.2', path)).toMatchObject({ body: 'from before' });
    expect(await post('another')).toMatchObject({ status: 409 });
  });

  it('refuses what is not for it', async () => {
    await using world = new World();
    await world.publish('red', 'network', '127.0.0.2');
    const ask = (method: string, headers: Record<string, string> = {}) =>
      world.ask('network', '127.0.0.2', '/latest/meta-data/hostname', { method, headers });

    expect(await ask('GET', { 'x-forwarded-for': '127.0.0.3' })).toMatchObject({ status: 403 });
    expect(await ask('POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect(await ask('PUT')).toMatchObject({ status: 405 });
    expect(await ask('DELETE')).toMatchObject({ status: 405 });
    expect(await ask('GET', { 'x-long': 'x'.repeat(9000) })).toMatchObject({ status: 431 });
    expect(await world.ask('network', '127.0.0.2', `/${'x'.repeat(9000)}`)).toMatchObject({ status: 431 });
  });

  it('gives each guest a share of its time and of its connections', async () => {
    const clock = new VirtualClock();
    await using world = new World({ clock });
    await world.publish('red', 'network', '127.0.0.2');
    await world.publish('blue', 'network', '127.0.0.3');
    const sockets = Array.from({ length: 40 }, () =>
      connect({ host: '127.0.0.1', port: world.portOf('network'), localAddress: '127.0.0.2' }),
    );
    let closedCount = 0;
    for (const socket of sockets) socket.on('error', () => undefined).once('close', () => (closedCount += 1));
    const ask = (from: string) => world.ask('network', from, '/latest/meta-data/hostname');

    await eventually(() => expect(closedCount).toBe(8));
    for (const socket of sockets) socket.destroy();
    await eventually(() => expect(closedCount).toBe(40));
    for (let count = 0; count < 400; count += 1) expect(await ask('127.0.0.2')).toMatchObject({ status: 200 });

    expect(await ask('127.0.0.2')).toMatchObject({ status: 429 });
    expect(await ask('127.0.0.3')).toMatchObject({ status: 200, body: 'blue' });
    await clock.advance(5);
    expect(await ask('127.0.0.2')).toMatchObject({ status: 200 });
    expect(await ask('127.0.0.2')).toMatchObject({ status: 429 });
  });

  it('does not wait for a guest that dawdles', async () => {
    await using world = new World({ requestTimeoutMilliseconds: 100 });
    await world.publish('red', 'network', '127.0.0.2');
    const dawdle = async (start: string) => {
      const socket = connect({ host: '127.0.0.1', port: world.portOf('network'), localAddress: '127.0.0.2' });
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.on('error', () => undefined).resume();
      socket.write(start);
      await closed;
      return 'closed';
    };

    expect(await dawdle('GET /latest')).toBe('closed');
    expect(await dawdle('GET /latest HTTP/1.1\r\nHost: x\r\nA: ')).toBe('closed');
    expect(await dawdle('')).toBe('closed');
    expect(await dawdle('POST /openstack/latest/password HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc')).toBe('closed');
  });

  it('asks the guest to come again when its documents are not to be had yet', async () => {
    await using world = new World();
    const subject = { instance: anInstance(), userData: undefined, randomSeed: new Uint8Array(512), now: new Date('2026-06-01') };
    let isReady = false;
    await world.publish('red', 'network', '127.0.0.2', {
      subject: () => (isReady ? Promise.resolve(subject) : Promise.reject(new Error('vendor data'))),
    });

    expect(await world.ask('network', '127.0.0.2', '/')).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    isReady = true;
    expect(await world.ask('network', '127.0.0.2', '/')).toMatchObject({ status: 200 });
  });

  it('listens anew in a namespace that was made anew', async () => {
    await using world = new World();
    await world.publish('red', 'network', '127.0.0.2');
    const before = world.portOf('network');
    world.inodes.set('network', 2);

    await world.publish('blue', 'network', '127.0.0.3');

    expect(world.portOf('network')).not.toBe(before);
    expect(await world.ask('network', '127.0.0.2', '/latest/meta-data/hostname')).toMatchObject({ body: 'red' });
    expect(await world.ask('network', '127.0.0.3', '/latest/meta-data/hostname')).toMatchObject({ body: 'blue' });
  });
});
