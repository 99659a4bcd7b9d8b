import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { LocalTycho, type ProcessName } from './local-tycho.ts';
import { pidsOf } from './process-table.ts';

const patience = { withinMilliseconds: 60_000 };

/** One story, told in order: real processes and a real etcd, and guests that do as their manifest says. */
describe('faults', { timeout: 3 * 60_000 }, () => {
  let tycho: LocalTycho;
  const accepted: string[] = [];

  beforeAll(async () => {
    tycho = await LocalTycho.prepare();
    await tycho.up({ driver: 'fake', fakeHosts: 8, separateServices: true });
    await declare(wordsOfServers);
  }, 2 * 60_000);

  afterAll(async () => {
    await tycho[Symbol.asyncDispose]();
  }, 60_000);

  /** Applies it, and gives back what was printed even when that failed half-way. */
  const declare = async (manifest: string): Promise<string> => {
    const path = join(tycho.stateDirectory, 'manifest.yaml');
    await writeFile(path, manifest);
    return tycho.ask('apply', '-f', path);
  };
  const field = (name: string, path: string): Promise<string> => tycho.kubectl('get', 'server', name, '-o', `jsonpath={${path}}`);
  const ready = (name: string): Promise<string> => field(name, '.status.conditions[?(@.type=="Ready")].reason');
  const showsReady = (name: string, reason: string): Promise<void> =>
    eventually(async () => expect(await ready(name)).toBe(reason), patience);

  /** Kills it while servers are accepted, waits until each that ever was runs, and returns those that do. */
  const runningAfterKilling = async (name: ProcessName): Promise<readonly string[]> => {
    const wanted = Array.from({ length: 12 }, (_, position) => server(`${name}-${position}`));
    const applied = declare(wanted.join(''));
    await tycho.kill(name);
    const isCreated = /^server\.compute\.tycho\.dev\/(\S+) created$/gm;
    accepted.push(...[...(await applied).matchAll(isCreated)].map(([, created]) => created ?? ''));

    return eventually(async () => {
      const words = (await tycho.kubectl('get', 'servers', '-o', stateTemplate)).split('\n');
      const running = accepted.filter((each) => words.includes(`${each} Running True`));
      if (running.length < accepted.length) throw new Error(`of ${accepted.length} servers these run: ${running.join(', ')}`);
      return running;
    }, patience);
  };

  it.each<ProcessName>(['gateway', 'node-agent', 'controller-manager', 'api-server', 'etcd'])(
    'lose no server that was accepted while %s is killed',
    async (name) => {
      expect(await runningAfterKilling(name)).toEqual(accepted);
    },
  );

  it('leave each server with one incarnation', async () => {
    const servers = (await tycho.kubectl('get', 'instances', '-o', 'jsonpath={range .items[*]}{.spec.server.name}{"\\n"}{end}'))
      .trim()
      .split('\n');

    expect(servers.toSorted()).toEqual(accepted.toSorted());
    expect(accepted.length).toBeGreaterThan(12);
  });

  it('of a host are told with their reason, tried again, and over once the host is well', async () => {
    await declare(server('full', 'fake.tycho.dev/start: "fail 1 DiskFull"') + server('shaky', 'fake.tycho.dev/start: "fail 3"'));

    await showsReady('full', 'DiskFull');
    expect(await field('full', '.status.conditions[?(@.type=="Ready")].message')).toMatch(
      /the disk of its host is full: .*next try after .*; to help: an operator has to free room there/,
    );
    expect(await tycho.ask('why', 'full')).toMatch(/What would help:\n {2}- an operator has to free room there/);
    await showsReady('shaky', 'Running');
  });

  it('of guests are answered by the run policy', async () => {
    await declare(
      server('quits', 'fake.tycho.dev/start: shutdown-after 1') +
        server('crashes', 'fake.tycho.dev/start: die-after 2') +
        server('crashes-once', 'fake.tycho.dev/start: die-after 1', 'runPolicy: Manual'),
    );

    await showsReady('quits', 'GuestShutDown');
    await showsReady('crashes-once', 'GuestCrashed');
    await eventually(async () => expect(Number(await field('crashes', '.status.restartCount'))).toBeGreaterThan(0), patience);
    expect(await field('quits', '.status.phase')).toBe('Stopped');
    await tycho.tycho('delete', 'servers', 'quits', 'crashes', 'crashes-once', '--timeout=30s');
  });

  it('do not come from switching a server off and on, or from restarting it', async () => {
    await tycho.kubectl('patch', 'server', 'shaky', '--type=merge', '-p', '{"spec":{"power":"Stopped"}}');
    await showsReady('shaky', 'Stopped');
    expect(await tycho.ask('why', 'shaky')).toContain('is as declared: Stopped');
    await declare(reboot('again', 'etcd-0'));

    await tycho.kubectl('wait', '--for=jsonpath={.status.phase}=Succeeded', 'serveraction/again', '--timeout=60s');
    await showsReady('etcd-0', 'Running');
  });

  it('keep no server from being deleted, whatever it is doing', async () => {
    await declare(
      server('hangs', 'fake.tycho.dev/start: hang 8') +
        server('never-starts', 'fake.tycho.dev/prepare: fail 1000 HostBroken') +
        server('homeless').replace('flavor: small', 'flavor: nope'),
    );
    await showsReady('never-starts', 'StartFailed');

    await tycho.kubectl('delete', 'server', 'hangs', 'never-starts', 'homeless', 'full', 'shaky', '--timeout=60s');
    expect(await tycho.kubectl('get', 'instances', '-o', 'jsonpath={.items[*].spec.server.name}')).not.toMatch(
      /hangs|never-starts|full|shaky/,
    );
  });

  it('of a whole machine show on its hosts at once, and pass when it comes back', async () => {
    const hosts = (): Promise<string> =>
      tycho.kubectl('get', 'hosts', '-o', 'jsonpath={range .items[*]}{.status.conditions[?(@.type=="Ready")].reason}{"\\n"}{end}');
    await tycho.kill('supervisor');
    await tycho.kill('node-agent');

    await eventually(async () => expect(new Set((await hosts()).trim().split('\n'))).toEqual(new Set(['AgentSilent'])), patience);
    const before = await tycho.processes();
    await tycho.up({ driver: 'fake', fakeHosts: 8, separateServices: false });

    await eventually(async () => expect(new Set((await hosts()).trim().split('\n'))).toEqual(new Set(['AgentConnected'])), patience);
    expect(await tycho.kubectl('get', 'server', 'etcd-0', '--no-headers')).toMatch(/etcd-0 +Running/);
    const running = await pidsOf((command) => command.includes(tycho.stateDirectory));
    expect(Object.keys(before)).toContain('gateway');
    expect(Object.values(before).filter(({ pid }) => running.includes(pid))).toEqual([]);
    expect(Object.keys(await tycho.processes()).toSorted()).toEqual(['api-server', 'etcd', 'node-agent', 'services']);
  });

  it('lose no server that was accepted while the process of all services is killed', async () => {
    expect(await runningAfterKilling('services')).toEqual(accepted);
  });
});

const stateTemplate =
  'jsonpath={range .items[*]}{.metadata.name} {.status.phase} {.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}';

/** What the servers name. */
const wordsOfServers = `
apiVersion: compute.tycho.dev/v1alpha1
kind: Flavor
metadata: { name: small }
spec: { vcpus: 1, memoryMiB: 128, diskGiB: 1 }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Image
metadata: { name: guest }
spec: { format: Raw, source: { url: "file:///nowhere/guest.img", sha256: "${'0'.repeat(64)}" } }
`;

function server(name: string, behaviour = '', more = ''): string {
  return `apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: ${name} }
spec: { flavor: small, image: guest, metadata: { ${behaviour} }, ${more} }
---
`;
}

function reboot(name: string, of: string): string {
  return `apiVersion: compute.tycho.dev/v1alpha1
kind: ServerAction
metadata: { name: ${name} }
spec: { server: ${of}, type: Reboot, reboot: { mode: Hard } }
`;
}
