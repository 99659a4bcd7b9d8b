import type { Logger } from '#apis/machinery/logger.ts';
import { HealthServer, type HealthServerOptions } from './health-server.ts';
import type { Lifecycle } from './lifecycle.ts';
import { formatAddress, parseAddress, writePortFile, type ListenAddress } from './port-file.ts';

/** Where a process tells how it is, as its flags say. */
export const healthFlags = {
  'health-listen': {
    kind: 'Default',
    value: 'HOST:PORT',
    default: '127.0.0.1:0',
    help: 'Where health and metrics are served: a loopback address; port 0 takes any free port.',
  },
  'health-port-file': { kind: 'Optional', value: 'FILE', help: 'Where to write HOST:PORT of the health endpoint.' },
} as const;

export interface HealthPlace {
  readonly healthListen: ListenAddress;
  /** File that says which port the health endpoint took. */
  readonly healthPortFile: string | undefined;
}

/** The values of {@link healthFlags}. Throws RangeError for what is no address. */
export function readHealthPlace(values: {
  readonly 'health-listen': string;
  readonly 'health-port-file': string | undefined;
}): HealthPlace {
  return { healthListen: parseAddress(values['health-listen']), healthPortFile: values['health-port-file'] };
}

/** The step of a start that serves health and metrics until the process stops. */
export async function serveHealth(
  { healthListen, healthPortFile, logger }: HealthPlace & { readonly logger: Logger },
  options: HealthServerOptions,
  lifecycle: Pick<Lifecycle, 'step'>,
): Promise<void> {
  const server = new HealthServer(options);
  const address = await lifecycle.step('health endpoint', { start: () => server.listen(healthListen), stop: () => server.close() });
  logger.info({ address: formatAddress(address) }, 'health endpoint listens');
  if (healthPortFile !== undefined) await writePortFile(healthPortFile, address);
}
