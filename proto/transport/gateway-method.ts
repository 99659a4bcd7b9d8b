import type { MethodDefinition } from '@grpc/grpc-js';
import { tycho } from '../generated/nodeagent.js';
import type { JoinRequest, JoinResponse } from './agent-wire.ts';

/** `rpc Session`: raw bytes both ways; the codecs of the messages work above it. */
export const sessionMethod: MethodDefinition<Buffer, Buffer> = {
  path: '/tycho.nodeagent.v1.Gateway/Session',
  requestStream: true,
  responseStream: true,
  requestSerialize: asItIs,
  requestDeserialize: asItIs,
  responseSerialize: asItIs,
  responseDeserialize: asItIs,
};

/** `rpc Join`. */
export const joinMethod: MethodDefinition<JoinRequest, JoinResponse> = {
  path: '/tycho.nodeagent.v1.Gateway/Join',
  requestStream: false,
  responseStream: false,
  requestSerialize: encodeJoinRequest,
  requestDeserialize: decodeJoinRequest,
  responseSerialize: encodeJoinResponse,
  responseDeserialize: decodeJoinResponse,
};

/** Longest message either way. An Instance, a user data of 64 KiB and a piece of console stay far below. */
export const maximumMessageBytes = 4 * 1024 * 1024;

function asItIs(bytes: Buffer): Buffer {
  return bytes;
}

function encodeJoinRequest({ token, hostName, certificateRequestPEM, agentVersion }: JoinRequest): Buffer {
  const wire = { token, hostName, certificateRequestPem: Buffer.from(certificateRequestPEM), agentVersion };
  return tycho.nodeagent.v1.JoinRequest.encode(wire).finish() as Buffer;
}

function decodeJoinRequest(bytes: Buffer): JoinRequest {
  const { token, hostName, certificateRequestPem, agentVersion } = tycho.nodeagent.v1.JoinRequest.decode(bytes);
  return { token, hostName, certificateRequestPEM: textOf(certificateRequestPem), agentVersion };
}

function encodeJoinResponse({ hostUID, hostName, certificatePEM, authorityPEM, controlPlaneUID }: JoinResponse): Buffer {
  const certificates = { certificatePem: Buffer.from(certificatePEM), authorityPem: Buffer.from(authorityPEM) };
  const wire = { hostUid: hostUID, hostName, ...certificates, controlPlaneUid: controlPlaneUID };
  return tycho.nodeagent.v1.JoinResponse.encode(wire).finish() as Buffer;
}

function decodeJoinResponse(bytes: Buffer): JoinResponse {
  const { hostUid, hostName, certificatePem, authorityPem, controlPlaneUid } = tycho.nodeagent.v1.JoinResponse.decode(bytes);
  return {
    hostUID: hostUid,
    hostName,
    certificatePEM: textOf(certificatePem),
    authorityPEM: textOf(authorityPem),
    controlPlaneUID: controlPlaneUid,
  };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
