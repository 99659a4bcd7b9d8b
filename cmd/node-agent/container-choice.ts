import { isAbsolute, join } from 'node:path';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { UsageError } from '#cmd/bootstrap/flags.ts';
import { hostNameOfAgent, runDirectoryOfAgent } from '#cmd/bootstrap/host-names.ts';
import type { Driver } from '#drivers/contract/driver.ts';
import { createContainerDriver, type ContainerdChoice } from '#drivers/container/container-driver.ts';

/** Guests are system containers of containerd. */
export interface ContainerChoice {
  readonly kind: 'container';
  /** `Own`: one of the agent's own, started when it is not there. */
  readonly containerd: 'Own' | { readonly socketPath: string };
}

export const containerFlags = {
  containerd: {
    kind: 'Default',
    value: 'own|SOCKET',
    default: 'own',
    help: 'The containerd that runs guests of driver container; own: one that the agent starts for itself.',
  },
} as const;

/** What the flags choose. Throws {@link UsageError}. */
export function containerChoice({ containerd }: { readonly containerd: string }): ContainerChoice {
  if (containerd === 'own') return { kind: 'container', containerd: 'Own' };
  if (!isAbsolute(containerd)) throw new UsageError(`--containerd: "${containerd}" is neither own nor the absolute path of a socket`);
  return { kind: 'container', containerd: { socketPath: containerd } };
}

export interface ContainerEquipment {
  /** The agent's own. */
  readonly directory: string;
  readonly choice: ContainerChoice;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The driver of that choice. Its guests are kept in `containers/` below the agent's directory. */
export function containerDriver({ directory, choice, clock, logger }: ContainerEquipment): Driver {
  const containerd: ContainerdChoice =
    choice.containerd === 'Own'
      ? { kind: 'Own', runDirectory: runDirectoryOfAgent(directory) }
      : { kind: 'Existing', ...choice.containerd };
  return createContainerDriver({
    stateDirectory: join(directory, 'containers'),
    namespace: hostNameOfAgent(directory),
    containerd,
    clock,
    logger,
  });
}
