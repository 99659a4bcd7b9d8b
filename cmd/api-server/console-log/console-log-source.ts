/** Reads what guests wrote on their serial consoles, from where it lies. */
export interface ConsoleLogSource {
  /**
   * The last bytes of one instance's log. Throws `NotFoundError` when the host has none, and `ServiceUnavailableError` when the gateway does not
   * answer in time or has lost the host.
   */
  read(request: ConsoleLogRequest): Promise<Buffer>;
}

export interface ConsoleLogRequest {
  /** Base URL of the gateway that holds the host's stream. */
  readonly gatewayURL: string;
  readonly instanceUID: string;
  readonly maximumBytes: number;
  readonly signal: AbortSignal;
}
