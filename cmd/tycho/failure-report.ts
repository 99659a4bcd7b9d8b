import { ConnectionError } from '#apis/client/transport.ts';
import { ApiError, NotFoundError } from '#apis/machinery/errors.ts';
import { KubeconfigError } from '#cmd/bootstrap/kubeconfig.ts';
import { CommandFailure } from './command-failure.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { complain } from './printing/complaint.ts';
import type { World } from './world.ts';

/** Says on standard error what went wrong, in one line, and gives the exit code for it. */
export function explainFailure(error: unknown, world: World): ExitCode {
  if (world.interrupted.aborted) return exitCode.interrupted;
  if (error instanceof CommandFailure) {
    if (error.message !== '') complain(world, error.message);
    return error.exitCode;
  }
  if (error instanceof ApiError) {
    complain(world, error.message);
    return error instanceof NotFoundError ? exitCode.notFound : exitCode.failed;
  }
  if (error instanceof ConnectionError) {
    complain(world, unreachable(error));
    return exitCode.unreachable;
  }
  if (error instanceof KubeconfigError) {
    complain(world, error.message);
    return exitCode.failed;
  }
  complain(world, `this is a fault of tycho's own: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return exitCode.failed;
}

function unreachable(error: ConnectionError): string {
  const cause = error.cause as { readonly code?: string; readonly errors?: readonly { readonly code?: string }[] } | undefined;
  const code = cause?.code ?? cause?.errors?.[0]?.code ?? '';
  const server = /https?:\/\/[^/\s:]+(?::\d+)?|https?:\/\/\[[^\]]+\](?::\d+)?/.exec(error.message)?.[0] ?? 'the api-server';
  if (code === 'ECONNREFUSED') return `no api-server answers at ${server}: is it running? \`tycho up\` starts one on this machine`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the host of ${server} is not known: check \`server\` in the kubeconfig`;
  if (certificateFaults.test(code))
    return `the certificate of ${server} is not the one that the kubeconfig trusts (${code}): is this kubeconfig of another installation?`;
  return error.message;
}

const certificateFaults = /^(ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_SSL_TLSV1_ALERT_UNKNOWN_CA)/;
