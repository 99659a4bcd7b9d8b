import { onTestFinished } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { CommandLine, type CommandLineOptions } from './command-line.ts';
import { InProcessApiServer } from './in-process-api-server.ts';

/** An api-server in memory, and `tycho` before it as its administrator; for one test, at whose end both are closed. */
export async function openCommandLine(
  options: Omit<CommandLineOptions, 'transport'> = {},
): Promise<{ readonly server: InProcessApiServer; readonly commands: CommandLine }> {
  const server = new InProcessApiServer({ clock: new SystemClock() });
  await server.ready;
  const commands = new CommandLine({ ...options, transport: server.transport() });
  onTestFinished(() => {
    server.close();
    commands[Symbol.dispose]();
  });
  return { server, commands };
}
