import { describeFlags, parseFlags, UsageError } from '#cmd/bootstrap/flags.ts';
import { KubeconfigError } from '#cmd/bootstrap/kubeconfig.ts';
import { exitCodes, runProcess } from '#cmd/bootstrap/lifecycle.ts';
import { createLogger, parseLogLevel } from '#cmd/bootstrap/logger.ts';
import { flags, readConfiguration } from './configuration.ts';
import { startImageStore } from './start-image-store.ts';

async function main(parameters: readonly string[]): Promise<void> {
  if (parameters.includes('--help')) {
    process.stdout.write(`The image store of Tycho.\n\n${describeFlags(flags)}`);
    return;
  }
  const values = parseFlags(parameters, flags);
  const logger = createLogger({ name: 'image-store', level: parseLogLevel(values['log-level']) });
  const configuration = await readConfiguration(values, logger);
  await runProcess({ name: 'image-store', logger, start: (lifecycle) => startImageStore(configuration, lifecycle) });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RangeError || error instanceof KubeconfigError)) throw error;
  process.stderr.write(`image-store: ${error.message}\n`);
  process.exitCode = exitCodes.usage;
}
