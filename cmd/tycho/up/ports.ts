import { createServer } from 'node:net';
import type { Random } from '#apis/machinery/random.ts';
import { CommandFailure } from '../command-failure.ts';
import { isClaimed, type PortClaims } from './port-claims.ts';

/** The ports of a control plane, all on loopback. */
export const portNames = ['etcdClient', 'etcdPeer', 'apiServer', 'gateway', 'console', 'imageStore', 'identity', 'novaApi'] as const;

export type PortName = (typeof portNames)[number];
export type Ports = Readonly<Record<PortName, number>>;

/** All of them, and of no other network. */
export const loopback = '127.0.0.1';

/** Below the range that Linux gives to outgoing connections (32768 up), so that none of those takes a port of ours while we are down. */
const lowestPort = 20_000;
const portCount = 12_000;
const attemptLimit = 200;

/** Ports that nobody uses now, for all names that `known` has none for. They are remembered, so chance plays its part only once. */
export async function choosePorts(random: Random, known: Partial<Ports> = {}): Promise<Ports> {
  const missing = portNames.filter((name) => known[name] === undefined);
  const taken = new Set(Object.values(known));
  const chosen: number[] = [];
  for (let attempt = 0; attempt < attemptLimit && chosen.length < missing.length; attempt += 1) {
    const port = lowestPort + Math.floor(random.fraction() * portCount);
    if (taken.has(port) || !(await isFree(port)) || (await isClaimed(port))) continue;
    taken.add(port);
    chosen.push(port);
  }
  if (chosen.length < missing.length)
    throw new CommandFailure(`no free ports between ${lowestPort} and ${lowestPort + portCount} on ${loopback}`);
  return { ...known, ...Object.fromEntries(missing.map((name, index) => [name, chosen[index]])) } as Ports;
}

/** Which of a control plane's ports it cannot have now, since somebody listens there or has claimed them. The others are claimed. */
export async function claimPorts(ports: Ports, claims: PortClaims): Promise<readonly PortName[]> {
  const refused: PortName[] = [];
  for (const name of portNames) {
    if (!(await claims.claim(ports[name])) || !(await isFree(ports[name]))) refused.push(name);
  }
  return refused;
}

/** Says of the first refused port who used it until now, and what helps. */
export function portsTaken(refused: readonly PortName[], ports: Ports, settingsFile: string): CommandFailure {
  const [name = 'apiServer'] = refused;
  const port = ports[name];
  return new CommandFailure(
    `port ${loopback}:${port}, which ${users[name]} had until now, is taken by another process: stop that (\`ss -ltnp "sport = :${port}"\` names it), or change "${name}" in ${settingsFile}`,
  );
}

const users: Readonly<Record<PortName, string>> = {
  etcdClient: 'etcd',
  etcdPeer: 'etcd (peers)',
  apiServer: 'the api-server',
  gateway: 'the gateway',
  console: 'the gateway (consoles)',
  imageStore: 'the image store',
  identity: 'OpenStack’s identity, image and network services',
  novaApi: 'the Compute API of OpenStack',
};

/** Whether we could listen there now. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ host: loopback, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
