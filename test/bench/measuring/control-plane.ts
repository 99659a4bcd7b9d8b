import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ApiClient } from '#apis/client/api-client.ts';
import type { HTTPTransport } from '#apis/client/http-transport.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { makePrivateDirectory } from '#cmd/bootstrap/private-files.ts';
import { ApiClient as CommandLineClient } from '#cmd/tycho/api/api-client.ts';
import { createNamespaces, renewJoinTokenFile } from '#cmd/tycho/up/first-objects.ts';
import { makeKeyMaterial } from '#cmd/tycho/up/key-material.ts';
import { identityURL, writeOpenStackFiles } from '#cmd/tycho/up/openstack-files.ts';
import { planProcesses, type PlanInput, type PlannedProcess } from '#cmd/tycho/up/process-plan.ts';
import { bundlesAt } from '#cmd/tycho/up/program-files.ts';
import { isReady } from '#cmd/tycho/up/readiness.ts';
import { updateSettings, type SettingsChange } from '#cmd/tycho/up/settings.ts';
import { stateDirectoryAt, type StateDirectory } from '#cmd/tycho/up/state-directory.ts';
import { eventually } from '#test/harness/eventually.ts';
import { openTransport } from './open-transport.ts';

/** A whole control plane with one agent process, as `tycho up` runs it, with ports, keys and data of its own. */
export interface ControlPlane {
  readonly kubeconfig: string;
  /** The administrator's. */
  readonly client: ApiClient;
  readonly transport: HTTPTransport;
  /** In the order of their start. */
  readonly processes: readonly { readonly name: string; readonly pid: number }[];
  readonly state: StateDirectory;
  /** Where OpenStack's clients log in, and where the Compute API is. */
  readonly identityURL: string;
  readonly computeURL: string;
  /** The text of etcd's `/metrics`. */
  etcdMetrics(): Promise<string>;
  /** Kills a process (SIGKILL) and waits until it is gone. */
  kill(name: string): Promise<void>;
  /** Starts a process that has ended, as it was started at first, and waits until it is ready. */
  startAgain(name: string): Promise<void>;
  /** Ends everything and removes its data. The kvm driver's guests must be gone. */
  stop(): Promise<void>;
}

export interface ControlPlaneOptions {
  readonly settings: SettingsChange;
  /** Where every process of ours leaves a CPU profile at its end. */
  readonly profileDirectory?: string | undefined;
  /** Between how many processes the fake hosts are divided. Default: 1. */
  readonly agentProcessCount?: number;
  /** Services that are not started, by name. */
  readonly without?: readonly string[];
}

/** Starts one, and returns when all its hosts are ready. */
export async function startControlPlane({
  settings: change,
  profileDirectory,
  agentProcessCount = 1,
  without = [],
}: ControlPlaneOptions): Promise<ControlPlane> {
  const clock = new SystemClock();
  const random = new SystemRandom();
  const state = stateDirectoryAt(await mkdtemp(join(tmpdir(), 'tycho-bench-')));
  // A profile is of one thread.
  const settings = await updateSettings(state.settings, { separateServices: profileDirectory !== undefined, ...change }, random);
  for (const directory of [state.keys, state.etcdData, state.logs]) await makePrivateDirectory(directory);
  await makeKeyMaterial(state, settings.ports, clock);
  await writeOpenStackFiles(state, settings.ports, random);
  const running = new RunningProcesses(state, profileDirectory);
  const transport = await openTransport(state.kubeconfig);
  const stop = async (): Promise<void> => {
    await transport.close();
    await running.stop();
    await rm(state.root, { recursive: true, force: true });
  };
  try {
    const input = {
      state,
      settings,
      programs: { etcd: 'etcd' },
      programFiles: bundlesAt(join(repositoryRoot, 'build/processes')),
      node: process.execPath,
    };
    const { storage, apiServer, services } = planProcesses(input);
    await running.start(storage);
    await running.start(apiServer);
    const commandLine = new CommandLineClient({ transport, headers: {}, onWarning: (words) => silentLogger.warn({}, words) });
    await createNamespaces(commandLine);
    await Promise.all(services.filter(({ name }) => !without.includes(name)).map((each) => running.start(each)));
    for (const agent of await planAgents(input, agentProcessCount, commandLine)) await running.start(agent);
    const client = new ApiClient({ transport });
    const hostCount = settings.drivers.includes('fake') ? settings.fakeHostCount : 1;
    await eventually(() => requireHosts(client, hostCount), { withinMilliseconds: 120_000 + hostCount * 100 });
    const etcdMetrics = (): Promise<string> => readEtcdMetrics(state, settings.ports.etcdClient);
    const computeURL = `http://127.0.0.1:${settings.ports.novaApi}/v2.1`;
    const places = { kubeconfig: state.kubeconfig, identityURL: identityURL(settings.ports), computeURL };
    return {
      ...places,
      client,
      transport,
      get processes() {
        return running.all();
      },
      state,
      etcdMetrics,
      kill: (name) => running.kill(name),
      startAgain: (name) => running.startAgain(name),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url));

/** As `tycho up` plans the one that there is, for so many: each with a directory and a join token of its own, and its share of the fake hosts. */
async function planAgents(input: PlanInput, count: number, client: CommandLineClient): Promise<readonly PlannedProcess[]> {
  const { state, settings } = input;
  const plans: PlannedProcess[] = [];
  for (let number = 0; number < count; number += 1) {
    const directory = count === 1 ? state.agentData('agent') : state.agentData(`agent-${number}`);
    const joinToken = count === 1 ? state.joinToken('agent') : state.joinToken(`agent-${number}`);
    await makePrivateDirectory(directory);
    await renewJoinTokenFile(joinToken, {
      client,
      clock: new SystemClock(),
      random: new SystemRandom(),
      validitySeconds: 3600,
      description: 'For the hosts of a benchmark.',
    });
    const share = Math.floor(settings.fakeHostCount / count) + (number < settings.fakeHostCount % count ? 1 : 0);
    const hostName = count === 1 ? settings.hostName : `${settings.hostName}-${number}`;
    const { agents } = planProcesses({
      ...input,
      state: { ...state, agentData: () => directory, joinToken: () => joinToken },
      settings: { ...settings, hostName, fakeHostCount: share },
    });
    plans.push(...agents.map((agent) => (count === 1 ? agent : { ...agent, name: `${agent.name}-${number}` })));
  }
  return plans;
}

class RunningProcesses {
  readonly #state: StateDirectory;
  readonly #profileDirectory: string | undefined;
  readonly #children: { readonly plan: PlannedProcess; child: ChildProcess }[] = [];

  constructor(state: StateDirectory, profileDirectory: string | undefined) {
    this.#state = state;
    this.#profileDirectory = profileDirectory;
    // Whatever ends the benchmark ends what it started.
    process.once('exit', () => this.#children.forEach(({ child }) => child.kill('SIGKILL')));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  }

  all(): ControlPlane['processes'] {
    return this.#children.map(({ plan: { name }, child }) => ({ name, pid: child.pid ?? 0 }));
  }

  async start(plan: PlannedProcess): Promise<void> {
    const running = { plan, child: this.#spawn(plan) };
    this.#children.push(running);
    await this.#untilReady(running, 0);
  }

  async kill(name: string): Promise<void> {
    const { child } = this.#named(name);
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async startAgain(name: string): Promise<void> {
    const running = this.#named(name);
    const { size } = await stat(this.#state.logOf(name));
    running.child = this.#spawn(running.plan);
    await this.#untilReady(running, size);
  }

  #named(name: string): { readonly plan: PlannedProcess; child: ChildProcess } {
    const found = this.#children.find(({ plan }) => plan.name === name);
    if (found === undefined) throw new Error(`there is no process ${name}`);
    return found;
  }

  #spawn({ name, command, parameters, environment }: PlannedProcess): ChildProcess {
    const log = openSync(this.#state.logOf(name), 'a', 0o600);
    const profiling =
      this.#profileDirectory === undefined || command !== process.execPath
        ? []
        : ['--cpu-prof', `--cpu-prof-dir=${this.#profileDirectory}`, `--cpu-prof-name=${name}.cpuprofile`];
    const child = spawn(command, [...profiling, ...parameters], { stdio: ['ignore', log, log], env: { ...process.env, ...environment } });
    closeSync(log);
    return child;
  }

  async #untilReady(
    { plan: { name, readiness }, child }: { readonly plan: PlannedProcess; readonly child: ChildProcess },
    logStart: number,
  ) {
    const logFile = this.#state.logOf(name);
    await eventually(
      async () => {
        if (child.exitCode !== null) return;
        if (!(await isReady(readiness, { file: logFile, start: logStart }, new SystemClock()))) throw new Error(`${name} is not ready`);
      },
      { withinMilliseconds: 600_000 },
    );
    if (child.exitCode !== null) throw new Error(`${name} ended at its start: ${(await readFile(logFile, 'utf8')).slice(-2000)}`);
  }

  async stop(): Promise<void> {
    for (const { child } of this.#children.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 30_000);
      await exited;
      clearTimeout(patience);
    }
    this.#children.length = 0;
  }
}

async function requireHosts(client: ApiClient, count: number): Promise<void> {
  const { items } = await client.resource(hostKind).list();
  const readyCount = items.filter(({ status }) => isConditionTrue(status?.conditions, 'Ready')).length;
  if (readyCount < count) throw new Error(`${readyCount} of ${count} hosts are ready`);
}

async function readEtcdMetrics(state: StateDirectory, port: number): Promise<string> {
  const files = state.credentials('etcd-client');
  const [ca, cert, key] = await Promise.all(
    [state.credentials('etcd-ca').certificate, files.certificate, files.key].map((file) => readFile(file)),
  );
  return new Promise((resolve, reject) => {
    const outgoing = request(`https://127.0.0.1:${port}/metrics`, { ca, cert, key, agent: false }, (response) => {
      text(response).then(resolve, reject);
    });
    outgoing.on('error', reject).end();
  });
}
