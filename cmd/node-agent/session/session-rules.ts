import type { Desired, Welcome } from '#proto/transport/gateway-message.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { protocolVersion } from '#proto/transport/agent-wire.ts';
import type { DesiredInstance, InstanceRecord } from '../journal/journal-state.ts';

/** Somebody spoke for this host who has lost it to a newer session: what was said is not done. */
export class StaleSessionError extends Error {
  override readonly name = 'StaleSessionError';
  readonly session: number;
  readonly highestSession: number;

  constructor(session: number, highestSession: number) {
    super(`session ${session} is refused: this host has been in session ${highestSession}`);
    this.session = session;
    this.highestSession = highestSession;
  }
}

/** The gateway belongs to another control plane than the one that this host joined. */
export class WrongControlPlaneError extends Error {
  override readonly name = 'WrongControlPlaneError';
}

/** The gateway speaks a version of the wire that this agent does not. */
export class ProtocolVersionError extends Error {
  override readonly name = 'ProtocolVersionError';
}

/** An older state of an instance than the one that is known: it is not acted on. */
export class StaleDesiredError extends Error {
  override readonly name = 'StaleDesiredError';
}

/** What an agent refuses. One object, so that a simulation can show that it finds an agent without one of the checks. */
export interface SessionRules {
  /** Throws {@link StaleSessionError}, {@link WrongControlPlaneError} or {@link ProtocolVersionError}. */
  checkWelcome(welcome: Welcome, host: { readonly highestSession: number; readonly controlPlaneUID: string }): void;
  /** Throws {@link StaleSessionError}. */
  checkSession(session: number, current: number): void;
  /**
   * What to remember of a message. Up to `knownRevision`, everything about this host is known. Throws
   * {@link StaleDesiredError}, and SyntaxError or TypeError for an Instance that cannot be read.
   */
  admitDesired(desired: Desired, known: InstanceRecord | undefined, knownRevision: number): DesiredInstance;
}

export const sessionRules: SessionRules = { checkWelcome, checkSession, admitDesired };

function checkWelcome(
  welcome: Welcome,
  { highestSession, controlPlaneUID }: { readonly highestSession: number; readonly controlPlaneUID: string },
): void {
  if (welcome.controlPlaneUID !== controlPlaneUID) {
    throw new WrongControlPlaneError(`this host belongs to control plane ${controlPlaneUID}, the gateway to ${welcome.controlPlaneUID}`);
  }
  if (welcome.protocolVersion < 1 || welcome.protocolVersion > protocolVersion) {
    throw new ProtocolVersionError(`the gateway speaks version ${welcome.protocolVersion} of the wire, this agent 1 to ${protocolVersion}`);
  }
  if (welcome.session <= highestSession) throw new StaleSessionError(welcome.session, highestSession);
}

function checkSession(session: number, current: number): void {
  if (session !== current) throw new StaleSessionError(session, current);
}

function admitDesired(desired: Desired, known: InstanceRecord | undefined, knownRevision: number): DesiredInstance {
  const instance = parseInstance(desired);
  // It was destroyed and forgotten: whoever sends it looks at an old world, and to make it again would leave it behind for good. To destroy what is not
  // there does no harm, whatever the world of the sender.
  const revision = Number(instance.metadata.resourceVersion);
  if (known === undefined && !desired.tombstone && revision <= knownRevision) {
    throw new StaleDesiredError(
      `instance ${desired.instanceUID} was sent as of revision ${revision}, and this host knows up to ${knownRevision} without it`,
    );
  }
  if (known !== undefined) {
    if (known.desired.epoch !== desired.epoch) {
      throw new StaleDesiredError(
        `instance ${desired.instanceUID} has epoch ${known.desired.epoch}, and was sent with epoch ${desired.epoch}`,
      );
    }
    if (known.desired.generation > desired.generation) {
      throw new StaleDesiredError(
        `instance ${desired.instanceUID} is known at generation ${known.desired.generation}, and was sent at ${desired.generation}`,
      );
    }
  }
  const userData = desired.userData.byteLength > 0 ? Buffer.from(desired.userData).toString('base64') : known?.desired.userData;
  return {
    instanceUID: desired.instanceUID,
    serverUID: instance.spec.server.uid,
    epoch: desired.epoch,
    generation: desired.generation,
    instance,
    tombstone: desired.tombstone || known?.desired.tombstone === true,
    ...(userData === undefined ? {} : { userData }),
    ...(desired.userDataError === '' ? {} : { userDataError: desired.userDataError }),
    claimed: true,
  };
}

function parseInstance({ instanceUID, epoch, instanceJSON }: Desired): Instance {
  const instance = JSON.parse(Buffer.from(instanceJSON).toString('utf8')) as Instance;
  if (instance.metadata.uid !== instanceUID || instance.spec.epoch !== epoch) {
    throw new TypeError(
      `the message about instance ${instanceUID}, epoch ${epoch}, holds another one: ${instance.metadata.uid}, epoch ${instance.spec.epoch}`,
    );
  }
  return instance;
}
