import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { AgentMessage, ReportedHost } from '#proto/transport/agent-message.ts';
import { protocolVersion, type AgentStream } from '#proto/transport/agent-wire.ts';
import type { ConsoleRequest, GatewayMessage, Goodbye, Welcome } from '#proto/transport/gateway-message.ts';
import type { ActionSecrets } from '../instance/action-secrets.ts';
import type { InstanceReports } from '../instance/instance-reports.ts';
import type { Journal } from '../journal/journal.ts';
import { DesiredIntake } from './desired-intake.ts';
import { Outbox } from './outbox.ts';
import type { SessionRules } from './session-rules.ts';

export interface AgentSessionDependencies {
  readonly identity: { readonly hostUID: string; readonly controlPlaneUID: string };
  readonly agentVersion: string;
  /** The present boot of the host. */
  readonly bootID: string;
  readonly journal: Journal;
  readonly reports: InstanceReports;
  readonly secrets: ActionSecrets;
  readonly rules: SessionRules;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly hostReport: () => ReportedHost;
  /** Asks to be called when the host report has changed; returns how to stop that. */
  readonly onHostChange: (listener: () => void) => () => void;
  readonly onInstanceChange: (instanceUID: string) => void;
  readonly consoleLog: (instanceUID: string, options: { readonly maximumBytes: number }) => Promise<Uint8Array>;
}

/** How a session ended in good order. `Dismissed`: the control plane does not want this host any more. */
export type SessionOutcome = { readonly kind: 'Ended'; readonly reason: string } | { readonly kind: 'Dismissed'; readonly reason: string };

/** One stream to one gateway, from hello to its end. */
export class AgentSession {
  readonly #dependencies: AgentSessionDependencies;
  readonly #stream: AgentStream;
  readonly #outbox: Outbox;
  readonly #intake: DesiredIntake;
  #number = 0;
  #hostReportText = '';
  #silence: Timer | undefined;
  #silenceLimitSeconds = welcomePatienceSeconds;

  constructor(stream: AgentStream, dependencies: AgentSessionDependencies) {
    this.#stream = stream;
    this.#dependencies = dependencies;
    this.#outbox = new Outbox({ stream, pull: () => this.#nextReport() });
    this.#intake = new DesiredIntake({
      journal: dependencies.journal,
      rules: dependencies.rules,
      secrets: dependencies.secrets,
      bootID: dependencies.bootID,
      logger: dependencies.logger,
      onChange: dependencies.onInstanceChange,
      onDurable: (revision) => this.#outbox.put({ kind: 'Acknowledge', session: this.#number, revision }),
      onFailure: (error) => stream.close(error.message),
    });
  }

  /**
   * Speaks until the stream ends. Throws what the session rules throw when the gateway is refused, JournalWriteError when what it says cannot be kept.
   * The stream is closed afterwards.
   */
  async run(): Promise<SessionOutcome> {
    try {
      return await this.#speak();
    } catch (error) {
      this.#stream.close((error as Error).message);
      throw error;
    } finally {
      this.#silence?.cancel();
      this.#outbox.close();
      this.#dependencies.reports.listen(undefined);
    }
  }

  async #speak(): Promise<SessionOutcome> {
    const { journal, identity, agentVersion, hostReport } = this.#dependencies;
    const report = hostReport();
    this.#hostReportText = textOf(report);
    const { highestSession } = journal.state;
    this.#listenForSilence();
    await this.#stream.send({ kind: 'Hello', hostUID: identity.hostUID, agentVersion, protocolVersion, highestSession, report });
    let stopHostReports: (() => void) | undefined;
    try {
      for await (const message of this.#stream.received) {
        this.#listenForSilence();
        if (message.kind === 'Goodbye') return this.#part(message);
        if (message.kind === 'Welcome') {
          await this.#welcome(message);
          stopHostReports ??= this.#dependencies.onHostChange(() => this.#sendHostReport());
        } else await this.#take(message);
      }
    } finally {
      stopHostReports?.();
    }
    const end = await this.#stream.closed;
    return { kind: 'Ended', reason: end.reason };
  }

  async #welcome(welcome: Welcome): Promise<void> {
    const { journal, rules, identity, reports, logger } = this.#dependencies;
    rules.checkWelcome(welcome, { highestSession: journal.state.highestSession, controlPlaneUID: identity.controlPlaneUID });
    await journal.commit([{ kind: 'Session', number: welcome.session }]);
    this.#number = welcome.session;
    this.#silenceLimitSeconds = welcome.silenceLimitSeconds;
    this.#listenForSilence();
    reports.listen(() => this.#outbox.poke());
    logger.info({ session: welcome.session }, 'session with the control plane begun');
    // A stream that ends is noticed by the reader; what was left to say is said again in the next session.
    void this.#outbox.run().catch(() => {});
  }

  async #take(message: Exclude<GatewayMessage, Welcome | Goodbye>): Promise<void> {
    this.#dependencies.rules.checkSession(message.session, this.#number);
    switch (message.kind) {
      case 'Desired':
        return this.#intake.take(message);
      case 'Released':
        await this.#intake.release(message);
        this.#sendHostReport();
        return;
      case 'SnapshotEnd':
        await this.#intake.endSnapshot(message);
        this.#dependencies.reports.renewAll();
        this.#sendHostReport();
        return;
      case 'Ping':
        this.#outbox.put({
          kind: 'Pong',
          session: this.#number,
          number: message.number,
          revision: this.#dependencies.journal.state.revision,
        });
        return;
      case 'ConsoleRequest':
        void this.#answerConsole(message);
    }
  }

  #part({ reason, final }: Goodbye): SessionOutcome {
    this.#stream.close(`the gateway said goodbye: ${reason}`);
    return { kind: final ? 'Dismissed' : 'Ended', reason };
  }

  #sendHostReport(): void {
    const report = this.#dependencies.hostReport();
    const text = textOf(report);
    if (text === this.#hostReportText) return;
    this.#hostReportText = text;
    this.#outbox.put({ kind: 'HostReport', session: this.#number, report });
  }

  #nextReport(): AgentMessage | undefined {
    const report = this.#dependencies.reports.take();
    if (report === undefined) return undefined;
    const { instanceUID, epoch, generation, status } = report;
    return { kind: 'Observed', session: this.#number, instanceUID, epoch, generation, statusJSON: Buffer.from(JSON.stringify(status)) };
  }

  async #answerConsole({ request, instanceUID, maximumBytes }: ConsoleRequest): Promise<void> {
    try {
      const log = await this.#dependencies.consoleLog(instanceUID, { maximumBytes: Math.min(maximumBytes, maximumConsoleBytes) });
      let start = 0;
      do {
        const data = log.subarray(start, start + consoleChunkBytes);
        start += consoleChunkBytes;
        if (!this.#outbox.putConsole({ kind: 'ConsoleChunk', request, data, last: start >= log.byteLength, error: '' })) return;
      } while (start < log.byteLength);
    } catch (error) {
      this.#outbox.putConsole({ kind: 'ConsoleChunk', request, data: new Uint8Array(), last: true, error: (error as Error).message });
    }
  }

  #listenForSilence(): void {
    this.#silence?.cancel();
    const limitSeconds = this.#silenceLimitSeconds;
    this.#silence = this.#dependencies.clock.setTimer(
      () => this.#stream.close(`nothing was heard from the gateway for ${limitSeconds} s`),
      limitSeconds * 1000,
    );
  }
}

const welcomePatienceSeconds = 20;
const consoleChunkBytes = 64 * 1024;
const maximumConsoleBytes = 8 * 1024 * 1024;

function textOf({ statusJSON, orphanInstanceUIDs }: ReportedHost): string {
  return `${Buffer.from(statusJSON).toString('utf8')} ${orphanInstanceUIDs.join(' ')}`;
}
