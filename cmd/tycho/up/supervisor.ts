import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { timestamp } from '#apis/machinery/condition.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { runProcess, type Lifecycle } from '#cmd/bootstrap/lifecycle.ts';
import { makePrivateDirectory } from '#cmd/bootstrap/private-files.ts';
import { openSession } from '../session.ts';
import type { World } from '../world.ts';
import { createNamespaces, renewJoinTokenFile } from './first-objects.ts';
import { publishGatewayLocation } from './gateway-location.ts';
import { waitForHosts } from './hosts-ready.ts';
import { makeKeyMaterial } from './key-material.ts';
import { writeOpenStackFiles } from './openstack-files.ts';
import { PortClaims } from './port-claims.ts';
import { loopback } from './ports.ts';
import { checkPrerequisites } from './prerequisites.ts';
import { boundLog } from './process-log.ts';
import { allProcesses, plannedAgents, planProcesses, type PlannedProcess } from './process-plan.ts';
import type { ProgramFiles } from './program-files.ts';
import { ProcessRegistry } from './process-registry.ts';
import { shareKubeconfig } from './sudo-user.ts';
import { settingsWithClaimedPorts, type Settings } from './settings.ts';
import type { StateDirectory } from './state-directory.ts';
import { StatusBoard } from './status-board.ts';
import { SupervisedProcess } from './supervised-process.ts';
import type { ProcessStatus } from './supervision-status.ts';
import { releaseSupervisorLock } from './supervisor-lock.ts';

export interface SupervisorOptions {
  readonly state: StateDirectory;
  readonly settings: Settings;
  readonly world: World;
  readonly logger: Logger;
  readonly programFiles: ProgramFiles;
}

/**
 * Starts everything in order, keeps it running, and stops it in reverse order on SIGTERM or SIGINT. The caller holds the lock of the state directory.
 * What an earlier supervisor left running is stopped first: it is ours for certain, and starting afresh is simpler to trust than adopting. Guests are
 * no children of ours and notice nothing. Never returns: the process ends.
 */
export async function supervise(options: SupervisorOptions): Promise<void> {
  const { state, world, logger } = options;
  const board = new StatusBoard({ file: state.status, clock: world.clock, logger });
  await runProcess({
    name: 'supervisor',
    logger,
    clock: world.clock,
    start: async (lifecycle) => {
      lifecycle.signal.addEventListener('abort', () => board.setPhase('Stopping'));
      try {
        await start(options, lifecycle, board);
        board.setPhase('Ready');
      } catch (error) {
        board.setPhase('Failed', error instanceof Error ? rootMessage(error) : String(error));
        throw error;
      }
    },
  });
}

async function start(given: SupervisorOptions, lifecycle: Lifecycle, board: StatusBoard): Promise<void> {
  const { state, world, logger, programFiles } = given;
  const { clock } = world;
  const registry = new ProcessRegistry(state.processes, (error) => logger.warn({ error }, 'the record of processes could not be written'));
  await lifecycle.step('status', { start: () => board.open(), stop: () => board.close() });
  await lifecycle.step('lock', { start: () => {}, stop: () => releaseSupervisorLock(state.lock) });
  await lifecycle.step('leftovers', { start: () => registry.stopAll(clock), startDeadlineSeconds: 120 });
  const settings = await stepOfPorts(given, lifecycle);
  const options = { ...given, settings };
  await lifecycle.step('keys', { start: () => prepareFiles(options) });
  const programs = checkPrerequisites(settings.drivers, state.root, world);
  const plan = planProcesses({ state, settings, programs, programFiles, node: process.execPath });
  const names = allProcesses(plan).map(({ name }) => name);
  board.expect([
    ...allProcesses(plan)
      .flatMap(servicesOf)
      .map(({ name }) => name),
    'hosts',
  ]);
  await lifecycle.step('logs', boundedLogs([...names, 'supervisor'], options));
  const session = openSession(world, { kubeconfig: state.kubeconfig });
  const context = { options, lifecycle, board, registry };
  await startProcess(plan.storage, context);
  await startProcess(plan.apiServer, context);
  await lifecycle.step('first objects', { start: () => prepareObjects(session, options) });
  await Promise.all(plan.services.map((each) => startProcess(each, context)));
  const agentStartedAt = timestamp(clock.now());
  await Promise.all(plan.agents.map((each) => startProcess(each, context)));
  await lifecycle.step('hosts', {
    start: async (signal) => waitForHosts({ client: (await session.connect()).client, settings, clock, board, agentStartedAt, signal }),
    startDeadlineSeconds: 180,
  });
}

/** Claims all ports for as long as we run. Until there is a kubeconfig nobody knows them. */
async function stepOfPorts({ state, settings, world: { random } }: SupervisorOptions, lifecycle: Lifecycle): Promise<Settings> {
  const claims = new PortClaims();
  const arePortsKnown = existsSync(state.kubeconfig);
  let claimed = settings;
  await lifecycle.step('ports', {
    start: async () => {
      claimed = await settingsWithClaimedPorts(state.settings, { settings, claims, arePortsKnown, random });
    },
    stop: () => claims.release(),
  });
  return claimed;
}

/** Those that one process runs: itself, or its threads. */
function servicesOf(plan: PlannedProcess): readonly Pick<PlannedProcess, 'name' | 'address'>[] {
  return plan.services ?? [plan];
}

/** A service is as its process is, but has an address of its own. */
function statusOf({ name, address }: Pick<PlannedProcess, 'name' | 'address'>, status: ProcessStatus): ProcessStatus {
  return { ...status, name, ...(status.state === 'Ready' && address !== undefined ? { detail: address } : {}) };
}

interface StartContext {
  readonly options: SupervisorOptions;
  readonly lifecycle: Lifecycle;
  readonly board: StatusBoard;
  readonly registry: ProcessRegistry;
}

async function startProcess(plan: PlannedProcess, { options, lifecycle, board, registry }: StartContext): Promise<void> {
  const { state, world, logger } = options;
  const supervised = new SupervisedProcess({
    plan,
    logFile: state.logOf(plan.name),
    registry,
    // Code that was stripped of its types and compiled once is not compiled again. What Node finds there it runs: nobody else's place will do.
    environment: {
      ...world.environment,
      ...plan.environment,
      NODE_COMPILE_CACHE: world.environment['TYCHO_COMPILE_CACHE'] ?? state.compileCache,
    },
    clock: world.clock,
    logger,
    onChange: () => {
      for (const service of servicesOf(plan)) board.set(statusOf(service, supervised.status));
    },
  });
  const started = lifecycle.step(plan.name, {
    start: async () => {
      try {
        await supervised.start();
      } catch (error) {
        await supervised.stop();
        throw error;
      }
      return supervised;
    },
    stop: () => supervised.stop(),
    startDeadlineSeconds: 120,
    stopDeadlineSeconds: 30,
  });
  await started;
}

async function prepareFiles({ state, settings, world }: SupervisorOptions): Promise<void> {
  const agents = plannedAgents(settings.drivers).map(({ name }) => state.agentData(name));
  for (const directory of [state.keys, state.etcdData, ...agents]) await makePrivateDirectory(directory);
  await makeKeyMaterial(state, settings.ports, world.clock);
  await writeOpenStackFiles(state, settings.ports, world.random);
  await shareKubeconfig(state, world);
}

async function prepareObjects(
  session: ReturnType<typeof openSession>,
  { state, settings, world: { clock, random } }: SupervisorOptions,
): Promise<void> {
  const { client } = await session.connect();
  await createNamespaces(client);
  const authorityPEM = await readFile(state.credentials('agent-ca').certificate, 'utf8');
  await publishGatewayLocation(client, { address: `${loopback}:${settings.ports.gateway}`, authorityPEM });
  // A token is bound to the first key that shows it: each agent has one of its own, for all of its hosts.
  for (const { name } of plannedAgents(settings.drivers)) {
    await renewJoinTokenFile(state.joinToken(name), {
      client,
      clock,
      random,
      validitySeconds: 3600,
      description: `For the ${name} of the machine on which \`tycho up\` was called.`,
    });
  }
}

const logLookMilliseconds = 5000;

function boundedLogs(names: readonly string[], { state, world, logger }: SupervisorOptions): Parameters<Lifecycle['step']>[1] {
  const over = new AbortController();
  const look = async (): Promise<void> => {
    while (!over.signal.aborted) {
      try {
        for (const name of names) boundLog(state.logOf(name));
      } catch (error) {
        logger.warn({ error }, 'log could not be bounded');
      }
      await world.clock.sleep(logLookMilliseconds, { signal: over.signal }).catch(() => {});
    }
  };
  return { start: () => void look(), stop: () => over.abort() };
}

/** What started the trouble: the first words are about the step, the last about the reason. */
function rootMessage(error: Error): string {
  return error.cause instanceof Error ? rootMessage(error.cause) : error.message;
}
