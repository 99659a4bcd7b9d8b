import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The real sshd on loopback, one process a connection, that lets one key in to read repositories. It has to run as root. */
export class GitSSHServer {
  readonly #server: Server;
  readonly #directory: string;
  readonly #connections: Set<ChildProcess>;
  readonly port: number;
  /** Of whoever is let in. */
  readonly privateKey: string;
  /** `TYPE KEY` of the server. */
  readonly hostKey: string;
  /** The same of somebody else. */
  readonly otherKey: string;

  private constructor(parts: {
    server: Server;
    directory: string;
    connections: Set<ChildProcess>;
    privateKey: string;
    hostKey: string;
    otherKey: string;
  }) {
    this.#server = parts.server;
    this.#directory = parts.directory;
    this.#connections = parts.connections;
    this.port = (parts.server.address() as AddressInfo).port;
    this.privateKey = parts.privateKey;
    this.hostKey = parts.hostKey;
    this.otherKey = parts.otherKey;
  }

  static async start(): Promise<GitSSHServer> {
    const directory = await mkdtemp(join(tmpdir(), 'tycho-sshd-'));
    const file = (name: string): string => join(directory, name);
    for (const name of ['host', 'client']) await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', file(name)]);
    // Where sshd shuts away the part of itself that strangers talk to.
    await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
    await writeFile(
      file('allowed'),
      `restrict,command="git-upload-pack \\"$(expr \\"$SSH_ORIGINAL_COMMAND\\" : \\"git-upload-pack '\\\\(.*\\\\)'\\")\\"" ${await readFile(file('client.pub'), 'utf8')}`,
      {
        mode: 0o600,
      },
    );
    const settings = [
      `HostKey ${file('host')}`,
      `AuthorizedKeysFile ${file('allowed')}`,
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      'StrictModes no',
      'UsePAM no',
      'PidFile none',
    ];
    await writeFile(file('config'), `${settings.join('\n')}\n`);
    const connections = new Set<ChildProcess>();
    const server = createServer({ pauseOnConnect: true }, (socket) => {
      const child = spawn('/usr/sbin/sshd', ['-i', '-f', file('config')], { stdio: [socket, socket, 'ignore'] });
      connections.add(child);
      child.once('close', () => connections.delete(child));
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const keyOf = async (name: string): Promise<string> => (await readFile(file(`${name}.pub`), 'utf8')).split(' ').slice(0, 2).join(' ');
    return new GitSSHServer({
      server,
      directory,
      connections,
      privateKey: await readFile(file('client'), 'utf8'),
      hostKey: await keyOf('host'),
      otherKey: await keyOf('client'),
    });
  }

  url(host: string, bareRepository: string): string {
    return `ssh://${userInfo().username}@${host}:${this.port}${bareRepository}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
    for (const child of this.#connections) child.kill('SIGKILL');
    await rm(this.#directory, { recursive: true, force: true });
  }
}
