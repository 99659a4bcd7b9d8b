import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostKind } from '#apis/infrastructure/host.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { runDirectoryOfAgent } from '#cmd/bootstrap/host-names.ts';
import { eventually } from '#test/harness/eventually.ts';
import { AgentWorld, type RunningGateway } from './agent-world.ts';

const main = new URL('../../../cmd/node-agent/main.ts', import.meta.url).pathname;

let world: AgentWorld;
let gateway: RunningGateway;
let state: string;
let children: ChildProcess[];

beforeEach(async () => {
  children = [];
  world = await AgentWorld.start();
  gateway = await world.startGateway();
  state = await mkdtemp(join(world.directory, 'state-'));
  await writeFile(join(world.directory, 'ca.crt'), world.certificates.authority.certificatePEM);
  await writeFile(join(world.directory, 'token'), `${await world.joinToken()}\n`);
});

afterEach(async () => {
  await Promise.all(children.map((child) => end(child, 'SIGKILL')));
  await world.stop();
  await rm(runDirectoryOfAgent(state), { recursive: true, force: true });
});

/** The agent's process, with these flags besides the usual ones. */
function startAgent(...flags: readonly string[]): ChildProcess {
  const usual = ['--gateway', gateway.address, '--gateway-ca', join(world.directory, 'ca.crt'), '--state-directory', state];
  const child = spawn(process.execPath, [main, ...usual, '--driver', 'fake', '--host-name', 'host', '--log-level', 'error', ...flags], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.push(child);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill(signal);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

async function outcome(child: ChildProcess): Promise<{ readonly code: number | null; readonly words: string }> {
  const words: Buffer[] = [];
  child.stderr?.on('data', (bytes: Buffer) => words.push(bytes));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, words: Buffer.concat(words).toString() };
}

/** The session numbers of the hosts, once each of them is connected in a session of at least `atLeast`. */
function sessions({ count, atLeast }: { readonly count: number; readonly atLeast: number }): Promise<readonly (number | undefined)[]> {
  return eventually(async () => {
    const { items } = await world.client.resource(hostKind).list();
    const connected = items.filter(
      ({ status }) => (status?.session?.number ?? 0) >= atLeast && status?.session?.disconnectedAt === undefined,
    );
    expect(connected).toHaveLength(count);
    return items.map(({ status }) => status?.session?.number);
  });
}

const tokenFile = (): readonly string[] => ['--join-token-file', join(world.directory, 'token')];

describe('the process of an agent', () => {
  it('joins once, plays several fake hosts with one token, and comes back after kill -9 without it', async () => {
    const first = startAgent(...tokenFile(), '--fake-hosts', '3');
    expect(await sessions({ count: 3, atLeast: 1 })).toEqual([1, 1, 1]);

    await end(first, 'SIGKILL');
    startAgent('--fake-hosts', '3');

    expect(await sessions({ count: 3, atLeast: 2 })).toEqual([2, 2, 2]);
    expect((await readdir(join(state, 'hosts'))).sort()).toEqual(['host-1', 'host-2', 'host-3']);
  });

  it('keeps what is nobody’s business from everybody', async () => {
    startAgent(...tokenFile());
    await sessions({ count: 1, atLeast: 1 });

    expect((await stat(state)).mode & 0o777).toBe(0o700);
    const files = ['host.key', 'host.secret', 'identity.json', 'journal'];
    const modes = await eventually(() => Promise.all(files.map(async (file) => (await stat(join(state, file))).mode & 0o777)));
    expect(modes).toEqual(files.map(() => 0o600));
  });

  it('stops in order when it is told to, and says on its Host that it is gone', async () => {
    const agent = startAgent(...tokenFile());
    await sessions({ count: 1, atLeast: 1 });

    expect(await end(agent, 'SIGTERM')).toBe(0);

    await world.hostWhen('host', ({ status }) => status?.session?.disconnectedAt !== undefined);
  });

  it('plays a host for each driver with one token, and those that work do not wait for one that does not', async () => {
    const isHealthy = (name: string, wanted: 'True' | 'False') =>
      world.hostWhen(
        name,
        ({ status }) => status?.session?.disconnectedAt === undefined && findCondition(status?.conditions, 'Healthy')?.status === wanted,
      );
    // Nobody listens there: the driver of containers can do nothing.
    const drivers = ['--driver', 'kvm,container', '--containerd', join(world.directory, 'absent.socket')];
    const first = startAgent(...tokenFile(), ...drivers);
    await isHealthy('host', 'True');
    await isHealthy('host-container', 'False');

    await end(first, 'SIGKILL');
    // Without its key a host cannot prove who it is.
    await rm(join(state, 'hosts', 'container', 'host.key'));
    const second = startAgent(...drivers);

    const sessionOf = async (name: string) => (await world.client.resource(hostKind).get({ name })).status?.session;
    await world.hostWhen('host', ({ status }) => status?.session?.number === 2 && status.session.disconnectedAt === undefined);
    expect((await sessionOf('host-container'))?.number).toBe(1);
    expect(await end(second, 'SIGTERM')).toBe(0);
    expect((await sessionOf('host'))?.disconnectedAt).toBeDefined();
  });

  it('does not work in a state directory beside another', async () => {
    startAgent(...tokenFile());
    await sessions({ count: 1, atLeast: 1 });

    const { code, words } = await outcome(startAgent());

    expect(code).not.toBe(0);
    expect(words).toContain('another node-agent works in');
  });

  it('says what to do when it is not let in', async () => {
    await writeFile(join(world.directory, 'token'), 'abcdefgh.0123456789abcdef0123');

    const { code, words } = await outcome(startAgent(...tokenFile()));

    expect(code).not.toBe(0);
    expect(words).toContain('this join token is not known: make one with');
  });

  it.each([
    [['--driver', 'vmware'], 'there is no driver "vmware"'],
    [['--driver', 'kvm,fake'], '--driver: fake goes alone'],
    [['--fake-hosts', 'many'], '--fake-hosts: "many"'],
    [['--driver', 'kvm', '--allow-image-directory', 'images'], 'is not an absolute path'],
    [['--gateway', 'nowhere'], 'address "nowhere" is not HOST:PORT'],
    [['--colour'], "Unknown option '--colour'"],
  ])('refuses %j and says why', async (flags, words) => {
    const result = await outcome(startAgent(...flags));

    expect(result.code).toBe(2);
    expect(result.words).toContain(words);
  });

  it.each([
    ['fake', 'kvm/anything', 'guests of driver kvm'],
    ['kvm', 'guests.jsonl', 'guests of driver fake'],
  ])('leaves with driver %s a directory alone that has %s', async (driver, trace, words) => {
    await mkdir(dirname(join(state, trace)), { recursive: true });
    await writeFile(join(state, trace), '');

    const result = await outcome(startAgent('--driver', driver, ...tokenFile()));

    expect([result.code, await readdir(state)]).toEqual([2, [trace.split('/')[0]]]);
    expect(result.words).toContain(words);
  });
});
