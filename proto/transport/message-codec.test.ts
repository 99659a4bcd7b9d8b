import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tycho } from '../generated/nodeagent.js';
import { decodeAgentMessage, encodeAgentMessage } from './agent-message-codec.ts';
import type { AgentMessage } from './agent-message.ts';
import { decodeGatewayMessage, encodeGatewayMessage } from './gateway-message-codec.ts';
import type { GatewayMessage } from './gateway-message.ts';
import { MalformedMessageError } from './safe-integer.ts';

const text = fc.string();
const integer = fc.maxSafeNat();
const small = fc.nat(2 ** 32 - 1);
const bytes = fc.uint8Array().map((each) => Buffer.from(each));
const report = fc.record({ statusJSON: bytes, orphanInstanceUIDs: fc.array(text) });

const objectType = fc.constantFrom('HostVolume' as const, 'NetworkPeers' as const);

const agentMessage: fc.Arbitrary<AgentMessage> = fc.oneof(
  fc.record({
    kind: fc.constant('Hello' as const),
    hostUID: text,
    agentVersion: text,
    protocolVersion: small,
    highestSession: integer,
    report,
  }),
  fc.record({ kind: fc.constant('Acknowledge' as const), session: integer, revision: integer }),
  fc.record({
    kind: fc.constant('Observed' as const),
    session: integer,
    instanceUID: text,
    epoch: integer,
    generation: integer,
    statusJSON: bytes,
  }),
  fc.record({
    kind: fc.constant('ObservedObject' as const),
    session: integer,
    type: objectType,
    uid: text,
    generation: integer,
    statusJSON: bytes,
  }),
  fc.record({ kind: fc.constant('HostReport' as const), session: integer, report }),
  fc.record({ kind: fc.constant('Pong' as const), session: integer, number: integer, revision: integer }),
  fc.record({ kind: fc.constant('ConsoleChunk' as const), request: integer, data: bytes, last: fc.boolean(), error: text }),
);

const gatewayMessage: fc.Arbitrary<GatewayMessage> = fc.oneof(
  fc.record({
    kind: fc.constant('Welcome' as const),
    session: integer,
    controlPlaneUID: text,
    protocolVersion: small,
    pingIntervalSeconds: small,
    silenceLimitSeconds: small,
    imageStoreURL: text,
  }),
  fc.record({
    kind: fc.constant('Desired' as const),
    session: integer,
    revision: integer,
    instanceUID: text,
    epoch: integer,
    generation: integer,
    instanceJSON: bytes,
    tombstone: fc.boolean(),
    userData: bytes,
    userDataError: text,
    actionSecret: bytes,
    actionSecretError: text,
  }),
  fc.record({
    kind: fc.constant('DesiredObject' as const),
    session: integer,
    revision: integer,
    type: objectType,
    uid: text,
    generation: integer,
    objectJSON: bytes,
    tombstone: fc.boolean(),
    released: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('ConsoleOpen' as const),
    session: integer,
    request: integer,
    instanceUID: text,
    console: fc.constantFrom('serial' as const, 'graphical' as const),
  }),
  fc.record({ kind: fc.constant('ConsoleInput' as const), session: integer, request: integer, data: bytes }),
  fc.record({ kind: fc.constant('ConsoleClose' as const), session: integer, request: integer }),
  fc.record({ kind: fc.constant('SnapshotEnd' as const), session: integer, revision: integer }),
  fc.record({ kind: fc.constant('Released' as const), session: integer, revision: integer, instanceUID: text }),
  fc.record({ kind: fc.constant('Ping' as const), session: integer, number: integer, leaseSeconds: small }),
  fc.record({ kind: fc.constant('ConsoleRequest' as const), session: integer, request: integer, instanceUID: text, maximumBytes: small }),
  fc.record({ kind: fc.constant('Goodbye' as const), reason: text, final: fc.boolean() }),
);

/** Bytes compare by what is in them, whichever class holds them. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

describe('messages on the wire', () => {
  it('come out as they went in, from the agent', () => {
    fc.assert(
      fc.property(agentMessage, (message) => {
        expect(plain(decodeAgentMessage(encodeAgentMessage(message)))).toEqual(plain(message));
      }),
    );
  });

  it('come out as they went in, from the gateway', () => {
    fc.assert(
      fc.property(gatewayMessage, (message) => {
        expect(plain(decodeGatewayMessage(encodeGatewayMessage(message)))).toEqual(plain(message));
      }),
    );
  });

  it('are passed over when a newer release sends a kind that this one does not know', () => {
    const unknown = Buffer.from([0xfa, 0x07, 0x02, 0x08, 0x01]);

    expect(decodeAgentMessage(unknown)).toBeUndefined();
    expect(decodeGatewayMessage(unknown)).toBeUndefined();
  });

  it('are refused with a number that would have to be rounded', () => {
    const wire = tycho.nodeagent.v1.AgentMessage.encode({ acknowledge: { session: 2 ** 53, revision: 1 } }).finish();

    expect(() => decodeAgentMessage(wire)).toThrow(MalformedMessageError);
  });

  it.each<[string, AgentMessage]>([
    ['a status', { kind: 'Observed', session: 1, instanceUID: 'u', epoch: 1, generation: 1, statusJSON: new Uint8Array(64 * 1024 + 1) }],
    [
      'an instance uid',
      { kind: 'Observed', session: 1, instanceUID: 'u'.repeat(65), epoch: 1, generation: 1, statusJSON: new Uint8Array() },
    ],
    ['a host status', { kind: 'HostReport', session: 1, report: { statusJSON: new Uint8Array(64 * 1024 + 1), orphanInstanceUIDs: [] } }],
    ['an orphan', { kind: 'HostReport', session: 1, report: { statusJSON: new Uint8Array(), orphanInstanceUIDs: ['u'.repeat(65)] } }],
  ])('are refused with %s that is longer than any honest one', (_, message) => {
    expect(() => decodeAgentMessage(encodeAgentMessage(message))).toThrow(MalformedMessageError);
  });

  it('hold on to no more memory than they need', () => {
    const message = { kind: 'Observed', session: 1, instanceUID: 'u', epoch: 1, generation: 1, statusJSON: Buffer.from('{}') } as const;
    const padding = Buffer.from(tycho.nodeagent.v1.AgentMessage.encode({ consoleChunk: { data: new Uint8Array(1_000_000) } }).finish());

    const decoded = decodeAgentMessage(Buffer.concat([padding, encodeAgentMessage(message)])) as typeof message;

    expect(decoded.statusJSON.buffer.byteLength).toBeLessThan(16_384);
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])('cannot be made with the number %s', (revision) => {
    expect(() => encodeAgentMessage({ kind: 'Acknowledge', session: 1, revision })).toThrow(RangeError);
  });
});
