import { parseFlags } from '#cmd/bootstrap/flags.ts';
import { runProcess } from '#cmd/bootstrap/lifecycle.ts';
import { createLogger } from '#cmd/bootstrap/logger.ts';
import { flags, readConfiguration } from '#cmd/api-server/configuration.ts';
import { startApiServer } from '#cmd/api-server/start-api-server.ts';
import { exampleKind } from './example-kind.ts';

/** The api-server as it is, which serves one kind more. Our own `servers` give way to it: kubectl takes the name for the first that it finds. */
const logger = createLogger({ name: 'example-api-server', level: 'info' });
const configuration = await readConfiguration(parseFlags(process.argv.slice(2), flags), logger);
const catalog = [...configuration.catalog.filter(({ plural }) => plural !== exampleKind.plural), exampleKind];
await runProcess({ name: 'example-api-server', logger, start: (lifecycle) => startApiServer({ ...configuration, catalog }, lifecycle) });
