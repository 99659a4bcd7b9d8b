import { createServer } from 'node:net';
import type { Random } from '#apis/machinery/random.ts';
import { CommandFailure } from '../command-failure.ts';

/** The ports of a control plane, all on loopback. */
export const portNames = ['etcdClient', 'etcdPeer', 'apiServer', 'gateway', 'console'] as const;

export type PortName = (typeof portNames)[number];
export type Ports = Readonly<Record<PortName, number>>;

/** All of them, and of no other network. */
export const loopback = '127.0.0.1';

/** Below the range that Linux gives to outgoing connections (32768 up), so that none of those takes a port of ours while we are down. */
const lowestPort = 20_000;
const portCount = 12_000;
const attemptLimit = 200;

/** Ports that nobody uses now. They are remembered, so chance plays its part only once. */
export async function choosePorts(random: Random): Promise<Ports> {
  const chosen = new Set<number>();
  for (let attempt = 0; attempt < attemptLimit && chosen.size < portNames.length; attempt += 1) {
    const port = lowestPort + Math.floor(random.fraction() * portCount);
    if (!chosen.has(port) && (await isFree(port))) chosen.add(port);
  }
  if (chosen.size < portNames.length)
    throw new CommandFailure(`no free ports between ${lowestPort} and ${lowestPort + portCount} on ${loopback}`);
  return Object.fromEntries(portNames.map((name, index) => [name, [...chosen][index]])) as Ports;
}

/** Throws a {@link CommandFailure} that names the first port which somebody else has taken meanwhile. */
export async function requireFreePorts(ports: Ports, settingsFile: string): Promise<void> {
  for (const name of portNames) {
    const port = ports[name];
    if (await isFree(port)) continue;
    throw new CommandFailure(
      `port ${loopback}:${port}, which ${users[name]} had until now, is taken by another process: stop that (\`ss -ltnp "sport = :${port}"\` names it), or change "${name}" in ${settingsFile}`,
    );
  }
}

const users: Readonly<Record<PortName, string>> = {
  etcdClient: 'etcd',
  etcdPeer: 'etcd (peers)',
  apiServer: 'the api-server',
  gateway: 'the gateway',
  console: 'the gateway (consoles)',
};

/** Whether we could listen there now. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ host: loopback, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
