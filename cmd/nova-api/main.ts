import { describeFlags, parseFlags, UsageError } from '#cmd/bootstrap/flags.ts';
import { KubeconfigError } from '#cmd/bootstrap/kubeconfig.ts';
import { exitCodes, runProcess } from '#cmd/bootstrap/lifecycle.ts';
import { createLogger, parseLogLevel } from '#cmd/bootstrap/logger.ts';
import { flags, readConfiguration } from './configuration.ts';
import { startNovaAPI } from './start-nova-api.ts';

async function main(parameters: readonly string[]): Promise<void> {
  if (parameters.includes('--help')) {
    process.stdout.write(`OpenStack's Compute API, on top of Tycho's.\n\n${describeFlags(flags)}`);
    return;
  }
  const values = parseFlags(parameters, flags);
  const logger = createLogger({ name: 'nova-api', level: parseLogLevel(values['log-level']) });
  const configuration = await readConfiguration(values, logger);
  await runProcess({ name: 'nova-api', logger, start: (lifecycle) => startNovaAPI(configuration, lifecycle) });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RangeError || error instanceof KubeconfigError)) throw error;
  process.stderr.write(`nova-api: ${error.message}\n`);
  process.exitCode = exitCodes.usage;
}
