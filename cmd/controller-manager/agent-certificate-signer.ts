import type { Clock } from '#apis/machinery/clock.ts';
import { InvalidSigningRequestError, publicKeyOfRequest, signRequest, type Authority } from '#cmd/bootstrap/certificates.ts';
import { InvalidCertificateRequestError, type CertificateSigner } from '#controllers/instance/certificate-signer.ts';

/** Signs hosts' certificates with an authority that lies in this process's memory. */
export class AgentCertificateSigner implements CertificateSigner {
  readonly authorityPEM: string;
  readonly #authority: Authority;
  readonly #clock: Clock;

  constructor({ authority, clock }: { readonly authority: Authority; readonly clock: Clock }) {
    this.authorityPEM = authority.certificatePEM;
    this.#authority = authority;
    this.#clock = clock;
  }

  publicKeyOf(requestPEM: string): Promise<Uint8Array> {
    return asRefusal(publicKeyOfRequest(requestPEM));
  }

  sign(requestPEM: string, { commonName }: { readonly commonName: string }): Promise<string> {
    const terms = { authority: this.#authority, commonName, validityDays, usage: 'Client', clock: this.#clock } as const;
    return asRefusal(signRequest(requestPEM, terms));
  }
}

/** Ten years: agents do not renew their certificates yet. A host is shut out by deleting its Host, whatever certificate it holds. */
const validityDays = 3650;

async function asRefusal<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof InvalidSigningRequestError) throw new InvalidCertificateRequestError(cause.message, { cause });
    throw cause;
  }
}
