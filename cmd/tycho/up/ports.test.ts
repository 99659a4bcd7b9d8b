import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { choosePorts, loopback, portNames, requireFreePorts, type Ports } from './ports.ts';

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

describe('requireFreePorts', () => {
  it('names the port that somebody else has, who used it, and what helps', async () => {
    const chosen = await choosePorts(new SeededRandom('more ports'));
    const ports: Ports = { ...chosen, apiServer: await takenPort() };

    await expect(requireFreePorts(ports, '/x/settings.json')).rejects.toThrow(
      new RegExp(
        String.raw`port 127\.0\.0\.1:${ports.apiServer}, which the api-server had until now, is taken .* change "apiServer" in /x/settings\.json`,
      ),
    );
  });
});
