import { tycho } from '../generated/nodeagent.js';
import type { AgentMessage, ReportedHost } from './agent-message.ts';
import { isHostObjectType } from './gateway-message.ts';
import { decodedInteger, encodableInteger, MalformedMessageError } from './safe-integer.ts';

type Wire = tycho.nodeagent.v1.AgentMessage.$Properties;
type WireReport = tycho.nodeagent.v1.HostReport.$Properties;

/** The bytes of a message. */
export function encodeAgentMessage(message: AgentMessage): Buffer {
  return tycho.nodeagent.v1.AgentMessage.encode(toWire(message)).finish() as Buffer;
}

/** The message in `bytes`; undefined when it is of a kind that this release does not know. Throws {@link MalformedMessageError}. */
export function decodeAgentMessage(bytes: Uint8Array): AgentMessage | undefined {
  return fromWire(tycho.nodeagent.v1.AgentMessage.decode(bytes));
}

function toWire(message: AgentMessage): Wire {
  switch (message.kind) {
    case 'Hello': {
      const { hostUID, agentVersion, protocolVersion, highestSession, knowsRestores, report } = message;
      return {
        hello: {
          hostUid: hostUID,
          agentVersion,
          protocolVersion,
          highestSession: encodableInteger(highestSession),
          ...(knowsRestores === true ? { knowsRestores } : {}),
          hostReport: reportToWire(report, 0),
        },
      };
    }
    case 'Acknowledge':
      return { acknowledge: { session: encodableInteger(message.session), revision: encodableInteger(message.revision) } };
    case 'Observed':
      return {
        observed: {
          session: encodableInteger(message.session),
          instanceUid: message.instanceUID,
          epoch: encodableInteger(message.epoch),
          generation: encodableInteger(message.generation),
          statusJson: message.statusJSON,
        },
      };
    case 'ObservedObject': {
      const { session, type, uid, generation, statusJSON } = message;
      return {
        observedObject: { session: encodableInteger(session), type, uid, generation: encodableInteger(generation), statusJson: statusJSON },
      };
    }
    case 'HostReport':
      return { hostReport: reportToWire(message.report, message.session) };
    case 'Pong': {
      const { session, number, revision } = message;
      return { pong: { session: encodableInteger(session), number: encodableInteger(number), revision: encodableInteger(revision) } };
    }
    case 'ConsoleChunk': {
      const { request, data, last, error } = message;
      return { consoleChunk: { request: encodableInteger(request), data, last, error } };
    }
  }
}

function reportToWire(report: ReportedHost, session: number): WireReport {
  return { session: encodableInteger(session), statusJson: report.statusJSON, orphanInstanceUids: [...report.orphanInstanceUIDs] };
}

function fromWire(wire: Wire): AgentMessage | undefined {
  if (wire.hello) {
    const { hostUid, agentVersion, protocolVersion, highestSession, knowsRestores, hostReport } = wire.hello;
    return {
      kind: 'Hello',
      hostUID: hostUid ?? '',
      agentVersion: agentVersion ?? '',
      protocolVersion: protocolVersion ?? 0,
      highestSession: decodedInteger(highestSession ?? 0),
      ...(knowsRestores === true ? { knowsRestores } : {}),
      report: reportFromWire(hostReport ?? {}),
    };
  }
  if (wire.acknowledge) {
    const { session, revision } = wire.acknowledge;
    return { kind: 'Acknowledge', session: decodedInteger(session ?? 0), revision: decodedInteger(revision ?? 0) };
  }
  if (wire.observed) return observedFromWire(wire.observed);
  if (wire.observedObject) return observedObjectFromWire(wire.observedObject);
  if (wire.hostReport) {
    return { kind: 'HostReport', session: decodedInteger(wire.hostReport.session ?? 0), report: reportFromWire(wire.hostReport) };
  }
  if (wire.pong) {
    const { session, number, revision } = wire.pong;
    return {
      kind: 'Pong',
      session: decodedInteger(session ?? 0),
      number: decodedInteger(number ?? 0),
      revision: decodedInteger(revision ?? 0),
    };
  }
  if (wire.consoleChunk) {
    const { request, data, last, error } = wire.consoleChunk;
    return { kind: 'ConsoleChunk', request: decodedInteger(request ?? 0), data: data ?? noBytes, last: last ?? false, error: error ?? '' };
  }
  return undefined;
}

function observedFromWire(wire: tycho.nodeagent.v1.Observed.$Properties): AgentMessage {
  return {
    kind: 'Observed',
    session: decodedInteger(wire.session ?? 0),
    instanceUID: boundedUID(wire.instanceUid ?? ''),
    epoch: decodedInteger(wire.epoch ?? 0),
    generation: decodedInteger(wire.generation ?? 0),
    statusJSON: boundedStatus(wire.statusJson ?? noBytes),
  };
}

function observedObjectFromWire(wire: tycho.nodeagent.v1.ObservedObject.$Properties): AgentMessage | undefined {
  if (!isHostObjectType(wire.type)) return undefined;
  return {
    kind: 'ObservedObject',
    session: decodedInteger(wire.session ?? 0),
    type: wire.type,
    uid: boundedUID(wire.uid ?? ''),
    generation: decodedInteger(wire.generation ?? 0),
    statusJSON: boundedStatus(wire.statusJson ?? noBytes),
  };
}

function reportFromWire(wire: WireReport): ReportedHost {
  return { statusJSON: boundedStatus(wire.statusJson ?? noBytes), orphanInstanceUIDs: (wire.orphanInstanceUids ?? []).map(boundedUID) };
}

/** A copy, so that what waits to be written holds no more memory than it says. */
function boundedStatus(statusJSON: Uint8Array): Uint8Array {
  if (statusJSON.byteLength <= maximumStatusBytes) return Uint8Array.from(statusJSON);
  throw new MalformedMessageError(`a status has ${statusJSON.byteLength} bytes, and ${maximumStatusBytes} are the most`);
}

function boundedUID(instanceUID: string): string {
  if (instanceUID.length <= maximumUIDLength) return instanceUID;
  throw new MalformedMessageError(`an instance uid has ${instanceUID.length} characters, and ${maximumUIDLength} are the most`);
}

/** Many times what an honest agent has to say; a gateway keeps these for each instance of each host until they are written. */
const maximumStatusBytes = 64 * 1024;
const maximumUIDLength = 64;

const noBytes = new Uint8Array();
