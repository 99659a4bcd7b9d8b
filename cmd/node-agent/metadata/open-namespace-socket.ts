import { spawn } from 'node:child_process';
import type { Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Clock } from '#apis/machinery/clock.ts';

const program = fileURLToPath(new URL('namespace-socket.ts', import.meta.url));
const timeoutMilliseconds = 30_000;
const shownCharacters = 500;

/** A socket in another network namespace could not be opened. */
export class NamespaceSocketError extends Error {
  override readonly name = 'NamespaceSocketError';
}

/**
 * A listening socket inside a network namespace, for a process that stays outside. A process has one namespace for all its sockets and Node cannot
 * change it, so a child makes the socket there and hands it over; that takes it about 0.1 s. Throws {@link NamespaceSocketError}.
 */
export async function openNamespaceSocket(
  namespacePath: string,
  place: { readonly address: string; readonly port: number },
  { clock }: { readonly clock: Clock },
): Promise<Server> {
  const command = [`--net=${namespacePath}`, '--', process.execPath, program, place.address, String(place.port)];
  const child = spawn('nsenter', command, {
    cwd: '/',
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const opened = Promise.withResolvers<Server>();
  let said = '';
  child.stderr?.on('data', (data: Buffer) => (said = `${said}${data.toString()}`.slice(-shownCharacters)));
  child.once('message', (_, handle) => opened.resolve(handle as Server));
  const fail = (why: string, cause?: Error) =>
    opened.reject(new NamespaceSocketError(`listen on ${place.address} port ${place.port} in ${namespacePath}: ${why}`, { cause }));
  child.once('error', (error) => fail(error.message, error));
  child.once('close', (code, signal) => fail(said.trim() || `the child has ended with ${signal ?? code}`));
  const timer = clock.setTimer(() => child.kill('SIGKILL'), timeoutMilliseconds);
  try {
    return await opened.promise;
  } finally {
    timer.cancel();
  }
}
