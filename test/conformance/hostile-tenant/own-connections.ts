import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { WebSocket } from 'ws';
import { SystemClock } from '#apis/machinery/clock.ts';
import type { Observed } from '#proto/transport/agent-message.ts';
import { dialGateway } from '#proto/transport/dial-gateway.ts';
import { ResumingCredentials } from '#proto/transport/resuming-credentials.ts';
import type { Shown, TenantWorld } from './tenant-world.ts';

/** `open`, or the HTTP status of the refusal. Closes it again. */
export function socketAt(path: string, world: TenantWorld): Promise<string> {
  const socket = new WebSocket(`${world.server.replace('https:', 'wss:')}${path}`, ['binary'], { ca: world.authorityPEM });
  return new Promise((resolve) => {
    socket.once('open', () => {
      resolve('open');
      socket.close();
    });
    socket.once('error', ({ message }) => resolve(/\d{3}/.exec(message)?.[0] ?? message));
  });
}

/** What a door does with somebody's certificate: those whom it takes hear its greeting. */
export async function gatewayTo(shown: Shown, world: TenantWorld): Promise<'a greeting' | 'cut off'> {
  const ca = await readFile(join(world.tycho.stateDirectory, 'keys/agent-ca.crt'), 'utf8');
  const port = await world.tycho.port('gateway');
  const socket = connect({ host: '127.0.0.1', port, ca, ALPNProtocols: ['h2'], ...shown });
  return new Promise((resolve) => {
    socket.once('secureConnect', () => socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'));
    socket.once('data', () => {
      resolve('a greeting');
      socket.destroy();
    });
    for (const end of ['error', 'close']) socket.once(end, () => resolve('cut off'));
  });
}

/** Speaks with the gateway by hand, as somebody, and says one thing more; `heard` are the uids of all instances that it then speaks of, up to the end of what it has to say. */
export async function dialAs(
  identity: { readonly hostUID: string; readonly certificatePEM: string; readonly privateKeyPEM: string },
  world: TenantWorld,
  also?: Omit<Observed, 'session'>,
): Promise<{ readonly heard: Promise<readonly string[]> }> {
  const authorityPEM = await readFile(join(world.tycho.stateDirectory, 'keys/agent-ca.crt'), 'utf8');
  const address = `127.0.0.1:${await world.tycho.port('gateway')}`;
  const credentials = new ResumingCredentials({ authorityPEM, serverName: '127.0.0.1', identity });
  const stream = await dialGateway({ address, credentials, clock: new SystemClock(), timeoutSeconds: 30 });
  const report = { statusJSON: Buffer.from('{}'), orphanInstanceUIDs: [] };
  const { hostUID } = identity;
  const heard = async (): Promise<readonly string[]> => {
    const uids: string[] = [];
    for await (const message of stream.received) {
      if (message.kind === 'Desired') uids.push(message.instanceUID);
      if (message.kind === 'Welcome' && also !== undefined) await stream.send({ ...also, session: message.session });
      if (message.kind === 'SnapshotEnd') stream.close('seen enough');
    }
    return uids;
  };
  await stream.send({ kind: 'Hello', hostUID, agentVersion: 'hand', protocolVersion: 1, highestSession: 0, report }).catch(() => undefined);
  return { heard: heard() };
}
