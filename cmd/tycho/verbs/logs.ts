import type { Command } from 'commander';
import { ConnectionError } from '#apis/client/transport.ts';
import { NotFoundError, ServiceUnavailableError } from '#apis/machinery/errors.ts';
import { pathOf } from '../api/api-resource.ts';
import { UsageFailure } from '../command-failure.ts';
import { dim } from '../printing/colour.ts';
import type { ApiConnection, Session } from '../session.ts';
import type { Output } from '../world.ts';
import { serverTarget } from './server-target.ts';
import type { Target } from './targets.ts';
import type { SessionOf } from './verb.ts';

interface LogsOptions {
  readonly tail?: string;
  readonly limitBytes?: string;
  readonly follow?: true;
}

export function defineLogs(program: Command, sessionOf: SessionOf): void {
  program
    .command('logs <server>')
    .description('Print what a server wrote on its serial console: `logs web`, `logs web -f`.')
    .option('--tail <lines>', 'only the last lines')
    .option('--limit-bytes <count>', 'at most so many bytes from the end')
    .option('-f, --follow', 'go on and print what is written, until Ctrl-C')
    .action((server: string, options: LogsOptions, command: Command) => logs(sessionOf(command), server, options));
}

const pollMilliseconds = 1000;
/** What the server keeps of a console at most. */
const mostBytes = 1024 * 1024;

async function logs(session: Session, name: string, options: LogsOptions): Promise<void> {
  const tailLineCount = wholeNumber('--tail', options.tail);
  const limitBytes = wholeNumber('--limit-bytes', options.limitBytes) ?? mostBytes;
  const connection = await session.connect();
  const target = await serverTarget(name, connection);
  let text = await read(connection, target, limitBytes, options.follow === true);
  print(lastLines(text, tailLineCount), session.world.output);
  while (options.follow === true && !session.world.interrupted.aborted) {
    await session.world.clock.sleep(pollMilliseconds, { signal: session.world.interrupted }).catch(() => {});
    if (session.world.interrupted.aborted) return;
    const next = await read(connection, target, mostBytes, true).catch(sayInterruption(session));
    if (next === undefined) continue;
    print(newPart(text, next), session.world.output);
    text = next;
  }
}

async function read({ client }: ApiConnection, target: Target, limitBytes: number, mayCome: boolean): Promise<string> {
  try {
    return (await client.send({ path: pathOf(target, 'log'), query: { limitBytes: String(limitBytes) }, accept: 'text/plain, */*' })).text;
  } catch (error) {
    // Who follows a server that has not begun waits for its first words.
    const isEarly = error instanceof NotFoundError && error.details?.name === undefined;
    if (mayCome && isEarly) return '';
    throw error;
  }
}

/** While following, an api-server or a host that is away for a moment is no reason to stop. */
function sayInterruption(session: Session): (error: unknown) => undefined {
  const { errors } = session.world;
  return (error) => {
    if (!(error instanceof ConnectionError || error instanceof ServiceUnavailableError)) throw error;
    errors.write(`${dim(`${error.message}; trying again`, errors)}\n`);
    return undefined;
  };
}

/** How much of the old end is looked for in the new text. */
const anchorLength = 512;

/**
 * What `next` has beyond `before`. Both are the ends of one growing text, of which old parts fall away at the front, so the end of `before` is looked
 * for in `next`. If it is not there, more was written than is kept, or the guest began anew: then everything is new.
 */
export function newPart(before: string, next: string): string {
  if (next.startsWith(before)) return next.slice(before.length);
  const anchor = before.slice(-anchorLength);
  const at = next.lastIndexOf(anchor);
  return at < 0 ? next : next.slice(at + anchor.length);
}

function lastLines(text: string, count: number | undefined): string {
  if (count === undefined) return text;
  if (count === 0) return '';
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
  return `${lines.slice(-count).join('\n')}${text.endsWith('\n') ? '\n' : ''}`;
}

/** A guest may write anything: on a terminal only its words are shown, or it could steer the terminal. */
function print(text: string, output: Output): void {
  output.write(output.isTerminal ? text.replaceAll('\r\n', '\n').replaceAll(terminalControl, '') : text);
}

const terminalControl = new RegExp(
  [
    // Sequences with parameters, as colours and movements of the cursor.
    '\\u001B\\[[0-?]*[ -/]*[@-~]',
    // Texts for the terminal itself, as its title or its clipboard.
    '\\u001B[\\]PX^_][^\\u0007\\u001B]*(?:\\u0007|\\u001B\\\\)?',
    // Short sequences.
    '\\u001B[ -/]*[0-~]',
    // Control characters other than tab and line feed.
    '[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F]',
  ].join('|'),
  'g',
);

function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '-1') return undefined;
  if (!/^\d+$/.test(text)) throw new UsageFailure(`${option} "${text}" is no whole number`);
  return Number(text);
}
