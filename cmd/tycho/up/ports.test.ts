import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { PortClaims } from './port-claims.ts';
import { choosePorts, claimPorts, loopback, portNames, portsTaken, type Ports } from './ports.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function takenPort(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await once(server.listen(0, loopback), 'listening');
  return (server.address() as AddressInfo).port;
}

describe('choosePorts', () => {
  it('chooses different ports below those of outgoing connections', async () => {
    const ports = Object.values(await choosePorts(new SeededRandom('ports')));

    expect(new Set(ports).size).toBe(portNames.length);
    expect(ports.every((port) => port >= 20_000 && port < 32_000)).toBe(true);
  });
});

describe('claimPorts', () => {
  it('keeps ports on which nobody listens yet from every other control plane', async () => {
    const ports = await choosePorts(new SeededRandom('claimed'));
    const ours = new PortClaims();
    const others = new PortClaims();

    expect(await claimPorts(ports, ours)).toEqual([]);
    expect(await claimPorts(ports, others)).toEqual(portNames);
    // The same chances would choose the same ports.
    expect(Object.values(await choosePorts(new SeededRandom('claimed')))).not.toEqual(expect.arrayContaining(Object.values(ports)));
    ours.release();
    expect(await claimPorts(ports, others)).toEqual([]);
    others.release();
  });

  it('refuses the port on which somebody listens, names who used it, and what helps', async () => {
    const chosen = await choosePorts(new SeededRandom('more ports'));
    const ports: Ports = { ...chosen, apiServer: await takenPort() };
    const claims = new PortClaims();
    const refused = await claimPorts(ports, claims);
    claims.release();

    expect(refused).toEqual(['apiServer']);
    expect(portsTaken(refused, ports, '/x/settings.json').message).toMatch(
      new RegExp(
        String.raw`port 127\.0\.0\.1:${ports.apiServer}, which the api-server had until now, is taken .* change "apiServer" in /x/settings\.json`,
      ),
    );
  });
});
