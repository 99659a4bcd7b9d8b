import type { Command } from 'commander';
import { readProductVersion } from '#cmd/bootstrap/product-version.ts';
import { UsageFailure } from '../command-failure.ts';
import { yamlText } from '../printing/object-printer.ts';
import type { Session } from '../session.ts';
import type { SessionOf } from './verb.ts';

interface VersionOptions {
  readonly output?: string;
  readonly client?: true;
}

export function defineVersion(program: Command, sessionOf: SessionOf): void {
  program
    .command('version')
    .description('Print the version of this command and of the server.')
    .option('-o, --output <format>', 'json or yaml')
    .option('--client', 'of this command only')
    .action((options: VersionOptions, command: Command) => version(sessionOf(command), options));
}

async function version(session: Session, options: VersionOptions): Promise<void> {
  if (options.output !== undefined && !['json', 'yaml'].includes(options.output))
    throw new UsageFailure(`-o ${options.output} is unknown: use json or yaml`);
  const clientVersion = { version: await readProductVersion(), node: process.versions.node };
  const { output } = session.world;
  if (options.output === undefined) output.write(`Client: ${clientVersion.version} (Node ${clientVersion.node})\n`);
  const serverVersion =
    options.client === true ? undefined : await (await session.connect()).client.json<ServerVersion>({ path: '/version' });
  const both = { clientVersion, ...(serverVersion === undefined ? {} : { serverVersion }) };
  if (options.output === 'json') output.write(`${JSON.stringify(both, undefined, 2)}\n`);
  else if (options.output === 'yaml') output.write(await yamlText(both));
  else if (serverVersion !== undefined) output.write(`Server: ${serverVersion.gitVersion}\n`);
}

interface ServerVersion {
  readonly gitVersion: string;
}
