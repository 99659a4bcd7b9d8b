import { HTTPTransport } from '#apis/client/http-transport.ts';
import { connectionFrom, readKubeconfig } from '#cmd/bootstrap/kubeconfig.ts';

/** Connections to the api-server that a kubeconfig with a client certificate names. */
export async function openTransport(kubeconfig: string): Promise<HTTPTransport> {
  const { server, authorityPEM, credentials } = await connectionFrom(await readKubeconfig([kubeconfig]));
  if (credentials.kind !== 'Certificate' || authorityPEM === undefined) throw new Error(`${kubeconfig} holds no client certificate`);
  return new HTTPTransport({
    server,
    ca: authorityPEM,
    cert: credentials.certificatePEM,
    key: credentials.privateKeyPEM,
    userAgent: 'tycho-bench',
    maximumConnections: 512,
  });
}
