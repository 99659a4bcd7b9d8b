import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { SystemClock } from '#apis/machinery/clock.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { describeFlags, parseFlags, UsageError } from '#cmd/bootstrap/flags.ts';
import { closeInheritedFiles } from '#cmd/bootstrap/inherited-files.ts';
import { exitCodes, runProcess } from '#cmd/bootstrap/lifecycle.ts';
import { createLogger, logLevels, parseLogLevel } from '#cmd/bootstrap/logger.ts';
import { parseAddress } from '#cmd/bootstrap/port-file.ts';
import { readProductVersion } from '#cmd/bootstrap/product-version.ts';
import { containerFlags } from './container-choice.ts';
import { driverChoice } from './driver-choice.ts';
import { placeTakenFrom } from './host-places.ts';
import { imageChoice, imageFlags } from './image-choice.ts';
import { ironicChoice, ironicFlags } from './ironic/ironic-choice.ts';
import { networkingChoice, networkingFlags } from './networking-choice.ts';
import type { NodeAgentConfiguration } from './node-agent-configuration.ts';
import { transferChoice, transferFlags } from './transfer/transfer-choice.ts';
import { startNodeAgent } from './start-node-agent.ts';

const flags = {
  gateway: { kind: 'List', value: 'HOST:PORT', help: 'A gateway of the control plane.' },
  'gateway-ca': { kind: 'Required', value: 'FILE', help: 'Authority of the gateways’ certificates.' },
  'state-directory': { kind: 'Required', value: 'DIRECTORY', help: 'Everything that this host keeps: its key, its journal, its guests.' },
  'join-token-file': { kind: 'Optional', value: 'FILE', help: 'Holds the token of `tycho join-token`. Needed until the host has joined.' },
  'host-name': {
    kind: 'Optional',
    value: 'NAME',
    help: 'Name of the Host to be; the machine’s own name if absent. Counts until the host has joined.',
  },
  driver: {
    kind: 'Default',
    value: 'kvm|container|kvm,container|ironic|fake',
    default: 'kvm',
    help: 'What runs the guests. Each driver is a Host of its own; guests of kvm and container in one agent share its networks.',
  },
  accelerator: {
    kind: 'Default',
    value: 'probe|kvm|tcg',
    default: 'probe',
    help: 'How guests of driver kvm execute; probe: kvm if it works.',
  },
  ...imageFlags,
  'fake-hosts': { kind: 'Default', value: 'COUNT', default: '1', help: 'So many hosts in this process, with driver fake.' },
  'fake-without': {
    kind: 'Default',
    value: 'FEATURE,…',
    default: '',
    help: 'What driver fake does not offer, as suspend,shelve; kvm, container and ironic stand for all that these do not.',
  },
  ...networkingFlags,
  ...transferFlags,
  ...containerFlags,
  ...ironicFlags,
  'log-level': { kind: 'Default', value: logLevels.join('|'), default: 'info', help: 'How much to log.' },
  help: { kind: 'Switch', help: 'Print this.' },
} as const;

async function main(parameters: readonly string[]): Promise<void> {
  if (parameters.includes('--help')) {
    process.stdout.write(`The agent of a Tycho host.\n\n${describeFlags(flags)}`);
    return;
  }
  const values = parseFlags(parameters, flags);
  const logger = createLogger({ name: 'node-agent', level: parseLogLevel(values['log-level']) });
  if (values.gateway.length === 0) throw new UsageError('--gateway HOST:PORT is missing: give at least one');
  for (const address of values.gateway) parseAddress(address);
  const configuration: NodeAgentConfiguration = {
    gateways: values.gateway,
    gatewayAuthorityPEM: await readText(values['gateway-ca']),
    stateDirectory: resolve(values['state-directory']),
    hostName: values['host-name'] ?? hostname().toLowerCase(),
    readToken: () => readToken(values['join-token-file']),
    driver: values.driver === 'ironic' ? await ironicChoice(values, readText) : driverChoice(values),
    networking: await networkingChoice(values, readText),
    images: imageChoice(values),
    transfers: transferChoice(values),
    agentVersion: await readProductVersion(),
    clock: new SystemClock(),
    random: new SystemRandom(),
    logger,
  };
  const { driver, stateDirectory } = configuration;
  const conflict = driver.kind === 'ironic' ? undefined : placeTakenFrom(driver.kind, stateDirectory);
  if (conflict !== undefined) throw new UsageError(`--driver: ${conflict}`);
  await runProcess({ name: 'node-agent', logger, start: (lifecycle) => startNodeAgent(configuration, lifecycle) });
}

async function readToken(file: string | undefined): Promise<string> {
  if (file === undefined)
    throw new UsageError('--join-token-file is missing, and this host has not joined yet: make a token with "tycho join-token"');
  return readText(file);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UsageError(`cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
}

try {
  closeInheritedFiles();
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RangeError)) throw error;
  process.stderr.write(`node-agent: ${error.message}\n`);
  process.exitCode = exitCodes.usage;
}
