import { hostname } from 'node:os';
import { HTTPTransport } from '#apis/client/http-transport.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { readCertifiedConnection } from '#cmd/bootstrap/client-certificate.ts';
import { describeFlags, parseFlags, UsageError } from '#cmd/bootstrap/flags.ts';
import { healthFlags, readHealthPlace } from '#cmd/bootstrap/health-endpoint.ts';
import { KubeconfigError } from '#cmd/bootstrap/kubeconfig.ts';
import { exitCodes, runProcess } from '#cmd/bootstrap/lifecycle.ts';
import { createLogger, logLevels, parseLogLevel } from '#cmd/bootstrap/logger.ts';
import type { ListenAddress } from '#cmd/bootstrap/port-file.ts';
import { readProductVersion } from '#cmd/bootstrap/product-version.ts';
import { controllerNames } from './all-controllers.ts';
import { gatewayFlags, readGatewayConfiguration } from './gateway-configuration.ts';
import { parseLoops } from './loop-choice.ts';
import { startControllerManager } from './start-controller-manager.ts';
import { startGateway } from './start-gateway.ts';

const flags = {
  kubeconfig: { kind: 'Required', value: 'FILE', help: 'How to reach the api-server, with a client certificate.' },
  loops: {
    kind: 'Default',
    value: 'NAME,…',
    default: controllerNames.join(','),
    help: 'Which loops to run; instance, the gateway that agents dial, goes alone.',
  },
  'replica-name': {
    kind: 'Optional',
    value: 'NAME',
    help: 'Unlike that of any other replica; random if absent. A fixed one leads again at once after a crash.',
  },
  ...healthFlags,
  'action-retention': {
    kind: 'Default',
    value: 'DAYS',
    default: '90',
    help: 'How long ServerActions that ended stay on record, also when their server is gone; 0: for ever.',
  },
  ...gatewayFlags,
  'log-level': { kind: 'Default', value: logLevels.join('|'), default: 'info', help: 'How much to log.' },
  help: { kind: 'Switch', help: 'Print this.' },
} as const;

async function main(parameters: readonly string[]): Promise<void> {
  if (parameters.includes('--help')) {
    process.stdout.write(`The controllers of Tycho.\n\n${describeFlags(flags)}`);
    return;
  }
  const values = parseFlags(parameters, flags);
  const isGateway = values.loops === gatewayLoop;
  const name = isGateway ? 'gateway' : 'controller-manager';
  const logger = createLogger({ name, level: parseLogLevel(values['log-level']) });
  const loops = isGateway ? [] : parseLoops(values.loops);
  const connection = await readCertifiedConnection(values.kubeconfig);
  const common = {
    transport: new HTTPTransport({ ...connection, userAgent: `tycho-controller-manager/${await readProductVersion()}` }),
    ...readHealthPlace(values),
    clock: new SystemClock(),
    random: new SystemRandom(),
    logger,
  };
  if (isGateway) {
    const gateway = await readGatewayConfiguration(values, { authorityPEM: connection.ca });
    const configuration = { ...common, ...gateway, replicaName: values['replica-name'] ?? gatewayName(gateway.listen, common.random) };
    await runProcess({ name, logger, start: (lifecycle) => startGateway(configuration, lifecycle) });
    return;
  }
  const actionRetentionSeconds = parseDays('--action-retention', values['action-retention']);
  const configuration = {
    ...common,
    loops,
    actionRetentionSeconds,
    replicaName: values['replica-name'] ?? `controller-manager-${common.random.uuid()}`,
  };
  await runProcess({ name, logger, start: (lifecycle) => startControllerManager(configuration, lifecycle) });
}

function parseDays(flag: string, text: string): number {
  const days = Number(text);
  if (text === '' || !Number.isFinite(days) || days < 0) throw new UsageError(`${flag} ${text}: it is a number of days, 0 or more`);
  return days * 86_400;
}

/** The loop that is a process of its own. */
const gatewayLoop = 'instance';

/** The same after a restart, so that the Lease is not waited for and Hosts do not name a gateway that never comes back. */
function gatewayName({ port }: ListenAddress, random: SystemRandom): string {
  const machine = hostname()
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-');
  return port === 0 ? `gateway-${random.uuid()}` : `gateway-${machine}-${port}`;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RangeError || error instanceof KubeconfigError)) throw error;
  process.stderr.write(`controller-manager: ${error.message}\n`);
  process.exitCode = exitCodes.usage;
}
