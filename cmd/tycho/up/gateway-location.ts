import { AlreadyExistsError } from '#apis/machinery/errors.ts';
import type { ApiClient } from '../api/api-client.ts';
import { systemNamespace } from './first-objects.ts';

/** What an agent must know to dial in. */
export interface GatewayLocation {
  /** `HOST:PORT` */
  readonly address: string;
  /** Who signed the gateway's certificate. */
  readonly authorityPEM: string;
}

const configMapName = 'gateway';
const path = `/api/v1/namespaces/${systemNamespace}/configmaps`;

/** Throws NotFoundError when nobody has published it. */
export async function readGatewayLocation(client: ApiClient): Promise<GatewayLocation> {
  const { data } = await client.json<{ readonly data?: Readonly<Record<string, string>> }>({ path: `${path}/${configMapName}` });
  return { address: data?.['address'] ?? '', authorityPEM: data?.['authority'] ?? '' };
}

/** Lets `tycho join-token` tell new hosts where to dial: a ConfigMap, since none of it is secret. */
export async function publishGatewayLocation(client: ApiClient, { address, authorityPEM }: GatewayLocation): Promise<void> {
  const data = { address, authority: authorityPEM };
  const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: configMapName, namespace: systemNamespace }, data };
  try {
    await client.send({ method: 'POST', path, body });
  } catch (error) {
    if (!(error instanceof AlreadyExistsError)) throw error;
    await client.send({ method: 'PATCH', path: `${path}/${configMapName}`, contentType: 'application/merge-patch+json', body: { data } });
  }
}
