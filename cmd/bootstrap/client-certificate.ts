import { UsageError } from './flags.ts';
import { connectionFrom, readKubeconfig } from './kubeconfig.ts';

/** How one of our processes reaches the api-server and proves who it is. Certificates and keys are PEM. */
export interface CertifiedConnection {
  /** `https://HOST:PORT`, without a slash at the end. */
  readonly server: string;
  /** Who must have signed the server's certificate; absent: what Node trusts. */
  readonly ca?: string;
  /** The name to expect in the server's certificate instead of the host of `server`. */
  readonly serverName?: string;
  readonly cert: string;
  readonly key: string;
}

/** What a process' flag `--kubeconfig` names. Throws KubeconfigError, and {@link UsageError} for a user without a certificate. */
export async function readCertifiedConnection(kubeconfig: string): Promise<CertifiedConnection> {
  const { server, authorityPEM, tlsServerName, credentials } = await connectionFrom(await readKubeconfig([kubeconfig]));
  if (credentials.kind !== 'Certificate') throw new UsageError(`--kubeconfig ${kubeconfig}: its user needs a client certificate and key`);
  return {
    server,
    ...(authorityPEM === undefined ? {} : { ca: authorityPEM }),
    ...(tlsServerName === undefined ? {} : { serverName: tlsServerName }),
    cert: credentials.certificatePEM,
    key: credentials.privateKeyPEM,
  };
}
