/**
 * What can go wrong between us and QEMU's monitor, one class for each decision: {@link QMPCommandError} (QEMU is well
 * and said no), {@link QMPTimeoutError} (it may be busy: ask again or kill it), {@link QMPClosedError} (it is gone:
 * look whether the process is) and {@link QMPProtocolError} (this is no QEMU, or a hostile one).
 */
export abstract class QMPError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** QEMU answered a command with an error. */
export class QMPCommandError extends QMPError {
  readonly command: string;
  /** QEMU's own class of the error, as `GenericError` or `DeviceNotFound`. */
  readonly errorClass: string;

  constructor(command: string, errorClass: string, description: string) {
    super(`QEMU refused ${command}: ${description} (${errorClass})`);
    this.command = command;
    this.errorClass = errorClass;
  }
}

/** No answer in time. The command may still be carried out. */
export class QMPTimeoutError extends QMPError {
  constructor(what: string, timeoutMilliseconds: number) {
    super(`QEMU did not answer ${what} within ${timeoutMilliseconds} ms`);
  }
}

/** The connection ended before the answer came, or was never there. The command may have been carried out. */
export class QMPClosedError extends QMPError {}

/** What came is not the protocol. The connection is closed. */
export class QMPProtocolError extends QMPError {}
