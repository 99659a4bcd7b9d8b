/** What the exit code of `tycho` tells a script. Printed by `tycho --help`; never change the meaning of one. */
export const exitCode = {
  /** Done, or what was asked is so. */
  done: 0,
  /** It failed, or what was asked is not so; standard error says why. */
  failed: 1,
  /** The command line makes no sense. */
  usage: 2,
  /** What was named is not there. */
  notFound: 3,
  /** It did not come true within --timeout. */
  timedOut: 4,
  /** No api-server answers. */
  unreachable: 5,
  /** Ended by Ctrl-C, as shells have it: 128 + SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** The lines of `tycho --help` that document the codes. */
export const exitCodeHelp = `Exit codes:
  0  done, or what was asked is so
  1  it failed, or what was asked is not so
  2  the command line makes no sense
  3  what was named is not there
  4  it did not come true within --timeout
  5  no api-server answers
`;
