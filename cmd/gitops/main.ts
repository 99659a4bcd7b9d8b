import { join } from 'node:path';
import { HTTPTransport } from '#apis/client/http-transport.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { AddressGuard, parseAddressRanges } from '#cmd/bootstrap/address-guard.ts';
import { readCertifiedConnection } from '#cmd/bootstrap/client-certificate.ts';
import { describeFlags, parseFlags, UsageError } from '#cmd/bootstrap/flags.ts';
import { healthFlags, readHealthPlace } from '#cmd/bootstrap/health-endpoint.ts';
import { KubeconfigError } from '#cmd/bootstrap/kubeconfig.ts';
import { exitCodes, runProcess } from '#cmd/bootstrap/lifecycle.ts';
import { createLogger, logLevels, parseLogLevel } from '#cmd/bootstrap/logger.ts';
import { readProductVersion } from '#cmd/bootstrap/product-version.ts';
import { defaultLimits } from './git/repository-limits.ts';
import { RepositoryNetwork } from './git/repository-network.ts';
import { startGitOps } from './start-gitops.ts';

const flags = {
  kubeconfig: { kind: 'Required', value: 'FILE', help: 'How to reach the api-server, with a client certificate that may impersonate.' },
  directory: {
    kind: 'Required',
    value: 'DIRECTORY',
    help: 'Where commits lie while they are read: emptied at the start, removed and made anew. It needs room for a few.',
  },
  'allow-repository-protocol': {
    kind: 'List',
    value: 'http|file',
    help: 'Beside https and ssh. With file:, whoever may make a GitSync reads what this process can read.',
  },
  'allow-repository-network': {
    kind: 'List',
    value: 'CIDR',
    help: 'Repositories may be there although it is this machine, its links or the control plane.',
  },
  'deny-repository-network': { kind: 'List', value: 'CIDR', help: 'Repositories may not be there in any case.' },
  'maximum-repository-size': {
    kind: 'Default',
    value: 'MIB',
    default: String(defaultLimits.packBytes / 1024 ** 2),
    help: 'Of one commit, as it is sent.',
  },
  'replica-name': {
    kind: 'Optional',
    value: 'NAME',
    help: 'Unlike that of any other replica; random if absent. A fixed one leads again at once after a crash.',
  },
  ...healthFlags,
  'log-level': { kind: 'Default', value: logLevels.join('|'), default: 'info', help: 'How much to log.' },
  help: { kind: 'Switch', help: 'Print this.' },
} as const;

async function main(parameters: readonly string[]): Promise<void> {
  if (parameters.includes('--help')) {
    process.stdout.write(`Makes what stands in Git repositories true.\n\n${describeFlags(flags)}`);
    return;
  }
  const values = parseFlags(parameters, flags);
  const logger = createLogger({ name: 'gitops', level: parseLogLevel(values['log-level']) });
  const connection = await readCertifiedConnection(values.kubeconfig);
  const random = new SystemRandom();
  const configuration = {
    transport: new HTTPTransport({
      ...connection,
      userAgent: `tycho-gitops/${await readProductVersion()}`,
      // Each GitSync watches what it applied, one kind a connection.
      maximumConnections,
    }),
    replicaName: values['replica-name'] ?? `gitops-${random.uuid()}`,
    directory: join(values.directory, 'fetches'),
    network: new RepositoryNetwork({
      guard: new AddressGuard({
        allowed: parseAddressRanges('--allow-repository-network', values['allow-repository-network']),
        denied: parseAddressRanges('--deny-repository-network', values['deny-repository-network']),
        controlPlaneHosts: [new URL(connection.server).hostname.replace(/^\[(.*)\]$/, '$1')],
      }),
      allowedProtocols: parseProtocols(values['allow-repository-protocol']),
    }),
    limits: { ...defaultLimits, packBytes: parseMebibytes(values['maximum-repository-size']) },
    ...readHealthPlace(values),
    clock: new SystemClock(),
    random,
    logger,
  };
  await runProcess({ name: 'gitops', logger, start: (lifecycle) => startGitOps(configuration, lifecycle) });
}

const maximumConnections = 4096;

function parseProtocols(words: readonly string[]): ReadonlySet<'http' | 'file'> {
  return new Set(
    words.map((word) => {
      if (word !== 'http' && word !== 'file') throw new UsageError(`--allow-repository-protocol ${word}: it is http or file`);
      return word;
    }),
  );
}

function parseMebibytes(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`--maximum-repository-size ${text}: it is a whole number of MiB, 1 or more`);
  return Number(text) * 1024 ** 2;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RangeError || error instanceof KubeconfigError)) throw error;
  process.stderr.write(`gitops: ${error.message}\n`);
  process.exitCode = exitCodes.usage;
}
