import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#apis/machinery/clock.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import { programEnvironment } from './host/run-program.ts';

export interface ContainerdProcessOptions {
  /** Its database, images and log; survives a restart of the host. */
  readonly stateDirectory: string;
  /** Its socket and what it knows of running tasks; goes with a restart of the host. */
  readonly runDirectory: string;
  readonly clock: Clock;
  /** Fails while it does not answer. */
  readonly probe: () => Promise<unknown>;
}

const startMilliseconds = 30_000;
const pollMilliseconds = 25;

/** Where a containerd of one's own listens. */
export function ownSocketPath(runDirectory: string): string {
  return join(runDirectory, 'containerd.sock');
}

/**
 * Starts a containerd of the agent's own, with nothing in it that guests do not need, unless it is there and answers. It goes on when the agent is
 * gone, and guests go on when it is gone. Throws {@link DriverError} when it cannot be started. Gives its process id if it was started.
 */
export async function ensureContainerd(options: ContainerdProcessOptions): Promise<number | undefined> {
  const { stateDirectory, runDirectory, clock, probe } = options;
  if (await answers(probe)) return undefined;
  for (const directory of [stateDirectory, runDirectory]) await mkdir(directory, { recursive: true, mode: 0o711 });
  const configurationPath = join(stateDirectory, configurationName);
  await writeFile(configurationPath, containerdConfiguration(options), { mode: 0o600 });
  const log = await open(join(stateDirectory, 'containerd.log'), 'a', 0o600);
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  const child = spawn('containerd', ['--config', configurationPath], {
    cwd: '/',
    env: programEnvironment,
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  });
  child.once('error', (cause) =>
    failure.reject(new DriverError('HostBroken', `start containerd: ${cause.message} (package containerd)`, { cause })),
  );
  child.once('exit', (code, signal) =>
    failure.reject(
      new DriverError('HostBroken', `start containerd: it ended with ${code ?? signal}; see ${stateDirectory}/containerd.log`),
    ),
  );
  child.unref();
  await log.close();
  if (child.pid !== undefined) await writeFile(pidPath(runDirectory), String(child.pid), { mode: 0o600 });
  const startedAt = clock.monotonicMilliseconds();
  while (!(await Promise.race([answers(probe), failure.promise]))) {
    if (clock.monotonicMilliseconds() - startedAt > startMilliseconds)
      throw new DriverError('HostBroken', `start containerd: it does not answer after ${startMilliseconds / 1000} seconds`);
    await clock.sleep(pollMilliseconds);
  }
  return child.pid;
}

/** Ends the containerd that {@link ensureContainerd} started, in this life or in an earlier one. Only when no guest is left. */
export async function endContainerd({
  stateDirectory,
  runDirectory,
}: Pick<ContainerdProcessOptions, 'stateDirectory' | 'runDirectory'>): Promise<void> {
  const pid = Number(await readFile(pidPath(runDirectory), 'utf8').catch(() => ''));
  if (!Number.isSafeInteger(pid) || pid <= 1) return;
  // The number may be somebody else's by now.
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (commandLine.split('\0').includes(join(stateDirectory, configurationName))) process.kill(pid, 'SIGTERM');
  await rm(pidPath(runDirectory), { force: true });
}

const configurationName = 'config.toml';

function pidPath(runDirectory: string): string {
  return join(runDirectory, 'containerd.pid');
}

/** Its `config.toml`. */
export function containerdConfiguration({
  stateDirectory,
  runDirectory,
}: Pick<ContainerdProcessOptions, 'stateDirectory' | 'runDirectory'>): string {
  const needless = [
    'io.containerd.grpc.v1.cri',
    'io.containerd.internal.v1.opt',
    'io.containerd.internal.v1.tracing',
    'io.containerd.snapshotter.v1.aufs',
    'io.containerd.snapshotter.v1.btrfs',
    'io.containerd.snapshotter.v1.devmapper',
    'io.containerd.snapshotter.v1.native',
    'io.containerd.snapshotter.v1.zfs',
    'io.containerd.tracing.processor.v1.otlp',
  ];
  return [
    'version = 2',
    `root = ${JSON.stringify(join(stateDirectory, 'root'))}`,
    `state = ${JSON.stringify(join(runDirectory, 'state'))}`,
    // Nobody has asked that it be killed last, and a guest's memory is limited.
    'oom_score = 0',
    `disabled_plugins = ${JSON.stringify(needless)}`,
    '[grpc]',
    `  address = ${JSON.stringify(ownSocketPath(runDirectory))}`,
    '[debug]',
    '  level = "warn"',
    '',
  ].join('\n');
}

function answers(probe: () => Promise<unknown>): Promise<boolean> {
  return probe().then(
    () => true,
    () => false,
  );
}
