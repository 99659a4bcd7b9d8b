import { flavorKind } from '#apis/compute/flavor.ts';
import { serverKind } from '#apis/compute/server.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import type { PlacementExplanation } from '#apis/infrastructure/instance.ts';
import type { InProcessApiServer } from '../harness/in-process-api-server.ts';
import { aFlavorBody, aHostBody, aHostStatus, aMachine, aPlacement, aServerBody } from './api-bodies.ts';

/** Makes a flavor `small`, a host `host-a` and a server `web` in `default`, and gives the server that host, as a scheduler would. */
export async function aPlacedServer(api: InProcessApiServer, explanation?: PlacementExplanation): Promise<void> {
  const client = api.client();
  const flavor = await client.resource(flavorKind).create(aFlavorBody('small'));
  await client.resource(hostKind).create(aHostBody('host-a') as never);
  const host = await client.resource(hostKind).patchStatus({ name: 'host-a' }, { status: aHostStatus() });
  const body = aServerBody('web', {}, { namespace: 'default' });
  const server = await client.resource(serverKind).create(body as never);
  const placement = {
    ...aPlacement(server.metadata.resourceVersion, host, aMachine(flavor)),
    ...(explanation === undefined ? {} : { explanation }),
  };
  const response = await client.raw({
    method: 'POST',
    path: '/apis/compute.tycho.dev/v1alpha1/namespaces/default/servers/web/placement',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(placement),
  });
  for await (const chunk of response.body) void chunk;
}
