import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import { consoleShows, ContainerTestBed, type ContainerWorld } from './container-world.ts';

let bed: ContainerTestBed;
let world: ContainerWorld;
let driver: Driver;

beforeAll(async () => {
  bed = await ContainerTestBed.create();
});
afterAll(() => bed[Symbol.asyncDispose]());
beforeEach(async () => {
  world = await bed.world();
  driver = world.driver();
});
afterEach(() => world[Symbol.asyncDispose]());

async function started(guest: Guest): Promise<Guest> {
  await driver.prepare(guest);
  await driver.start(guest);
  return guest;
}

/** Runs each command in a guest as its root, and gives what it said and how it ended, by its own text. */
async function triedByRoot(commands: readonly string[], overrides: Partial<Guest> = {}): Promise<ReadonlyMap<string, string>> {
  const script = commands.map((command, index) => `echo "<<${index}"; ( ${command} ) 2>&1 </dev/null; echo "=$?>>"`).join('\n');
  const guest = await started(world.guest(`${script}\necho tried all`, overrides));
  const shown = await consoleShows(driver, guest.mark, 'tried all');
  return new Map(
    commands.map((command, index) => {
      const found = new RegExp(`<<${index}\\r\\n([^]*?)=([0-9]+)>>`).exec(shown);
      return [command, `${found?.[1]?.replaceAll('\r', '').trim()} (${found?.[2]})`.trim()];
    }),
  );
}

async function processStatus(mark: Guest['mark']): Promise<{ readonly pid: number; readonly status: string }> {
  const client = bed.containerd.client(world.namespace);
  const pid = (await client.task(mark.instanceUID))?.pid ?? 0;
  client.close();
  return { pid, status: await readFile(`/proc/${pid}/status`, 'utf8') };
}

describe('a hostile root in a guest', () => {
  it('is nobody on the host, with few rights and a filter on what it may ask the kernel', async () => {
    const [first, second] = [await started(world.guest('true')), await started(world.guest('true'))];
    const [one, other] = [await processStatus(first.mark), await processStatus(second.mark)];
    const idOf = (status: string): number => Number(/^Uid:\s+([0-9]+)\s/m.exec(status)?.[1]);

    expect(idOf(one.status)).toBeGreaterThanOrEqual(world.idPool.firstID);
    expect(Math.abs(idOf(one.status) - idOf(other.status))).toBeGreaterThanOrEqual(65_536);
    expect(one.status).toMatch(/^Seccomp:\s+2$/m);
    // chown, dac_override, fowner, fsetid, kill, setgid, setuid, setpcap, net_bind_service, net_raw, sys_chroot, sys_boot, mknod, audit_write, setfcap
    expect(/^CapBnd:\s+(\S+)$/m.exec(one.status)?.[1]).toBe('00000000a84425fb');
    expect(await readFile(`/proc/${one.pid}/uid_map`, 'utf8')).toMatch(/^\s+0\s+[0-9]+\s+65536\n$/);
    expect(await readFile(`/proc/${one.pid}/gid_map`, 'utf8')).toMatch(/^\s+0\s+[0-9]+\s+65536\n$/);
  });

  it('can neither mount, nor make namespaces or devices, nor change the kernel', async () => {
    const refused = [
      'mount -t tmpfs none /tmp',
      'mount -t proc none /proc',
      'mount -o remount,rw /sys',
      'umount /proc/kcore',
      'unshare -U true',
      'unshare -m true',
      'unshare -n true',
      'mknod /root/disk b 254 0',
      'mknod /root/memory c 1 1',
      'echo h >/proc/sysrq-trigger',
      'echo "|/root/payload" >/proc/sys/kernel/core_pattern',
      'echo 1 >/proc/sys/vm/panic_on_oom',
      'echo /root/payload >/sys/kernel/uevent_helper',
      'echo x >/sys/fs/cgroup/memory/release_agent',
      'echo 1 >/sys/fs/cgroup/memory/notify_on_release',
      'echo -1 >/sys/fs/cgroup/memory/memory.limit_in_bytes',
      'echo a >/sys/fs/cgroup/devices/devices.allow',
      'mkdir /sys/fs/cgroup/memory/mine',
      'echo 1 >/sys/fs/cgroup/cpu/cgroup.procs',
      'dmesg',
      'swapon /root/nothing',
      'insmod /root/nothing.ko',
      'date -s 2001-01-01 >/dev/null 2>&1; [ $(date +%Y) = 2001 ]',
      'hostname other',
      'nice -n -10 true',
      'chroot /proc/1/root/../../.. ls /work',
      'cat /proc/kcore | head -c 1 | grep -q .',
      'cat /proc/keys /proc/timer_list /proc/interrupts | grep .',
      'ls /sys/firmware /sys/kernel /sys/module /sys/block /sys/class/block /sys/bus /sys/dev | grep -v -e : -e "^$"',
      'ls -d /dev/vd* /dev/sd* /dev/loop* /dev/kvm /dev/mem /dev/kmsg /dev/fuse /dev/net',
    ];

    const tried = await triedByRoot(refused);

    const allowed = [...tried].filter(([, outcome]) => outcome.endsWith('(0)'));
    expect(allowed).toEqual([]);
    expect(tried.size).toBe(refused.length);
  });

  it('finds no file, no process, no path and no name of the host', async () => {
    const marker = `tycho-marker-${world.namespace}`;
    await writeFile(join(world.stateDirectory, marker), 'secret');
    process.title = `${marker}-process`;
    try {
      const looks = new Map([
        [`find / -xdev -name '${marker}*'`, '(0)'],
        [`ls -d /proc/[0-9]*/root${world.stateDirectory} 2>/dev/null | grep -c .`, '0 (1)'],
        // The guest's busybox is called exe for a moment when it becomes another program of its own.
        ['ps -o comm | grep -v -x -e init -e sh -e ps -e grep -e exe -e sleep -e COMMAND', '(1)'],
        [`cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | grep -c '[t]${marker.slice(1)}'`, '0 (1)'],
        [`grep -c -e '${world.stateDirectory}' -e /instances/ -e /tmp/ -e /dev/vd -e /dev/sd -e /dev/loop /proc/self/mountinfo`, '0 (1)'],
        ['grep : /proc/net/dev | grep -v lo:', '(1)'],
        ['grep -v ":/$" /proc/self/cgroup', '(1)'],
        ['ls /sys/class/net | grep -v -x lo', '(1)'],
        ['tail -n +2 /proc/net/unix', '(0)'],
      ]);

      expect(await triedByRoot([...looks.keys()])).toEqual(looks);
    } finally {
      process.title = 'node';
    }
  });

  it('reaches nothing that listens on the host, nor a neighbour', async () => {
    await using listener = await Listener.open();
    const neighbour = await started(world.guest('nc -l -p 7777 -s 127.0.0.1 -e echo REACHED'));

    const tried = await triedByRoot([
      `nc -w 2 127.0.0.1 ${listener.port}`,
      'nc -w 2 127.0.0.1 7777',
      'ping -c 1 -W 1 192.0.2.1',
      'ip addr add 192.0.2.7/24 dev lo',
    ]);

    expect([...tried.values()].filter((outcome) => outcome.endsWith('(0)') && !outcome.startsWith('('))).toEqual([]);
    expect([...tried.values()].join('\n')).not.toContain('REACHED');
    expect(listener.heardCount).toBe(0);
    expect(await driver.observe(neighbour.mark)).toMatchObject({ kind: 'Running' });
  });

  it('leads no write of the host’s elsewhere by links in its root', async () => {
    const target = join(world.stateDirectory, 'target');
    await mkdir(target);
    await writeFile(join(target, 'hostname'), 'untouched');
    const guest = await started(
      world.guest(
        `cd /etc; rm -f passwd; ln -s ${target}/hostname passwd; mkdir -p /var/lib/cloud
         busybox mv /etc /etc.away; ln -s ${target} /etc; mv /var/lib/cloud /var/lib/away; ln -s ${target} /var/lib/cloud; echo linked`,
      ),
    );
    await consoleShows(driver, guest.mark, 'linked');

    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    await driver.start(guest).catch(() => undefined);
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    await driver.abilities.diskSaving!.saveDisk(guest.mark, {
      disk: 'Root',
      path: join(world.stateDirectory, 'saved.tar'),
      signal: new AbortController().signal,
    });
    await driver.destroy(guest.mark);

    expect(await readFile(join(target, 'hostname'), 'utf8')).toBe('untouched');
    expect((await readFile(join(world.stateDirectory, 'saved.tar'))).includes('untouched')).toBe(false);
    await rm(target, { recursive: true });
  });
});

describe('what is not ours', () => {
  it('is counted and left alone: containers without our whole mark', async () => {
    const guest = world.guest('true');
    await driver.prepare(guest);
    const client = bed.containerd.client(world.namespace);
    const runtime = { name: 'io.containerd.runc.v2' };
    const spec = { typeUrl: 'x', value: Buffer.from('{}') };
    await client.createContainer({ id: 'somebody', labels: {}, runtime, spec });
    await client.createContainer({
      id: 'ffffffff-0000-4000-8000-000000000001',
      labels: { 'tycho.dev/server': 'half a mark' },
      runtime,
      spec,
    });
    const before = await client.containers();

    const { guests, foreignGuestCount } = await driver.recover();
    const mark = { ...guest.mark, instanceUID: 'ffffffff-0000-4000-8000-000000000001' };
    await expect(driver.prepare({ ...guest, mark })).rejects.toMatchObject({ reason: 'HostBroken' });
    expect(await driver.observe(mark)).toEqual({ kind: 'Absent' });
    await driver.stop(mark, { gracePeriodSeconds: 0 });
    await driver.destroy(mark);
    // Ours by its id, but of another epoch.
    await driver.destroy({ ...guest.mark, epoch: guest.mark.epoch + 1 });

    expect({ guests: guests.length, foreignGuestCount }).toEqual({ guests: 1, foreignGuestCount: 2 });
    expect(await client.containers()).toEqual(before);
    for (const id of ['somebody', mark.instanceUID]) await client.deleteContainer(id);
    client.close();
  });
});

/** A server on the host that counts who comes. */
class Listener implements AsyncDisposable {
  readonly #server: Server;
  heardCount = 0;

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.heardCount += 1;
      socket.destroy();
    });
  }

  static async open(): Promise<Listener> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Listener(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
