import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { AgentMessage, ReportedHost } from '#proto/transport/agent-message.ts';
import { protocolVersion, type AgentStream } from '#proto/transport/agent-wire.ts';
import type { Duplex } from 'node:stream';
import type { ConsoleKind } from '#drivers/contract/abilities.ts';
import type { ConsoleRequest, GatewayMessage, Goodbye, HostObjectType, Welcome } from '#proto/transport/gateway-message.ts';
import type { ActionSecrets } from '../instance/action-secrets.ts';
import type { InstanceReports } from '../instance/instance-reports.ts';
import type { Journal } from '../journal/journal.ts';
import type { VolumeReports } from '../volumes/volume-reports.ts';
import { DesiredIntake } from './desired-intake.ts';
import { LiveConsoles } from './live-consoles.ts';
import { Outbox } from './outbox.ts';
import type { SessionRules } from './session-rules.ts';

export interface AgentSessionDependencies {
  readonly identity: { readonly hostUID: string; readonly controlPlaneUID: string };
  readonly agentVersion: string;
  /** The present boot of the host. */
  readonly bootID: string;
  readonly journal: Journal;
  readonly reports: InstanceReports;
  readonly volumeReports: VolumeReports;
  readonly secrets: ActionSecrets;
  readonly rules: SessionRules;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly hostReport: () => ReportedHost;
  /** Called when all guests of the host were compared with what has a record, with how often the control plane was restored. */
  readonly onGuestsCompared: (incarnation: number) => void;
  /** Asks to be called when the host report has changed; returns how to stop that. */
  readonly onHostChange: (listener: () => void) => () => void;
  readonly onInstanceChange: (instanceUID: string) => void;
  readonly onObjectChange: (object: { readonly type: HostObjectType; readonly uid: string }) => void;
  /** Told where the image store is; empty: there is none. */
  readonly onImageStore: (url: string) => void;
  readonly openConsole: (instanceUID: string, kind: ConsoleKind) => Promise<Duplex>;
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
  readonly #consoles: LiveConsoles;
  #number = 0;
  #incarnation = 0;
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
      onObjectChange: dependencies.onObjectChange,
      onDurable: (revision) => this.#outbox.put({ kind: 'Acknowledge', session: this.#number, revision }),
      onFailure: (error) => stream.close(error.message),
    });
    this.#consoles = new LiveConsoles({
      open: dependencies.openConsole,
      send: (chunk) => this.#outbox.sendConsole(chunk),
      logger: dependencies.logger,
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
      this.#consoles.closeAll();
      this.#outbox.close();
      this.#dependencies.reports.listen(undefined);
      this.#dependencies.volumeReports.listen(undefined);
    }
  }

  async #speak(): Promise<SessionOutcome> {
    const { journal, identity, agentVersion, hostReport } = this.#dependencies;
    const report = hostReport();
    this.#hostReportText = textOf(report);
    const { highestSession } = journal.state;
    this.#listenForSilence();
    await this.#stream.send({
      kind: 'Hello',
      hostUID: identity.hostUID,
      agentVersion,
      protocolVersion,
      highestSession,
      knowsRestores: true,
      report,
    });
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
    const { journal, rules, identity, reports, volumeReports, onImageStore, logger } = this.#dependencies;
    rules.checkWelcome(welcome, { highestSession: journal.state.highestSession, controlPlaneUID: identity.controlPlaneUID });
    await journal.commit([{ kind: 'Session', number: welcome.session }]);
    this.#number = welcome.session;
    this.#incarnation = welcome.incarnation ?? 0;
    this.#silenceLimitSeconds = welcome.silenceLimitSeconds;
    this.#listenForSilence();
    onImageStore(welcome.imageStoreURL);
    reports.listen(() => this.#outbox.poke());
    volumeReports.listen(() => this.#outbox.poke());
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
        this.#dependencies.onGuestsCompared(this.#incarnation);
        this.#dependencies.reports.renewAll();
        this.#dependencies.volumeReports.renewAll();
        this.#sendHostReport();
        return;
      case 'DesiredObject':
        await this.#intake.takeObject(message);
        if (message.released) this.#sendHostReport();
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
        return;
      case 'ConsoleOpen':
        this.#consoles.open(message);
        return;
      case 'ConsoleInput':
        this.#consoles.input(message);
        return;
      case 'ConsoleClose':
        this.#consoles.close(message);
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
    if (report === undefined) return this.#nextVolumeReport();
    const { instanceUID, epoch, generation, status } = report;
    return { kind: 'Observed', session: this.#number, instanceUID, epoch, generation, statusJSON: Buffer.from(JSON.stringify(status)) };
  }

  #nextVolumeReport(): AgentMessage | undefined {
    const report = this.#dependencies.volumeReports.take();
    if (report === undefined) return undefined;
    const { objectUID: uid, generation, status } = report;
    const statusJSON = Buffer.from(JSON.stringify(status));
    return { kind: 'ObservedObject', session: this.#number, type: 'HostVolume', uid, generation, statusJSON };
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
