import type { Command } from 'commander';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { UsageFailure } from '../command-failure.ts';
import { formatAge, parseDurationSeconds } from '../printing/duration.ts';
import type { ApiConnection, Session } from '../session.ts';
import { createJoinToken } from '../up/first-objects.ts';
import { readGatewayLocation, type GatewayLocation } from '../up/gateway-location.ts';
import type { SessionOf } from './verb.ts';

interface JoinTokenOptions {
  readonly ttl: string;
  readonly description: string;
}

export function defineJoinToken(program: Command, sessionOf: SessionOf): void {
  program
    .command('join-token')
    .description('Make a token with which one machine can join as a host, and say what to run there. Standard output gets the token alone.')
    .option('--ttl <duration>', 'how long it is good for', '24h')
    .option('--description <words>', 'what it is for, for those who look at it later', 'Made by tycho join-token.')
    .action((options: JoinTokenOptions, command: Command) => joinToken(sessionOf(command), options));
}

async function joinToken(session: Session, options: JoinTokenOptions): Promise<void> {
  const validitySeconds = parseDurationSeconds(options.ttl, '--ttl');
  if (validitySeconds < 60) throw new UsageFailure(`--ttl ${options.ttl} is too short: a minute is the least`);
  const { clock, random, output, errors } = session.world;
  const connection = await session.connect();
  const token = await createJoinToken({ client: connection.client, clock, random, validitySeconds, description: options.description });
  output.write(`${token.text}\n`);
  errors.write(instructions(formatAge(validitySeconds), await locationOf(connection)));
}

async function locationOf({ client }: ApiConnection): Promise<GatewayLocation | undefined> {
  try {
    return await readGatewayLocation(client);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

function instructions(validity: string, gateway: GatewayLocation | undefined): string {
  const authority =
    gateway === undefined
      ? '# put the authority of the gateway’s certificate into gateway-ca.crt'
      : `cat >gateway-ca.crt <<'END'\n${gateway.authorityPEM.trim()}\nEND`;
  const isLocal = gateway !== undefined && /^(127\.|localhost|\[::1\])/.test(gateway.address);
  return `
It is good for one machine, for ${validity}. There, in a checkout of Tycho, as root, run:

umask 077
read -r TOKEN            # paste the token
echo "$TOKEN" >join-token
${authority}
node cmd/node-agent/main.ts --gateway ${gateway?.address ?? 'HOST:PORT'} --gateway-ca gateway-ca.crt \\
  --join-token-file join-token --state-directory /var/lib/tycho
${isLocal ? `\nThe gateway listens on ${gateway.address} only, so for now that machine has to be this one.\n` : ''}`;
}
