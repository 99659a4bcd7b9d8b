import type { Clock } from '#apis/machinery/clock.ts';
import type { Random } from '#apis/machinery/random.ts';
import { parseAddress } from '#cmd/bootstrap/port-file.ts';
import { DialError, type AgentDialer, type AgentStream, type JoinRequest, type JoinResponse } from '#proto/transport/agent-wire.ts';
import { askToJoin, dialGateway, type DialOptions } from '#proto/transport/dial-gateway.ts';
import { ResumingCredentials } from '#proto/transport/resuming-credentials.ts';

export interface GatewayDirectoryOptions {
  /** `HOST:PORT` each; at least one. */
  readonly addresses: readonly string[];
  /** Whose certificate a gateway has to show. */
  readonly authorityPEM: string;
  /** The host's own certificate; absent while it has none. */
  readonly identity?: { readonly certificatePEM: string; readonly privateKeyPEM: string };
  readonly clock: Clock;
  readonly random: Pick<Random, 'fraction'>;
}

/**
 * The gateways that an agent may dial. Begins with any of them and goes on to the next when one cannot be reached, so that hosts spread over the
 * gateways and leave a dead one.
 */
export class GatewayDirectory implements AgentDialer {
  readonly #options: GatewayDirectoryOptions;
  readonly #gateways: readonly Pick<DialOptions, 'address' | 'credentials'>[];
  #next: number;

  constructor(options: GatewayDirectoryOptions) {
    this.#options = options;
    const { authorityPEM, identity } = options;
    this.#gateways = options.addresses.map((address) => {
      const serverName = parseAddress(address).host;
      return {
        address,
        credentials: new ResumingCredentials({ authorityPEM, serverName, ...(identity === undefined ? {} : { identity }) }),
      };
    });
    this.#next = Math.floor(options.random.fraction() * this.#gateways.length);
  }

  /** Tries the gateways one after the other, each once. */
  open({ signal }: { readonly signal: AbortSignal }): Promise<AgentStream> {
    return this.#tryEach((gateway) => dialGateway({ ...gateway, signal }));
  }

  /** Asks the gateways one after the other, until one answers. Throws JoinRefusedError, or {@link DialError} when none could be reached. */
  join(request: JoinRequest): Promise<JoinResponse> {
    return this.#tryEach((gateway) => askToJoin(gateway, request));
  }

  async #tryEach<Value>(attempt: (gateway: DialOptions) => Promise<Value>): Promise<Value> {
    const { clock } = this.#options;
    const failures: DialError[] = [];
    for (let count = 0; count < this.#gateways.length; count += 1) {
      try {
        return await attempt({ ...this.#gateways[this.#next]!, clock, timeoutSeconds: dialTimeoutSeconds });
      } catch (error) {
        if (!(error instanceof DialError)) throw error;
        failures.push(error);
        this.#next = (this.#next + 1) % this.#gateways.length;
      }
    }
    throw new DialError(failures.map(({ message }) => message).join('; '), { cause: failures[0] });
  }
}

const dialTimeoutSeconds = 10;
