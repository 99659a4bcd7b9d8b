import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../harness/eventually.ts';
import type { LocalTycho } from './local-tycho.ts';

const run = promisify(execFile);

/** Listens in the namespace, and carries what comes to a socket outside of it. */
const relay = `
const { connect, createServer } = require('node:net');
const [port, path] = process.argv.slice(1);
createServer((near) => {
  const far = connect(path);
  for (const [one, other] of [[near, far], [far, near]]) one.on('error', () => other.destroy()).pipe(other);
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('listening'));
`;

/** A network namespace that stands for the network of one machine: the gateway is on its loopback, and other machines by what {@link joinNamespaces} lays. */
export class HostNamespace implements AsyncDisposable {
  readonly name: string;
  readonly #outside: Server;
  readonly #inside: ChildProcess;

  private constructor(name: string, outside: Server, inside: ChildProcess) {
    this.name = name;
    this.#outside = outside;
    this.#inside = inside;
  }

  static async create(name: string, tycho: LocalTycho): Promise<HostNamespace> {
    const port = await tycho.port('gateway');
    const path = join(tycho.stateDirectory, `${name}.sock`);
    await run('ip', ['netns', 'add', name]);
    await run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
    await rm(path, { force: true });
    const outside = createServer((near) => {
      const far = connect(port, '127.0.0.1');
      near.on('error', () => far.destroy()).pipe(far);
      far.on('error', () => near.destroy()).pipe(near);
    });
    await new Promise<void>((resolve) => outside.listen(path, resolve));
    const [program, ...words] = enter(name, [process.execPath, '-e', relay, String(port), path]);
    const inside = spawn(program!, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(inside.stdout, 'data');
    return new HostNamespace(name, outside, inside);
  }

  /** The words by which a program runs in it. */
  enter(words: readonly string[]): readonly string[] {
    return enter(this.name, words);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = once(this.#inside, 'exit');
    this.#inside.kill('SIGKILL');
    await exited;
    this.#outside.close();
    await eventually(() => run('ip', ['netns', 'delete', this.name]));
  }
}

function enter(name: string, words: readonly string[]): readonly string[] {
  return ['nsenter', `--net=/run/netns/${name}`, ...words];
}

/** Lays a cable between two of them. They have these addresses on it. */
export async function joinNamespaces(ends: readonly (readonly [HostNamespace, string])[]): Promise<void> {
  const [[one], [other]] = ends as [readonly [HostNamespace, string], readonly [HostNamespace, string]];
  await run('ip', ['link', 'add', 'cable', 'netns', one.name, 'type', 'veth', 'peer', 'name', 'cable', 'netns', other.name]);
  for (const [{ name }, address] of ends) {
    await run('ip', ['-n', name, 'address', 'add', `${address}/24`, 'dev', 'cable']);
    await run('ip', ['-n', name, 'link', 'set', 'cable', 'up']);
  }
}
