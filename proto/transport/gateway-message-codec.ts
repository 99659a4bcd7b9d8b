import { tycho } from '../generated/nodeagent.js';
import type { Desired, GatewayMessage } from './gateway-message.ts';
import { decodedInteger, encodableInteger } from './safe-integer.ts';

type Wire = tycho.nodeagent.v1.GatewayMessage.$Properties;

/** The bytes of a message. */
export function encodeGatewayMessage(message: GatewayMessage): Buffer {
  return tycho.nodeagent.v1.GatewayMessage.encode(toWire(message)).finish() as Buffer;
}

/** The message in `bytes`; undefined when it is of a kind that this release does not know. Throws {@link MalformedMessageError}. */
export function decodeGatewayMessage(bytes: Uint8Array): GatewayMessage | undefined {
  return fromWire(tycho.nodeagent.v1.GatewayMessage.decode(bytes));
}

function toWire(message: GatewayMessage): Wire {
  switch (message.kind) {
    case 'Welcome': {
      const { session, controlPlaneUID, protocolVersion, pingIntervalSeconds, silenceLimitSeconds } = message;
      return {
        welcome: {
          session: encodableInteger(session),
          controlPlaneUid: controlPlaneUID,
          protocolVersion,
          pingIntervalSeconds,
          silenceLimitSeconds,
        },
      };
    }
    case 'Desired':
      return { desired: desiredToWire(message) };
    case 'SnapshotEnd':
      return { snapshotEnd: { session: encodableInteger(message.session), revision: encodableInteger(message.revision) } };
    case 'Released': {
      const { session, revision, instanceUID } = message;
      return { released: { session: encodableInteger(session), revision: encodableInteger(revision), instanceUid: instanceUID } };
    }
    case 'Ping':
      return {
        ping: { session: encodableInteger(message.session), number: encodableInteger(message.number), leaseSeconds: message.leaseSeconds },
      };
    case 'ConsoleRequest': {
      const { session, request, instanceUID, maximumBytes } = message;
      return {
        consoleRequest: { session: encodableInteger(session), request: encodableInteger(request), instanceUid: instanceUID, maximumBytes },
      };
    }
    case 'Goodbye':
      return { goodbye: { reason: message.reason, final: message.final } };
  }
}

function desiredToWire(message: Desired): tycho.nodeagent.v1.Desired.$Properties {
  return {
    session: encodableInteger(message.session),
    revision: encodableInteger(message.revision),
    instanceUid: message.instanceUID,
    epoch: encodableInteger(message.epoch),
    generation: encodableInteger(message.generation),
    instanceJson: message.instanceJSON,
    tombstone: message.tombstone,
    userData: message.userData,
    userDataError: message.userDataError,
  };
}

function fromWire(wire: Wire): GatewayMessage | undefined {
  if (wire.welcome) {
    const { session, controlPlaneUid, protocolVersion, pingIntervalSeconds, silenceLimitSeconds } = wire.welcome;
    return {
      kind: 'Welcome',
      session: decodedInteger(session ?? 0),
      controlPlaneUID: controlPlaneUid ?? '',
      protocolVersion: protocolVersion ?? 0,
      pingIntervalSeconds: pingIntervalSeconds ?? 0,
      silenceLimitSeconds: silenceLimitSeconds ?? 0,
    };
  }
  if (wire.desired) return desiredFromWire(wire.desired);
  if (wire.snapshotEnd) {
    const { session, revision } = wire.snapshotEnd;
    return { kind: 'SnapshotEnd', session: decodedInteger(session ?? 0), revision: decodedInteger(revision ?? 0) };
  }
  if (wire.released) {
    const { session, revision, instanceUid } = wire.released;
    return {
      kind: 'Released',
      session: decodedInteger(session ?? 0),
      revision: decodedInteger(revision ?? 0),
      instanceUID: instanceUid ?? '',
    };
  }
  if (wire.ping) {
    const { session, number, leaseSeconds } = wire.ping;
    return { kind: 'Ping', session: decodedInteger(session ?? 0), number: decodedInteger(number ?? 0), leaseSeconds: leaseSeconds ?? 0 };
  }
  if (wire.consoleRequest) {
    const { session, request, instanceUid, maximumBytes } = wire.consoleRequest;
    return {
      kind: 'ConsoleRequest',
      session: decodedInteger(session ?? 0),
      request: decodedInteger(request ?? 0),
      instanceUID: instanceUid ?? '',
      maximumBytes: maximumBytes ?? 0,
    };
  }
  if (wire.goodbye) return { kind: 'Goodbye', reason: wire.goodbye.reason ?? '', final: wire.goodbye.final ?? false };
  return undefined;
}

function desiredFromWire(wire: tycho.nodeagent.v1.Desired.$Properties): Desired {
  return {
    kind: 'Desired',
    session: decodedInteger(wire.session ?? 0),
    revision: decodedInteger(wire.revision ?? 0),
    instanceUID: wire.instanceUid ?? '',
    epoch: decodedInteger(wire.epoch ?? 0),
    generation: decodedInteger(wire.generation ?? 0),
    instanceJSON: wire.instanceJson ?? noBytes,
    tombstone: wire.tombstone ?? false,
    userData: wire.userData ?? noBytes,
    userDataError: wire.userDataError ?? '',
  };
}

const noBytes = new Uint8Array();
