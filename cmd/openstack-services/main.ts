import { describeFlags, parseFlags, UsageError } from '#cmd/bootstrap/flags.ts';
import { KubeconfigError } from '#cmd/bootstrap/kubeconfig.ts';
import { exitCodes, runProcess } from '#cmd/bootstrap/lifecycle.ts';
import { createLogger, parseLogLevel } from '#cmd/bootstrap/logger.ts';
import { flags, readConfiguration } from './configuration.ts';
import { startOpenStackServices } from './start-openstack-services.ts';

async function main(parameters: readonly string[]): Promise<void> {
  if (parameters.includes('--help')) {
    process.stdout.write(`What OpenStack clients need beside the Compute API: identity, images and networks.\n\n${describeFlags(flags)}`);
    return;
  }
  const values = parseFlags(parameters, flags);
  const logger = createLogger({ name: 'openstack-services', level: parseLogLevel(values['log-level']) });
  const configuration = await readConfiguration(values, logger);
  await runProcess({ name: 'openstack-services', logger, start: (lifecycle) => startOpenStackServices(configuration, lifecycle) });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RangeError || error instanceof KubeconfigError)) throw error;
  process.stderr.write(`openstack-services: ${error.message}\n`);
  process.exitCode = exitCodes.usage;
}
