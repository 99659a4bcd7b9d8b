import { ServiceUnavailableError } from '#apis/machinery/errors.ts';
import type { ConsoleLogSource } from './console-log-source.ts';

/** For a server that was given no certificate with which to ask a gateway. */
export const noConsoleLogSource: ConsoleLogSource = {
  read: () => Promise.reject(new ServiceUnavailableError('logs are not served here: the api-server has no certificate for gateways')),
};
