import { describeFlags, parseFlags, UsageError } from '#cmd/bootstrap/flags.ts';
import { exitCodes, runProcess } from '#cmd/bootstrap/lifecycle.ts';
import { createLogger, logLevels, parseLogLevel } from '#cmd/bootstrap/logger.ts';
import { parseServicePlans } from './service-plans.ts';
import { startServices } from './start-services.ts';

const flags = {
  'log-level': {
    kind: 'Default',
    value: logLevels.join('|'),
    default: 'info',
    help: 'How much to log about the services; each has such a flag.',
  },
  help: { kind: 'Switch', help: 'Print this.' },
} as const;

async function main(parameters: readonly string[]): Promise<void> {
  const { own, services } = parseServicePlans(parameters);
  const values = parseFlags(own, flags);
  if (values.help) {
    process.stdout.write(
      `Several services of Tycho in one process: FLAG… -- NAME PROGRAM FLAG… -- NAME PROGRAM FLAG…\n\n${describeFlags(flags)}`,
    );
    return;
  }
  if (services.length === 0) throw new UsageError('there is no service to run: give -- NAME PROGRAM FLAG… for each');
  const logger = createLogger({ name: 'services', level: parseLogLevel(values['log-level']) });
  await runProcess({ name: 'services', logger, start: (lifecycle) => startServices(services, lifecycle) });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RangeError)) throw error;
  process.stderr.write(`services: ${error.message}\n`);
  process.exitCode = exitCodes.usage;
}
