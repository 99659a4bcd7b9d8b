import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { HostNamespace, joinNamespaces } from './host-namespace.ts';
import { LocalTycho } from './local-tycho.ts';
import { SecondAgent } from './second-agent.ts';
import { fileOf } from './small-guests.ts';

const withinMilliseconds = 120_000;

/** One story, told in order, of a virtual machine that counts aloud while it goes from host to host. */
describe('a server that goes to another host while it runs', { timeout: 5 * 60_000 }, () => {
  let tycho: LocalTycho;
  const machines: AsyncDisposable[] = [];

  beforeAll(async () => {
    tycho = await LocalTycho.prepare();
    await tycho.up({ driver: 'fake', fakeHosts: 1 });
    // Two machines that reach each other by a cable alone, and the control plane.
    const ends: [HostNamespace, string][] = [];
    for (const [name, address] of [
      ['left', '192.0.2.1'],
      ['right', '192.0.2.2'],
    ] as const) {
      const namespace = await HostNamespace.create(`tycho-live-${process.pid}-${name}`, tycho);
      machines.unshift(namespace);
      ends.push([namespace, address]);
    }
    await joinNamespaces(ends);
    for (const [namespace, address] of ends) {
      const flags = ['--driver=kvm', `--transfer-address=${address}`];
      machines.unshift(await SecondAgent.start(tycho, { name: namespace.name, flags, namespace }));
    }
    await eventually(
      async () => {
        const ready = await tycho.kubectl('get', 'hosts', '-o', `jsonpath={.items[*].status.conditions[?(@.type=="Ready")].status}`);
        if (ready !== 'True True True') throw new Error(`hosts are ready: ${ready}`);
      },
      { withinMilliseconds },
    );
    const template = `{range .items[?(@.status.driver=="fake")]}{.metadata.name}{end}`;
    const fake = await tycho.kubectl('get', 'hosts', '-o', `jsonpath=${template}`);
    await tycho.kubectl('patch', 'host', fake, '--type=merge', '-p', '{"spec":{"unschedulable":true}}');
    const path = join(tycho.stateDirectory, 'live.yaml');
    await writeFile(path, manifest());
    await tycho.tycho('apply', '-f', path);
    await tycho.tycho('wait', 'server/counter', '--for=condition=Ready', '--timeout=120s');
  }, 4 * 60_000);

  afterAll(async () => {
    await tycho.tycho('delete', 'server', 'counter', '--wait').catch(() => {});
    for (const machine of machines) await machine[Symbol.asyncDispose]();
    await tycho[Symbol.asyncDispose]();
  }, 2 * 60_000);

  const instances = async (): Promise<readonly string[]> =>
    (await tycho.kubectl('get', 'instances', '-o', 'jsonpath={range .items[*]}{.spec.epoch} {.spec.host.name}{"\\n"}{end}'))
      .trim()
      .split('\n');
  const ticks = async (): Promise<readonly Tick[]> => ticksOf(await tycho.ask('logs', 'counter'));
  const countsBeyond = (number: number): Promise<readonly Tick[]> =>
    eventually(
      async () => {
        const seen = await ticks();
        expect(seen.at(-1)?.number).toBeGreaterThan(number);
        return seen;
      },
      { withinMilliseconds },
    );
  const serverFact = (path: string): Promise<string> => tycho.kubectl('get', 'server', 'counter', '-o', `jsonpath={${path}}`);

  it('counts on without a beat lost, where its status says it is', async () => {
    await countsBeyond(10);
    const [before] = await instances();
    const addresses = await serverFact('.status.addresses');
    const hostID = await serverFact('.status.hostID');

    await tycho.tycho('migrate', 'counter', '--live');

    const last = (await ticks()).at(-1)!.number;
    const seen = await countsBeyond(last + 20);
    expect(seen.map(({ number }) => number)).toEqual(seen.map((_, index) => seen[0]!.number + index));
    expect(isRising(seen.map(({ uptime }) => uptime))).toBe(true);
    expect(await serverFact('.status.addresses')).toBe(addresses);
    expect(await serverFact('.status.hostID')).not.toBe(hostID);
    expect(await serverFact('.status.move')).toBe('');
    await eventually(async () => expect(await instances()).toHaveLength(1), { withinMilliseconds });
    const [after] = await instances();
    expect(after).toMatch(/^2 /);
    expect(after?.slice(2)).not.toBe(before?.slice(2));
    expect(await tycho.kubectl('get', 'migrations', '-o', 'jsonpath={.items[*].spec.type} {.items[*].status.phase}')).toBe('Live Finished');
  });

  it('goes back the same way', async () => {
    const counted = (await ticks()).at(-1)!.number;

    await tycho.tycho('migrate', 'counter', '--live');

    const seen = await countsBeyond(counted + 20);
    expect(seen.map(({ number }) => number)).toEqual(seen.map((_, index) => seen[0]!.number + index));
    expect(isRising(seen.map(({ uptime }) => uptime))).toBe(true);
    await eventually(async () => expect(await instances()).toEqual([expect.stringMatching(/^3 /)]), { withinMilliseconds });
  });

  it.each([
    ['abort', 'Failed: it was aborted', 3],
    ['force', 'Succeeded: the server runs on another host', 5],
  ] as const)('heeds %s while it is on its way, and counts on', async (order, outcome, epoch) => {
    const path = join(tycho.stateDirectory, `${order}.yaml`);
    await writeFile(path, slowMove(order));
    await tycho.tycho('apply', '-f', path);
    const status = '{.items[*].status.phase}';
    await eventually(async () => expect(await tycho.kubectl('get', 'migrations', '-o', `jsonpath=${status}`)).toContain('Migrating'), {
      withinMilliseconds,
    });

    await tycho.tycho('migrate', 'counter', `--${order}`);

    const said = await tycho.kubectl('get', 'serveraction', `slow-${order}`, '-o', 'jsonpath={.status.phase}: {.status.message}');
    expect(said).toBe(outcome);
    const seen = await countsBeyond((await ticks()).at(-1)!.number + 10);
    expect(seen.map(({ number }) => number)).toEqual(seen.map((_, index) => seen[0]!.number + index));
    await eventually(async () => expect(await instances()).toEqual([expect.stringMatching(new RegExp(`^${epoch} `))]), {
      withinMilliseconds,
    });
  });
});

/** So slow that it is under way for long. */
function slowMove(name: string): string {
  return `
apiVersion: compute.tycho.dev/v1alpha1
kind: ServerAction
metadata: { name: slow-${name} }
spec: { server: counter, type: MigrateLive, migrateLive: { mebibytesPerSecond: 1 } }
`;
}

interface Tick {
  readonly number: number;
  readonly uptime: number;
}

function ticksOf(text: string): readonly Tick[] {
  return [...text.matchAll(/\| tick (\d+) (\d+)\r?$/gm)].map(([, number, uptime]) => ({ number: Number(number), uptime: Number(uptime) }));
}

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number >= numbers[index - 1]!);
}

function manifest(): string {
  const script = '#!/bin/sh\ni=0; while true; do i=$((i+1)); echo "tick $i $(cut -d. -f1 /proc/uptime)"; sleep 0.2; done\n';
  return `
apiVersion: v1
kind: Secret
metadata: { name: counting }
data: { userData: ${Buffer.from(script).toString('base64')} }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Flavor
metadata: { name: tiny }
spec: { vcpus: 1, memoryMiB: 128, diskGiB: 1 }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Image
metadata: { namespace: public, name: small-machine }
spec:
  format: Kernel
  kernel: ${fileOf('vmlinuz')}
  initrd: ${fileOf('initrd.gz')}
  kernelArguments: console=ttyS0 quiet panic=-1
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: counter }
spec: { flavor: tiny, image: small-machine, userData: { secretName: counting, key: userData } }
`;
}
