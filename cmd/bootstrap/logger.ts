import { writeSync } from 'node:fs';
import { pino, type DestinationStream } from 'pino';
import type { Logger } from '#apis/machinery/logger.ts';

/** From the most talkative to the least. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;

export type LogLevel = (typeof logLevels)[number];

export interface LoggerOptions {
  /** Name of the process, in each line's `name`. */
  readonly name: string;
  /** Quieter lines are dropped. Default `info`. */
  readonly level?: LogLevel;
  /** Where lines go; standard error by default, so that standard output stays free for what a program prints. */
  readonly destination?: DestinationStream;
}

/**
 * A logger that writes one JSON object a line: `level` (a word), `time` (RFC 3339), `name`, `pid`, the fields, `message`. A field `error` is
 * written with its class, message, stack and causes. Writes are synchronous: what was logged before a crash is there to read.
 */
export function createLogger(options: LoggerOptions): Logger {
  const destination = options.destination ?? standardError;
  return pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      base: { name: options.name, pid: process.pid },
      messageKey: 'message',
      errorKey: 'error',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.errWithCause },
    },
    destination,
  );
}

/** Reads a `--log-level` flag. Throws a RangeError that lists the levels. */
export function parseLogLevel(text: string): LogLevel {
  const level = logLevels.find((each) => each === text);
  if (level === undefined) throw new RangeError(`log level "${text}" is none of ${logLevels.join(', ')}`);
  return level;
}

/** Written in the very call. A disk that is full or a reader that is gone must not end a process that has guests to care for: such a line is lost. */
const standardError: DestinationStream = {
  write: (line) => {
    try {
      writeSync(2, line);
    } catch {
      return;
    }
  },
};
