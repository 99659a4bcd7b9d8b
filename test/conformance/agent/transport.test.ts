import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { createAuthority } from '#cmd/bootstrap/certificates.ts';
import {
  JoinRefusedError,
  type AgentStream,
  type GatewayService,
  type GatewayStream,
  type JoinRequest,
  type JoinResponse,
} from '#proto/transport/agent-wire.ts';
import { askToJoin, dialGateway, type DialOptions } from '#proto/transport/dial-gateway.ts';
import { ResumingCredentials } from '#proto/transport/resuming-credentials.ts';
import { serveGateway, type GatewayServer, type GatewayServerLimits } from '#proto/transport/serve-gateway.ts';
import { agentCertificates, hostCredentials, type AgentCertificates } from './agent-certificates.ts';

const clock = new SystemClock();
let certificates: AgentCertificates;
const servers: GatewayServer[] = [];

beforeAll(async () => {
  certificates = await agentCertificates();
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Keeps the streams that come in, and answers every join by the request's host name. */
class RecordingService implements GatewayService {
  readonly sessions: { readonly stream: GatewayStream; readonly hostUID: string }[] = [];
  #arrived: (() => void)[] = [];
  joinOutcome: (request: JoinRequest) => Promise<JoinResponse> = () => Promise.reject(new Error('not expected'));

  acceptSession(stream: GatewayStream, { hostUID }: { readonly hostUID: string }): void {
    this.sessions.push({ stream, hostUID });
    for (const resolve of this.#arrived.splice(0)) resolve();
  }

  join(request: JoinRequest): Promise<JoinResponse> {
    return this.joinOutcome(request);
  }

  async session(index: number): Promise<{ readonly stream: GatewayStream; readonly hostUID: string }> {
    while (this.sessions.length <= index) {
      await new Promise<void>((resolve) => this.#arrived.push(resolve));
    }
    return this.sessions[index]!;
  }
}

async function serve(service: GatewayService, limits: Partial<GatewayServerLimits> = {}): Promise<GatewayServer> {
  const server = await serveGateway({
    listen: { host: '127.0.0.1', port: 0 },
    ...certificates.gateway,
    agentAuthorityPEM: certificates.authority.certificatePEM,
    service,
    clock,
    logger: silentLogger,
    limits,
  });
  servers.push(server);
  return server;
}

async function credentialsFor(hostUID: string | undefined): Promise<ResumingCredentials> {
  const identity = hostUID === undefined ? {} : { identity: await hostCredentials(certificates.authority, hostUID) };
  return new ResumingCredentials({ authorityPEM: certificates.authority.certificatePEM, serverName: '127.0.0.1', ...identity });
}

function dialOptions(server: GatewayServer, credentials: ResumingCredentials): DialOptions {
  return { address: `127.0.0.1:${server.address.port}`, credentials, clock, timeoutSeconds: 5 };
}

async function first<Message>(messages: AsyncIterable<Message>): Promise<Message | undefined> {
  for await (const message of messages) return message;
  return undefined;
}

const pong = { kind: 'Pong', session: 3, number: 7, revision: 2 ** 52 } as const;
const ping = { kind: 'Ping', session: 3, number: 8, leaseSeconds: 30 } as const;

describe('the agent wire over gRPC and mutual TLS', () => {
  it('carries messages both ways and names the host by its certificate', async () => {
    const service = new RecordingService();
    const agent = await dialGateway(dialOptions(await serve(service), await credentialsFor('host-a')));
    await agent.send(pong);
    const { stream, hostUID } = await service.session(0);
    await stream.send(ping);

    expect(hostUID).toBe('host-a');
    expect(await first(stream.received)).toEqual(pong);
    expect(await first(agent.received)).toEqual(ping);
  });

  it('refuses a session without a certificate', async () => {
    const service = new RecordingService();
    const agent = await dialGateway(dialOptions(await serve(service), await credentialsFor(undefined)));

    expect(await agent.closed).toMatchObject({
      by: 'Broken',
      reason: expect.stringContaining('needs the certificate of a host') as string,
    });
    expect(service.sessions).toEqual([]);
  });

  it('cuts off who shows a certificate of another authority', async () => {
    const stranger = await createAuthority({ commonName: 'stranger', validityDays: 1 });
    const identity = await hostCredentials(stranger, 'host-a');
    const credentials = new ResumingCredentials({ authorityPEM: certificates.authority.certificatePEM, serverName: '127.0.0.1', identity });
    const service = new RecordingService();
    const server = await serve(service);
    const attempt = dialGateway({ ...dialOptions(server, credentials), timeoutSeconds: 2 }).then((stream: AgentStream) => stream.closed);

    await attempt.then(
      (end) => expect(end.by).toBe('Broken'),
      (error: unknown) => expect(error).toMatchObject({ name: 'DialError' }),
    );
    expect(service.sessions).toEqual([]);
  });

  it('refuses more streams of one host than the limit', async () => {
    const service = new RecordingService();
    const server = await serve(service, { streamsPerHost: 1 });
    const credentials = await credentialsFor('host-a');
    await dialGateway(dialOptions(server, credentials));
    await service.session(0);
    const second = await dialGateway(dialOptions(server, credentials));

    expect(await second.closed).toMatchObject({ by: 'Broken', reason: expect.stringContaining('1 streams already') as string });
  });

  it('refuses more connections of one host than the limit, and lets it come again when one has ended', async () => {
    const service = new RecordingService();
    const server = await serve(service, { connectionsPerHost: 1 });
    const credentials = await credentialsFor('host-a');
    const agent = await dialGateway(dialOptions(server, credentials));
    const { stream } = await service.session(0);
    const options = { ...dialOptions(server, credentials), timeoutSeconds: 1 };
    await expect(dialGateway(options)).rejects.toMatchObject({ name: 'DialError' });
    await expect(dialGateway(dialOptions(server, await credentialsFor('host-b')))).resolves.toBeDefined();

    agent.close('done');
    await stream.closed;

    await expect(dialGateway(dialOptions(server, credentials))).resolves.toBeDefined();
  });

  it('cuts off an agent that sends what cannot be read', async () => {
    const service = new RecordingService();
    const agent = await dialGateway(dialOptions(await serve(service), await credentialsFor('host-a')));
    const statusJSON = new Uint8Array(100_000);

    await agent.send({ kind: 'Observed', session: 1, instanceUID: 'u', epoch: 1, generation: 1, statusJSON });

    expect(await agent.closed).toMatchObject({ by: 'Broken' });
    const { stream } = await service.session(0);
    expect(await stream.closed).toMatchObject({ by: 'Broken', reason: expect.stringContaining('100000 bytes') as string });
  });

  it('tells both ends when one closes', async () => {
    const service = new RecordingService();
    const agent = await dialGateway(dialOptions(await serve(service), await credentialsFor('host-a')));
    const { stream } = await service.session(0);

    agent.close('done');

    expect(await agent.closed).toEqual({ by: 'Local', reason: 'done' });
    expect(await stream.closed).toMatchObject({ by: 'Remote' });
  });

  it('delivers what the gateway said before it closed', async () => {
    const service = new RecordingService();
    const agent = await dialGateway(dialOptions(await serve(service), await credentialsFor('host-a')));
    const { stream } = await service.session(0);
    const goodbye = { kind: 'Goodbye', reason: 'superseded', final: false } as const;

    await stream.send(goodbye);
    stream.close('superseded');

    expect(await first(agent.received)).toEqual(goodbye);
    expect(await agent.closed).toMatchObject({ by: 'Remote' });
  });

  it('resumes the TLS session when an agent dials again, and still knows the host', async () => {
    const service = new RecordingService();
    const server = await serve(service);
    const credentials = await credentialsFor('host-a');
    const agent = await dialGateway(dialOptions(server, credentials));
    const { stream } = await service.session(0);
    await stream.send(ping);
    await first(agent.received);
    expect(credentials.resumed).toBe(false);
    agent.close('again');

    await dialGateway(dialOptions(server, credentials));

    expect((await service.session(1)).hostUID).toBe('host-a');
    expect(credentials.resumed).toBe(true);
  });

  it('slows a sender down to the pace of the reader', async () => {
    const service = new RecordingService();
    const agent = await dialGateway(dialOptions(await serve(service), await credentialsFor('host-a')));
    const { stream } = await service.session(0);
    const chunk = { kind: 'ConsoleChunk', request: 1, data: new Uint8Array(64 * 1024), last: false, error: '' } as const;
    const count = 400;
    let sent = 0;
    const sending = (async () => {
      for (; sent < count; sent += 1) await agent.send(chunk);
    })();
    while (sent < 10) await clock.sleep(5);
    await clock.sleep(200);
    const sentUnread = sent;

    let received = 0;
    for await (const message of stream.received) {
      received += message.kind === 'ConsoleChunk' ? 1 : 0;
      if (received === count) break;
    }
    await sending;

    expect(sentUnread).toBeLessThan(count);
    expect(received).toBe(count);
  });

  it('lets a machine without a certificate join', async () => {
    const service = new RecordingService();
    const response = { hostUID: 'u', hostName: 'h', certificatePEM: 'c', authorityPEM: 'a', controlPlaneUID: 'p' };
    service.joinOutcome = () => Promise.resolve(response);
    const server = await serve(service);

    const answer = await askToJoin(dialOptions(server, await credentialsFor(undefined)), {
      token: 'id.secret',
      hostName: 'h',
      certificateRequestPEM: 'pem',
      agentVersion: '1',
    });

    expect(answer).toEqual(response);
  });

  it('lets in only so many who show no certificate, and keeps room for hosts', async () => {
    const service = new RecordingService();
    const server = await serve(service, { unprovedConnections: 1 });
    const stranger = connect({ host: '127.0.0.1', port: server.address.port, rejectUnauthorized: false, ALPNProtocols: ['h2'] });
    await once(stranger, 'secureConnect');
    const options = { ...dialOptions(server, await credentialsFor(undefined)), timeoutSeconds: 1 };
    const request = { token: 'id.secret', hostName: 'h', certificateRequestPEM: 'pem', agentVersion: '1' };

    await expect(askToJoin(options, request)).rejects.toMatchObject({ name: 'DialError' });
    await dialGateway(dialOptions(server, await credentialsFor('host-a')));
    expect((await service.session(0)).hostUID).toBe('host-a');
    stranger.destroy();
  });

  it('carries the reason of a refused join', async () => {
    const service = new RecordingService();
    service.joinOutcome = (request) => Promise.reject(new JoinRefusedError('NameTaken', `host name ${request.hostName} is taken`));
    const server = await serve(service);

    const attempt = askToJoin(dialOptions(server, await credentialsFor(undefined)), {
      token: 'id.secret',
      hostName: 'h',
      certificateRequestPEM: 'pem',
      agentVersion: '1',
    });

    await expect(attempt).rejects.toMatchObject({ name: 'JoinRefusedError', reason: 'NameTaken', message: 'host name h is taken' });
  });

  it('says so when no gateway is there', async () => {
    const server = await serve(new RecordingService());
    const options = dialOptions(server, await credentialsFor('host-a'));
    await server.close();

    await expect(dialGateway({ ...options, timeoutSeconds: 1 })).rejects.toMatchObject({ name: 'DialError' });
  });
});
