import { Client, type ServiceError } from '@grpc/grpc-js';
import type { Clock } from '#apis/machinery/clock.ts';
import { encodeAgentMessage } from './agent-message-codec.ts';
import { DialError, JoinRefusedError, type AgentStream, type JoinRequest, type JoinResponse } from './agent-wire.ts';
import { CallStream } from './call-stream.ts';
import { decodeGatewayMessage } from './gateway-message-codec.ts';
import { joinMethod, maximumMessageBytes, sessionMethod } from './gateway-method.ts';
import { joinRefusalOfCode } from './join-refusal-code.ts';
import type { ResumingCredentials } from './resuming-credentials.ts';

export interface DialOptions {
  /** `HOST:PORT`. */
  readonly address: string;
  readonly credentials: ResumingCredentials;
  readonly clock: Clock;
  /** How long connecting may take. */
  readonly timeoutSeconds: number;
  readonly signal?: AbortSignal;
}

/** Opens an agent's stream, on a connection of its own. Throws {@link DialError}. */
export async function dialGateway(options: DialOptions): Promise<AgentStream> {
  const client = await connected(options);
  const call = client.makeBidiStreamRequest(sessionMethod.path, sessionMethod.requestSerialize, sessionMethod.responseDeserialize);
  const stream = new CallStream({
    call,
    encode: encodeAgentMessage,
    decode: decodeGatewayMessage,
    abort: () => call.cancel(),
    clock: options.clock,
  });
  call.on('status', () => client.close());
  return stream;
}

/** Asks one gateway to let this machine join. Throws {@link JoinRefusedError}, or {@link DialError} when it cannot be reached. */
export async function askToJoin(options: DialOptions, request: JoinRequest): Promise<JoinResponse> {
  const client = await connected(options);
  try {
    return await new Promise((resolve, reject) => {
      const deadline = new Date(options.clock.now().getTime() + joinPatienceMilliseconds);
      client.makeUnaryRequest(
        joinMethod.path,
        joinMethod.requestSerialize,
        joinMethod.responseDeserialize,
        request,
        { deadline },
        (error, response) => {
          if (error === null && response !== undefined) resolve(response);
          else reject(joinError(options.address, error));
        },
      );
    });
  } finally {
    client.close();
  }
}

function connected({ address, credentials, clock, timeoutSeconds, signal }: DialOptions): Promise<Client> {
  const client = new Client(address, credentials, channelOptions);
  return new Promise((resolve, reject) => {
    const fail = (error: Error | undefined): void => {
      signal?.removeEventListener('abort', onAbort);
      client.close();
      reject(
        new DialError(`gateway ${address} could not be reached within ${timeoutSeconds} s`, error === undefined ? {} : { cause: error }),
      );
    };
    const onAbort = (): void => fail(signal?.reason as Error);
    if (signal?.aborted === true) {
      onAbort();
      return;
    }
    signal?.addEventListener('abort', onAbort, { once: true });
    client.waitForReady(new Date(clock.now().getTime() + timeoutSeconds * 1000), (error) => {
      if (error !== undefined) {
        fail(error);
        return;
      }
      signal?.removeEventListener('abort', onAbort);
      resolve(client);
    });
  });
}

function joinError(address: string, error: ServiceError | null): Error {
  const reason = error === null ? undefined : joinRefusalOfCode(error.code);
  if (error !== null && reason !== undefined) return new JoinRefusedError(reason, error.details, { cause: error });
  return new DialError(`gateway ${address} did not answer the request to join`, { cause: error });
}

const joinPatienceMilliseconds = 30_000;

const channelOptions = {
  'grpc.max_receive_message_length': maximumMessageBytes,
  'grpc.max_send_message_length': maximumMessageBytes,
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.enable_retries': 0,
  // Each agent has a connection of its own, also when many live in one process.
  'grpc.use_local_subchannel_pool': 1,
  // The way to the gateway is what the operator configured, whatever the environment says.
  'grpc.enable_http_proxy': 0,
};
