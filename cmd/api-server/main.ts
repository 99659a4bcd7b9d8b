import { readFile } from 'node:fs/promises';
import { SystemClock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { describeFlags, parseFlags, UsageError, type FlagValues } from '#cmd/bootstrap/flags.ts';
import { exitCodes, runProcess } from '#cmd/bootstrap/lifecycle.ts';
import { createLogger, logLevels, parseLogLevel } from '#cmd/bootstrap/logger.ts';
import { parseAddress } from '#cmd/bootstrap/port-file.ts';
import { readProductVersion } from '#cmd/bootstrap/product-version.ts';
import type { GatewayCredentials } from './console-log/gateway-console-log-source.ts';
import { startApiServer, type ApiServerConfiguration } from './start-api-server.ts';
import { MemoryStorage } from './storage/memory/memory-storage.ts';

const flags = {
  listen: { kind: 'Required', value: 'HOST:PORT', help: 'Where to listen; port 0 takes any free port.' },
  'port-file': { kind: 'Optional', value: 'FILE', help: 'Where to write HOST:PORT once it listens.' },
  certificate: { kind: 'Required', value: 'FILE', help: 'The server’s certificate.' },
  key: { kind: 'Required', value: 'FILE', help: 'Its key.' },
  'client-ca': { kind: 'Required', value: 'FILE', help: 'Authority of the clients’ certificates.' },
  'gateway-ca': {
    kind: 'Optional',
    value: 'FILE',
    help: 'Authority of the gateways’ certificates; without it no logs of servers are served.',
  },
  'gateway-client-certificate': { kind: 'Optional', value: 'FILE', help: 'Certificate to show to gateways.' },
  'gateway-client-key': { kind: 'Optional', value: 'FILE', help: 'Its key.' },
  storage: { kind: 'Default', value: 'memory', default: 'memory', help: 'Where objects are kept.' },
  'log-level': { kind: 'Default', value: logLevels.join('|'), default: 'info', help: 'How much to log.' },
  help: { kind: 'Switch', help: 'Print this.' },
} as const;

async function main(parameters: readonly string[]): Promise<void> {
  if (parameters.includes('--help')) {
    process.stdout.write(`The api-server of Tycho.\n\n${describeFlags(flags)}`);
    return;
  }
  const values = parseFlags(parameters, flags);
  const logger = createLogger({ name: 'api-server', level: parseLogLevel(values['log-level']) });
  const configuration = await readConfiguration(values, logger);
  await runProcess({ name: 'api-server', logger, start: (lifecycle) => startApiServer(configuration, lifecycle) });
}

async function readConfiguration(values: FlagValues<typeof flags>, logger: Logger): Promise<ApiServerConfiguration> {
  const clock = new SystemClock();
  return {
    listen: parseAddress(values.listen),
    portFile: values['port-file'],
    certificate: await readText(values.certificate),
    key: await readText(values.key),
    clientCA: await readText(values['client-ca']),
    gateway: await readGatewayCredentials(values),
    openStorage: () => new MemoryStorage({ clock }),
    productVersion: await readProductVersion(),
    clock,
    random: new SystemRandom(),
    logger,
  };
}

async function readGatewayCredentials(values: FlagValues<typeof flags>): Promise<GatewayCredentials | undefined> {
  const files = [values['gateway-ca'], values['gateway-client-certificate'], values['gateway-client-key']].filter(
    (file) => file !== undefined,
  );
  const [ca, certificate, key] = files;
  if (files.length === 0) return undefined;
  if (ca === undefined || certificate === undefined || key === undefined) {
    throw new UsageError('--gateway-ca, --gateway-client-certificate and --gateway-client-key belong together: give all three or none');
  }
  return { ca: await readText(ca), certificate: await readText(certificate), key: await readText(key) };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UsageError(`cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RangeError)) throw error;
  process.stderr.write(`api-server: ${error.message}\n`);
  process.exitCode = exitCodes.usage;
}
