import { createServer, connect, type Server } from 'node:net';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '#test/harness/eventually.ts';
import { bootMilliseconds, consoleShows, contentBelow, KVMWorld, run } from './kvm-world.ts';

/** An address of the host beside its loopback, from the range for examples (RFC 5737), that nobody outside can reach. */
const hostAddress = '192.0.2.77';

describe('a guest and the host', { timeout: 3 * bootMilliseconds }, () => {
  beforeAll(() => run('ip', ['address', 'replace', `${hostAddress}/32`, 'dev', 'lo']));
  afterAll(() => run('ip', ['address', 'delete', `${hostAddress}/32`, 'dev', 'lo']));

  it('reaches nothing that listens on the host, by whatever address', async () => {
    await using world = await KVMWorld.create();
    await using listeners = await Listeners.open(['127.0.0.1', hostAddress]);
    const ownAddresses = Object.values(networkInterfaces()).flatMap((each) =>
      (each ?? []).filter(({ family }) => family === 'IPv4').map(({ address }) => address),
    );
    const addresses = new Set(['10.0.2.2', '10.0.2.3', '169.254.169.254', '127.0.0.1', ...ownAddresses]);
    const dials = [...addresses].flatMap((address) => [...listeners.ports].map((port) => `dial ${address} ${port}`));
    const guest = world.guest(
      [
        'dial() { nc -w 2 $1 $2 </dev/null && echo "REACHED $1 $2" || echo "nothing at $1 $2"; }',
        'ip route replace default via 10.0.2.2',
        ...dials,
        'echo dialed all',
      ].join('\n'),
    );
    const driver = world.driver();

    await driver.prepare(guest);
    await driver.start(guest);
    const shown = await consoleShows(driver, guest.mark, 'dialed all');

    expect(shown).not.toContain('REACHED');
    expect(shown.split('nothing at')).toHaveLength(dials.length + 1);
    expect(listeners.heardCount).toBe(0);
    expect(await listeners.answer()).toBe(listeners.ports.size);
  });

  it('runs as a user of its own without rights, in a network without a way out', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const [first, second] = [world.guest('true'), world.guest('true')];
    for (const guest of [first, second]) {
      await driver.prepare(guest);
      await driver.start(guest);
    }
    const [one, other] = [await world.processOf(first.mark), await world.processOf(second.mark)];

    expect(one?.userID).not.toBe(other?.userID);
    const status = await readFile(`/proc/${one?.pid}/status`, 'utf8');
    const userID = String(one?.userID);
    expect(status).toMatch(new RegExp(`^Uid:(\\s+${userID}){4}$`, 'm'));
    expect(status).toMatch(new RegExp(`^Gid:(\\s+${userID}){4}$`, 'm'));
    expect(status).toMatch(/^Groups:\s*$/m);
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(status).toMatch(/^Seccomp:\s+2$/m);
    for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) expect(status).toMatch(new RegExp(`^${set}:\\s+0+$`, 'm'));
    const { stdout } = await run('nsenter', [`--net=/proc/${one?.pid}/ns/net`, 'cat', '/proc/net/dev', '/proc/net/route']);
    expect([...stdout.matchAll(/^\s*(\S+):/gm)].map(([, name]) => name)).toEqual(['lo']);
    expect((await readFile(`/proc/${one?.pid}/stat`, 'utf8')).split(') ')[1]?.split(' ')[3], 'a session of its own').toBe(String(one?.pid));
    const modes = await Promise.all(
      ['', 'machine', 'config-drive.iso'].map(async (name) => (await stat(join(world.directoryOf(first.mark), name))).mode & 0o777),
    );
    expect(modes).toEqual([0o700, 0o700, 0o400]);
    expect(await readFile(`/proc/${one?.pid}/environ`, 'utf8')).toBe('PATH=/usr/sbin:/usr/bin:/sbin:/bin\0LANG=C.UTF-8\0');
  });

  it('leaves what is not ours alone: processes, and directories in its own', async () => {
    await using world = await KVMWorld.create();
    const guest = world.guest('true');
    const driver = world.driver();
    await driver.prepare(guest);
    await using plain = foreignMachine('somebody-else');
    // Says that it is our guest, but runs as another user.
    await using impostor = foreignMachine(`${guest.mark.instanceUID},debug-threads=on`);
    const foreign = {
      marked: { ...guest.mark, controlPlaneUID: 'another', instanceUID: 'ffffffff-0000-4000-8000-000000000001' },
      unmarked: 'ffffffff-0000-4000-8000-000000000002',
    };
    for (const name of [foreign.marked.instanceUID, foreign.unmarked]) {
      await mkdir(join(world.stateDirectory, 'instances', name));
      await writeFile(join(world.stateDirectory, 'instances', name, 'disk.qcow2'), 'precious');
    }
    await writeFile(join(world.stateDirectory, 'instances', foreign.marked.instanceUID, 'mark.json'), JSON.stringify(foreign.marked));
    const folders = [foreign.marked.instanceUID, foreign.unmarked].map((name) => join(world.stateDirectory, 'instances', name));
    const before = await Promise.all(folders.map(contentBelow));
    await eventually(async () =>
      expect((await world.table.list()).filter(({ pid }) => [plain.pid, impostor.pid].includes(pid))).toHaveLength(2),
    );

    const next = world.driver();
    const recovery = await next.recover();
    expect(recovery.foreignGuestCount).toBeGreaterThanOrEqual(2);
    expect(recovery.guests.find(({ mark }) => mark.instanceUID === guest.mark.instanceUID)?.observation).toEqual({ kind: 'Stopped' });
    await next.start(guest);
    await next.destroy(guest.mark);
    for (const instanceUID of [foreign.marked.instanceUID, foreign.unmarked]) {
      const mark = { ...guest.mark, instanceUID };
      await expect(next.prepare({ ...guest, mark })).rejects.toMatchObject({ reason: 'HostBroken' });
      expect(await next.observe(mark)).toEqual({ kind: 'Absent' });
      await next.stop(mark, { gracePeriodSeconds: 0 });
      await next.destroy(mark);
    }

    expect(await Promise.all(folders.map(contentBelow))).toEqual(before);
    expect([plain.isAlive, impostor.isAlive]).toEqual([true, true]);
  });
});

/** Servers on the host that count who comes. */
class Listeners implements AsyncDisposable {
  readonly #servers: readonly Server[];
  #heardCount = 0;

  private constructor(servers: readonly Server[]) {
    this.#servers = servers;
    for (const server of servers) {
      server.on('connection', (socket) => {
        this.#heardCount += 1;
        socket.destroy();
      });
    }
  }

  static async open(addresses: readonly string[]): Promise<Listeners> {
    const servers = addresses.map((address) => createServer().listen(0, address));
    await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))));
    return new Listeners(servers);
  }

  get heardCount(): number {
    return this.#heardCount;
  }

  get ports(): ReadonlySet<number> {
    return new Set(this.#servers.map((server) => (server.address() as { port: number }).port));
  }

  /** Dials them all from the host: how many hear it. */
  async answer(): Promise<number> {
    const before = this.#heardCount;
    for (const server of this.#servers) {
      const { address, port } = server.address() as { address: string; port: number };
      await new Promise((resolve) => connect({ host: address, port }).once('close', resolve).resume());
    }
    return this.#heardCount - before;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

/** A QEMU of somebody else's that stands still. */
function foreignMachine(name: string): { readonly pid: number; readonly isAlive: boolean } & AsyncDisposable {
  const child = spawn('qemu-system-x86_64', ['-name', `guest=${name}`, '-nodefaults', '-display', 'none', '-machine', 'none', '-S'], {
    stdio: 'ignore',
  });
  return {
    pid: child.pid ?? 0,
    get isAlive() {
      return child.exitCode === null && child.signalCode === null;
    },
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}
