/** The variables of the environment, as they were at the start. Absent and empty are the same. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment, once, at the entry of a process; everything below takes what it needs as an argument. */
export function readEnvironment(): Environment {
  return Object.freeze(Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== '')));
}
