import { describeFlags, parseFlags, UsageError } from '#cmd/bootstrap/flags.ts';
import { exitCodes, runProcess } from '#cmd/bootstrap/lifecycle.ts';
import { createLogger, parseLogLevel } from '#cmd/bootstrap/logger.ts';
import { flags, readConfiguration } from './configuration.ts';
import { runRestore } from './backup/run-restore.ts';
import { startApiServer } from './start-api-server.ts';

async function main(parameters: readonly string[]): Promise<void> {
  if (parameters.includes('--help')) {
    process.stdout.write(`The api-server of Tycho.\n\n${describeFlags(flags)}`);
    return;
  }
  const values = parseFlags(parameters, flags);
  const logger = createLogger({ name: 'api-server', level: parseLogLevel(values['log-level']) });
  const configuration = await readConfiguration(values, logger);
  if (values.restore !== undefined) {
    process.exitCode = await runRestore(configuration, values.restore);
    return;
  }
  await runProcess({ name: 'api-server', logger, start: (lifecycle) => startApiServer(configuration, lifecycle) });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RangeError)) throw error;
  process.stderr.write(`api-server: ${error.message}\n`);
  process.exitCode = exitCodes.usage;
}
