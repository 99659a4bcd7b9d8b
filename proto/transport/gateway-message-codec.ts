import { tycho } from '../generated/nodeagent.js';
import {
  isHostObjectType,
  type ConsoleClose,
  type ConsoleInput,
  type ConsoleOpen,
  type Desired,
  type DesiredObject,
  type GatewayMessage,
} from './gateway-message.ts';
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
      const { session, controlPlaneUID, protocolVersion, pingIntervalSeconds, silenceLimitSeconds, imageStoreURL, incarnation } = message;
      return {
        welcome: {
          session: encodableInteger(session),
          controlPlaneUid: controlPlaneUID,
          protocolVersion,
          pingIntervalSeconds,
          silenceLimitSeconds,
          imageStoreUrl: imageStoreURL,
          ...(incarnation === undefined ? {} : { incarnation: encodableInteger(incarnation) }),
        },
      };
    }
    case 'Desired':
      return { desired: desiredToWire(message) };
    case 'DesiredObject':
      return { desiredObject: desiredObjectToWire(message) };
    case 'ConsoleOpen':
    case 'ConsoleInput':
    case 'ConsoleClose':
      return consoleToWire(message);
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
    actionSecret: message.actionSecret,
    actionSecretError: message.actionSecretError,
  };
}

function desiredObjectToWire(message: DesiredObject): tycho.nodeagent.v1.DesiredObject.$Properties {
  const { session, revision, type, uid, generation, objectJSON, tombstone, released } = message;
  return {
    session: encodableInteger(session),
    revision: encodableInteger(revision),
    type,
    uid,
    generation: encodableInteger(generation),
    objectJson: objectJSON,
    tombstone,
    released,
  };
}

function consoleToWire(message: ConsoleOpen | ConsoleInput | ConsoleClose): Wire {
  const address = { session: encodableInteger(message.session), request: encodableInteger(message.request) };
  switch (message.kind) {
    case 'ConsoleOpen':
      return { consoleOpen: { ...address, instanceUid: message.instanceUID, console: message.console } };
    case 'ConsoleInput':
      return { consoleInput: { ...address, data: message.data } };
    case 'ConsoleClose':
      return { consoleClose: address };
  }
}

function fromWire(wire: Wire): GatewayMessage | undefined {
  if (wire.welcome) {
    const { session, controlPlaneUid, protocolVersion, pingIntervalSeconds, silenceLimitSeconds, imageStoreUrl, incarnation } =
      wire.welcome;
    const times = decodedInteger(incarnation ?? 0);
    const restored = times === 0 ? {} : { incarnation: times };
    return {
      kind: 'Welcome',
      session: decodedInteger(session ?? 0),
      controlPlaneUID: controlPlaneUid ?? '',
      protocolVersion: protocolVersion ?? 0,
      pingIntervalSeconds: pingIntervalSeconds ?? 0,
      silenceLimitSeconds: silenceLimitSeconds ?? 0,
      imageStoreURL: imageStoreUrl ?? '',
      ...restored,
    };
  }
  if (wire.desired) return desiredFromWire(wire.desired);
  if (wire.desiredObject) return desiredObjectFromWire(wire.desiredObject);
  if (wire.consoleOpen) return consoleOpenFromWire(wire.consoleOpen);
  if (wire.consoleInput) return { kind: 'ConsoleInput', ...consoleAddress(wire.consoleInput), data: wire.consoleInput.data ?? noBytes };
  if (wire.consoleClose) return { kind: 'ConsoleClose', ...consoleAddress(wire.consoleClose) };
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
    actionSecret: wire.actionSecret ?? noBytes,
    actionSecretError: wire.actionSecretError ?? '',
  };
}

function desiredObjectFromWire(wire: tycho.nodeagent.v1.DesiredObject.$Properties): DesiredObject | undefined {
  if (!isHostObjectType(wire.type)) return undefined;
  return {
    kind: 'DesiredObject',
    session: decodedInteger(wire.session ?? 0),
    revision: decodedInteger(wire.revision ?? 0),
    type: wire.type,
    uid: wire.uid ?? '',
    generation: decodedInteger(wire.generation ?? 0),
    objectJSON: wire.objectJson ?? noBytes,
    tombstone: wire.tombstone ?? false,
    released: wire.released ?? false,
  };
}

function consoleOpenFromWire(wire: tycho.nodeagent.v1.ConsoleOpen.$Properties): ConsoleOpen | undefined {
  if (wire.console !== 'serial' && wire.console !== 'graphical') return undefined;
  return { kind: 'ConsoleOpen', ...consoleAddress(wire), instanceUID: wire.instanceUid ?? '', console: wire.console };
}

function consoleAddress(wire: tycho.nodeagent.v1.ConsoleClose.$Properties): { readonly session: number; readonly request: number } {
  return { session: decodedInteger(wire.session ?? 0), request: decodedInteger(wire.request ?? 0) };
}

const noBytes = new Uint8Array();
