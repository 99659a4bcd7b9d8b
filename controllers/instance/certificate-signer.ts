/** Signs hosts' certificates. The key of the authority stays behind it. */
export interface CertificateSigner {
  /**
   * The public key of a request (PEM, PKCS #10) as DER, once the request has proved that its sender holds the other half. Throws
   * {@link InvalidCertificateRequestError}.
   */
  publicKeyOf(requestPEM: string): Promise<Uint8Array>;
  /** A client certificate for that key and this name; what the request says of names does not count. */
  sign(requestPEM: string, subject: { readonly commonName: string }): Promise<string>;
  /** The authority's own certificate. */
  readonly authorityPEM: string;
}

/** The request is malformed, or not signed by the key that it names. */
export class InvalidCertificateRequestError extends Error {
  override readonly name = 'InvalidCertificateRequestError';
}
