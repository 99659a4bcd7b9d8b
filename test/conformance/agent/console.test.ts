import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { GatewayConsoleLogSource } from '#cmd/api-server/console-log/gateway-console-log-source.ts';
import { consoleOpener, type OpenConsole } from '#cmd/api-server/console/console-gateway.ts';
import { createAuthority, issueCertificate, type Authority } from '#cmd/bootstrap/certificates.ts';
import { ConsoleServer } from '#cmd/controller-manager/console-server.ts';
import { createConsoleUpgrade } from '#controllers/instance/console-upgrade.ts';
import { createConsoleEndpoint } from '#controllers/instance/console-endpoint.ts';
import { agentCertificates, type AgentCertificates } from './agent-certificates.ts';

const clock = new SystemClock();
let certificates: AgentCertificates;
let apiAuthority: Authority;
let server: ConsoleServer;
let gatewayURL: string;
let sources: GatewayConsoleLogSource[];

beforeEach(async () => {
  sources = [];
  certificates = await agentCertificates();
  apiAuthority = await createAuthority({ commonName: 'test api', validityDays: 1 });
  const logs = new Map([['uid-1', 'login: ']]);
  server = new ConsoleServer({
    ...certificates.gateway,
    clientAuthorityPEM: apiAuthority.certificatePEM,
    answer: createConsoleEndpoint({
      consoleLog: (instanceUID) => {
        const log = logs.get(instanceUID);
        return log === undefined ? undefined : Promise.resolve(Buffer.from(log));
      },
      logger: silentLogger,
    }),
    upgrade: createConsoleUpgrade({
      openConsole: (instanceUID) => (instanceUID === 'uid-1' ? new PassThrough() : undefined),
      clock,
    }),
  });
  const { port } = await server.listen({ host: '127.0.0.1', port: 0 });
  gatewayURL = `https://127.0.0.1:${port}`;
});

afterEach(async () => {
  for (const source of sources) source.close();
  await server.close();
});

/** The api-server's way to the gateway, with a certificate of that authority for that organization. */
async function sourceWith(authority: Authority, organizations: readonly string[]): Promise<GatewayConsoleLogSource> {
  const client = await issueCertificate({ authority, commonName: 'tycho-api-server', organizations, validityDays: 1, usage: 'Client' });
  const credentials = { ca: certificates.authority.certificatePEM, certificate: client.certificatePEM, key: client.privateKeyPEM };
  const source = new GatewayConsoleLogSource({ credentials, clock });
  sources.push(source);
  return source;
}

function read(source: GatewayConsoleLogSource, instanceUID = 'uid-1'): Promise<Buffer> {
  return source.read({ gatewayURL, instanceUID, maximumBytes: 100, signal: new AbortController().signal });
}

describe('a console log, from the gateway to the api-server', () => {
  it('is read by the control plane', async () => {
    expect((await read(await sourceWith(apiAuthority, ['tycho:control-plane']))).toString()).toBe('login: ');
  });

  it('is not there for a guest that the gateway has no stream to', async () => {
    await expect(read(await sourceWith(apiAuthority, ['tycho:control-plane']), 'other')).rejects.toMatchObject({ reason: 'NotFound' });
  });

  it('is not read by a user of the API, nor with a certificate of another authority', async () => {
    await expect(read(await sourceWith(apiAuthority, ['users']))).rejects.toMatchObject({ reason: 'ServiceUnavailable' });
    await expect(read(await sourceWith(certificates.authority, ['tycho:control-plane']))).rejects.toMatchObject({
      reason: 'ServiceUnavailable',
    });
  });
});

describe('a live console, from the gateway to the api-server', () => {
  async function openerWith(authority: Authority, organizations: readonly string[]): Promise<OpenConsole> {
    const client = await issueCertificate({ authority, commonName: 'tycho-api-server', organizations, validityDays: 1, usage: 'Client' });
    return consoleOpener({ ca: certificates.authority.certificatePEM, certificate: client.certificatePEM, key: client.privateKeyPEM });
  }

  it('carries bytes both ways', async () => {
    const open = await openerWith(apiAuthority, ['tycho:control-plane']);
    const console = await open({ gatewayURL, instanceUID: 'uid-1', type: 'Serial' });

    console.write('echo');
    const [said] = (await once(console, 'data')) as [Buffer];
    console.destroy();

    expect(said.toString()).toBe('echo');
  });

  it('is refused in words for a guest that the gateway has no stream to', async () => {
    const open = await openerWith(apiAuthority, ['tycho:control-plane']);

    await expect(open({ gatewayURL, instanceUID: 'other', type: 'Serial' })).rejects.toThrow(/no stream of this gateway leads to the host/);
  });

  it('is not opened by a user of the API, nor with a certificate of another authority', async () => {
    for (const open of [await openerWith(apiAuthority, ['users']), await openerWith(certificates.authority, ['tycho:control-plane'])])
      await expect(open({ gatewayURL, instanceUID: 'uid-1', type: 'Serial' })).rejects.toMatchObject({ reason: 'ServiceUnavailable' });
  });
});
