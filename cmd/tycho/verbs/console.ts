import type { Command } from 'commander';
import type { Duplex } from 'node:stream';
import type { Console, ConsoleType } from '#apis/compute/console.ts';
import { pathOf } from '../api/api-resource.ts';
import type { ApiConnection, Session } from '../session.ts';
import type { Terminal } from '../world.ts';
import { serverTarget } from './server-target.ts';
import type { SessionOf } from './verb.ts';

interface ConsoleOptions {
  readonly url?: true;
}

export function defineConsole(program: Command, sessionOf: SessionOf): void {
  program
    .command('console <server>')
    .description('Use the serial console of a server from here: `console web`. Ctrl-] leaves it.')
    .option('--url', 'print the address of a page for a browser instead; it opens the console once, within ten minutes')
    .action((server: string, options: ConsoleOptions, command: Command) => serialConsole(sessionOf(command), server, options));
}

export function defineVNC(program: Command, sessionOf: SessionOf): void {
  program
    .command('vnc <server>')
    .description('Offer the screen of a server to a VNC viewer on this machine: `vnc web`. Ctrl-C ends it.')
    .option('--url', 'print the address of a page for a browser instead; it opens the screen once, within ten minutes')
    .option('--port <number>', 'where to listen on 127.0.0.1; any free port if absent')
    .action((server: string, options: ConsoleOptions & { readonly port?: string }, command: Command) =>
      offeredScreen(sessionOf(command), server, options),
    );
}

async function serialConsole(session: Session, name: string, { url }: ConsoleOptions): Promise<void> {
  const connection = await session.connect();
  const access = await askFor('Serial', name, connection);
  if (url === true) {
    printPage(session, connection, access);
    return;
  }
  const { world } = session;
  const guest = await connection.openWebSocket(access.webSocketPath);
  world.errors.write('Connected; press Enter if nothing is shown. Ctrl-] leaves.\n');
  const terminal = world.openTerminal();
  try {
    await joined(terminal, guest, world.interrupted);
  } finally {
    terminal.close();
    guest.destroy();
  }
  world.errors.write('\nThe console is closed.\n');
}

/** Ctrl-], which telnet and virsh leave by. */
const leave = 0x1d;

/** Carries keys to the guest and its words to the terminal, until the person leaves or the guest's console ends. */
function joined({ keys, screen }: Terminal, guest: Duplex, interrupted: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    interrupted.addEventListener('abort', () => resolve(), { once: true });
    guest.on('data', (bytes: Buffer) => screen.write(bytes));
    guest.once('error', reject);
    guest.once('close', resolve);
    keys.on('data', (pressed: Buffer) => {
      const end = pressed.indexOf(leave);
      const sent = end < 0 ? pressed : pressed.subarray(0, end);
      if (sent.length > 0) guest.write(sent);
      if (end >= 0) resolve();
    });
    keys.once('end', resolve);
  });
}

async function offeredScreen(session: Session, name: string, options: ConsoleOptions & { readonly port?: string }): Promise<void> {
  const connection = await session.connect();
  if (options.url === true) {
    printPage(session, connection, await askFor('Graphical', name, connection));
    return;
  }
  // What a refusal says is of more use before a viewer is started.
  await askFor('Graphical', name, connection);
  const { offerScreen } = await import('../offer-screen.ts');
  await offerScreen({
    port: Number(options.port ?? 0),
    open: async () => connection.openWebSocket((await askFor('Graphical', name, connection)).webSocketPath),
    onListening: (port) => session.world.output.write(`127.0.0.1:${port}\n`),
    signal: session.world.interrupted,
  });
}

async function askFor(type: ConsoleType, name: string, connection: ApiConnection): Promise<NonNullable<Console['status']>> {
  const target = await serverTarget(name, connection);
  const body: Console = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Console', spec: { type } };
  const { status } = await connection.client.json<Required<Console>>({ method: 'POST', path: pathOf(target, 'console'), body });
  return status;
}

function printPage(session: Session, { server }: ApiConnection, { pagePath }: NonNullable<Console['status']>): void {
  session.world.output.write(`${new URL(pagePath, server).href}\n`);
}
