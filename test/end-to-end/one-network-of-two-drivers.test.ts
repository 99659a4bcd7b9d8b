import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryOfFurtherHost, hostNameOfAgent, runDirectoryOfAgent } from '#cmd/bootstrap/host-names.ts';
import { eventually } from '../harness/eventually.ts';
import { LocalTycho } from './local-tycho.ts';
import { pidsOf } from './process-table.ts';
import { smallGuests } from './small-guests.ts';

const run = promisify(execFile);
const withinMilliseconds = 60_000;
const [vm, box] = ['vm', 'box'];
const addresses: Readonly<Record<string, string>> = { [vm]: '10.44.0.10', [box]: '10.44.0.20' };
const neighbours: Readonly<Record<string, string>> = { [vm]: box, [box]: vm };

/** Each guest serves a page, and says again and again what it hears from the other and who the metadata service says it is. */
const script = (name: string): string => `#!/bin/sh
mkdir -p /tmp/www
echo ${name} answers >/tmp/www/index.html
httpd -p 80 -h /tmp/www
round=0
while true; do
  round=$((round + 1))
  heard=$(timeout 2 wget -q -O - http://${addresses[neighbours[name]!]}/ || echo nothing)
  known=$(timeout 2 wget -q -O - http://169.254.169.254/openstack/latest/meta_data.json | grep -o '"name": *"[a-z]*"' | tr -d '" ')
  echo "round $round: heard $heard; $known"
  sleep 1
done
`;

/** One story, told in order: a virtual machine and a container in one network on one machine. */
describe('a network of virtual machines and containers, with the real parts', { timeout: 4 * 60_000 }, () => {
  let tycho: LocalTycho;

  beforeAll(async () => {
    tycho = await LocalTycho.prepare();
    await tycho.up({ driver: 'kvm,container' });
    await writeFile(manifestOf(tycho), manifest());
    await tycho.tycho('apply', '-f', manifestOf(tycho));
  }, 4 * 60_000);

  afterAll(async () => {
    await tycho[Symbol.asyncDispose]();
    await rm(manifestOf(tycho), { force: true });
  }, 60_000);

  /** The number of the last round that a guest has told of, and what it told. */
  async function lastRound(name: string): Promise<readonly [number: number, words: string]> {
    const rounds = [...(await tycho.ask('logs', name)).matchAll(/user-data \| round (\d+): (.*?)\r?$/gm)];
    const last = rounds.at(-1);
    return [Number(last?.[1] ?? 0), last?.[2] ?? ''];
  }

  /** What the guests tell in a round that begins from now on, once it is that; else what they tell in the end. */
  async function tellNow(wanted: Readonly<Record<string, string>>): Promise<object> {
    const begun = new Map(await Promise.all(Object.keys(wanted).map(async (name) => [name, (await lastRound(name))[0]] as const)));
    const told: Record<string, string> = {};
    const isTold = async (): Promise<void> => {
      for (const [name, before] of begun) {
        const [round, words] = await lastRound(name);
        told[name] = round > before + 1 ? words : `nothing new since round ${before}: ${words}`;
      }
      if (JSON.stringify(told) !== JSON.stringify(wanted)) throw new Error('not yet');
    };
    await eventually(isTold, { withinMilliseconds, intervalMilliseconds: 500 }).catch(() => {});
    return told;
  }

  const bothTalk = { [vm]: 'heard box answers; name:vm', [box]: 'heard vm answers; name:box' };

  it('is one: they reach each other, and each hears from the metadata service who it is', async () => {
    expect(await tellNow(bothTalk)).toEqual(bothTalk);

    expect(await pidsOf((command) => command.includes('dnsmasq') && command.includes(runDirectoryOf(tycho)))).toHaveLength(1);
    expect((await tycho.kubectl('get', 'hosts', '-o', 'name')).trim().split('\n')).toHaveLength(2);
    expect(
      await pidsOf((command) => command.includes('build/processes/node-agent.mjs') && command.includes(tycho.stateDirectory)),
    ).toHaveLength(1);
  });

  it('stays one when the agent is killed and comes back', async () => {
    await tycho.kill('node-agent');
    expect(await tellNow(bothTalk)).toEqual(bothTalk);

    await eventually(async () => expect(await connectedCount()).toBe(2), { withinMilliseconds });
    expect(await tellNow(bothTalk)).toEqual(bothTalk);
  });

  it('knows when somebody pauses a guest on its host, says so and undoes it, or only says so', async () => {
    await pauseOnHost(box);
    await eventually(
      async () => expect(await drift(box)).toMatch(/^False Healed the guest was paused \(first seen 20.+\); as declared again since 20/),
      {
        withinMilliseconds,
      },
    );
    const events = (): Promise<string> => tycho.kubectl('get', 'events', '--field-selector', `involvedObject.name=${box}`);
    await eventually(async () => expect(await events()).toMatch(/Normal +DriftHealed .*the guest was paused/), { withinMilliseconds });
    expect(await tellNow(bothTalk)).toEqual(bothTalk);

    await tycho.kubectl('patch', 'server', box, '--type=merge', '-p', '{"spec":{"driftPolicy":"Report"}}');
    await tycho.tycho('wait', `server/${box}`, '--for=condition=Ready', '--timeout=60s');
    await pauseOnHost(box);
    await eventually(async () => expect(await drift(box)).toMatch(/^True Reported the guest was paused/), { withinMilliseconds });
    expect(await tycho.ask('why', box)).toMatch(/the guest was paused; the drift policy Report leaves it so/);

    await tycho.kubectl('patch', 'server', box, '--type=merge', '-p', '{"spec":{"driftPolicy":"Heal"}}');
    expect(await tellNow(bothTalk)).toEqual(bothTalk);
    expect(await drift(box)).toBe('');
  });

  it('stays with the virtual machine when the container goes, and takes another one in', async () => {
    await tycho.tycho('delete', 'server', box, '--wait');
    const alone = { [vm]: 'heard nothing; name:vm' };
    expect(await tellNow(alone)).toEqual(alone);

    await tycho.tycho('apply', '-f', manifestOf(tycho));
    expect(await tellNow(bothTalk)).toEqual(bothTalk);
  });

  it('stays with the container when the virtual machine goes', async () => {
    await tycho.tycho('delete', 'server', vm, '--wait');

    const alone = { [box]: 'heard nothing; name:box' };
    expect(await tellNow(alone)).toEqual(alone);
  });

  it('leaves no trace on the host in the end', async () => {
    const agent = join(tycho.stateDirectory, 'agent');
    const names = [agent, directoryOfFurtherHost(agent, 'container')].map(hostNameOfAgent);
    await tycho.tycho('down', '--purge', '--state-directory', tycho.stateDirectory);

    const isOurs = (text: string): boolean => names.some((name) => text.includes(name)) || text.includes(tycho.stateDirectory);
    const cgroups = (await readdir('/sys/fs/cgroup')).flatMap((hierarchy) => names.map((name) => join('/sys/fs/cgroup', hierarchy, name)));
    expect({
      namespaces: (await readdir('/run/netns')).filter(isOurs),
      run: (await readdir('/run/tycho').catch(() => [])).filter(isOurs),
      mounts: (await readFile('/proc/self/mounts', 'utf8')).split('\n').filter(isOurs),
      cgroups: [...names.map((name) => join('/sys/fs/cgroup', name)), ...cgroups].filter((path) => existsSync(path)),
      processes: await pidsOf(isOurs),
      state: existsSync(tycho.stateDirectory),
    }).toEqual({ namespaces: [], run: [], mounts: [], cgroups: [], processes: [], state: false });
  });

  /** Behind the back of the agent, as somebody with a shell on the host would. */
  async function pauseOnHost(name: string): Promise<void> {
    const directory = directoryOfFurtherHost(join(tycho.stateDirectory, 'agent'), 'container');
    const uid = await tycho.kubectl('get', 'instances', '-o', `jsonpath={.items[?(@.spec.server.name=="${name}")].metadata.uid}`);
    const socket = join(runDirectoryOfAgent(directory), 'containerd.sock');
    await run('ctr', ['--address', socket, '--namespace', hostNameOfAgent(directory), 'task', 'pause', uid]);
  }

  function drift(name: string): Promise<string> {
    const template = '{range .status.conditions[?(@.type=="Drifted")]}{.status} {.reason} {.message}{end}';
    return tycho.kubectl('get', 'server', name, '-o', `jsonpath=${template}`);
  }

  async function connectedCount(): Promise<number> {
    const { items } = JSON.parse(await tycho.kubectl('get', 'hosts', '-o', 'json')) as {
      readonly items: readonly { readonly status?: { readonly session?: { readonly number: number; readonly disconnectedAt?: string } } }[];
    };
    return items.filter(({ status }) => (status?.session?.number ?? 0) >= 2 && status?.session?.disconnectedAt === undefined).length;
  }
});

function manifest(): string {
  const network = `
apiVersion: compute.tycho.dev/v1alpha1
kind: Network
metadata: { name: front }
spec: { cidr: 10.44.0.0/24 }
---`;
  const secrets = [vm, box].map(
    (name) => `
apiVersion: v1
kind: Secret
metadata: { name: ${name} }
data: { userData: ${Buffer.from(script(name)).toString('base64')} }
---`,
  );
  const spec = (name: string): string =>
    `networks: [{ network: front, ipAddress: ${addresses[name]} }], userData: { secretName: ${name}, key: userData }`;
  return `${network}${secrets.join('')}${smallGuests({ virtualMachine: vm, container: box, spec })}`;
}

function runDirectoryOf({ stateDirectory }: LocalTycho): string {
  return runDirectoryOfAgent(join(stateDirectory, 'agent'));
}

/** Beside the state directory, which is to be gone in the end. */
function manifestOf({ stateDirectory }: LocalTycho): string {
  return `${stateDirectory}.yaml`;
}
