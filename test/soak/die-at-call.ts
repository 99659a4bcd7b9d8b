import childProcess from 'node:child_process';
import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import http2, { type ClientHttp2Session } from 'node:http2';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/**
 * Loaded into a node agent before its own code (`node --import`): ends it with SIGKILL at a given one of its calls to the outside, so that a run can
 * visit every moment at which the world has changed and the agent's memory of it has not. Knows nothing of the agent: a call is starting a program,
 * connecting to or writing into a unix socket, a request over HTTP/2 (containerd), and a change of the file system, syncs included.
 *
 * The file ORDERS says what to do: `COUNT` has each call written to ORDERS.calls, a line each, until the file is gone; a number n ends the process: at
 * point 2k-1 before the k-th call, at point 2k with that call under way. An order is taken away before it is carried out, so the next life is a whole one.
 */
const ordersPath = process.env['DIE_AT_CALL_ORDERS'];

type Method = (...parameters: never[]) => unknown;

const { existsSync, readFileSync, rmSync, appendFileSync } = fs;
let callCount = 0;
let inUse = false;

if (ordersPath !== undefined && process.argv[1]?.endsWith('/node-agent/main.ts') === true) await install(ordersPath);

async function install(path: string): Promise<void> {
  for (const name of [
    'rename',
    'rm',
    'rmdir',
    'unlink',
    'mkdir',
    'writeFile',
    'appendFile',
    'link',
    'symlink',
    'copyFile',
    'chmod',
    'chown',
  ])
    wrap(fsPromises, name, path);
  wrap(fsPromises, 'open', path, ([, flags]) => flags !== undefined && flags !== 'r' && flags !== fs.constants.O_RDONLY);
  const file = await fsPromises.open('/dev/null');
  wrap(Object.getPrototypeOf(file) as object, 'datasync', path);
  wrap(Object.getPrototypeOf(file) as object, 'sync', path);
  await file.close();
  wrap(childProcess.ChildProcess.prototype, 'spawn', path);
  wrapSockets(path);
  const { connect } = http2;
  const connectAndWrap = (...parameters: Parameters<typeof connect>): ClientHttp2Session => {
    const session = connect(...parameters);
    wrap(session, 'request', path);
    return session;
  };
  Object.assign(http2, { connect: connectAndWrap });
  syncBuiltinESMExports();
}

/** Those to a unix socket: QEMU's monitor, and whoever else of this host listens. */
function wrapSockets(path: string): void {
  const local = new WeakSet<object>();
  wrap(net.Socket.prototype, 'connect', path, function (parameters) {
    const [target] = parameters.flat();
    const isLocal = typeof target === 'object' && target !== null && 'path' in target && typeof target.path === 'string';
    if (isLocal && typeof this === 'object' && this !== null) local.add(this);
    return isLocal;
  });
  wrap(net.Socket.prototype, 'write', path, function () {
    return typeof this === 'object' && this !== null && local.has(this);
  });
}

/** Whether it is a call to the outside; `this` is what the method is called on. */
type Counts = (this: unknown, parameters: readonly unknown[]) => boolean;

function wrap(owner: object, name: string, path: string, counts: Counts = () => true): void {
  const method = (owner as Record<string, Method>)[name];
  if (method === undefined) throw new Error(`this Node has no ${name}`);
  const wrapped = function (this: unknown, ...parameters: never[]): unknown {
    const call = (): unknown => Reflect.apply(method, this, parameters);
    return counts.call(this, parameters) ? around(path, name, call) : call();
  };
  Object.defineProperty(owner, name, { value: wrapped, writable: true, configurable: true });
}

function around(path: string, name: string, call: () => unknown): unknown {
  const orders = inUse || !existsSync(path) ? undefined : readFileSync(path, 'utf8');
  if (orders === undefined || orders === '') {
    callCount = inUse ? callCount : 0;
    return call();
  }
  callCount += 1;
  appendFileSync(`${path}.calls`, `${name}\n`);
  const point = Number(orders);
  if (point === 2 * callCount - 1) die(path);
  // A call made within a call is part of it.
  inUse = true;
  try {
    return call();
  } finally {
    inUse = false;
    if (point === 2 * callCount) die(path);
  }
}

function die(path: string): void {
  rmSync(path, { force: true });
  process.kill(process.pid, 'SIGKILL');
}
