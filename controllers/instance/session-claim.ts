import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Host, HostStatus } from '#apis/infrastructure/host.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { ConflictError, NotFoundError } from '#apis/machinery/errors.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import type { Hello } from '#proto/transport/agent-message.ts';
import { withHostReport } from './host-status.ts';

export interface SessionClaimOptions {
  readonly hosts: ResourceClient<Host>;
  /** The name of this replica and of its Lease. */
  readonly gateway: string;
  /** Where this replica answers requests for logs. */
  readonly gatewayURL: string | undefined;
  readonly clock: Clock;
}

/** Too many others write the same host at this moment, or it is gone: the agent dials again. */
export class SessionClaimError extends Error {
  override readonly name = 'SessionClaimError';
}

/** Takes and gives back the right to speak for a host: a number on the Host that only ever rises. */
export class SessionClaim {
  readonly #options: SessionClaimOptions;

  constructor(options: SessionClaimOptions) {
    this.#options = options;
  }

  /**
   * Takes the host, in one write together with what its agent reports. The number is above every one that the record or the agent has seen. Throws
   * {@link SessionClaimError}.
   */
  async take(
    hostName: string,
    hello: Hello,
  ): Promise<Host & { readonly status: { readonly session: NonNullable<HostStatus['session']> } }> {
    const { hosts, gateway, gatewayURL, clock } = this.#options;
    if (hello.highestSession > maximumSession) {
      throw new SessionClaimError(`host ${hostName} says that it was welcomed to session ${hello.highestSession}, which nobody ever gave`);
    }
    for (let attempt = 1; attempt <= maximumAttempts; attempt += 1) {
      const host = await this.#read(hostName, hello.hostUID);
      const number = Math.max(host.status?.session?.number ?? 0, hello.highestSession) + 1;
      const connectedAt = timestamp(clock.now());
      const session = { number, gateway, ...(gatewayURL === undefined ? {} : { gatewayURL }), connectedAt };
      const status: HostStatus = { ...withHostReport(host, hello.report, clock), session };
      try {
        const { resourceVersion } = host.metadata;
        const written = await hosts.patchStatus(
          { name: hostName },
          { status: mergePatchBetween(host.status ?? {}, status) },
          { resourceVersion },
        );
        return written as Host & { readonly status: { readonly session: typeof session } };
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
      }
    }
    throw new SessionClaimError(`host ${hostName} is being written by too many others`);
  }

  /** Notes that the stream has ended, unless somebody else speaks for the host by now. */
  async giveBack(host: Host, number: number): Promise<void> {
    const { hosts, clock } = this.#options;
    const disconnectedAt = timestamp(clock.now());
    try {
      await hosts.patchStatus(
        keyOf(host),
        { status: { session: { disconnectedAt } } },
        { hostSession: { hostName: host.metadata.name, number } },
      );
    } catch (error) {
      if (!(error instanceof ConflictError) && !(error instanceof NotFoundError)) throw error;
    }
  }

  async #read(hostName: string, hostUID: string): Promise<Host> {
    try {
      const host = await this.#options.hosts.get({ name: hostName });
      if (host.metadata.uid === hostUID) return host;
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    throw new SessionClaimError(`host ${hostName} with uid ${hostUID} is not there any more`);
  }
}

const maximumAttempts = 8;

/** The record takes over what an agent says it has seen, for good: one that lies must leave room for all sessions to come. */
const maximumSession = 2 ** 52;
