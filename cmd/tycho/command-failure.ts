import { exitCode, type ExitCode } from './exit-code.ts';

/** The command cannot be done, for a reason that is the user's to fix. The message is one line: what is wrong, with what, and what helps. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: ExitCode;

  constructor(message: string, options: ErrorOptions & { readonly exitCode?: ExitCode } = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? exitCode.failed;
  }
}

/** The command line makes no sense. */
export class UsageFailure extends CommandFailure {
  constructor(message: string) {
    super(message, { exitCode: exitCode.usage });
  }
}

/** The command failed and has already said so, line by line. */
export class ReportedFailure extends CommandFailure {
  constructor(code: ExitCode = exitCode.failed) {
    super('', { exitCode: code });
  }
}
