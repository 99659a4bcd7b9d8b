/** The host's network could not be made as it was asked for. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure';
  /**
   * `Invalid`: what was asked for makes no sense, and will not tomorrow. `HostBroken`: the host refuses or lacks something; trying again
   * may help.
   */
  readonly reason: 'Invalid' | 'HostBroken';

  constructor(reason: NetworkFailure['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
