import { homedir } from 'node:os';
import { text } from 'node:stream/consumers';
import { SystemClock } from '#apis/machinery/clock.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { readEnvironment, type Environment } from '#cmd/bootstrap/environment.ts';
import { nodeVersionComplaint } from '#cmd/bootstrap/node-version.ts';
import { LeanTransport } from './api/lean-transport.ts';
import { exitCode } from './exit-code.ts';
import { launchEnvironment } from './launch-environment.ts';
import { runCommandLine } from './program.ts';
import { wantsColour, type Output, type Terminal, type World } from './world.ts';

void main();

async function main(): Promise<void> {
  const complaint = nodeVersionComplaint();
  if (complaint !== undefined) {
    process.stderr.write(`error: ${complaint}\n`);
    process.exit(exitCode.failed);
  }
  const code = await runCommandLine(process.argv.slice(2), systemWorld());
  await flush(process.stdout);
  await flush(process.stderr);
  process.exit(code);
}

function systemWorld(): World {
  const environment = launchEnvironment(readEnvironment());
  return {
    clock: new SystemClock(),
    random: new SystemRandom(),
    environment,
    workingDirectory: process.cwd(),
    homeDirectory: environment['HOME'] ?? homedir(),
    entryFile: process.argv[1] ?? '',
    userID: process.getuid?.() ?? 0,
    output: outputTo(process.stdout, environment),
    errors: outputTo(process.stderr, environment),
    readInput: () => text(process.stdin),
    editText: async (content, { fileName }) => (await import('./edit-text.ts')).editText(content, { fileName, environment }),
    openTransport: (options) => new LeanTransport(options),
    openWebSocket: async (options, path) => (await import('./api/web-socket.ts')).openWebSocket(options, path),
    openTerminal,
    interrupted: interruption(),
  };
}

/** A key is to reach the guest as it is pressed, Ctrl-C included. */
function openTerminal(): Terminal {
  const { stdin, stdout } = process;
  const wasRaw = stdin.isTTY && stdin.isRaw;
  if (stdin.isTTY) stdin.setRawMode(true);
  return {
    keys: stdin,
    screen: stdout,
    close: () => {
      if (stdin.isTTY) stdin.setRawMode(wasRaw);
      stdin.pause();
    },
  };
}

function outputTo(stream: NodeJS.WriteStream, environment: Environment): Output {
  // Whoever read our output has seen enough (`tycho get | head`): there is nothing left to do.
  stream.on('error', () => process.exit(exitCode.done));
  const isTerminal = stream.isTTY;
  return {
    write: (chunk) => void stream.write(chunk),
    isTerminal,
    hasColour: wantsColour(isTerminal, environment),
    get columnCount() {
      // A terminal that does not know its size says 0.
      return stream.columns || 80;
    },
  };
}

/** The first Ctrl-C ends the command in order, the second at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    process.once('SIGINT', () => process.exit(exitCode.interrupted));
    controller.abort(new Error('interrupted'));
  });
  return controller.signal;
}

function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
