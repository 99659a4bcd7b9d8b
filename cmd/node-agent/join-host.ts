import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import { DialError, JoinRefusedError, type JoinRequest, type JoinResponse } from '#proto/transport/agent-wire.ts';
import type { HostIdentity, HostIdentityFiles } from './host-identity.ts';

export interface JoinHostOptions {
  readonly files: HostIdentityFiles;
  readonly hostName: string;
  /** Read when it is needed: a host that has joined needs none. Throws when there is none. */
  readonly readToken: () => Promise<string>;
  readonly ask: (request: JoinRequest) => Promise<JoinResponse>;
  readonly agentVersion: string;
  readonly clock: Clock;
  readonly random: Pick<Random, 'fraction'>;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * This host's identity: the one that it has, or else one that it gets for its token. Waits for a gateway as long as none answers. Throws
 * JoinRefusedError when a gateway says no, and the signal's reason after an abort.
 */
export async function joinHost(options: JoinHostOptions): Promise<HostIdentity> {
  const { files, hostName, agentVersion, logger } = options;
  const known = await files.read();
  if (known !== undefined) return known;
  const { privateKeyPEM, requestPEM } = await files.key();
  const token = (await options.readToken()).trim();
  const response = await askUntilAnswered({ token, hostName, certificateRequestPEM: requestPEM, agentVersion }, options);
  const { hostUID, controlPlaneUID, certificatePEM } = response;
  const identity = { hostUID, hostName: response.hostName, controlPlaneUID, certificatePEM };
  await files.write(identity);
  logger.info({ hostUID, hostName: response.hostName, controlPlaneUID }, 'this host has joined the control plane');
  return { ...identity, privateKeyPEM };
}

async function askUntilAnswered(request: JoinRequest, { ask, clock, random, logger, signal }: JoinHostOptions): Promise<JoinResponse> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(request);
    } catch (error) {
      const isPassing = error instanceof DialError || (error instanceof JoinRefusedError && error.reason === 'Unavailable');
      if (!isPassing) throw error;
      logger.warn({ error, attempt }, 'no gateway lets this host join yet; trying again');
    }
    const limitMilliseconds = Math.min(longestDelayMilliseconds, 250 * 2 ** Math.min(attempt, 10));
    await clock.sleep(limitMilliseconds * (0.5 + random.fraction() / 2), { signal });
  }
}

const longestDelayMilliseconds = 15_000;
