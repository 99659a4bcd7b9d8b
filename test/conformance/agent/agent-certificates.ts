import {
  createAuthority,
  createSigningRequest,
  issueCertificate,
  signRequest,
  type Authority,
  type Credentials,
} from '#cmd/bootstrap/certificates.ts';
import { hostCommonName } from '#proto/transport/agent-wire.ts';

/** Everything that a gateway and its agents show each other in these tests. */
export interface AgentCertificates {
  readonly authority: Authority;
  readonly gateway: Credentials;
}

export async function agentCertificates(): Promise<AgentCertificates> {
  const authority = await createAuthority({ commonName: 'test agents', validityDays: 1 });
  const gateway = await issueCertificate({
    authority,
    commonName: 'gateway',
    dnsNames: ['localhost'],
    ipAddresses: ['127.0.0.1'],
    validityDays: 1,
    usage: 'Server',
  });
  return { authority, gateway };
}

/** A certificate as a host gets it by joining. */
export async function hostCredentials(authority: Authority, hostUID: string): Promise<Credentials> {
  const { requestPEM, privateKeyPEM } = await createSigningRequest({ commonName: 'host' });
  const certificatePEM = await signRequest(requestPEM, {
    authority,
    commonName: hostCommonName(hostUID),
    validityDays: 1,
    usage: 'Client',
  });
  return { certificatePEM, privateKeyPEM };
}
