import { HTTPTransport, type HTTPTransportOptions } from '#apis/client/http-transport.ts';
import { connectionFrom, readKubeconfig } from '#cmd/bootstrap/kubeconfig.ts';

/** Connections to the api-server that a kubeconfig with a client certificate names. */
export async function openTransport(kubeconfig: string): Promise<HTTPTransport> {
  return new HTTPTransport({ ...(await transportOptions(kubeconfig)), maximumConnections: 512 });
}

/** How to reach the api-server that a kubeconfig with a client certificate names. */
export async function transportOptions(kubeconfig: string): Promise<HTTPTransportOptions> {
  const { server, authorityPEM, credentials } = await connectionFrom(await readKubeconfig([kubeconfig]));
  if (credentials.kind !== 'Certificate' || authorityPEM === undefined) throw new Error(`${kubeconfig} holds no client certificate`);
  return { server, ca: authorityPEM, cert: credentials.certificatePEM, key: credentials.privateKeyPEM, userAgent: 'tycho-test' };
}
