import type { Duplex, Readable, Writable } from 'node:stream';
import type { HTTPTransportOptions } from '#apis/client/http-transport.ts';
import type { Transport } from '#apis/client/transport.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { Environment } from '#cmd/bootstrap/environment.ts';

/** Everything that a verb reads or touches besides the api-server. Tests give it a world of their own. */
export interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly environment: Environment;
  readonly workingDirectory: string;
  readonly homeDirectory: string;
  /** The program that runs now, for `up` to start it once more in the background. */
  readonly entryFile: string;
  /** The numeric id of the user; 0 is root. */
  readonly userID: number;
  /** Standard output: what was asked for. */
  readonly output: Output;
  /** Standard error: progress, warnings, complaints. */
  readonly errors: Output;
  /** All of standard input. */
  readonly readInput: () => Promise<string>;
  /** Lets the user change a text in an editor, and gives what was saved. */
  readonly editText: (text: string, options: { readonly fileName: string }) => Promise<string>;
  /** How an api-server is reached. */
  readonly openTransport: (options: HTTPTransportOptions) => Pick<Transport, 'request'>;
  /** Opens a WebSocket at an api-server; `path` includes the query. */
  readonly openWebSocket: (options: HTTPTransportOptions, path: string) => Promise<Duplex>;
  /** The terminal for a program elsewhere: each key as it is pressed, and bytes as they come. */
  readonly openTerminal: () => Terminal;
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
}

/** Standard input and output, for somebody else to use. */
export interface Terminal {
  readonly keys: Readable;
  readonly screen: Writable;
  /** Gives the terminal back as it was. */
  close(): void;
}

/** One of the two standard streams. */
export interface Output {
  write(text: string): void;
  /** Whether a person may be looking: colour and moving lines are for them only. */
  readonly isTerminal: boolean;
  /** Whether to use colour. */
  readonly hasColour: boolean;
  /** Width of the terminal in characters. */
  readonly columnCount: number;
}

/** Whether a stream gets colour: only on a terminal, and not where the user said no (https://no-color.org). */
export function wantsColour(isTerminal: boolean, environment: Environment): boolean {
  return isTerminal && environment['NO_COLOR'] === undefined && environment['TERM'] !== 'dumb';
}
