import { HTTPTransport } from '#apis/client/http-transport.ts';
import type { Transport } from '#apis/client/transport.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { describeFlags, parseFlags, UsageError } from '#cmd/bootstrap/flags.ts';
import { connectionFrom, KubeconfigError, readKubeconfig } from '#cmd/bootstrap/kubeconfig.ts';
import { exitCodes, runProcess } from '#cmd/bootstrap/lifecycle.ts';
import { createLogger, logLevels, parseLogLevel } from '#cmd/bootstrap/logger.ts';
import { parseAddress } from '#cmd/bootstrap/port-file.ts';
import { readProductVersion } from '#cmd/bootstrap/product-version.ts';
import { controllerNames } from './all-controllers.ts';
import { parseLoops } from './loop-choice.ts';
import { startControllerManager } from './start-controller-manager.ts';

const flags = {
  kubeconfig: { kind: 'Required', value: 'FILE', help: 'How to reach the api-server, with a client certificate.' },
  loops: { kind: 'Default', value: 'NAME,…', default: controllerNames.join(','), help: 'Which loops to run.' },
  'replica-name': {
    kind: 'Optional',
    value: 'NAME',
    help: 'Unlike that of any other replica; random if absent. A fixed one leads again at once after a crash.',
  },
  'health-listen': {
    kind: 'Default',
    value: 'HOST:PORT',
    default: '127.0.0.1:0',
    help: 'Where health and metrics are served: a loopback address; port 0 takes any free port.',
  },
  'health-port-file': { kind: 'Optional', value: 'FILE', help: 'Where to write HOST:PORT of the health endpoint.' },
  'log-level': { kind: 'Default', value: logLevels.join('|'), default: 'info', help: 'How much to log.' },
  help: { kind: 'Switch', help: 'Print this.' },
} as const;

async function main(parameters: readonly string[]): Promise<void> {
  if (parameters.includes('--help')) {
    process.stdout.write(`The controllers of Tycho.\n\n${describeFlags(flags)}`);
    return;
  }
  const values = parseFlags(parameters, flags);
  const loops = parseLoops(values.loops);
  const logger = createLogger({ name: 'controller-manager', level: parseLogLevel(values['log-level']) });
  const random = new SystemRandom();
  const configuration = {
    transport: await openTransport(values.kubeconfig),
    loops,
    replicaName: values['replica-name'] ?? `controller-manager-${random.uuid()}`,
    healthListen: parseAddress(values['health-listen']),
    healthPortFile: values['health-port-file'],
    clock: new SystemClock(),
    random,
    logger,
  };
  await runProcess({ name: 'controller-manager', logger, start: (lifecycle) => startControllerManager(configuration, lifecycle) });
}

async function openTransport(kubeconfig: string): Promise<Transport> {
  const { server, authorityPEM, tlsServerName, credentials } = await connectionFrom(await readKubeconfig([kubeconfig]));
  if (credentials.kind !== 'Certificate') throw new UsageError(`--kubeconfig ${kubeconfig}: its user needs a client certificate and key`);
  return new HTTPTransport({
    server,
    ...(authorityPEM === undefined ? {} : { ca: authorityPEM }),
    ...(tlsServerName === undefined ? {} : { serverName: tlsServerName }),
    cert: credentials.certificatePEM,
    key: credentials.privateKeyPEM,
    userAgent: `tycho-controller-manager/${await readProductVersion()}`,
  });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RangeError || error instanceof KubeconfigError)) throw error;
  process.stderr.write(`controller-manager: ${error.message}\n`);
  process.exitCode = exitCodes.usage;
}
