import { parseArgs } from 'node:util';

/** One flag of a process, `--name value`. */
export type Flag =
  /** Must be given. */
  | { readonly kind: 'Required'; readonly value: string; readonly help: string }
  /** May be absent. */
  | { readonly kind: 'Optional'; readonly value: string; readonly help: string }
  | { readonly kind: 'Default'; readonly value: string; readonly help: string; readonly default: string }
  /** May be given several times. */
  | { readonly kind: 'List'; readonly value: string; readonly help: string }
  /** `--name` alone. */
  | { readonly kind: 'Switch'; readonly help: string };

/** What {@link parseFlags} gives for a set of flags: a value for each, by its name. */
export type FlagValues<Flags extends Record<string, Flag>> = {
  readonly [Name in keyof Flags]: Flags[Name]['kind'] extends 'Required' | 'Default'
    ? string
    : Flags[Name]['kind'] extends 'List'
      ? readonly string[]
      : Flags[Name]['kind'] extends 'Switch'
        ? boolean
        : string | undefined;
};

/** The flags make no sense; the message says which one. A process exits with `exitCodes.usage`. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the flags of a process. `value` of a flag is the word for its value in the help text, as `HOST:PORT`. Throws {@link UsageError} for a flag
 * that is unknown, missing or without its value.
 */
export function parseFlags<const Flags extends Record<string, Flag>>(parameters: readonly string[], flags: Flags): FlagValues<Flags> {
  const options = Object.fromEntries(
    Object.entries<Flag>(flags).map(([name, flag]) => [
      name,
      { type: flag.kind === 'Switch' ? ('boolean' as const) : ('string' as const), multiple: flag.kind === 'List' },
    ]),
  );
  let given: Record<string, unknown>;
  try {
    given = parseArgs({ args: [...parameters], options, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : String(cause), { cause });
  }
  const values = Object.entries<Flag>(flags).map(([name, flag]) => [name, given[name] ?? absentValue(name, flag)]);
  return Object.fromEntries(values) as FlagValues<Flags>;
}

/** The help text of a process: one line a flag. */
export function describeFlags(flags: Record<string, Flag>): string {
  const left = Object.entries(flags).map(([name, flag]) => (flag.kind === 'Switch' ? `--${name}` : `--${name} ${flag.value}`));
  const width = Math.max(...left.map((text) => text.length));
  const lines = Object.values(flags).map((flag, index) => `  ${left[index]?.padEnd(width)}  ${flag.help}${remark(flag)}`);
  return `${lines.join('\n')}\n`;
}

function absentValue(name: string, flag: Flag): unknown {
  switch (flag.kind) {
    case 'Required':
      throw new UsageError(`--${name} ${flag.value} is missing: ${flag.help}`);
    case 'Default':
      return flag.default;
    case 'List':
      return [];
    case 'Switch':
      return false;
    case 'Optional':
      return undefined;
  }
}

function remark(flag: Flag): string {
  if (flag.kind === 'Required') return ' (required)';
  if (flag.kind === 'List') return ' (may be repeated)';
  return flag.kind === 'Default' ? ` (default ${flag.default})` : '';
}
