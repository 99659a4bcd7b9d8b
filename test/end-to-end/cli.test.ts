import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { signalIfThere } from '../harness/signal-if-there.ts';
import { repositoryRoot } from './local-tycho.ts';
import { pidsOf } from './process-table.ts';

const run = promisify(execFile);
const command = join(repositoryRoot, 'build/tycho');

interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

const manifest = `
apiVersion: compute.tycho.dev/v1alpha1
kind: Flavor
metadata: { name: small }
spec: { vcpus: 1, memoryMiB: 256, diskGiB: 1 }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Image
metadata: { name: guest }
spec:
  format: Raw
  source: { url: "file:///nowhere/guest.img", sha256: "${'0'.repeat(64)}" }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: web, labels: { app: web } }
spec: { flavor: small, image: guest }
`;

/** One story, told in order: the bundled command, real etcd, api-server, controllers and agent, and fake hosts. */
describe('tycho, as people type it', { timeout: 120_000 }, () => {
  const project = mkdtempSync(join(tmpdir(), 'tycho-cli-'));
  const state = join(project, '.tycho');

  async function execute(program: string, words: readonly string[], options: { readonly cwd?: string } = {}): Promise<Outcome> {
    const { NODE_EXTRA_CA_CERTS: _, KUBECONFIG: __, ...environment } = process.env;
    try {
      const { stdout, stderr } = await run(program, words, {
        cwd: options.cwd ?? project,
        env: { ...environment, HOME: project },
        timeout: 100_000,
      });
      return { exitCode: 0, output: stdout, errors: stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { readonly code: number; readonly stdout: string; readonly stderr: string };
      return { exitCode: code, output: stdout, errors: stderr };
    }
  }

  const tycho = (...words: string[]): Promise<Outcome> => execute(command, words);
  const kubectl = (...words: string[]): Promise<Outcome> => execute('kubectl', ['--kubeconfig', join(state, 'kubeconfig'), ...words]);
  /** The same on a terminal: `script` gives the command one. */
  const onTerminal = (words: string): Promise<Outcome> =>
    execute('script', ['-qec', `env -u NO_COLOR TERM=xterm ${command} ${words}`, '/dev/null']);
  const processes = (): Record<string, { readonly pid: number }> =>
    JSON.parse(readFileSync(join(state, 'processes.json'), 'utf8')) as Record<string, { pid: number }>;
  const supervisor = (): number => (JSON.parse(readFileSync(join(state, 'supervisor.lock'), 'utf8')) as { readonly pid: number }).pid;
  const settings = (): { readonly ports: Record<string, number> } =>
    JSON.parse(readFileSync(join(state, 'settings.json'), 'utf8')) as { ports: Record<string, number> };
  const ours = (): Promise<number[]> => pidsOf((line) => line.includes(state));

  beforeAll(async () => {
    await run(process.execPath, ['hack/build.ts'], { cwd: repositoryRoot });
    writeFileSync(join(project, 'web.yaml'), manifest);
    mkdirSync(join(project, 'below'));
  });

  afterAll(async () => {
    await tycho('down', '--purge');
    for (const pid of await ours()) signalIfThere(pid, 'SIGKILL');
    rmSync(project, { recursive: true, force: true });
  }, 60_000);

  it('says how to start when nothing runs', async () => {
    expect(await tycho('get', 'servers')).toEqual({
      exitCode: 1,
      output: '',
      errors: 'error: no kubeconfig: start a control plane here with `tycho up`, or point to one with --kubeconfig FILE or $KUBECONFIG\n',
    });
    expect((await tycho('down')).output).toMatch(/^Nothing to stop/);
  });

  it('starts everything, tells each step in a pipe, and keeps all of it to the owner', async () => {
    const { exitCode, output, errors } = await tycho('up', '--driver', 'fake', '--fake-hosts', '3');

    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output).toMatch(
      /^etcd is ready \(127\.0\.0\.1:\d+\)\napi-server is ready \(https:.*\)\n(?:.*\n)*hosts are ready \(3, fake.*\)\n\nTycho is up\. Logs are in \.tycho\/logs\.\n/,
    );
    expect(statSync(state).mode & 0o777).toBe(0o700);
    expect(statSync(join(state, 'kubeconfig')).mode & 0o777).toBe(0o600);
    expect(statSync(join(state, 'etcd')).mode & 0o777).toBe(0o700);
  });

  it('runs a declared server, and finds the control plane from a directory below', async () => {
    expect((await tycho('apply', '-f', 'web.yaml')).output).toBe(
      'flavor.compute.tycho.dev/small created\nimage.compute.tycho.dev/guest created\nserver.compute.tycho.dev/web created\n',
    );
    expect(await tycho('wait', 'server/web', '--for=condition=Ready', '--timeout=60s')).toMatchObject({ exitCode: 0 });

    const { output } = await execute(command, ['get', 'servers'], { cwd: join(project, 'below') });
    expect(output).toMatch(
      /^NAME +STATUS +POWER +FLAVOR +IMAGE +ADDRESS +AGE\nweb +Running +Running +small +guest +\d+\.\d+\.\d+\.\d+ +\d+\w+\n$/,
    );
  });

  it('answers the questions of operators', async () => {
    expect((await tycho('why', 'web')).output).toMatch(/^server web is as declared: Running, for /);
    expect((await tycho('explain-placement', 'web')).output).toMatch(/of 3 in all[^]*Capacity +0 +3/);
    expect(await tycho('doctor')).toMatchObject({
      exitCode: 0,
      output: expect.stringMatching(/hosts +3 of 3 ready\n[^]*\nNothing is wrong\.\n$/) as string,
    });
    expect((await tycho('describe', 'server', 'web')).output).toMatch(/\nEvents:\n[^]*Scheduled/);
    expect((await tycho('events', 'web')).output).toMatch(/Scheduled +server\/web/);
    expect((await tycho('top')).output).toMatch(/^HOST +READY +SERVERS +VCPUS [^]*\n\S+ +True +1 +1\//);
    expect((await tycho('logs', 'web')).output).toContain('web');
    expect((await tycho('version')).output).toMatch(/^Client: .*\nServer: /);
    expect((await tycho('join-token')).output).toMatch(/^[0-9a-f]{8}\.[\w-]{32}\n$/);
  });

  it('says why a server has no host, and what would help', async () => {
    writeFileSync(
      join(project, 'huge.yaml'),
      manifest
        .replaceAll('small', 'huge')
        .replace('memoryMiB: 256', 'memoryMiB: 900000')
        .replace('name: web', 'name: huge')
        .replace('vcpus: 1', 'vcpus: 2'),
    );
    await tycho('apply', '-f', 'huge.yaml');

    await eventually(async () => {
      const { exitCode, output } = await tycho('why', 'huge');
      expect(exitCode).toBe(1);
      expect(output).toMatch(/The scheduling loop, for .*:\n {4}Scheduled is False: .*Capacity rules out 3/);
      expect(output).toContain('What would help:');
    });
    expect((await tycho('explain-placement', 'huge')).exitCode).toBe(1);
    expect(await tycho('wait', 'server/huge', '--for=condition=Ready', '--timeout=1s')).toMatchObject({ exitCode: 4 });
    expect(await tycho('delete', 'server', 'huge', '--timeout=30s')).toMatchObject({ exitCode: 0 });
  });

  it('takes turns with kubectl on one object', async () => {
    expect((await kubectl('apply', '-f', 'web.yaml')).output).toBe(
      'flavor.compute.tycho.dev/small unchanged\nimage.compute.tycho.dev/guest unchanged\nserver.compute.tycho.dev/web unchanged\n',
    );
    writeFileSync(join(project, 'web.yaml'), manifest.replace('app: web', 'app: web, by: kubectl'));
    expect((await kubectl('apply', '-f', 'web.yaml')).output).toContain('server.compute.tycho.dev/web configured');
    expect((await tycho('apply', '-f', 'web.yaml')).output).toContain('server.compute.tycho.dev/web unchanged');

    writeFileSync(join(project, 'web.yaml'), manifest);
    expect((await tycho('apply', '-f', 'web.yaml')).output).toContain('server.compute.tycho.dev/web configured');
    expect((await kubectl('apply', '-f', 'web.yaml')).output).toContain('server.compute.tycho.dev/web unchanged');
    expect((await kubectl('get', 'server', 'web', '-o', 'jsonpath={.metadata.labels}')).output).toBe('{"app":"web"}');
    expect((await kubectl('wait', '--for=condition=Ready', 'server/web', '--timeout=60s')).output).toBe(
      'server.compute.tycho.dev/web condition met\n',
    );
  });

  it('prints what kubectl prints', async () => {
    for (const words of [
      ['get', 'server', 'web', '-o', 'name'],
      ['get', 'servers', '-o', 'jsonpath={range .items[*]}{.metadata.name}:{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}'],
      ['get', 'server', 'web', '-o', 'jsonpath={.status.addresses[0]}'],
      ['get', 'server', 'web', '-o', 'json'],
    ]) {
      const [own, real] = [await tycho(...words), await kubectl(...words)];
      expect(words.at(-1) === 'json' ? (JSON.parse(own.output) as unknown) : own.output).toEqual(
        words.at(-1) === 'json' ? (JSON.parse(real.output) as unknown) : real.output,
      );
    }
  });

  it('names the line and the field of what is wrong in a manifest', async () => {
    writeFileSync(join(project, 'wrong.yaml'), manifest.replace('flavor: small', 'flavour: small'));

    const { exitCode, errors } = await tycho('apply', '-f', 'wrong.yaml');

    expect({ exitCode, errors: errors.split('\n')[0] }).toEqual({
      exitCode: 1,
      errors: 'error: wrong.yaml:17: server.compute.tycho.dev/web: spec.flavour: unknown field; did you mean "flavor"?',
    });
  });

  it('uses colour and moving lines on a terminal, and none in a pipe', async () => {
    expect((await onTerminal('get server web')).output).toContain('\u001B[32mRunning\u001B[0m');
    expect((await tycho('get', 'server', 'web')).output).not.toContain('\u001B');
    const waiting = await onTerminal('wait server/web --for=condition=Never --timeout=1s');
    expect(waiting.output).toMatch(/waiting \d+s for Never to be True/);
    expect(waiting.output).toContain('\u001B[1A\u001B[J');
    expect((await onTerminal('up')).output).toMatch(/\u001B\[32m✓\u001B\[0m etcd/);
  });

  it('is harmless when everything runs, and says so when other settings are wanted', async () => {
    const before = processes();

    expect(await tycho('up')).toMatchObject({ exitCode: 0, output: expect.stringMatching(/^Tycho runs already\./) as string });
    expect(await tycho('up', '--driver', 'kvm')).toMatchObject({
      exitCode: 1,
      errors: expect.stringContaining('`tycho down` first') as string,
    });
    expect(processes()).toEqual(before);
  });

  it('starts again what is killed', async () => {
    const { pid } = processes()['api-server']!;
    process.kill(pid, 'SIGKILL');

    await eventually(async () => expect((await tycho('get', 'server', 'web', '-o', 'name')).output).toBe('server.compute.tycho.dev/web\n'));
    expect(processes()['api-server']?.pid).not.toBe(pid);
  });

  it('comes back with the same data and ports after everything was killed, supervisor included', async () => {
    const { ports } = settings();
    for (const pid of [supervisor(), ...Object.values(processes()).map((each) => each.pid)]) signalIfThere(pid, 'SIGKILL');
    await eventually(async () =>
      expect(await tycho('get', 'servers')).toMatchObject({
        exitCode: 5,
        errors: expect.stringContaining('`tycho up` starts one') as string,
      }),
    );

    expect(await tycho('up')).toMatchObject({ exitCode: 0 });

    expect(settings().ports).toEqual(ports);
    expect(await tycho('wait', 'server/web', '--for=condition=Ready', '--timeout=60s')).toMatchObject({ exitCode: 0 });
  });

  it('takes over from a supervisor that was killed alone', async () => {
    process.kill(supervisor(), 'SIGKILL');
    const before = Object.values(processes()).map((each) => each.pid);

    expect(await tycho('up')).toMatchObject({ exitCode: 0 });

    const running = await ours();
    expect(before.filter((pid) => running.includes(pid))).toEqual([]);
  });

  it('stops everything and keeps the data', async () => {
    expect(await tycho('protect', 'web')).toMatchObject({ exitCode: 0 });
    expect(await tycho('down')).toMatchObject({ exitCode: 0, output: expect.stringMatching(/^Tycho is stopped/) as string });
    expect(await ours()).toEqual([]);
  });

  it('names the port that somebody else has taken meanwhile', async () => {
    const port = settings().ports['apiServer'] ?? 0;
    const intruder: Server = createServer().listen(port, '127.0.0.1');
    await once(intruder, 'listening');
    try {
      const { exitCode, errors } = await tycho('up');
      expect(exitCode).toBe(1);
      expect(errors).toContain(`port 127.0.0.1:${port}, which the api-server had until now, is taken by another process`);
    } finally {
      intruder.close();
    }
    expect(await ours()).toEqual([]);
  });

  it('leaves nothing behind when it is told to purge, though it was stopped and the server is protected', async () => {
    const { exitCode, output } = await tycho('down', '--purge');

    expect(exitCode).toBe(0);
    expect(output).toContain('Deleting the server web\n');
    expect(existsSync(state)).toBe(false);
    expect(await ours()).toEqual([]);
  });
});
