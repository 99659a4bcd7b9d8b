/**
 * Where a component says what happened. The message is a constant sentence, what varies goes into `fields`, so that lines can be searched and
 * counted: `logger.info({ server: key, plan: plan.kind }, 'server planned')`. Log once per change, never once per look.
 * An `Error` goes into the field `error`.
 */
export interface Logger {
  /** What only somebody who is looking for a fault wants to read. Off by default. */
  debug(fields: object, message: string): void;
  /** Something changed. */
  info(fields: object, message: string): void;
  /** Something went wrong and is being dealt with. */
  warn(fields: object, message: string): void;
  /** Something went wrong that somebody has to look at. */
  error(fields: object, message: string): void;
  /** A logger whose every line carries `fields` too. */
  child(fields: object): Logger;
}

/** Says nothing. For tests, and for parts that nobody listens to. */
export const silentLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLogger,
};
