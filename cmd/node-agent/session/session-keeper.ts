import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { AgentDialer, AgentStream } from '#proto/transport/agent-wire.ts';
import type { SessionOutcome } from './agent-session.ts';

export interface SessionKeeperDependencies {
  readonly dialer: AgentDialer;
  readonly clock: Clock;
  readonly random: Pick<Random, 'fraction'>;
  readonly logger: Logger;
  /** Speaks on a stream until it ends. */
  readonly converse: (stream: AgentStream) => Promise<SessionOutcome>;
  /** Longest delay before dialing again. */
  readonly mostDelaySeconds: number;
}

/** Keeps a session with some gateway: dials, speaks, and dials again after a growing, random delay, until it is stopped or dismissed. */
export class SessionKeeper {
  readonly #dependencies: SessionKeeperDependencies;
  readonly #stopping = new AbortController();
  #stream: AgentStream | undefined;
  #done: Promise<void> | undefined;

  constructor(dependencies: SessionKeeperDependencies) {
    this.#dependencies = dependencies;
  }

  start(): void {
    this.#done = this.#keep();
  }

  /** Ends the session in good order. */
  async stop(): Promise<void> {
    this.cease('the agent stops');
    await this.#done;
  }

  /** Ends the session at once. */
  cease(reason: string): void {
    this.#stopping.abort(new Error(reason));
    this.#stream?.close(reason);
  }

  async #keep(): Promise<void> {
    const { signal } = this.#stopping;
    let failures = 0;
    while (!signal.aborted) {
      const startedAt = this.#dependencies.clock.monotonicMilliseconds();
      const outcome = await this.#attempt();
      if (outcome === 'Dismissed' || signal.aborted) return;
      const lastedMilliseconds = this.#dependencies.clock.monotonicMilliseconds() - startedAt;
      failures = lastedMilliseconds > healthySessionMilliseconds ? 0 : failures + 1;
      try {
        await this.#dependencies.clock.sleep(this.#delayMilliseconds(failures), { signal });
      } catch {
        return;
      }
    }
  }

  async #attempt(): Promise<SessionOutcome['kind'] | 'Failed'> {
    const { dialer, logger, converse } = this.#dependencies;
    try {
      this.#stream = await dialer.open({ signal: this.#stopping.signal });
      if (this.#stopping.signal.aborted) this.#stream.close('the agent stops');
      const outcome = await converse(this.#stream);
      const fields = { reason: outcome.reason };
      if (outcome.kind === 'Dismissed')
        logger.error(fields, 'the control plane dismissed this host: guests keep running, and nobody is dialed any more');
      else logger.info(fields, 'session with the control plane ended');
      return outcome.kind;
    } catch (error) {
      if (!this.#stopping.signal.aborted) logger.warn({ error }, 'no session with the control plane');
      return 'Failed';
    } finally {
      this.#stream = undefined;
    }
  }

  /** Anywhere between nothing and a limit that doubles: after an outage thousands of agents come back spread out. */
  #delayMilliseconds(failures: number): number {
    const limitSeconds = Math.min(this.#dependencies.mostDelaySeconds, 2 ** Math.min(failures, 10));
    return Math.max(shortestDelayMilliseconds, limitSeconds * 1000 * this.#dependencies.random.fraction());
  }
}

const healthySessionMilliseconds = 60_000;
const shortestDelayMilliseconds = 100;
